"""The window of safety copies."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.backups.panel import BackupsPanel
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text

WIDTH, HEIGHT, SIDE = 700, 680, 32


class BackupsDialog(QDialog):
    """Title, the list, and a way out."""

    def __init__(self, place: BackupsPlace, *, damaged: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups-dialog")
        self.setModal(True)
        title = _("Safety copies")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.panel = BackupsPanel(place, damaged=damaged)
        told = _(
            "Made by themselves at the start, each hour while you work and before anything is updated or brought back. "
            "Each was checked after it was written."
        )
        head = QVBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 12)
        head.setSpacing(4)
        head.addWidget(Text(title, "title"))
        head.addWidget(Text(told, "body", "muted", wrap=True))
        close = Button(_("Close"), "secondary")
        close.setObjectName("backups-close")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 16, SIDE, 20)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(PageScroll(self.panel, lambda _width: SIDE), 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        self.resize(WIDTH, HEIGHT)
        self.finished.connect(self._leave)

    def _leave(self, _code: int) -> None:
        """Go once what is under way has come to its end: who went back to a copy is to see those deals."""
        self.panel.background.settle(self.deleteLater)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()
