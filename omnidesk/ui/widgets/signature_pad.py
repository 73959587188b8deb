"""A pad to sign on with pen, finger or mouse. Points are kept as the device gives them; curves are drawn from them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.domain.ink import Curve, curves, enough
from omnidesk.domain.mark import Device, Ink, InkPoint
from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, focus_ring, smooth
from omnidesk.ui.theme.tokens import RADIUS

LEAST = QSize(300, 150)
"""Smallest pad, in pixels: a hand does not write in less."""
LINE = 0.74
"""Where the line to sign on lies, as a share of the height."""

Strokes = tuple[tuple[InkPoint, ...], ...]


class SignaturePad(QWidget):
    """Takes one signature; ``changed`` follows every stroke, undo and clear.

    Del empties it and Ctrl+Z takes the last stroke back.
    """

    changed = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._strokes: list[tuple[InkPoint, ...]] = []
        self._running: list[InkPoint] = []
        self._since = 0
        self._device: Device = "mouse"
        self._drawn: tuple[Strokes, tuple[Curve, ...]] = ((), ())
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)
        self.setAccessibleName(hint)
        self.setAccessibleDescription(_("Draw with a pen, a finger or the mouse; Delete empties the pad."))

    def ink(self) -> Ink | None:
        """Return what was drawn; None while it is not enough to be a signature."""
        ink = Ink(strokes=tuple(self._strokes), device=self._device)
        return ink if enough(ink) else None

    def is_empty(self) -> bool:
        """Tell whether nothing at all is drawn."""
        return not self._strokes and not self._running

    def show_ink(self, ink: Ink) -> None:
        """Show strokes that were drawn before."""
        self._strokes, self._device, self._running = list(ink.strokes), ink.device, []
        self._tell()

    def clear(self) -> None:
        """Take every stroke away."""
        self._strokes, self._running = [], []
        self._tell()

    def undo(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def sizeHint(self) -> QSize:
        """Return a comfortable size, with a signature's proportions."""
        return QSize(420, 180)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            kind = event.device().type()
            self._begin("touch" if kind == QInputDevice.DeviceType.TouchScreen else "mouse", event.timestamp())
            self._add(event.position(), event.timestamp(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self._running:
            for point in event.points():
                self._add(point.position(), event.timestamp(), 1.0)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End the stroke."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with the pen's pressure."""
        if event.type() == QTabletEvent.Type.TabletPress:
            self._begin("pen", event.timestamp())
        if self._running or event.type() == QTabletEvent.Type.TabletPress:
            self._add(event.position(), event.timestamp(), event.pressure())
        if event.type() == QTabletEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the pad or take a stroke back by key."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper, the line to sign on, and the ink."""
        painter = smooth(self)
        place = QRectF(self.rect())
        box(painter, place, RADIUS, colour("surface"), colour("line_input"))
        base = place.height() * LINE
        painter.setPen(QPen(colour("line_strong"), 1))
        painter.drawLine(QPointF(20, base), QPointF(place.width() - 20, base))
        if self.is_empty():
            painter.setFont(font("small"))
            painter.setPen(colour("muted"))
            below = QRectF(20, base + 4, place.width() - 40, place.height() - base - 8)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._hint)
        paint_curves(painter, self._curves())
        if self.hasFocus():
            focus_ring(painter, place)
        painter.end()

    def _curves(self) -> tuple[Curve, ...]:
        """The curves of what is drawn; those of finished strokes are kept."""
        done: Strokes = tuple(self._strokes)
        if self._drawn[0] != done:
            self._drawn = (done, curves(Ink(strokes=done, device=self._device)))
        running = curves(Ink(strokes=(tuple(self._running),), device=self._device)) if self._running else ()
        return self._drawn[1] + running

    def _begin(self, device: Device, when: int) -> None:
        if not self._strokes:
            self._since, self._device = when, device
        elif device == "pen":
            self._device = device
        self._running = []
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _add(self, place: QPointF, when: int, pressure: float) -> None:
        x, y = min(max(place.x(), 0.0), float(self.width())), min(max(place.y(), 0.0), float(self.height()))
        self._running.append(InkPoint(round(x, 2), round(y, 2), max(when - self._since, 0), round(pressure, 4)))
        self.update()

    def _end(self) -> None:
        if self._running:
            self._strokes.append(tuple(self._running))
            self._running = []
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()


def paint_curves(painter: QPainter, drawn: Sequence[Curve]) -> None:
    """Draw ink; the PDF draws the same curves."""
    pen = QPen(colour("text"))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in drawn:
        pen.setWidthF(curve.width)
        painter.setPen(pen)
        if curve.start == curve.end:
            painter.drawPoint(QPointF(*curve.start))
            continue
        path = QPainterPath(QPointF(*curve.start))
        path.cubicTo(QPointF(*curve.first), QPointF(*curve.second), QPointF(*curve.end))
        painter.drawPath(path)
