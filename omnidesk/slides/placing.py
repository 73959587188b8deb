"""A chart made larger and moved to its place on a slide."""

from msgspec.structs import replace

from omnidesk.charts.display import Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text

MIDDLE = 0.36
"""Where the middle of a word's letters stands above its base line, as a share of its size."""


def placed(chart: Chart, x: float, y: float, scale: float, stretch: float = 1.0) -> tuple[Shape, ...]:
    """The shapes of a chart, so many times as large, from this upper left corner.

    ``stretch`` moves its rows so many times as far apart, with bars as much thicker and words as large as before.
    """
    shapes = chart.shapes if stretch == 1.0 else tuple(_stretched(shape, stretch) for shape in chart.shapes)
    return tuple(_placed(shape, x, y, scale) for shape in shapes)


def _stretched(shape: Shape, by: float) -> Shape:
    match shape:
        case Rect() | Picture():
            return replace(shape, y=shape.y * by, height=shape.height * by)
        case Line():
            return replace(shape, y1=shape.y1 * by, y2=shape.y2 * by)
        case Polyline() | Polygon():
            return replace(shape, points=tuple((left, top * by) for left, top in shape.points))
        case Text():
            middle = MIDDLE * shape.size
            return replace(shape, y=(shape.y - middle) * by + middle)


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
