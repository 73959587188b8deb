"""One clause of a returned contract: its text with what was struck and added, and a verdict for each change."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.styled_text import Stretch, StyledParagraph, StyledText
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.redline import ChangeLine, ClauseLine, Look


class ReturnedClauseCard(Card):
    """``decided`` gives clause, number of the change (0: all of the clause) and verdict."""

    decided = Signal(str, int, str)

    def __init__(self, line: ClauseLine) -> None:
        super().__init__()
        self.setObjectName(f"returned:{line.id}")
        self._clause = line.id
        self.verdicts: dict[int, Segmented] = {}
        self.text = redlined()
        self.body.setSpacing(12)
        self.body.addLayout(self._head(line))
        note = Notice("warning")
        note.show_notice(line.note)
        self.body.addWidget(note)
        self.body.addWidget(self.text)
        for change in line.changes:
            self.body.addLayout(self._row(change))
        noted = {change.comment for change in line.changes}
        for remark in line.remarks:
            if remark.partition(": ")[2] not in noted:
                self.body.addWidget(Text(remark, "small", "muted", wrap=True))
        self.refresh(line)

    def refresh(self, line: ClauseLine) -> None:
        """Show the text and the verdicts as they are now."""
        show(self.text, line.text)
        for change in line.changes:
            self.verdicts[change.number].set_value(change.verdict)

    def _head(self, line: ClauseLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(line.heading, "heading", wrap=True), 1)
        if len(line.changes) > 1:
            for verdict, words in (("accept", _("Accept all here")), ("reject", _("Reject all here"))):
                button = Button(words, "quiet", small=True)
                button.setObjectName(f"{verdict}:{line.id}")
                button.clicked.connect(partial(self._decide, 0, verdict))
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _row(self, change: ChangeLine) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(change.words, "label", wrap=True))
        if change.comment:
            words.addWidget(Text(f"“{change.comment}”", "small", "muted", wrap=True))
        verdict = Segmented((Option("accept", _("Accept")), Option("reject", _("Reject"))))
        verdict.setObjectName(f"verdict:{change.clause}:{change.number}")
        verdict.set_name(change.words)
        verdict.edited.connect(partial(self._decide, change.number))
        self.verdicts[change.number] = verdict
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _decide(self, number: int, verdict: str, _on: bool = False) -> None:
        self.decided.emit(self._clause, number, verdict)


def redlined(parent: QWidget | None = None) -> StyledText:
    """Text of which a screen reader says what was struck and added."""
    shown = StyledText(parent)
    shown.set_spoken(_("removed: {words}; "), _("added: {words}; "))
    return shown


def show(text: StyledText, stretches: tuple[tuple[str, Look], ...]) -> None:
    """Show words, each in its look."""
    paragraphs: list[list[Stretch]] = [[]]
    for words, look in stretches:
        first, *others = words.split("\n")
        paragraphs[-1].append(Stretch(first, look))
        paragraphs += [[Stretch(line, look)] for line in others]
    text.show_paragraphs([StyledParagraph(tuple(each)) for each in paragraphs if any(part.text for part in each)])
