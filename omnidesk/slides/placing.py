"""A chart made larger and moved to its place on a slide."""

from msgspec.structs import replace

from omnidesk.charts.display import Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text


def placed(chart: Chart, x: float, y: float, scale: float) -> tuple[Shape, ...]:
    """The shapes of a chart, so many times as large, from this upper left corner."""
    return tuple(_placed(shape, x, y, scale) for shape in chart.shapes)


def _placed(shape: Shape, x: float, y: float, scale: float) -> Shape:
    match shape:
        case Rect():
            return replace(
                shape,
                x=x + shape.x * scale,
                y=y + shape.y * scale,
                width=shape.width * scale,
                height=shape.height * scale,
                radius=shape.radius * scale,
            )
        case Picture():
            size = shape.width * scale, shape.height * scale
            return replace(shape, x=x + shape.x * scale, y=y + shape.y * scale, width=size[0], height=size[1])
        case Line():
            return replace(
                shape,
                x1=x + shape.x1 * scale,
                y1=y + shape.y1 * scale,
                x2=x + shape.x2 * scale,
                y2=y + shape.y2 * scale,
                width=shape.width * scale,
            )
        case Polyline():
            return replace(shape, points=_moved(shape.points, x, y, scale), width=shape.width * scale)
        case Polygon():
            return replace(shape, points=_moved(shape.points, x, y, scale))
        case Text():
            return replace(shape, x=x + shape.x * scale, y=y + shape.y * scale, size=shape.size * scale)


def _moved(
    points: tuple[tuple[float, float], ...], x: float, y: float, scale: float
) -> tuple[tuple[float, float], ...]:
    return tuple((x + left * scale, y + top * scale) for left, top in points)
