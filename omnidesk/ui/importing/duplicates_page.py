"""Rows that may be clients of the address book: both side by side, and what a person decides of each."""

from collections.abc import Mapping
from functools import partial

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import COMPARED, is_blank
from omnidesk.i18n import _
from omnidesk.operations.importing.plan import Decision, PlannedRow
from omnidesk.operations.importing.preview import Preview
from omnidesk.operations.importing.words import field_name, match_told
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.checks import CheckRow
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.text import ElidedText, Text

SHOWN = 12
"""Pairs that are drawn at once, beside those that are decided."""

AT_ONCE = 2
"""Pairs that are drawn in one go."""
ROW = 26
"""Pixels of a line of a pair, at least."""


class DuplicatesPage(QWidget):
    """``decided`` gives the number of the row and the decision."""

    decided = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[int, PairCard] = {}
        self._waiting: list[tuple[int, PlannedRow]] = []
        self._decisions: Mapping[int, Decision] = {}
        self._none = Text(_("No row looks like a client that is there already."), "body", "muted")
        self._more = Text("", "small", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self._none)
        self._column.addWidget(self._more)
        self._column.addStretch(1)

    def show_preview(self, found: Preview) -> None:
        """Show the pairs, the first at once and the others in slices; a card that is there is only refreshed."""
        asking = found.asking
        shown = SHOWN + len(found.wish.decisions)
        wanted = {planned.row.number: planned for planned in asking[:shown]}
        for number in [number for number in self._cards if number not in wanted]:
            self._cards.pop(number).deleteLater()
        self._waiting = [(place, planned) for place, planned in enumerate(wanted.values())]
        self._decisions = found.wish.decisions
        self._none.setVisible(not asking)
        more = len(asking) - shown
        told = _("and {count} more; each appears when one of these is decided")
        self._more.show_text(told.format(count=f"{more:,}") if more > 0 else "")
        self._grow()

    def _grow(self) -> None:
        """Draw the next pairs; the window answers in between."""
        for place, planned in self._waiting[:AT_ONCE]:
            self._show(place, planned)
        self._waiting = self._waiting[AT_ONCE:]
        if self._waiting:
            QTimer.singleShot(0, self, self._grow)

    def _show(self, place: int, planned: PlannedRow) -> None:
        number = planned.row.number
        card = self._cards.get(number)
        if card is None or card.differs(planned):
            if card is not None:
                card.deleteLater()
            card = self._cards[number] = PairCard(planned)
            card.decided.connect(partial(self.decided.emit, number))
            self._column.insertWidget(1 + place, card)
        card.show_decision(planned, self._decisions.get(number))


class PairCard(Card):
    """One pair: the client that is there, the row of the file, and a box for each field in which the file is right."""

    decided = Signal(object)

    def __init__(self, planned: PlannedRow) -> None:
        super().__init__()
        self._planned = planned
        self._boxes: dict[str, CheckRow] = {}
        apart = () if planned.match is not None and planned.match.why == "key" else (Option("new", _("Keep both")),)
        self.action = Segmented([Option("merge", _("Make one")), *apart, Option("skip", _("Leave out"))])
        self.action.setObjectName(f"import-decision:{planned.row.number}")
        self.action.set_name(_("What becomes of line {number}").format(number=planned.row.number))
        self.action.edited.connect(self._tell)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Text(match_told(planned), "strong", wrap=True), 1)
        head.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(self._grid(planned))

    def differs(self, planned: PlannedRow) -> bool:
        """Whether another row or another client stands here now."""
        return (self._planned.row, self._planned.known) != (planned.row, planned.known)

    def show_decision(self, planned: PlannedRow, decision: Decision | None) -> None:
        """Show what is decided, or what would be done without a word."""
        action = decision.action if decision else {"new": "new", "skipped": "skip"}.get(planned.outcome, "merge")
        self.action.set_value(action)
        for field, box in self._boxes.items():
            box.setChecked(decision is not None and field in decision.take)
            box.setEnabled(action == "merge")

    def _grid(self, planned: PlannedRow) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for place, share in enumerate((2, 4, 4, 3)):
            grid.setColumnStretch(place, share)
        for place, title in enumerate(("", _("In the address book"), _("In the file"))):
            grid.addWidget(Text(title, "label", "muted"), 0, place)
        line = 1
        for field in COMPARED:
            mine, theirs = (shown(getattr(each, field)) for each in (planned.known, planned.row.entry))
            if not mine and not theirs:
                continue
            grid.setRowMinimumHeight(line, ROW)
            grid.addWidget(Text(field_name(field).capitalize(), "body", "muted"), line, 0)
            grid.addWidget(ElidedText(mine or "–", "body"), line, 1)
            grid.addWidget(ElidedText(theirs or "–", "body", "text" if theirs != mine else "muted"), line, 2)
            if field in planned.conflicts:
                grid.addWidget(self._box(field), line, 3)
            line += 1
        return grid

    def _box(self, field: str) -> CheckRow:
        box = self._boxes[field] = CheckRow(_("The file is right"))
        box.setObjectName(f"import-take:{field}")
        box.clicked.connect(self._tell)
        return box

    def _tell(self, _by: object = None) -> None:
        take = frozenset(field for field, box in self._boxes.items() if box.isChecked())
        self.decided.emit(msgspec.convert({"action": self.action.value(), "take": take}, Decision))


def shown(value: object) -> str:
    """A field of a client in one line."""
    if is_blank(value):
        return ""
    if isinstance(value, Contact):
        return ", ".join(filter(None, (value.name, value.title, value.email)))
    return ", ".join(value) if isinstance(value, tuple) else str(value)
