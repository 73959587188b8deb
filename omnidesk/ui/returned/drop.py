"""Files dropped on the window: one at a time, from this machine, with a veil that says what will happen."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS_LARGE
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text

EDGE = 16


class FileDrop(QObject):
    """Lets a window take a file; ``dropped`` gives its path. Fields that take dropped text go on doing so."""

    dropped = Signal(Path)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._veil: _Veil | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged if it is one file, show the veil meanwhile, and hand the file over."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragEnterEvent | QDropEvent):
            if _file(event) is not None:
                event.acceptProposedAction()
                self._show_veil()
                return True
        elif kind == QEvent.Type.DragLeave:
            self._hide_veil()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._hide_veil()
            path = _file(event)
            if path is not None:
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)

    def _show_veil(self) -> None:
        if self._veil is None:
            self._veil = _Veil(self._window)
        self._veil.setGeometry(QRect(0, 0, self._window.width(), self._window.height()))
        self._veil.raise_()
        self._veil.show()

    def _hide_veil(self) -> None:
        if self._veil is not None:
            self._veil.hide()


def _file(event: QDropEvent) -> Path | None:
    """The one file that is dragged; None for several, for a folder, and for what is not on this machine."""
    places = [url for url in event.mimeData().urls() if url.isLocalFile()]
    if len(places) != 1:
        return None
    path = Path(places[0].toLocalFile())
    return None if path.is_dir() else path


class _Veil(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drop-veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Icon("download-simple", "accent_text", 28, chip="accent_soft"), 0, middle)
        column.addWidget(Text(_("Drop a file that came back, or a table"), "title"), 0, middle)
        told = _("It is checked or shown first. Nothing is recorded before you say so.")
        column.addWidget(Text(told, "body", "muted"), 0, middle)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil and the edge of the place to drop."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("canvas", 236))
        place = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        box(painter, place, RADIUS_LARGE, None, colour("accent"), 2)
        painter.end()
