"""Where a shape of a slide lies, so that only what changed is painted again."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

from PySide6.QtCore import QRect, QRectF

from omnidesk.charts.display import Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text
from omnidesk.domain.remembered import remembered
from omnidesk.ui.widgets.chart import measure

_Span = tuple[float, float, QRectF]
"""From where to where an area reaches, down or across."""

EDGE = 2.0
"""Units around a shape that its smooth edge may take."""


@remembered
def areas_of(chart: Chart) -> tuple[QRect, ...]:
    """Whole units of the slide that hold each shape, found once for every window that shows it."""
    return tuple(area_of(shape).toAlignedRect() for shape in chart.shapes)


@remembered
def changed_areas(before: Chart, now: Chart) -> tuple[QRectF, ...]:
    """The areas, in the slide's own units, where shapes came or went; those that meet are one: few are painted faster.

    Areas are parted where a line down or across the whole slide finds room between them.
    """
    changed = map(area_of, {*before.shapes} ^ {*now.shapes})
    rows = _parted((area.top(), area.bottom(), area) for area in changed)
    columns = (_parted((area.left(), area.right(), area) for area in row) for row in rows)
    return tuple(_around_all(cell) for row in columns for cell in row)


def _parted(spans: Iterable[_Span]) -> list[list[QRectF]]:
    """Areas in groups that keep clear of each other."""
    groups: list[list[QRectF]] = []
    reached = -math.inf
    for start, end, area in sorted(spans, key=itemgetter(0)):
        if start > reached:
            groups.append([])
        groups[-1].append(area)
        reached = max(reached, end)
    return groups


def _around_all(areas: Sequence[QRectF]) -> QRectF:
    left, top = min(area.left() for area in areas), min(area.top() for area in areas)
    right, bottom = max(area.right() for area in areas), max(area.bottom() for area in areas)
    return QRectF(left, top, right - left, bottom - top)


@lru_cache(maxsize=2048)
def area_of(shape: Shape) -> QRectF:
    """The area that a shape may paint, in the slide's own units; do not change the returned object."""
    match shape:
        case Rect() | Picture():
            area = QRectF(shape.x, shape.y, shape.width, shape.height).normalized()
        case Line():
            area = _around(((shape.x1, shape.y1), (shape.x2, shape.y2)))
        case Polyline() | Polygon():
            area = _around(shape.points)
        case Text():
            width = measure(shape.text, shape.size, shape.weight)
            left = shape.x - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
            area = QRectF(left, shape.y - 1.1 * shape.size, width, 1.5 * shape.size)
    return area.adjusted(-EDGE, -EDGE, EDGE, EDGE)


def _around(points: tuple[tuple[float, float], ...]) -> QRectF:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
