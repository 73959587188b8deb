"""How far slow work is, what it is doing, and a way to stop it."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is done of it, from the side where reading begins."""
        painter = smooth(self)
        place = QRectF(self.rect())
        box(painter, place, 3, colour("sunken"))
        width = max(6.0, place.width() * self.share)
        left = place.right() - width if self.isRightToLeft() else 0.0
        box(painter, QRectF(left, 0, width, place.height()), 3, colour("accent"))
        painter.end()


class ProgressLine(QWidget):
    """A bar with words over it; ``cancelled`` when a person stops it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._bar = Text("", "small", "muted"), _Bar()
        self.stop = Button(_("Stop"), "quiet", small=True)
        self.stop.setObjectName("stop-work")
        self.stop.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.stop)

    def show_share(self, share: float, words: str) -> None:
        """Show how much is done, from 0 to 1."""
        self._bar.share = min(max(share, 0.0), 1.0)
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bar.update()
