"""Paints a laid-out chart onto the page, as a figure that is described in words."""

import io

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from omnidesk.charts.display import Chart, Line, Picture, Polygon, Polyline, Rect, Shape, Text, Weight
from omnidesk.documents.fonts import figures, measure
from omnidesk.documents.style import Style
from omnidesk.documents.tagged import TaggedCanvas, TaggedFigure
from omnidesk.documents.text import Typesetter

FACES: dict[Weight, str] = {
    "regular": figures("Inter"),
    "medium": figures("Inter-Medium"),
    "strong": figures("Inter-SemiBold"),
}


def measure_label(text: str, size: float, weight: Weight) -> float:
    """Return the width of a chart's label on paper, in points; the ``measure`` that layouts are given for documents."""
    return measure(text, size, FACES[weight])


class ChartFigure(TaggedFigure):
    """A chart in the flow of the page; keep its words in ``chart.alt``."""

    def __init__(self, chart: Chart, setter: Typesetter) -> None:
        super().__init__(chart.width, chart.height, setter.line(chart.alt, "Inter"))
        self._chart, self._setter = chart, setter
        self.spaceBefore, self.spaceAfter = 2 * setter.style.gap, 2 * setter.style.gap

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw every shape, the chart's y axis turned upright."""
        canvas.saveState()
        canvas.transform(1, 0, 0, 1, 0, self.height)
        for shape in self._chart.shapes:
            if isinstance(shape, Text):
                _text(canvas, shape, self._setter)
            else:
                _shape(canvas, shape, self._setter.style)
        canvas.restoreState()


def _text(canvas: TaggedCanvas, text: Text, setter: Typesetter) -> None:
    face = FACES[text.weight]
    words = setter.line(text.text, face)
    canvas.setFillColor(setter.style.paint(text.colour))
    canvas.write(text.x, -text.y, words, face, text.size, text.anchor)


def _shape(canvas: TaggedCanvas, shape: Shape, style: Style) -> None:
    match shape:
        case Rect():
            canvas.setFillColor(style.paint(shape.fill))
            box = shape.x, -shape.y - shape.height, shape.width, shape.height
            if shape.radius:
                canvas.roundRect(*box, shape.radius, stroke=0, fill=1)
            else:
                canvas.rect(*box, stroke=0, fill=1)
        case Line():
            _stroke(canvas, style.paint(shape.stroke), shape.width, dashed=shape.dashed)
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
        case Polyline():
            _stroke(canvas, style.paint(shape.stroke), shape.width, dashed=shape.dashed)
            canvas.drawPath(_path(canvas, shape.points, close=False), stroke=1, fill=0)
        case Polygon():
            canvas.setFillColor(style.paint(shape.fill))
            canvas.drawPath(_path(canvas, shape.points, close=True), stroke=0, fill=1)
        case Picture():
            image, box = ImageReader(io.BytesIO(shape.content)), (shape.x, -shape.y - shape.height)
            canvas.drawImage(image, *box, width=shape.width, height=shape.height)
        case Text():
            raise TypeError("text is painted with its typesetter")


def _stroke(canvas: TaggedCanvas, colour: Color, width: float, *, dashed: bool) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.setLineJoin(1)
    canvas.setDash([2.2, 2.2] if dashed else [])


def _path(canvas: TaggedCanvas, points: tuple[tuple[float, float], ...], *, close: bool) -> object:
    path = canvas.beginPath()
    path.moveTo(points[0][0], -points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, -y)
    if close:
        path.close()
    return path
