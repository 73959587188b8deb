"""Two clients that may be one, field by field; where both differ, a person says which of them is right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.clients import ComparedField

FIRST, SECOND = "first", "second"
WIDTH = 820


class MergeDialog(Sheet):
    """``merged`` gives the fields in which the second is right, ``passed`` that they stay two."""

    merged = Signal(object)
    passed = Signal()

    def __init__(self, fields: Sequence[ComparedField], why: str, place: str, parent: QWidget | None = None) -> None:
        words = why or _("What one of them lacks comes from the other; notes and origins of both are kept.")
        super().__init__("merge-dialog", _("One client or two?"), words, "users", parent)
        self._choices: dict[str, Segmented] = {}
        self.column.addLayout(self._grid(fields))
        if place:
            self.foot.insertWidget(0, Text(place, "small", "muted"))
        self.add_button(_("Close"), "merge-close").clicked.connect(self.reject)
        keep = self.add_button(_("They are two"), "merge-pass")
        keep.clicked.connect(self.passed)
        keep.setVisible(bool(place))
        go = self.add_button(_("Make one"), "merge-go", "primary")
        go.clicked.connect(self._tell)
        self.fit()
        self.resize(WIDTH, self.height())
        go.setFocus()

    def _grid(self, fields: Sequence[ComparedField]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for column, share in enumerate((2, 4, 4, 2)):
            grid.setColumnStretch(column, share)
        for column, title in enumerate((_("Stays"), _("Goes into it")), start=1):
            grid.addWidget(Text(title, "label", "muted"), 0, column)
        if any(field.differs for field in fields):
            grid.addWidget(Text(_("Right is"), "label", "muted"), 0, 3)
        top = Qt.AlignmentFlag.AlignVCenter
        for line, field in enumerate(fields, start=1):
            grid.setRowMinimumHeight(line, 40 if field.differs else 24)
            grid.addWidget(Text(field.name, "body", "muted", wrap=True), line, 0, top)
            grid.addWidget(Text(field.first or "–", "body", wrap=True), line, 1, top)
            tone = "text" if field.second != field.first else "muted"
            grid.addWidget(Text(field.second or "–", "body", tone, wrap=True), line, 2, top)
            if field.differs:
                grid.addWidget(self._choice(field), line, 3, top)
        return grid

    def _choice(self, field: ComparedField) -> Segmented:
        choice = self._choices[field.id] = Segmented([Option(FIRST, _("First")), Option(SECOND, _("Second"))])
        choice.setObjectName(f"merge-take:{field.id}")
        choice.set_name(_("{field}: which of both is right").format(field=field.name))
        choice.set_value(FIRST)
        return choice

    def _tell(self) -> None:
        self.merged.emit(frozenset(name for name, choice in self._choices.items() if choice.value() == SECOND))
