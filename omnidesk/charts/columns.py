"""Charts of columns over time: cash flow by month or quarter, and usage against the plan's limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.axis import Scale, value_axis
from omnidesk.charts.display import (
    LABEL,
    Chart,
    Drawing,
    FormatValue,
    Line,
    Pen,
    Rect,
    Text,
    Token,
    empty_chart,
    every,
)

HEAD = 14.0
FOOT = 16.0
LAYERS: tuple[Token, ...] = ("accent", "accent_soft", "navy", "accent_pale", "muted")


@dataclass(frozen=True)
class Period:
    """What is due in one period: committed, and estimated beside it (the two are never added up)."""

    label: str
    committed: Decimal
    estimated: Decimal = Decimal(0)


@dataclass(frozen=True)
class Usage:
    """Usage over time: the periods' names, each layer's name and amounts (bottom layer first), and the plan's limit."""

    periods: tuple[str, ...]
    layers: tuple[tuple[str, tuple[Decimal, ...]], ...]
    limit: Decimal | None = None
    limit_name: str = ""


def layout_cash_flow(periods: Sequence[Period], names: tuple[str, str], size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out columns by period; ``names`` are the words for committed and estimated.

    Estimated columns are pale and stand beside the committed ones; only then do names tell the two apart.
    """
    if not periods:
        return empty_chart(*size, pen)
    drawing = Drawing(*size, pen.measure)
    values = [each for period in periods for each in (period.committed, period.estimated)]
    both = any(period.estimated for period in periods)
    scale, left = value_axis(drawing, values, (HEAD if both else 0) + 10, size[1] - FOOT, pen.format_value)
    pitch = (size[0] - left) / len(periods)
    thick = min(pitch * (0.36 if both else 0.62), 34.0)
    for index, period in enumerate(periods):
        middle = left + (index + 0.5) * pitch
        shift = thick / 2 + 0.5 if both else 0.0
        _column(drawing, scale, (middle - shift, thick), (Decimal(0), period.committed), "accent")
        _column(drawing, scale, (middle + shift, thick), (Decimal(0), period.estimated), "accent_pale")
    if both:
        _series_names(drawing, left, names, ("accent", "accent_pale"))
    _tops(drawing, scale, [period.committed for period in periods], (left, thick, both), pen.format_value)
    _period_names(drawing, [period.label for period in periods], left)
    return drawing.chart(pen.alt)


def layout_usage(usage: Usage, size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out stacked usage by period with the plan's limit as a dashed line."""
    if not usage.periods or not usage.layers:
        return empty_chart(*size, pen)
    drawing = Drawing(*size, pen.measure)
    totals = [sum(amounts, Decimal(0)) for amounts in zip(*(each for _, each in usage.layers), strict=True)]
    highest = totals if usage.limit is None else [*totals, usage.limit]
    scale, left = value_axis(drawing, highest, HEAD + 10, size[1] - FOOT, pen.format_value)
    pitch = (size[0] - left) / len(totals)
    thick = min(pitch * 0.62, 34.0)
    levels, heights = [Decimal(0)] * len(totals), [scale.at(Decimal(0))] * len(totals)
    for layer, (_, amounts) in enumerate(usage.layers):
        fill = LAYERS[layer % len(LAYERS)]
        for index, amount in enumerate(amounts):
            if amount:
                levels[index] += amount
                before, heights[index] = heights[index], scale.at(levels[index])
                top, bottom = sorted((before, heights[index]))
                drawing.add(Rect(left + (index + 0.5) * pitch - thick / 2, top, thick, bottom - top, fill))
    _series_names(drawing, left, [name for name, _ in usage.layers], LAYERS)
    if usage.limit is not None:
        words = f"{usage.limit_name} {pen.format_value(usage.limit)}"
        _limit(drawing, scale.at(usage.limit), words, [scale.at(total) for total in totals], left)
    _period_names(drawing, usage.periods, left)
    return drawing.chart(pen.alt)


def _limit(drawing: Drawing, y: float, words: str, tops: Sequence[float], left: float) -> None:
    """Draw the limit, named over its line at an end where no column stands in the way, else in the chart's head."""
    drawing.add(Line(left, y, drawing.width, y, "amber", 0.9, dashed=True))
    reach = 1 + int(drawing.measure(words, LABEL, "medium") / (drawing.width - left) * len(tops))
    places: list[Text] = []
    if min(tops[-reach:]) > y:
        places.append(Text(drawing.width, y - 3, words, anchor="end", weight="medium", colour="amber"))
    if min(tops[:reach]) > y:
        places.append(Text(left + 2, y - 3, words, weight="medium", colour="amber"))
    drawing.label(*places, Text(drawing.width, LABEL + 1, words, anchor="end", weight="medium", colour="amber"))


def _column(
    drawing: Drawing, scale: Scale, place: tuple[float, float], span: tuple[Decimal, Decimal], fill: Token
) -> None:
    """Draw a column between two amounts; ``place`` is its middle and its thickness."""
    if span[0] == span[1]:
        return
    top, bottom = sorted((scale.at(span[0]), scale.at(span[1])))
    drawing.add(Rect(place[0] - place[1] / 2, top, place[1], bottom - top, fill))


def _series_names(drawing: Drawing, left: float, names: Sequence[str], fills: Sequence[Token]) -> None:
    """Write each layer's name after a swatch of its colour, in one line above the plot."""
    x = left
    for index, name in enumerate(names):
        text = drawing.fitted(name, drawing.width - x - 12)
        if not text or not drawing.label(Text(x + 10, LABEL + 1, text)):
            return
        drawing.add(Rect(x, 1.8, 6.4, 6.4, fills[index % len(fills)], 1.0))
        x += 10 + drawing.measure(text, LABEL, "regular") + 14


def _tops(
    drawing: Drawing,
    scale: Scale,
    values: Sequence[Decimal],
    place: tuple[float, float, bool],
    format_value: FormatValue,
) -> None:
    """Write amounts over the columns: over all if there is room, otherwise over the largest only.

    ``place`` is where the plot begins, how thick a column is, and whether a second column stands beside it.
    """
    left, thick, paired = place
    pitch = (drawing.width - left) / len(values)
    words = [format_value(value) for value in values]
    shift = thick / 2 + 0.5 if paired else 0.0
    room = pitch - thick if paired else pitch
    if drawing.widest(words, "medium") + 3 <= room:
        chosen = [index for index, value in enumerate(values) if value]
    else:
        chosen = [max(range(len(values)), key=lambda index: values[index])]
    for index in chosen:
        y = scale.at(max(values[index], Decimal(0))) - 3
        half = drawing.measure(words[index], LABEL, "medium") / 2
        x = max(left + (index + 0.5) * pitch - shift, left + half + 1)  # clear of the axis
        drawing.label(Text(x, y, words[index], anchor="middle", weight="medium", colour="ink"))


def _period_names(drawing: Drawing, labels: Sequence[str], left: float) -> None:
    """Write the periods' names below, every so many that each has room."""
    room = drawing.width - left
    pitch = room / len(labels)
    for index in every(len(labels), room, drawing.widest(labels) + 6):
        text = drawing.fitted(labels[index], room)
        drawing.label(Text(left + (index + 0.5) * pitch, drawing.height - 4, text, anchor="middle"))
