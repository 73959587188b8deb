"""Charts of rows: the price waterfall, the tornado, and bars by category. One row a figure, its name at the left."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from omnidesk.charts.axis import Scale
from omnidesk.charts.display import (
    LABEL,
    Chart,
    Drawing,
    FormatValue,
    Line,
    Measure,
    Pen,
    Polygon,
    Rect,
    Text,
    Token,
    empty_chart,
)
from omnidesk.domain.roi import Roi

ROW = 17.0
BAR = 9.0
GAP = 5.0
TELLING = Decimal("0.5")
"""Changes of less than this share of a total would be slivers on a scale that starts at zero."""


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: an amount added (below zero: taken off), or a total reached so far."""

    label: str
    amount: Decimal
    kind: Literal["change", "total"] = "change"


@dataclass(frozen=True)
class Swing:
    """One bar of a tornado: the result when this input is at its low and at its high end."""

    label: str
    low: Decimal
    high: Decimal


def swings_of(roi: Roi) -> tuple[Swing, ...]:
    """How far each estimate of a projection moves its return, in percent; those without a return are left out."""
    return tuple(
        Swing(bar.label, bar.low, bar.high) for bar in roi.tornado if bar.low is not None and bar.high is not None
    )


@dataclass(frozen=True)
class Category:
    """One bar by category."""

    label: str
    amount: Decimal


def layout_waterfall(steps: Sequence[Step], width: float, pen: Pen) -> Chart:
    """Lay out how lines and discounts lead to a total; the height follows from the number of steps."""
    if not steps:
        return empty_chart(width, 2 * ROW, pen)
    spans = _spans(steps)
    drawing, plot = _rows(width, [step.label for step in steps], pen.measure)
    scale = _scale(drawing, plot, spans, [pen.format_value(step.amount) for step in steps], room_left=False)
    for index, (step, (start, end)) in enumerate(zip(steps, spans, strict=True)):
        total = step.kind == "total"
        fill: Token = "navy" if total else "accent" if step.amount >= 0 else "amber"
        y = index * ROW
        _name(drawing, step.label, plot, y, strong=total)
        _bar(drawing, scale, start, end, y, fill)
        if index + 1 < len(steps):
            level = scale.at(end)
            drawing.add(Line(level, y + ROW / 2 + BAR / 2, level, y + ROW * 1.5 - BAR / 2, "muted", 0.4))
        right = max(scale.at(start), scale.at(end))
        _figure(drawing, pen.format_value(step.amount), right, y, strong=total)
    return drawing.chart(pen.alt)


def layout_tornado(swings: Sequence[Swing], base: Decimal, width: float, pen: Pen) -> Chart:
    """Lay out which input moves the result most: bars around the base, in the order given."""
    if not swings:
        return empty_chart(width, 2 * ROW, pen)
    spans = [(swing.low, swing.high) for swing in swings]
    drawing, plot = _rows(width, [swing.label for swing in swings], pen.measure, head=ROW)
    words = [pen.format_value(end) for span in spans for end in span]
    scale = _scale(drawing, plot, [*spans, (base, base)], words, room_left=True, zero=False)
    middle = scale.at(base)
    drawing.label(Text(middle, LABEL + 1, pen.format_value(base), anchor="middle", weight="strong", colour="ink"))
    for index, swing in enumerate(swings):
        y = ROW + index * ROW
        _name(drawing, swing.label, plot, y)
        _bar(drawing, scale, base, swing.low, y, "accent_soft")
        _bar(drawing, scale, base, swing.high, y, "accent")
        ends = sorted(((scale.at(swing.low), swing.low), (scale.at(swing.high), swing.high)))
        drawing.label(_beside(pen.format_value(ends[0][1]), min(ends[0][0], middle) - 4, y, "end"))
        drawing.label(_beside(pen.format_value(ends[1][1]), max(ends[1][0], middle) + 4, y, "start"))
    drawing.add(Line(middle, ROW - 4, middle, drawing.height, "ink", 0.6))
    return drawing.chart(pen.alt)


def layout_difference(steps: Sequence[Step], signed: FormatValue, width: float, pen: Pen) -> Chart:
    """Lay out how one total becomes another: from, what changed (as arrows to either side), to.

    ``signed`` words a change with its sign. Where changes are small against the totals, the totals' bars are broken
    near their beginning, and the scale starts above zero.
    """
    if len(steps) < 2:
        return empty_chart(width, 2 * ROW, pen)
    drawing, plot = _rows(width, [step.label for step in steps], pen.measure)
    spans = [*_spans(steps[:-1]), (Decimal(0), steps[-1].amount)]
    words = [signed(step.amount) if step.kind == "change" else pen.format_value(step.amount) for step in steps]
    scale, broken = _telling(_scale(drawing, plot, spans, words, room_left=False), spans)
    for index, (step, (start, end), text) in enumerate(zip(steps, spans, words, strict=True)):
        y, total = index * ROW, step.kind == "total"
        _name(drawing, step.label, plot, y, strong=total)
        if total:
            _bar(drawing, scale, scale.low if broken else start, end, y, "navy")
            if broken:
                _break(drawing, plot, y)
        else:
            _arrow(drawing, scale.at(start), scale.at(end), y)
        if index + 1 < len(steps):
            level = scale.at(end)
            drawing.add(Line(level, y + ROW / 2 + BAR / 2, level, y + ROW * 1.5 - BAR / 2, "muted", 0.4))
        _figure(drawing, text, max(scale.at(max(start, scale.low)), scale.at(end)), y, strong=total)
    return drawing.chart(pen.alt)


