"""The page of the contract: jurisdiction on top, the clauses on the left, the chosen one in full beside them."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.pages.contract_clause import ClauseCard
from omnidesk.ui.pages.contract_list import ClauseList
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.empty_state import EmptyState
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.word.exchange import WordExchange
from omnidesk.wizard import contract, contract_changes, contract_clause
from omnidesk.wizard.contract import ContractView
from omnidesk.wizard.contract_clause import ClauseDetail

PACK, LAW = "contract.jurisdiction", "contract.law"


class ContractPage(FormPage[ContractView]):
    """Clauses can be moved, edited, softened, left out and added; each departure shows against the standard."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._chosen = ""

    def build(self) -> Iterator[None]:
        """Make the choices on top, then the clauses."""
        self.counsel = Notice("accent")
        self.counsel.show_notice(_("This is starting text. Have it reviewed by counsel before you use it."))
        self._add_pack()
        yield
        self.clauses, self.card = ClauseList(), ClauseCard()
        self._add_clauses()
        yield
        self._empty = Section(_("No contract yet"), "")
        words = _("Fill in what is missing")
        state = EmptyState("scales", _("No contract yet"), _(contract.MISSING), action=words, lead=False)
        state.acted.connect(self._fill_in)
        self._empty.title.hide()
        self._empty.content.addWidget(state)
        self.column.addWidget(self._empty)
        self._connect()
        yield

    def refresh(self, view: ContractView) -> None:
        """Show the step's view, with the clause that was chosen before where it is still there."""
        set_shown(self._empty, bool(view.missing))
        for part in (self.counsel, self._pack, self._head, self._columns):
            set_shown(part, not view.missing)
        if view.missing:
            return
        self.pack.set_value(view.pack)
        self.law.set_options([Option(law.id, law.name) for law in view.laws])
        self.law.set_value(view.law)
        self._wording.set_help(view.note)
        self._summary.setText(view.summary)
        set_shown(self._reorder, view.reordered)
        known = [line.id for line in view.lines]
        if self._chosen not in known:
            self._chosen, self.card.writing = known[0] if known else "", False
        self.clauses.show_lines(view.lines, self._chosen)
        self._show_clause()

    def focus_field(self, path: str) -> bool:
        """Choose the clause that a path belongs to and give the keyboard to what has to be put right."""
        clause_id = contract.clause_of(self.services.context(), path)
        if not clause_id:
            return super().focus_field(path)
        self.choose(clause_id)
        last = path.rpartition(".")[2]
        if last == "reason" and not self.card.reason_field.isHidden():
            self.card.reason_field.focus()
        elif last in ("text", "title"):
            self._write()
            (self.card.title_field if last == "title" else self.card.text_field).focus()
        else:
            self.clauses.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def begin(self) -> None:
        """Give the keyboard to the list of clauses."""
        self.clauses.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, clause_id: str) -> None:
        """Show a clause."""
        self.clauses.choose(clause_id)

    def _add_pack(self) -> None:
        packs = tuple(Option(pack.id, pack.name) for pack in self.services.catalog.jurisdictions)
        self.pack, self.law = Segmented(packs), Choice()
        self._wording = self.field(Field(_("Jurisdiction"), self.pack, PACK))
        self._pack = Card()
        self._pack.body.addLayout(side_by_side(self._wording, self.field(Field(_("Law and venue"), self.law, LAW))))
        self.word = WordExchange(self.services)
        self._summary = Text("", "small", "muted", wrap=True)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(16)
        head.addWidget(self._summary, 1)
        head.addWidget(self.word)
        for part in (self.counsel, self._pack, self._head):
            self.column.addWidget(part)

    def _add_clauses(self) -> None:
        self._add = Button(_("Add a clause"), "secondary", icon="plus", small=True)
        self._add.setObjectName("add-clause")
        self._reorder = Button(_("Standard order"), "quiet", icon="arrow-counter-clockwise", small=True)
        self._reorder.setObjectName("standard-order")
        feet = QHBoxLayout()
        feet.setSpacing(4)
        feet.addWidget(self._add)
        feet.addWidget(self._reorder)
        feet.addStretch(1)
        left = Card()
        left.body.setSpacing(10)
        left.body.addWidget(self.clauses)
        left.body.addLayout(feet)
        self._columns = QWidget()
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for part, stretch in ((left, 5), (self.card, 7)):
            column = QVBoxLayout()
            column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, stretch)
        self.column.addWidget(self._columns)

    def _connect(self) -> None:
        self.pack.edited.connect(self._choose_pack)
        self.law.edited.connect(self._choose_law)
        self.clauses.chosen.connect(self._choose)
        self.clauses.moved.connect(partial(self._change, contract_changes.move))
        self.clauses.stepped.connect(partial(self._change, contract_changes.move_by))
        self._add.clicked.connect(self._add_own)
        self._reorder.clicked.connect(lambda: self.change(contract_changes.standard_order))
        self.card.asked.connect(self._act)
        for field, part in ((self.card.title_field, "title"), (self.card.text_field, "text")):
            self.field(field).control.edited.connect(partial(self._typed, part))
        self.field(self.card.reason_field).control.edited.connect(self._give_reason)

    def _fill_in(self) -> None:
        """Go to the first of what a contract needs."""
        context = self.services.context()
        if context.tier is None:
            self.services.go("tier", "tier")
        else:
            self.services.go("client", "terms.effective_date" if context.deal.terms.effective_date is None else "terms")

    def _choose_pack(self, pack: str) -> None:
        self.change(lambda deal: contract_changes.choose_pack(deal, pack))

    def _choose_law(self, law: str) -> None:
        self.change(lambda deal: contract_changes.choose_law(deal, law))

    def _choose(self, clause_id: str) -> None:
        self._chosen, self.card.writing = clause_id, False
        self._show_clause()

    def _show_clause(self) -> None:
        detail = self._detail()
        set_shown(self.card, detail is not None)
        if detail is None:
            return
        if self.card.writing:
            offers = contract_clause.insertions(self.services.context())
            self.card.set_insertions([Option(each.id, each.name) for each in offers])
        self.card.show_clause(detail, first=not self._can(-1), last=not self._can(1))

    def _detail(self) -> ClauseDetail | None:
        return contract_clause.detail(self.services.context(), self._chosen)

    def _can(self, step: int) -> bool:
        context = self.services.context()
        return contract_changes.move_by(context, self._chosen, step) is not context.deal

    def _change(self, move: Callable[..., Deal], clause: str, where: int) -> None:
        fresh = move(self.services.context(), clause, where)
        self.change(lambda _deal: fresh)

    def _act(self, wanted: str) -> None:
        detail = self._detail()
        if detail is None:
            return
        match wanted:
            case "edit":
                self._write()
                self.card.text_field.focus()
            case "done":
                self.card.writing = False
                self._show_clause()
                self.begin()
            case "up" | "down":
                self._change(contract_changes.move_by, detail.id, -1 if wanted == "up" else 1)
            case "standard":
                self.card.writing = False
                self.change(lambda deal: contract_changes.use_standard(deal, detail.id))
                self.begin()
            case _:
                self.card.writing = False
                self._depart(wanted, detail)

    def _depart(self, wanted: str, detail: ClauseDetail) -> None:
        acts = {
            "fallback": contract_changes.use_fallback,
            "drop": contract_changes.leave_out,
            "keep": contract_changes.keep_on_new_version,
        }
        self.change(lambda deal: acts[wanted](deal, detail))
        asks = wanted == "fallback" or (wanted == "drop" and detail.state != "own")
        if asks:
            self.card.reason_field.focus()
        else:
            self.begin()

    def _write(self) -> None:
        """Open the inputs of the chosen clause; it departs from the library once its words are other ones."""
        self.card.writing = True
        self._show_clause()

    def _typed(self, part: str, text: str) -> None:
        detail = self._detail()
        if detail is not None:
            words = {"title": text} if part == "title" else {"text": text}
            self.change(lambda deal: contract_changes.edit(deal, detail, **words), f"contract.{detail.id}.{part}")

    def _give_reason(self, text: str) -> None:
        clause = self._chosen
        self.change(lambda deal: contract_changes.give_reason(deal, clause, text), f"contract.{clause}.reason")

    def _add_own(self) -> None:
        fresh, clause_id = contract_changes.add_own(self.services.context(), _("New clause"), self._chosen)
        self._chosen, self.card.writing = clause_id, True
        self.change(lambda _deal: fresh)
        self.card.title_field.focus()
