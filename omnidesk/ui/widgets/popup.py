"""Round corners for menus, lists and calendars that open over the window."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS


def soften(popup: QWidget) -> None:
    """Round a popup off: beyond its corners it is see-through, or cut away on X, where nothing may mix windows."""
    popup.setWindowFlags(popup.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
    if QGuiApplication.platformName() == "xcb":
        popup.installEventFilter(_Rounding(popup))
    else:
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


class Popup(QWidget):
    """A surface over the window that goes away with the next click beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        soften(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), RADIUS, colour("surface"), colour("line_strong"))
        painter.end()


class _Rounding(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cut the corners of every new size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and isinstance(watched, QWidget):
            watched.setMask(rounded(watched))
        return super().eventFilter(watched, event)


def rounded(popup: QWidget) -> QRegion:
    """Return a popup's rectangle without its corners."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(popup.rect()), RADIUS, RADIUS)
    return QRegion(shape.toFillPolygon().toPolygon())
