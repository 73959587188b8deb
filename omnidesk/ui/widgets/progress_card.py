"""What is seen while a file is written: how far it is, and a way to stop it; the window is free for other work."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.paint import SHADOW, raised
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.text import Text

WIDTH, GAP = 380, 24


class ProgressCard(QWidget):
    """Stands in the corner of a window; ``stopped`` when a person gives the work up."""

    stopped = Signal()

    def __init__(self, title: str, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._title = window, title
        self.setObjectName("export-progress")
        self.setAccessibleName(title)
        self.line = ProgressLine()
        self.line.cancelled.connect(self.stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 16 + SHADOW)
        column.setSpacing(4)
        column.addWidget(Text(title, "strong"))
        column.addWidget(self.line)
        self.setFixedWidth(WIDTH)
        self.show_share(0)
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def show_share(self, share: float, _words: str = "") -> None:
        """Show how much is done, from 0 to 1."""
        self.line.show_share(share, _("{percent}% done").format(percent=round(100 * share)))

    def _place(self) -> None:
        self.adjustSize()
        left = GAP if self.isRightToLeft() else self._window.width() - WIDTH - GAP
        self.move(left, self._window.height() - self.height() - GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised surface."""
        raised(self)
