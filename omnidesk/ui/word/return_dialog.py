"""A contract that came back from Word: decide each change, then take the accepted ones into the deal."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.redline import Returned
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.empty_state import EmptyState
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.word.clause_card import ReturnedClauseCard, redlined, show
from omnidesk.wizard import redline
from omnidesk.wizard.redline import RedlineView, Verdict

WIDTH, HEIGHT = 820, 720


class ReturnDialog(QDialog):
    """Open it with ``open()``. ``taken`` gives the numbers of the accepted changes by clause, once all is decided."""

    taken = Signal(object)

    def __init__(self, found: Returned, name: str, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("return-dialog")
        self.setWindowTitle(_("Contract from Word"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self._found, self._formatter = found, formatter
        self._verdicts: dict[tuple[str, int], Verdict] = {}
        self.cards: dict[str, ReturnedClauseCard] = {}
        self._summary = Text("", "small", "muted")
        self.apply = Button(_("Take into the contract"), "primary", icon="check")
        self.apply.setObjectName("take-changes")
        self.apply.clicked.connect(self._take)
        view = self._view()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PageScroll(self._inside(view, name), lambda _width: 12), 1)
        whole.addWidget(Rule())
        whole.addLayout(self._foot(view))
        self._refresh()

    def decide(self, verdict: Verdict, clause: str = "", number: int = 0) -> None:
        """Decide one change, or all of a clause (number 0), or all there are."""
        if number:
            self._verdicts[clause, number] = verdict
        else:
            self._verdicts |= redline.decided(self._found, verdict, clause)
        self._refresh()

    def _inside(self, view: RedlineView, name: str) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 20, 16, 8)
        column.setSpacing(14)
        column.addWidget(Text(name, "title", wrap=True))
        column.addWidget(Text(view.lead, "body", "muted", wrap=True))
        caution = Notice("warning")
        caution.show_notice(view.caution)
        column.addWidget(caution)
        for line in view.clauses:
            card = ReturnedClauseCard(line)
            card.decided.connect(self._decided)
            self.cards[line.id] = card
            column.addWidget(card)
        if view.outside or view.outside_remarks:
            column.addWidget(_outside(view))
        elif not view.clauses:
            nothing = _("The text is the one that you sent, and nobody left a comment.")
            column.addWidget(EmptyState("check-circle-fill", _("Nothing was changed"), nothing))
        column.addStretch(1)
        return inner

    def _foot(self, view: RedlineView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(28, 12, 28, 16)
        row.setSpacing(8)
        changes = any(line.changes for line in view.clauses)
        if changes:
            for verdict, words in (("accept", _("Accept all")), ("reject", _("Reject all"))):
                button = Button(words, "secondary")
                button.setObjectName(f"{verdict}-all")
                button.clicked.connect(partial(self._decided, "", 0, verdict))
                row.addWidget(button)
        row.addWidget(self._summary, 1)
        close = Button(_("Close"), "quiet" if changes else "primary")
        close.setObjectName("close-return")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addWidget(self.apply)
        self.apply.setVisible(changes)
        return row

    def _decided(self, clause: str, number: int, verdict: str, _on: bool = False) -> None:
        self.decide(cast(Verdict, verdict), clause, number)

    def _view(self) -> RedlineView:
        return redline.view(self._found, self._verdicts, self._formatter)

    def _refresh(self) -> None:
        view = self._view()
        for line in view.clauses:
            self.cards[line.id].refresh(line)
        self._summary.setText(view.summary)
        self.apply.setEnabled(view.ready)

    def _take(self) -> None:
        self.taken.emit(redline.accepted(self._found, self._verdicts))
        self.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground that the cards stand on."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("canvas"))
        painter.end()


def _outside(view: RedlineView) -> QWidget:
    card = Card()
    card.setObjectName("returned-outside")
    card.body.addWidget(Text(_("Outside of clauses"), "heading"))
    about = _("Shown to be read: what stands here follows from the deal, or belongs to no clause.")
    card.body.addWidget(Text(about, "small", "muted", wrap=True))
    text = redlined()
    show(text, view.outside)
    card.body.addWidget(text)
    for remark in view.outside_remarks:
        card.body.addWidget(Text(remark, "small", "muted", wrap=True))
    return card
