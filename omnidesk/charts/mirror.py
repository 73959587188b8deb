"""A chart for writing that runs from right to left: the same shapes seen in a mirror, with words that can be read."""

from msgspec.structs import replace

from omnidesk.charts.display import Anchor, Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text

_FAR: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


def mirrored(chart: Chart) -> Chart:
    """Return the chart with left and right exchanged; mirrored twice it is itself."""
    return replace(chart, shapes=tuple(_mirrored(shape, chart.width) for shape in chart.shapes))


def _mirrored(shape: Shape, width: float) -> Shape:
    match shape:
        case Rect() | Picture():
            return replace(shape, x=width - shape.x - shape.width)
        case Line():
            return replace(shape, x1=width - shape.x1, x2=width - shape.x2)
        case Polyline() | Polygon():
            return replace(shape, points=tuple((width - x, y) for x, y in shape.points))
        case Text():
            return replace(shape, x=width - shape.x, anchor=_FAR[shape.anchor])
