"""Where a shape of a slide lies, so that only what changed is painted again."""

from functools import lru_cache

from PySide6.QtCore import QRectF

from omnidesk.charts.display import Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text
from omnidesk.domain.remembered import remembered
from omnidesk.ui.widgets.chart import measure

_Sides = tuple[float, float, float, float]
"""Left, top, right and bottom."""

EDGE = 2.0
"""Units around a shape that its smooth edge may take."""
LOOSE = 1.2
"""Areas become one where that takes no more than so many times their own room: few areas are quicker to paint."""


@remembered
def areas_of(chart: Chart) -> tuple[QRectF, ...]:
    """The area of each shape of a slide, found once for every window that shows it."""
    return tuple(map(area_of, chart.shapes))


@remembered
def changed_areas(before: Chart, now: Chart) -> tuple[QRectF, ...]:
    """The areas, in the slide's own units, where shapes came or went."""
    found: list[_Sides] = []
    old, new = dict.fromkeys(before.shapes), dict.fromkeys(now.shapes)
    for shape in (*(each for each in old if each not in new), *(each for each in new if each not in old)):
        area = area_of(shape)
        _take_in(found, (area.left(), area.top(), area.right(), area.bottom()))
    return tuple(QRectF(left, top, right - left, bottom - top) for left, top, right, bottom in found)


def _take_in(found: list[_Sides], area: _Sides) -> None:
    """Add an area, or let one that is there grow by it."""
    room = _room(*area)
    for place, other in enumerate(found):
        both = min(area[0], other[0]), min(area[1], other[1]), max(area[2], other[2]), max(area[3], other[3])
        if _room(*both) <= LOOSE * (room + _room(*other)):
            found[place] = both
            return
    found.append(area)


def _room(left: float, top: float, right: float, bottom: float) -> float:
    return (right - left) * (bottom - top)


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
