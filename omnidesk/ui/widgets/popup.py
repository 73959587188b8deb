"""Round corners for menus, lists and calendars that open over the window."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.tokens import RADIUS


def soften(popup: QWidget) -> None:
    """Round a popup off: beyond its corners it is see-through, or cut away on X, where nothing may mix windows."""
    popup.setWindowFlags(popup.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
    if QGuiApplication.platformName() == "xcb":
        popup.installEventFilter(_Rounding(popup))
    else:
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


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
