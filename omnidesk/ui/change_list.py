"""What differs between two states, group by group: a name, and before and after beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.history import ChangeGroup


class ChangeList(QWidget):
    """Groups under their titles; one sentence where nothing differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = Text("", "small", "muted", wrap=True)
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._nothing)

    def show_groups(self, groups: Sequence[ChangeGroup], nothing: str) -> None:
        """Show what differs, made anew; ``nothing`` is said where there is none."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._nothing.show_text("" if groups else nothing)
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for group in groups:
            column.addLayout(_rows(group))
        self._column.addWidget(self._shown)

    def text(self) -> str:
        """Return all that is shown, a line each."""
        shown = self._shown.findChildren(Text) if self._shown is not None else []
        return "\n".join([self._nothing.text(), *(each.text() for each in shown)]).strip()


def _rows(group: ChangeGroup) -> QGridLayout:
    """Lay the rows out under their heads; figures stand flush right under each other, what was is quieter."""
    side = Qt.AlignmentFlag.AlignRight if group.figures else Qt.AlignmentFlag(0)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for column, stretch in enumerate((5, 4, 4)):
        grid.setColumnStretch(column, stretch)
    heads = Text(group.title, "strong"), Text(_("Before"), "caption", "muted"), Text(_("After"), "caption", "muted")
    for column, head in enumerate(heads):
        grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignVCenter | (side if column else Qt.AlignmentFlag(0)))
    grid.addWidget(Rule(), 1, 0, 1, 3)
    for place, row in enumerate(group.rows, start=2):
        cells = (
            Text(row.name, "small", "muted", wrap=True),
            Text(row.before, "small", "muted", wrap=True, tabular=True),
            Text(row.after, "small", wrap=True, tabular=True),
        )
        for column, cell in enumerate(cells):
            where = side if column else Qt.AlignmentFlag(0)
            grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop | where)
    return grid
