"""Where a shape of a slide lies, so that only what changed is painted again."""

from PySide6.QtCore import QRectF

from omnidesk.charts.display import Line, Picture, Polygon, Polyline, Rect, Shape, Text
from omnidesk.ui.widgets.chart import measure

EDGE = 2.0
"""Units around a shape that its smooth edge may take."""


def area_of(shape: Shape) -> QRectF:
    """The area that a shape may paint, in the slide's own units."""
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
