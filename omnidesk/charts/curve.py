"""The curve of an index: how it grows with one of its inputs, and where a deal stands on it."""

from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.axis import Scale, ticks, value_axis
from omnidesk.charts.display import LABEL, Chart, Drawing, FormatValue, Line, Pen, Polyline, Rect, Text, empty_chart

FOOT = 16.0


@dataclass(frozen=True)
class Curve:
    """Points from the smallest input to the largest; ``place`` is the input that the deal has, ``name`` its words."""

    points: tuple[tuple[Decimal, Decimal], ...]
    place: Decimal
    value: Decimal
    name: str


def layout_curve(curve: Curve, say_input: FormatValue, size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out the curve with the deal's own place marked; ``say_input`` words the axis below."""
    if len(curve.points) < 2:
        return empty_chart(*size, pen)
    drawing = Drawing(*size, pen.measure)
    up, left = value_axis(drawing, [value for _, value in curve.points], 12, size[1] - FOOT, pen.format_value)
    across = Scale(curve.points[0][0], curve.points[-1][0], left + 2, size[0] - 10)
    line = tuple((across.at(at), up.at(value)) for at, value in curve.points)
    x, y = across.at(curve.place), up.at(curve.value)
    drawing.add(Line(x, y, x, up.start, "muted", 0.6, dashed=True), Polyline(line, "accent", 1.8))
    drawing.add(Rect(x - 3.2, y - 3.2, 6.4, 6.4, "accent", 3.2))
    words = drawing.fitted(curve.name, size[0] - left, LABEL, "strong")
    drawing.label(
        Text(x - 6, y - 5, words, anchor="end", weight="strong", colour="ink"),
        Text(x - 6, y - 15, words, anchor="end", weight="strong", colour="ink"),
        Text(x + 6, y + 12, words, weight="strong", colour="ink"),
    )
    for tick in ticks(curve.points[0][0], curve.points[-1][0]):
        if curve.points[0][0] <= tick <= curve.points[-1][0]:
            drawing.label(Text(across.at(tick), size[1] - 4, say_input(tick), anchor="middle"), apart=4.0)
    return drawing.chart(pen.alt)
