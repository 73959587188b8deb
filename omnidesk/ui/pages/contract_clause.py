"""One clause in full: what is printed, how it departs from the standard and why, and what can be done with it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.contract_words import ContractParagraph, ContractRun
from omnidesk.domain.word_diff import Change
from omnidesk.i18n import _
from omnidesk.ui.pages.written_fields import mover, text_area, text_line
from omnidesk.ui.widgets.badge import Badge, BadgeTone
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.entries import TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.styled_text import Look, Stretch, StyledParagraph, StyledText
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.contract import LineState
from omnidesk.wizard.contract_clause import ClauseDetail

TITLE, TEXT, REASON = "contract.clause.title", "contract.clause.text", "contract.clause.reason"
_TONES: dict[LineState, BadgeTone] = {
    "standard": "neutral",
    "fallback": "warning",
    "edited": "warning",
    "own": "accent",
    "dropped": "neutral",
}
_LOOKS: dict[str, Look] = {"value": "value", "missing": "missing", "define": "strong", "ref": "value"}


class ClauseCard(Card):
    """Shows a clause; ``asked`` names what a person wants done with it (``edit``, ``fallback``, ``up`` …)."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.writing = False
        self.heading, self.state = Text("", "heading", wrap=True), Badge("")
        self.moved_on = Notice("warning")
        self.problems = Notice("danger")
        self.text = StyledText()
        self.text.setObjectName("clause-text")
        self.title_field = Field(_("Title"), TextField(), TITLE)
        self.text_field = Field(_("Text, a paragraph a line"), TextArea(lines=10), TEXT)
        self.insertion = Choice(placeholder=_("Insert a value, a defined word or a section"))
        self.insertion.set_name(_("Insert"))
        self.insertion.setObjectName("clause:insert")
        self.insertion.edited.connect(self._insert)
        self.reason_field = Field(_("Why it is not the standard"), TextArea(lines=2), REASON)
        self.reason_field.set_help(_("Stays in the house; no client reads it."))
        self.changes, self.fallback = _diff(), _diff()
        self._buttons: dict[str, Button] = {}
        self._lay_out()

    def show_clause(self, detail: ClauseDetail, *, first: bool, last: bool) -> None:
        """Show a clause; ``first`` and ``last`` say where it can be moved."""
        self.heading.setText(detail.heading)
        self.state.set_badge(detail.chip, _TONES[detail.state])
        self.moved_on.show_notice(detail.moved_on)
        self.problems.show_notice("\n".join(detail.problems))
        self._show_words(detail)
        self._show_differences(detail)
        departs = detail.state != "standard"
        set_shown(self.reason_field, departs)
        self.reason_field.set_problem(detail.reason_problem)
        text_area(self.reason_field).set_text(detail.reason)
        self._risk.setText(detail.risk)
        set_shown(self._risk_row, bool(detail.risk))
        self._offer(detail, first, last)

    def set_insertions(self, options: Sequence[Option]) -> None:
        """Offer what can be put into the text."""
        self.insertion.set_options(options)

    def _insert(self, mark: str) -> None:
        self.insertion.set_value("")
        text_area(self.text_field).insert(mark)

    def _show_words(self, detail: ClauseDetail) -> None:
        writes = self.writing and detail.state != "dropped"
        for part in (self.title_field, self.text_field, self.insertion):
            set_shown(part, writes)
        if writes:
            text_line(self.title_field).set_text(detail.title)
            text_area(self.text_field).set_text(detail.text)
        self.text.show_paragraphs([*_paragraphs(detail.paragraphs), *_paragraphs(detail.definitions)])
        set_shown(self._printed, bool(detail.paragraphs))
        set_shown(self._printed_label, writes and bool(detail.paragraphs))

    def _show_differences(self, detail: ClauseDetail) -> None:
        set_shown(self._changes, bool(detail.changes))
        self.changes.show_paragraphs(_changed(detail.changes))
        set_shown(self._fallback, bool(detail.fallback))
        self.fallback.show_paragraphs(_changed(detail.fallback))

    def _offer(self, detail: ClauseDetail, first: bool, last: bool) -> None:
        state, own = detail.state, detail.state == "own"
        offers = {
            "edit": (state != "dropped" and not self.writing, _("Edit")),
            "done": (state != "dropped" and self.writing, _("Done")),
            "fallback": (bool(detail.fallback), _("Use the fallback")),
            "standard": (
                state in ("fallback", "edited", "dropped"),
                _("Put back") if state == "dropped" else _("Back to the standard"),
            ),
            "keep": (bool(detail.moved_on), _("Keep ours")),
            "drop": (detail.optional and state != "dropped", _("Remove") if own else _("Leave out")),
        }  # fmt: skip
        for name, (offered, words) in offers.items():
            self._buttons[name].set_text(words)
            set_shown(self._buttons[name], offered)
        self.up.setEnabled(state != "dropped" and not first)
        self.down.setEnabled(state != "dropped" and not last)

    def _lay_out(self) -> None:
        self.body.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.up = mover("arrow-up", _("Move up"), "clause:up", lambda: self.asked.emit("up"))
        self.down = mover("arrow-down", _("Move down"), "clause:down", lambda: self.asked.emit("down"))
        head.addWidget(self.up, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.down, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self.moved_on)
        self.body.addWidget(self.problems)
        self.body.addWidget(self.title_field)
        self.body.addWidget(self.text_field)
        self.body.addWidget(self.insertion)
        self._printed_label = Text(_("As printed"), "label")
        self._printed = _column(self._printed_label, self.text)
        self.body.addWidget(self._printed)
        self.body.addWidget(self._actions())
        self._changes = _column(Text(_("Against the standard"), "label"), self.changes)
        self.body.addWidget(self._changes)
        self.body.addWidget(self.reason_field)
        self._fallback = Disclosure(_("Fallback wording agreed in house"), self.fallback)
        self.body.addWidget(self._fallback)
        self._risk = Text("", "caption", "muted", wrap=True)
        self._risk_row = QWidget()
        row = QHBoxLayout(self._risk_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("scales", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._risk, 1)
        self.body.addWidget(self._risk_row)
        self.body.addStretch(1)

    def _actions(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        icons = {"edit": "note-pencil", "done": "check", "standard": "arrow-counter-clockwise", "drop": "trash"}
        for name in ("edit", "done", "fallback", "standard", "keep", "drop"):
            button = Button("", "quiet" if name == "drop" else "secondary", icon=icons.get(name, ""), small=True)
            button.setObjectName(f"clause:{name}")
            button.clicked.connect(lambda _on=False, wanted=name: self.asked.emit(wanted))
            self._buttons[name] = button
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder


def _diff() -> StyledText:
    shown = StyledText()
    shown.set_spoken(_("removed: {words}; "), _("added: {words}; "))
    return shown


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _paragraphs(paragraphs: Iterable[ContractParagraph]) -> list[StyledParagraph]:
    shown: list[StyledParagraph] = []
    for paragraph in paragraphs:
        shown.append(StyledParagraph(_stretches(paragraph.runs), paragraph.number))
        shown += [StyledParagraph(_stretches(row), "–", deep=True) for row in paragraph.rows]
    return shown


def _stretches(runs: Iterable[ContractRun]) -> tuple[Stretch, ...]:
    return tuple(Stretch(run.text, _LOOKS.get(run.kind, "plain")) for run in runs)


def _changed(changes: Iterable[Change]) -> list[StyledParagraph]:
    looks: dict[str, Look] = {"gone": "gone", "new": "new"}
    return [StyledParagraph(tuple(Stretch(each.text, looks.get(each.kind, "plain")) for each in changes))]
