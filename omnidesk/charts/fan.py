"""The fan of a simulation: how far apart its runs drift over the term, and the middle one."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.axis import value_axis
from omnidesk.charts.display import LABEL, Chart, Drawing, Pen, Polygon, Polyline, Text, Token, empty_chart, every
from omnidesk.charts.lines import FOOT, name_endings, points_at
from omnidesk.domain.monte_carlo import Fan


@dataclass(frozen=True)
class Drift:
    """What is gained less what is paid, added up to the end of each of ``months`` (counted from 1), by percentile.

    ``labels`` are the words for these months.
    """

    months: tuple[int, ...]
    labels: tuple[str, ...]
    p10: tuple[Decimal, ...]
    p50: tuple[Decimal, ...]
    p90: tuple[Decimal, ...]


def drift_of(found: Fan, month_starts: Sequence[datetime.date], name: Callable[[datetime.date], str]) -> Drift:
    """The fan of simulated runs, its months named by the day on which each begins."""
    labels = tuple(name(month_starts[month - 1]) for month in found.months)
    return Drift(found.months, labels, found.p10, found.p50, found.p90)


def layout_fan(drift: Drift, names: tuple[str, str, str], size: tuple[float, float], pen: Pen) -> Chart:
    """Lay out the band between the tenth and the ninetieth percentile with the middle; ``names`` in this order."""
    if not drift.months:
        return empty_chart(*size, pen)
    drawing = Drawing(*size, pen.measure)
    scale, left = value_axis(drawing, [*drift.p10, *drift.p50, *drift.p90], 12, size[1] - FOOT, pen.format_value)
    lowest, middle, highest = (
        f"{name} {pen.format_value(line[-1])}"
        for name, line in zip(names, (drift.p10, drift.p50, drift.p90), strict=True)
    )
    right = size[0] - min(drawing.widest((lowest, middle, highest), "strong") + 8, (size[0] - left) * 0.46)
    first, last = drift.months[0], drift.months[-1]
    unit = (right - left - 12) / max(last - first, 1)
    xs = [left + 8 + (month - first) * unit for month in drift.months]
    band = (*points_at(xs, drift.p90, scale), *reversed(points_at(xs, drift.p10, scale)))
    drawing.add(Polygon(band, "wash"))
    drawing.add(*(Polyline(points_at(xs, line, scale), "accent_soft", 1.0) for line in (drift.p10, drift.p90)))
    drawing.add(Polyline(points_at(xs, drift.p50, scale), "accent", 1.8))
    named: list[tuple[float, str, Token]] = [
        (scale.at(drift.p50[-1]), middle, "accent"),
        (scale.at(drift.p90[-1]), highest, "muted"),
        (scale.at(drift.p10[-1]), lowest, "muted"),
    ]
    name_endings(drawing, named, right, scale.start)
    for index in every(len(xs), right - left, drawing.widest(drift.labels) + 6):
        drawing.label(
            Text(xs[index], size[1] - 4, drawing.fitted(drift.labels[index], right - left, LABEL), anchor="middle")
        )
    return drawing.chart(pen.alt)
