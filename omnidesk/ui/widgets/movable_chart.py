"""A chart whose marks can be moved along its axis of time: with the pointer, or with the arrow keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from omnidesk.charts.display import Measure
from omnidesk.charts.roadmap import DAYS_A_MONTH
from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, smooth
from omnidesk.ui.widgets.chart import SCALE, ChartView, measure

SIDE = 28
Places = tuple[Sequence[tuple[float, float]], float]
"""The marks' points in the chart and the length of a month, in points."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that can be moved: its key, its name, and the words for where it would be so many days later."""

    key: int
    name: str
    day: Callable[[int], str]


class MovableChart(ChartView):
    """Shows a chart with a handle on each mark; ``moved`` tells the mark's key and by how many days."""

    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._handles: dict[int, Handle] = {}
        self._marks: tuple[Mark, ...] = ()
        self._places: Callable[[float, Measure], Places] | None = None

    def set_marks(self, marks: Sequence[Mark], places: Callable[[float, Measure], Places]) -> None:
        """Show handles for these marks; a handle stays the same widget for as long as its key is there."""
        self._marks, self._places = tuple(marks), places
        for key in set(self._handles) - {mark.key for mark in marks}:
            gone = self._handles.pop(key)
            gone.hide()
            gone.deleteLater()
        for mark in marks:
            if mark.key not in self._handles:
                handle = Handle(self)
                handle.setObjectName(f"mark:{mark.key}")
                handle.moved.connect(partial(self.moved.emit, mark.key))
                self._handles[mark.key] = handle
            self._handles[mark.key].show_mark(mark)
        self._place()

    def _lay_out(self) -> None:
        super()._lay_out()
        self._place()

    def _place(self) -> None:
        if self._places is None or not self._marks:
            return
        points, month = self._places(self.width() / SCALE, measure)
        for mark, (x, y) in zip(self._marks, points, strict=False):
            handle, across = self._handles[mark.key], round(x * SCALE)
            pixels_a_day = month * SCALE / DAYS_A_MONTH
            if self.isRightToLeft():
                across, pixels_a_day = self.width() - across, -pixels_a_day
            handle.stand(QPoint(across, round(y * SCALE)), pixels_a_day)
            handle.show()


class Handle(QWidget):
    """One mark: drag it, or press Left and Right for a day, Page up and Page down or Shift for a week."""

    moved = Signal(int)

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._mark: Mark | None = None
        self._home, self._pixels_a_day = QPoint(), 1.0
        self._grip: QPoint | None = None
        self._by_keyboard = False
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_mark(self, mark: Mark) -> None:
        """Say what the handle moves."""
        self._mark = mark
        self.setAccessibleName(f"{mark.name}, {mark.day(0)}")
        self.setAccessibleDescription(_("Left and right move it by a day, with Shift by a week"))
        self.setToolTip(f"{mark.name}\n{mark.day(0)}")

    def stand(self, middle: QPoint, pixels_a_day: float) -> None:
        """Stand on a mark of the chart; days run to the left where ``pixels_a_day`` is below zero."""
        self._home, self._pixels_a_day = middle - QPoint(SIDE // 2, SIDE // 2), pixels_a_day or 0.01
        if self._grip is None:
            self.move(self._home)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the mark."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint()
            self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer and say the day under it."""
        if self._grip is None or self._mark is None:
            return
        days = self._days(event)
        self.move(self._home + QPoint(round(days * self._pixels_a_day), 0))
        QToolTip.showText(self.mapToGlobal(QPoint(0, -2 * SIDE)), self._mark.day(days), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the mark stays where it is."""
        if self._grip is None:
            return
        days, self._grip = self._days(event), None
        self.move(self._home)
        if days:
            self.moved.emit(days)

    def _days(self, event: QMouseEvent) -> int:
        grip = self._grip or event.globalPosition().toPoint()
        return round((event.globalPosition().toPoint() - grip).x() / self._pixels_a_day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day or a week; Escape lets go of a drag."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self._grip is not None:
            self._grip = None
            self.move(self._home)
        elif step:
            aside = abs(step) == 1
            onward = -step if aside and self._pixels_a_day < 0 else step
            week = aside and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(onward * 7 if week else onward)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came from the keyboard."""
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark larger while it is under the pointer, held or focused."""
        held = self._grip is not None
        focused = self.hasFocus() and self._by_keyboard
        if not (held or focused or self.underMouse()):
            return
        painter = smooth(self)
        place = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        box(painter, place, place.width() / 2, colour("warning_soft"))
        middle, reach = place.center(), 8.0
        painter.setBrush(colour("chart_4"))
        corners = [(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]
        painter.drawPolygon(QPolygonF([middle + QPoint(round(x), round(y)) for x, y in corners]))
        if focused:
            focus_ring(painter, place, place.width() / 2)
        painter.end()
