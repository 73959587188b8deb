"""What is seen while a file is read: how far it is, and a way to stop."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.text import Text

WIDTH = 440


class WaitingDialog(QDialog):
    """Open it while the work is under way; ``rejected`` when a person stops it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("returned-waiting")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Checking the file"))
        self.setAccessibleName(words)
        self._line = ProgressLine()
        self._line.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(words, "strong", wrap=True))
        column.addWidget(self._line)
        self.setFixedWidth(WIDTH)

    def show_share(self, share: float, words: str) -> None:
        """Show how much is done."""
        self._line.show_share(share, words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()
