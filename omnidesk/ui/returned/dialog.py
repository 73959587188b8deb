"""The dialog about a file that came back: what it is in one sentence, what changed, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.returned import Judgement
from omnidesk.operations.returned_words import changes_told
from omnidesk.ui.returned.page_pair import MarkedPage, PagePair
from omnidesk.ui.returned.verdict import Verdict, verdict_of
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.notice import Notice, NoticeTone
from omnidesk.ui.widgets.rows import KeyValueRows, Row, Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text

WIDTH, HEIGHT, SIDE = 880, 720, 32
ABREAST = 2
NOTES: dict[str, NoticeTone] = {"danger": "danger", "accent_text": "accent"}
"""The ground of the note, by the colour of the verdict; the others caution."""
AROUND = 28 + 77 + 52
"""Pixels above and below what scrolls."""


class ReturnedDialog(QDialog):
    """Shows a judgement. ``wanted`` gives what the main button does, the chosen deal and the reason."""

    wanted = Signal(str, str, str)
    deal_chosen = Signal(str)

    def __init__(
        self, judgement: Judgement, sentence: str, deals: Sequence[Option] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("returned-dialog")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.judgement, self._verdict = judgement, verdict_of(judgement)
        self.setWindowTitle(self._verdict.title)
        self.setAccessibleName(self._verdict.title)
        self.setAccessibleDescription(sentence)
        self._deal, self._reason = Choice(deals, placeholder=_("Choose the deal")), TextArea(lines=2)
        self._deal_field = Field(_("Deal"), self._deal, "returned-deal", required=True)
        example = _("For example: M. Keller signed it at our office, I was there.")
        self._reason_field = Field(_("Why this counts as signed"), self._reason, "returned-reason", help_text=example)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(18)
        self._fill(sentence)
        self._column.addStretch(1)
        self._lay_out(page)
        wanted = self._column.totalHeightForWidth(WIDTH - 2 * SIDE) + AROUND
        self.resize(WIDTH, HEIGHT if judgement.changes or judgement.pictures else min(HEIGHT, wanted))

    def accept(self) -> None:
        """Say what is wanted; the dialog stays where something is still missing."""
        act = self._verdict.act
        if act is None:
            super().accept()
            return
        if self.judgement.finding == "wet_ink" and not self._complete(needs_reason=act == "confirm"):
            return
        super().accept()
        self.wanted.emit(act, self._deal.value(), self._reason.text().strip())

    def _complete(self, *, needs_reason: bool) -> bool:
        if not self._deal.value():
            self._deal_field.set_problem(_("Choose the deal that this paper answers."))
            self._deal_field.focus()
            return False
        if needs_reason and not self._reason.text().strip():
            self._reason_field.set_problem(_("Say who signed it, and how you know."))
            self._reason_field.focus()
            return False
        return True

    def _fill(self, sentence: str) -> None:
        verdict, found = self._verdict, self.judgement
        self._column.addLayout(_head(verdict, sentence))
        if verdict.note:
            note = Notice(tone=NOTES.get(verdict.ink, "warning"))
            self._column.addWidget(note)
            note.show_notice(verdict.note)
        if found.finding == "wet_ink":
            self._ask()
        told = (*changes_told(found.changes), *_problems(found))
        if told:
            changed = found.finding == "changed"
            self._column.addWidget(Text(_("What is not as it was") if changed else _("Worth knowing"), "heading"))
            self._column.addWidget(_Lines(told))
        for change in found.changes:
            if change.before or change.after:
                self._column.addWidget(PagePair(change))
        if told:
            self._column.addWidget(Rule())
        self._column.addWidget(KeyValueRows(_facts(found)))
        if found.pictures:
            self._column.addWidget(_Pictures(found.pictures))

    def _ask(self) -> None:
        """What only a person can say of ink on paper."""
        row = self.judgement.row
        if row is not None:
            self._deal.set_options([Option(row.id, row.title)])
            self._deal.set_value(row.id)
        self._deal.edited.connect(lambda: self._deal_field.set_problem(""))
        self._deal.edited.connect(lambda: self.deal_chosen.emit(self._deal.value()))
        self._reason.edited.connect(lambda: self._reason_field.set_problem(""))
        self._column.addWidget(self._deal_field)
        self._column.addWidget(self._reason_field)

    def _lay_out(self, page: QWidget) -> None:
        scroll = PageScroll(page, lambda _width: SIDE)
        close = Button(_("Close"), "secondary")
        close.setObjectName("returned-close")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 16, SIDE, 20)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(close)
        safe = close
        if self._verdict.act is not None:
            wide = "secondary" if self._verdict.act in ("trust", "keep") else "primary"
            act = Button(self._verdict.button, wide)
            act.setObjectName("returned-act")
            act.clicked.connect(self.accept)
            foot.addWidget(act)
            safe = act if self._verdict.act in ("accept", "keep", "ours") else close
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        safe.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()


def _head(verdict: Verdict, sentence: str) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Text(verdict.title, "title", wrap=True))
    told = Text(sentence, "body", "muted", wrap=True)
    told.setObjectName("returned-sentence")
    words.addWidget(told)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(Icon(verdict.icon, verdict.ink, 22, chip=verdict.chip), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _problems(found: Judgement) -> tuple[str, ...]:
    """What is wrong, but for who is not known here: that stands beside each signer."""
    return tuple(problem for problem in found.problems if "(fingerprint " not in problem)


def _facts(found: Judgement) -> list[Row]:
    """What there is to know of the file."""
    rows = [Row(_("File"), found.name)]
    if found.issued is not None:
        rows.append(Row(_("Answers"), found.issued.version.reference))
    if found.row is not None:
        rows.append(Row(_("Deal"), found.row.title))
    for report in found.verification.signatures if found.verification is not None else ():
        known = _("known here") if report.trusted else _("not known here")
        rows.append(Row(_("Signed by {who}").format(who=report.signer), known, "text" if report.trusted else "warning"))
    if found.finding == "unknown_signer" and found.client is not None:
        digits = found.client.fingerprint
        for name, half in ((_("Fingerprint"), digits[:32]), ("", digits[32:])):
            rows.append(Row(name, " ".join(half[place : place + 4] for place in range(0, 32, 4)), strong=True))
    rows.append(Row(_("File, SHA-256"), f"{found.sha256[:32]}…"))
    return rows


class _Lines(QWidget):
    """Sentences, each beside a mark."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Icon("warning-circle-fill", "danger", 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(line, "body", wrap=True), 1)
            column.addLayout(row)


class _Pictures(QWidget):
    """The pages of a scan, two abreast."""

    def __init__(self, pictures: Sequence[bytes]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for first in range(0, len(pictures), ABREAST):
            row = QHBoxLayout()
            row.setSpacing(16)
            alone = len(pictures) == 1
            if alone:
                row.addStretch(1)
            for place in range(first, min(first + ABREAST, len(pictures))):
                name = _("Page {number}").format(number=place + 1)
                row.addWidget(MarkedPage(pictures[place], (), name), 4 if alone else 1)
            if alone or len(pictures) - first < ABREAST:
                row.addStretch(1)
            column.addLayout(row)
