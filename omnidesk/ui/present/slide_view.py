"""One slide on a screen, as large as fits, with the pointer and the pen over it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QRegion, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from omnidesk.charts.display import Chart, Measure, Text
from omnidesk.ui.present.shape_areas import areas_of, changed_areas
from omnidesk.ui.present.slide_colours import dye_of
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.chart import SCALE, measure, paint_shapes

SlideLayout = Callable[[float, Measure], Chart]
"""Lays a slide out for an aspect (width by height)."""
Stroke = tuple[tuple[float, float], ...]
"""A line of the pen; points are shares of the slide's width and height."""

POINTER, INK = 14.0, 3.5
"""Radius of the pointer and width of the pen, in units of the slide."""
FADE = 160
"""Milliseconds in which a slide makes way for the next, where the desktop wants motion."""


class SlideView(QWidget):
    """Paints a slide that ``omnidesk.slides`` lays out; nothing when it is black.

    ``framed`` is for the presenter: the slide keeps the shape of the client's screen, on a calm ground.
    """

    def __init__(self, parent: QWidget | None = None, *, framed: bool = False) -> None:
        super().__init__(parent)
        self._layout: SlideLayout | None = None
        self._chart: Chart | None = None
        self._aspect: float | None = None
        self._framed, self._black = framed, False
        self._pointer: tuple[float, float] | None = None
        self._strokes: tuple[Stroke, ...] = ()
        self._before: QPixmap | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.setDuration(FADE)
        self._fade.valueChanged.connect(self._fade_on)
        self._fade.finished.connect(self._faded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 68)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def chart(self) -> Chart | None:
        """The slide as it is laid out now."""
        return self._chart

    def show_slide(self, layout: SlideLayout, aspect: float | None = None, *, fade: bool = False) -> None:
        """Show another slide, for a screen of this shape or else for the place it has here."""
        if fade and self._moves():
            self._before = self.grab()
            self._fade.stop()
            self._fade.start()
        self._layout, self._aspect = layout, aspect
        self._lay_out()

    def set_black(self, black: bool) -> None:
        """Show nothing at all, or the slide again."""
        if black != self._black:
            self._black = black
            self.update()

    def set_marks(self, pointer: tuple[float, float] | None, strokes: tuple[Stroke, ...]) -> None:
        """Show the pointer (None: none) and what the pen drew."""
        if (pointer, strokes) == (self._pointer, self._strokes):
            return
        if strokes != self._strokes:
            self.update()
        for place in (self._pointer, pointer):
            if place is not None:
                self._refresh_around(place)
        self._pointer, self._strokes = pointer, strokes

    def rehearse(self, chart: Chart) -> None:
        """Write the words of a slide as large as this view would, where nobody sees it: letters are drawn once."""
        picture = QPixmap(1, 1)
        painter = smooth(picture)
        unit = min(self.width() / chart.width, self.height() / chart.height) * self.devicePixelRatioF()
        painter.scale(unit / SCALE, unit / SCALE)
        paint_shapes(painter, (shape for shape in chart.shapes if isinstance(shape, Text)), dye_of(chart))
        painter.end()

    def place_of(self, point: QPointF) -> tuple[float, float] | None:
        """Where on the slide a point of the widget lies, as shares of its size; None beside it."""
        frame = self._frame()
        if frame.width() <= 0 or not frame.contains(point):
            return None
        return (point.x() - frame.x()) / frame.width(), (point.y() - frame.y()) / frame.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the slide out for the new shape of the screen."""
        super().resizeEvent(event)
        self._chart = None
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what has to be drawn of the slide, then the pen, then the pointer."""
        painter = smooth(self)
        ground = "sunken" if self._framed else "surface"
        painter.fillRect(event.rect(), QColor(Qt.GlobalColor.black) if self._black else colour(ground))
        chart = self._chart
        if chart is not None and not self._black:
            frame = self._frame()
            if self._framed:
                painter.fillRect(frame, colour("surface"))
                painter.setPen(colour("line"))
                painter.drawRect(frame.adjusted(0, 0, -1, -1))
            self._paint_shapes(painter, frame, event.region())
            self._paint_marks(painter, frame)
        if self._before is not None:
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
            painter.drawPixmap(0, 0, self._before)
        painter.end()

    def _paint_shapes(self, painter: QPainter, frame: QRectF, wanted: QRegion) -> None:
        """Paint the shapes that lie in what has to be drawn."""
        chart = self._chart
        if chart is None:
            return
        unit = frame.height() / chart.height
        painter.save()
        painter.translate(frame.topLeft())
        painter.scale(unit / SCALE, unit / SCALE)
        inside = QTransform.fromScale(1 / unit, 1 / unit).map(wanted.translated(-frame.topLeft().toPoint()))
        shown = (shape for shape, area in zip(chart.shapes, areas_of(chart), strict=True) if inside.intersects(area))
        paint_shapes(painter, shown, dye_of(chart))
        painter.restore()

    def _lay_out(self) -> None:
        if self._layout is None or self.height() <= 0:
            return
        before = self._chart
        self._chart = chart = self._layout(self._aspect or self.width() / self.height(), measure)
        if chart is before:
            return
        self.setAccessibleName(chart.alt)
        if before is None or before.width != chart.width or self._before is not None:
            self.update()
        else:
            self._refresh_changed(before, chart)

    def _refresh_changed(self, before: Chart, now: Chart) -> None:
        """Ask for another painting only where shapes came or went."""
        frame = self._frame()
        unit = frame.height() / now.height
        changed = QRegion()
        for area in changed_areas(before, now):
            changed += _on_screen(area, frame, unit)
        self.update(changed)

    def _refresh_around(self, place: tuple[float, float]) -> None:
        frame = self._frame()
        reach = POINTER * frame.height() / 720.0 + 3
        middle = _within(frame, place)
        self.update(QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toAlignedRect())

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
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPolyline(QPolygonF([_within(frame, point) for point in stroke]))
        if self._pointer is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("danger", 200))
            painter.drawEllipse(_within(frame, self._pointer), POINTER * unit, POINTER * unit)

    def _moves(self) -> bool:
        """Whether anything may move: the desktop says so, and somebody can see it."""
        wanted = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        return wanted > 0 and self.isVisible() and self._chart is not None

    def _fade_on(self, _share: float) -> None:
        self.update()

    def _faded(self) -> None:
        self._before = None
        self.update()


def _within(frame: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(frame.x() + point[0] * frame.width(), frame.y() + point[1] * frame.height())


def _on_screen(area: QRectF, frame: QRectF, unit: float) -> QRect:
    """Where an area of the slide lies in the widget, with a little around it for smooth edges."""
    left, top = frame.x() + area.x() * unit, frame.y() + area.y() * unit
    return QRectF(left, top, area.width() * unit, area.height() * unit).toAlignedRect().adjusted(-2, -2, 2, 2)
