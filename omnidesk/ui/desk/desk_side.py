"""The side of the desk: brand, current and archived deals, the samples, and where the deals are kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.frame_parts import Brand
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text


class DeskSide(QWidget):
    """Which deals are on the desk: the current ones or those put away."""

    archived_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(240)
        self._current = Button(_("Current deals"), "quiet", icon="folder-open")
        self._archived = Button(_("Archive"), "quiet", icon="archive")
        self.samples = Button(_("Open a sample deal"), "quiet", icon="file-text", small=True)
        self.samples.setObjectName("open-sample")
        group = QButtonGroup(self)
        for button, name in ((self._current, "show-current"), (self._archived, "show-archived")):
            button.setCheckable(True)
            button.setObjectName(name)
            group.addButton(button)
        self._current.setChecked(True)
        self._archived.toggled.connect(self.archived_wanted)
        self._lay_out()

    def shows_archived(self) -> bool:
        """Whether the archive is on the desk."""
        return self._archived.isChecked()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(Brand())
        top.addWidget(Text("OmniDesk", "heading"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 20)
        column.setSpacing(4)
        column.addLayout(top)
        column.addSpacing(28)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self._current, 0, left)
        column.addWidget(self._archived, 0, left)
        column.addStretch(1)
        column.addWidget(self.samples, 0, left)
        foot = Text(_("Your deals stay on this machine."), "caption", "faint", wrap=True)
        foot.setContentsMargins(12, 8, 8, 0)
        column.addWidget(foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the side's ground and the line beside it."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("rail"))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), colour("line"))
        painter.end()
