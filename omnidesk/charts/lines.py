"""The chart of value: gain and cost added up month by month, and when one passes the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.axis import Scale, value_axis
from omnidesk.charts.display import (
    LABEL,
    Chart,
    Drawing,
    Line,
    Pen,
    Polygon,
    Polyline,
    Rect,
    Text,
    Token,
    empty_chart,
    every,
)
from omnidesk.domain.roi import SCENARIOS, Roi

FOOT = 16.0


@dataclass(frozen=True)
class Course:
    """Amounts added up to the end of each month: benefit at base, low and high estimate, and cost.

    ``payback`` is the month (1 is the first) in which the base benefit has paid the cost, none if it does not.
    """

    labels: tuple[str, ...]
    benefit: tuple[Decimal, ...]
    low: tuple[Decimal, ...]
    high: tuple[Decimal, ...]
    cost: tuple[Decimal, ...]
    payback: int | None = None


@dataclass(frozen=True)
class CourseNames:
    """The words written beside the lines."""

    benefit: str
    cost: str
    payback: str


def course_of(roi: Roi, labels: Sequence[str]) -> Course:
    """What a projection adds up to; ``labels`` are the words for its months."""
    low, base, high = (roi.scenarios[case] for case in SCENARIOS)
    return Course(
        labels=tuple(labels),
        benefit=base.cumulative_benefit,
        low=low.cumulative_benefit,
        high=high.cumulative_benefit,
        cost=base.cumulative_cost,
        payback=base.payback_month,
    )


def layout_course(course: Course, names: CourseNames, size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out benefit with its band against cost over the months, each line named at its end."""
    if not course.labels:
        return empty_chart(*size, pen)
    width, height = size
    drawing = Drawing(width, height, pen.measure)
    every_value = [*course.benefit, *course.low, *course.high, *course.cost]
    scale, left = value_axis(drawing, every_value, 12, height - FOOT, pen.format_value)
    endings = [
        f"{names.benefit} {pen.format_value(course.benefit[-1])}",
        f"{names.cost} {pen.format_value(course.cost[-1])}",
    ]
    right = width - min(drawing.widest(endings, "strong") + 8, (width - left) * 0.34)
    xs = _months(len(course.labels), left, right)
    band = (*points_at(xs, course.high, scale), *reversed(points_at(xs, course.low, scale)))
    drawing.add(Polygon(band, "tint"))
    _payback(drawing, course, names, xs, scale)
    drawing.add(Polyline(points_at(xs, course.cost, scale), "navy", 1.4))
    drawing.add(Polyline(points_at(xs, course.benefit, scale), "accent", 1.8))
    benefit, cost = scale.at(course.benefit[-1]), scale.at(course.cost[-1])
    name_endings(drawing, [(benefit, endings[0], "accent"), (cost, endings[1], "navy")], right, scale.start)
    for index in every(len(xs), right - left, drawing.widest(course.labels) + 6):
        text = drawing.fitted(course.labels[index], right - left)
        drawing.label(Text(xs[index], height - 4, text, anchor="middle"))
    return drawing.chart(pen.alt)


def _months(count: int, left: float, right: float) -> list[float]:
    step = (right - left - 8) / max(count - 1, 1)
    return [left + 4 + index * step for index in range(count)]


def points_at(xs: Sequence[float], values: Sequence[Decimal], scale: Scale) -> tuple[tuple[float, float], ...]:
    """The points of a line."""
    return tuple((x, scale.at(value)) for x, value in zip(xs, values, strict=True))


def _payback(drawing: Drawing, course: Course, names: CourseNames, xs: Sequence[float], scale: Scale) -> None:
    """Mark the month of payback on the benefit line, with its name beside the mark."""
    if course.payback is None or not 1 <= course.payback <= len(xs):
        return
    index = course.payback - 1
    x, y = xs[index], scale.at(course.benefit[index])
    drawing.add(Line(x, y, x, scale.start, "muted", 0.6, dashed=True), Rect(x - 2.6, y - 2.6, 5.2, 5.2, "accent", 2.6))
    text = drawing.fitted(names.payback, drawing.width / 2, LABEL, "strong")
    drawing.label(
        *(Text(x - 6, at, text, anchor="end", weight="strong", colour="ink") for at in (y - 5, y - 16)),
        *(Text(x + 6, at, text, weight="strong", colour="ink") for at in (scale.start - 5, y + 12)),
    )


def name_endings(drawing: Drawing, ends: Sequence[tuple[float, str, Token]], right: float, axis: float) -> None:
    """Name the lines at their ends, above the axis; a name that meets another one moves up or down."""
    for y, text, colour in ends:
        words = drawing.fitted(text, drawing.width - right - 4, LABEL, "strong")
        base = min(y + LABEL * 0.36, axis - 3)
        places = (base, base + 9, base - 9, base + 18, base - 18)
        drawing.label(*(Text(right + 2, at, words, weight="strong", colour=colour) for at in places))
