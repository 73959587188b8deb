"""A slider: a track with the part that is taken, a tick where it stood before, and a handle that is never clipped."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, focus_ring, smooth

TRACK, HANDLE, HIGH = 4, 18, 26


class Slider(QSlider):
    """Whole places from a minimum to a maximum; ``set_tick`` marks where it stood before it was moved."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._tick: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(HIGH)
        self.setMinimumWidth(80)

    def set_tick(self, place: int | None) -> None:
        """Mark a place; None marks none."""
        self._tick = place
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows; page up and down belong to what the slider lies in."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, taken part, tick and handle."""
        painter = smooth(self)
        middle, at = self.height() / 2, self._at(self.value())
        enabled = self.isEnabled()
        track = QRectF(HANDLE / 2, middle - TRACK / 2, self.width() - HANDLE, TRACK)
        box(painter, track, TRACK / 2, colour("line_strong"))
        taken = QRectF(track)
        if self._from_right():
            taken.setLeft(at)
        else:
            taken.setRight(at)
        box(painter, taken, TRACK / 2, colour("accent" if enabled else "line_strong"))
        if self._tick is not None and self._tick != self.value():
            box(painter, QRectF(self._at(self._tick) - 1, middle - 8, 2, 16), 1, colour("muted"))
        handle = QRectF(at - HANDLE / 2, middle - HANDLE / 2, HANDLE, HANDLE).adjusted(1, 1, -1, -1)
        box(painter, handle, HANDLE / 2, colour("surface"), colour("accent" if enabled else "line_strong"), 2)
        if self.hasFocus():
            focus_ring(painter, handle.adjusted(-3, -3, 3, 3), HANDLE)
        painter.end()

    def _from_right(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _at(self, place: int) -> float:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        room = self.width() - HANDLE
        return HANDLE / 2 + QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), place, room, option.upsideDown
        )