def layout_categories(categories: Sequence[Category], width: float, pen: Pen) -> Chart:
    """Lay out one bar a category, in the order given."""
    if not categories:
        return empty_chart(width, 2 * ROW, pen)
    drawing, plot = _rows(width, [category.label for category in categories], pen.measure)
    spans = [(Decimal(0), category.amount) for category in categories]
    scale = _scale(drawing, plot, spans, [pen.format_value(each.amount) for each in categories], room_left=False)
    for index, category in enumerate(categories):
        y = index * ROW
        _name(drawing, category.label, plot, y)
        _bar(drawing, scale, Decimal(0), category.amount, y, "accent" if category.amount >= 0 else "amber")
        _figure(drawing, pen.format_value(category.amount), max(scale.at(Decimal(0)), scale.at(category.amount)), y)
    return drawing.chart(pen.alt)


def _telling(scale: Scale, spans: Sequence[tuple[Decimal, Decimal]]) -> tuple[Scale, bool]:
    """A scale on which small changes can be seen, and whether it starts above zero for that."""
    levels = [end for _, end in spans]
    low, high = min(levels), max(levels)
    if low <= 0 or high - low > high * TELLING:
        return scale, False
    return Scale(low - max((high - low) * 2, high / 100), max(high, low + high / 100), scale.start, scale.end), True


def _break(drawing: Drawing, plot: float, y: float) -> None:
    """Two slanted gaps: what lies left of them is not drawn to scale."""
    top, bottom = y + (ROW - BAR) / 2 - 0.5, y + (ROW + BAR) / 2 + 0.5
    for left in (plot + 9.0, plot + 13.0):
        drawing.add(Polygon(((left + 3, top), (left + 5, top), (left + 2, bottom), (left, bottom)), "paper"))


def _arrow(drawing: Drawing, start: float, end: float, y: float) -> None:
    """A bar that points to where the total goes, so that its direction can be seen without its colour."""
    top, middle, bottom = y + (ROW - BAR) / 2, y + ROW / 2, y + (ROW + BAR) / 2
    tip = max(min(abs(end - start), 5.0), 1.0)
    neck = end - tip if end >= start else end + tip
    points = ((start, top), (neck, top), (end, middle), (neck, bottom), (start, bottom))
    drawing.add(Polygon(points, "accent" if end >= start else "amber"))


def _spans(steps: Sequence[Step]) -> list[tuple[Decimal, Decimal]]:
    """Return from where to where each step's bar reaches; totals start at zero."""
    spans: list[tuple[Decimal, Decimal]] = []
    level = Decimal(0)
    for step in steps:
        start = Decimal(0) if step.kind == "total" else level
        level = step.amount if step.kind == "total" else level + step.amount
        spans.append((start, level))
    return spans


def _rows(width: float, labels: Sequence[str], measure: Measure, head: float = 0.0) -> tuple[Drawing, float]:
    """Return a drawing with a row for each label, and where the names end and the plot begins."""
    drawing = Drawing(width, head + ROW * len(labels), measure)
    return drawing, min(drawing.widest(labels, "strong") + 10, width * 0.4)


def _scale(
    drawing: Drawing, plot: float, spans: Sequence[tuple[Decimal, Decimal]], words: Sequence[str], *,
    room_left: bool, zero: bool = True,
) -> Scale:  # fmt: skip
    """Return a scale over all spans that leaves room for the figures at the bars' ends."""
    ends = [end for span in spans for end in span] + ([Decimal(0)] if zero else [])
    low, high = min(ends), max(ends)
    room = min(drawing.widest(words, "strong") + 2 * GAP, (drawing.width - plot) * 0.3)
    return Scale(low, high if high > low else low + 1, plot + room * room_left, drawing.width - room)


def _bar(drawing: Drawing, scale: Scale, start: Decimal, end: Decimal, y: float, fill: Token) -> None:
    left, right = sorted((scale.at(start), scale.at(end)))
    drawing.add(Rect(left, y + (ROW - BAR) / 2, max(right - left, 0.6), BAR, fill))


def _name(drawing: Drawing, label: str, plot: float, y: float, *, strong: bool = False) -> None:
    weight = "strong" if strong else "regular"
    text = drawing.fitted(label, plot - 6, LABEL, weight)
    drawing.label(Text(0, _base(y), text, weight=weight, colour="ink"))


def _figure(drawing: Drawing, text: str, right: float, y: float, *, strong: bool = False) -> None:
    words = drawing.fitted(text, drawing.width - right - GAP)
    place = Text(right + GAP, _base(y), text, weight="strong" if strong else "medium", colour="ink")
    drawing.label(place, Text(right + GAP, _base(y), words, colour="ink"))


def _beside(text: str, x: float, y: float, anchor: Literal["start", "end"]) -> Text:
    return Text(x, _base(y), text, anchor=anchor, weight="medium", colour="ink")


def _base(y: float) -> float:
    return y + ROW / 2 + LABEL * 0.36
