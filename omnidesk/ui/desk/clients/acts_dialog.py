"""What was done to the address book, newest first, each with the way to take it back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.store.clients import KeptAct
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import ElidedText, Text


class ActsDialog(Sheet):
    """``wanted`` gives the act that is to be taken back."""

    wanted = Signal(str)

    def __init__(self, moment: Callable[[str], str], parent: QWidget | None = None) -> None:
        words = _("Imports, merges and changes. Taking an import back takes the deals along that nobody has touched.")
        super().__init__("acts-dialog", _("What was done to the address book"), words, "list-checks", parent)
        self._moment = moment
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        self.column.addLayout(self._lines)
        self.add_button(_("Close"), "acts-close", "primary").clicked.connect(self.accept)
        self.fit()
        self.resize(self.width(), 560)

    def show_acts(self, acts: Sequence[KeptAct]) -> None:
        """Show these acts."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(act) for act in acts] or [Text(_("Nothing was done yet."), "body", "muted")]
        for row in self._rows:
            self._lines.addWidget(row)

    def _row(self, act: KeptAct) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        kinds = {
            "import": _("Import"), "merge": _("Made one"), "apart": _("They are two"), "edit": _("By hand"),
            "undo": _("Taken back"),
        }  # fmt: skip
        words.addWidget(ElidedText(act.told, "label"))
        note = " · ".join((kinds.get(act.kind, act.kind), self._moment(act.at), act.who))
        words.addWidget(ElidedText(note, "caption", "muted"))
        row.addLayout(words, 1)
        if act.taken_back:
            row.addWidget(Badge(_("Taken back"), "neutral"), 0, Qt.AlignmentFlag.AlignVCenter)
        elif act.kind != "undo":
            undo = Button(_("Take back"), "secondary", icon="arrow-counter-clockwise", small=True)
            undo.setObjectName(f"take-back:{act.id}")
            undo.clicked.connect(partial(self._want, act.id))
            row.addWidget(undo, 0, Qt.AlignmentFlag.AlignVCenter)
        return held

    def _want(self, act_id: str) -> None:
        self.wanted.emit(act_id)
