"""The sections of one kind of document: a list to move and leave out, and the chosen one with its own text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from omnidesk.i18n import _
from omnidesk.ui.pages.contract_list import ROW, ClauseList
from omnidesk.ui.pages.written_fields import mover, text_area, text_line
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.entries import TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.contract import ClauseLine, ContractOption
from omnidesk.wizard.documents import SectionDetail, SectionLine

TITLE, TEXT = "documents.block.title", "documents.block.text"
SHOWN = 10
"""Sections in sight at once."""


class SectionCard(Card):
    """``asked`` gives what is wanted: ``up``, ``down``, ``out``, ``back``, ``add`` or ``standard``."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        kinds = [Option("proposal", _("Proposal")), Option("contract", _("Contract")), Option("summary", _("Summary"))]
        self.kind = Segmented(kinds)
        self.kind.set_name(_("Document"))
        self.kind.set_value("proposal")
        self.lines = ClauseList()
        self.lines.setObjectName("sections")
        self.lines.setAccessibleName(_("Sections"))
        self.lines.setAccessibleDescription(_("Alt with the arrow keys moves a section."))
        self.lines.setFixedHeight(SHOWN * ROW)
        self.heading, self.note = Text("", "strong", wrap=True), Text("", "caption", "muted", wrap=True)
        self.up = mover("arrow-up", _("Move up"), "section:up", lambda: self.asked.emit("up"))
        self.down = mover("arrow-down", _("Move down"), "section:down", lambda: self.asked.emit("down"))
        self.out = self._button(_("Leave out"), "out", "minus")
        self.back = self._button(_("Put back"), "back", "plus")
        self.add = self._button(_("Add a text"), "add", "plus")
        self.standard = self._button(_("Standard order"), "standard", "arrow-counter-clockwise")
        self.title_field = Field(_("Title"), TextField(), TITLE)
        self.text_field = Field(_("Text"), TextArea(lines=4), TEXT)
        self.insertion = Choice(())
        self.insertion.setObjectName("insert-value")
        self._insert = Field(_("Put in a value"), self.insertion)
        self.insertion.edited.connect(self._put_in)
        self._lay_out()

    def show_lines(self, lines: Sequence[SectionLine], chosen: str, *, standard: bool) -> None:
        """Show the sections with one of them chosen."""
        rows = [ClauseLine(each.id, each.number, each.title, 1, each.state, each.chip, each.problem) for each in lines]
        self.lines.show_lines(rows, chosen)
        self.lines.setFixedHeight(min(max(len(rows), 4), SHOWN) * ROW)
        set_shown(self.standard, not standard)

    def show_detail(self, detail: SectionDetail, offers: Sequence[ContractOption]) -> None:
        """Show what can be done with the chosen section."""
        self.heading.setText(detail.title)
        self.note.setText(detail.note)
        self.up.setEnabled(detail.up)
        self.down.setEnabled(detail.down)
        own = detail.block is not None
        self.out.set_text(_("Remove") if own else _("Leave out"))
        set_shown(self.out, detail.printed and not detail.needed)
        set_shown(self.back, not detail.printed)
        for part in (self.title_field, self.text_field, self._insert):
            set_shown(part, own)
        if detail.block is None:
            return
        text_line(self.title_field).set_text(detail.block.title)
        text_area(self.text_field).set_text("\n".join(detail.block.text))
        self.title_field.set_problem(detail.title_problem)
        self.text_field.set_problem(detail.text_problem)
        self.insertion.set_options([Option("", _("Choose a value")), *(Option(each.id, each.name) for each in offers)])
        self.insertion.set_value("")

    def _put_in(self, mark: str) -> None:
        if mark:
            text_area(self.text_field).insert(mark)
            self.insertion.set_value("")

    def _lay_out(self) -> None:
        self.body.setSpacing(10)
        self.body.addWidget(self.kind)
        self.body.addWidget(self.lines)
        feet = QHBoxLayout()
        feet.setSpacing(4)
        for button in (self.add, self.standard):
            feet.addWidget(button)
        feet.addStretch(1)
        self.body.addLayout(feet)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        for part in (self.out, self.back, self.up, self.down):
            head.addWidget(part)
        self.body.addLayout(head)
        for part in (self.note, self.title_field, self.text_field, self._insert):
            self.body.addWidget(part)

    def _button(self, words: str, wanted: str, icon: str) -> Button:
        button = Button(words, "quiet", icon=icon, small=True)
        button.setObjectName(f"section:{wanted}")
        button.clicked.connect(lambda: self.asked.emit(wanted))
        return button
