"""The chart of a share of value: the fee against the amount that it is taken from, held between floor and cap."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.axis import Scale, ticks, value_axis
from omnidesk.charts.display import LABEL, Chart, Drawing, Line, Pen, Polyline, Rect, Text, empty_chart

HEAD, FOOT = 16.0, 16.0


@dataclass(frozen=True)
class FeeMark:
    """A case (low, base, high): its name, the yearly amount and the fee that comes of it."""

    name: str
    amount: Decimal
    fee: Decimal


@dataclass(frozen=True)
class Fee:
    """A percentage of a yearly amount, never below ``floor`` nor above ``cap``, with the cases marked on it."""

    percent: Decimal
    marks: tuple[FeeMark, ...]
    floor: Decimal | None = None
    cap: Decimal | None = None


@dataclass(frozen=True)
class FeeNames:
    """The words written on the limits."""

    floor: str
    cap: str


def layout_fee(fee: Fee, names: FeeNames, size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out the fee as a line that is level where floor or cap holds it, with the cases as points on it."""
    highest = max((mark.amount for mark in fee.marks), default=Decimal(0))
    if highest <= 0 or fee.percent <= 0:
        return empty_chart(*size, pen)
    drawing = Drawing(*size, pen.measure)
    reach = highest * Decimal("1.12")
    bends = sorted({Decimal(0), *_bends(fee, reach), reach})
    values = [_fee_at(fee, amount) for amount in bends]
    limits = [limit for limit in (fee.floor, fee.cap) if limit is not None and limit <= max(values) * 2]
    up, left = value_axis(drawing, [*values, *limits], HEAD, size[1] - FOOT, pen.format_value)
    across = Scale(Decimal(0), reach, left, size[0] - 4)
    for limit, words in ((fee.floor, names.floor), (fee.cap, names.cap)):
        if limit is not None and limit in limits:
            _limit(drawing, up.at(limit), f"{words} {pen.format_value(limit)}", left)
    points = tuple((across.at(amount), up.at(value)) for amount, value in zip(bends, values, strict=True))
    drawing.add(Polyline(points, "accent", 1.8))
    for mark in sorted(fee.marks, key=lambda each: each.name != _middle(fee.marks)):
        _mark(drawing, mark, (across.at(mark.amount), up.at(mark.fee)), pen)
    _amounts(drawing, across, reach, pen)
    return drawing.chart(pen.alt)


def _middle(marks: Sequence[FeeMark]) -> str:
    """The name of the middle case, whose words are placed first."""
    return marks[len(marks) // 2].name if marks else ""


def _fee_at(fee: Fee, amount: Decimal) -> Decimal:
    value = fee.percent * amount / 100
    if fee.floor is not None:
        value = max(fee.floor, value)
    return value if fee.cap is None else min(fee.cap, value)


def _bends(fee: Fee, reach: Decimal) -> list[Decimal]:
    """The amounts at which floor and cap begin to hold the fee."""
    bends = [limit * 100 / fee.percent for limit in (fee.floor, fee.cap) if limit is not None]
    return [bend for bend in bends if 0 < bend < reach]


def _limit(drawing: Drawing, y: float, words: str, left: float) -> None:
    drawing.add(Line(left, y, drawing.width, y, "amber", 0.9, dashed=True))
    places = [Text(left + 3, at, words, weight="medium", colour="amber") for at in (y - 3, y + LABEL + 2)]
    places.append(Text(drawing.width, y - 3, words, anchor="end", weight="medium", colour="amber"))
    drawing.label(*places)


def _mark(drawing: Drawing, mark: FeeMark, place: tuple[float, float], pen: Pen) -> None:
    """Draw a case as a point with its name and fee beside it."""
    x, y = place
    drawing.add(Rect(x - 3, y - 3, 6, 6, "paper", 3.0), Rect(x - 2.4, y - 2.4, 4.8, 4.8, "navy", 2.4))
    words = f"{mark.name} {pen.format_value(mark.fee)}"
    drawing.label(
        *(Text(x - 6, at, words, anchor="end", weight="medium", colour="ink") for at in (y - 4, y - 13)),
        *(Text(x + 6, at, words, weight="medium", colour="ink") for at in (y + 10, y - 4, y + 19)),
        Text(x, y + 12, words, anchor="middle", weight="medium", colour="ink"),
    )


def _amounts(drawing: Drawing, across: Scale, reach: Decimal, pen: Pen) -> None:
    """Write round amounts below the axis."""
    for amount in ticks(Decimal(0), reach):
        if amount <= reach:
            words = pen.format_value(amount)
            drawing.label(Text(across.at(amount), drawing.height - 4, words, anchor="middle"))
