"""One slide on a screen, as large as fits, with the pointer and the pen over it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.charts.display import Chart, Measure
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.chart import SCALE, measure, paint_shapes

SlideLayout = Callable[[float, Measure], Chart]
"""Lays a slide out for an aspect (width by height)."""
Stroke = tuple[tuple[float, float], ...]
"""A line of the pen; points are shares of the slide's width and height."""

POINTER, INK = 14.0, 3.5
"""Radius of the pointer and width of the pen, in units of the slide."""


class SlideView(QWidget):
    """Paints a slide that ``omnidesk.slides`` lays out; nothing when it is black."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: SlideLayout | None = None
        self._chart: Chart | None = None
        self._black = False
        self._pointer: tuple[float, float] | None = None
        self._strokes: tuple[Stroke, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    @property
    def chart(self) -> Chart | None:
        """The slide as it is laid out now."""
        return self._chart

    def show_slide(self, layout: SlideLayout) -> None:
        """Show another slide."""
        self._layout = layout
        self._lay_out()

    def set_black(self, black: bool) -> None:
        """Show nothing at all, or the slide again."""
        self._black = black
        self.update()

    def set_marks(self, pointer: tuple[float, float] | None, strokes: tuple[Stroke, ...]) -> None:
        """Show the pointer (None: none) and what the pen drew."""
        self._pointer, self._strokes = pointer, strokes
        self.update()

    def place_of(self, point: QPointF) -> tuple[float, float] | None:
        """Where on the slide a point of the widget lies, as shares of its size; None beside it."""
        frame = self._frame()
        if frame.width() <= 0 or not frame.contains(point):
            return None
        return (point.x() - frame.x()) / frame.width(), (point.y() - frame.y()) / frame.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the slide out for the new shape of the screen."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the slide, then the pen, then the pointer."""
        painter = smooth(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.black) if self._black else colour("surface"))
        if self._chart is not None and not self._black:
            frame = self._frame()
            painter.save()
            painter.translate(frame.topLeft())
            scale = frame.height() / self._chart.height / SCALE
            painter.scale(scale, scale)
            paint_shapes(painter, self._chart.shapes)
            painter.restore()
            self._paint_marks(painter, frame)
        painter.end()

    def _lay_out(self) -> None:
        if self._layout is None or self.height() <= 0:
            return
        self._chart = self._layout(self.width() / self.height(), measure)
        self.setAccessibleName(self._chart.alt)
        self.update()

    def _frame(self) -> QRectF:
        """Where the slide lies inside the widget."""
        chart = self._chart
        if chart is None:
            return QRectF()
        scale = min(self.width() / chart.width, self.height() / chart.height)
        width, height = chart.width * scale, chart.height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _paint_marks(self, painter: QPainter, frame: QRectF) -> None:
        unit = frame.height() / 720.0
        pen = QPen(colour("danger"), INK * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPolyline(QPolygonF([_within(frame, point) for point in stroke]))
        if self._pointer is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("danger", 200))
            painter.drawEllipse(_within(frame, self._pointer), POINTER * unit, POINTER * unit)


def _within(frame: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(frame.x() + point[0] * frame.width(), frame.y() + point[1] * frame.height())
