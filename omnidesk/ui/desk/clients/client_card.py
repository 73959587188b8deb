"""One client beside the list: what is known of it, what to do with it, and its deals; or two that may be one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.store.clients import ClientRow
from omnidesk.ui.desk.deal_lines import DealLines
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.clients import ClientFact
from omnidesk.wizard.desk_lines import DeskLine

WIDTH, LEAST, PAD = 400, 344, 20
"""Width where there is room and in the smallest window, and the free edge, in pixels."""


class ClientCard(Card):
    """Each signal gives what a person wants done with what is shown."""

    edit_wanted = Signal()
    deal_wanted = Signal()
    more_wanted = Signal()
    merge_wanted = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self._name, self._about = Text("", "title", wrap=True), Text("", "small", "muted", wrap=True)
        self.edit = Button(_("Change"), "secondary", icon="note-pencil", small=True)
        self.edit.setObjectName("client-edit")
        self.deal = Button(_("New deal for it"), "secondary", icon="plus", small=True)
        self.deal.setObjectName("client-deal")
        self.more = IconButton("dots-three", _("More"), side=32)
        self.more.setObjectName("client-more")
        self.edit.clicked.connect(self.edit_wanted)
        self.deal.clicked.connect(self.deal_wanted)
        self.more.clicked.connect(self.more_wanted)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(12)
        self._labels: list[QWidget] = []
        self._deals_title = Text(_("Deals"), "overline", "faint")
        self.deals = DealLines(_("No deal yet."))
        self.deals.setObjectName("client-deals")
        self.deals.opened.connect(self.opened)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._one())
        self._stack.addWidget(self._two())
        self._stack.addWidget(QWidget())
        self.body.addWidget(self._stack)
        self.show_nothing()

    def sizeHint(self) -> QSize:
        """Like its whole width, whoever is shown."""
        return QSize(WIDTH, super().sizeHint().height())

    def show_client(self, row: ClientRow, about: str, facts: Sequence[ClientFact]) -> None:
        """Show a client; its deals follow by ``show_deals``."""
        self._stack.setCurrentIndex(0)
        self._name.setText(row.entry.name)
        self._about.show_text(about)
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = [_fact(fact) for fact in facts]
        for label in self._labels:
            self._facts.addWidget(label)

    def show_deals(self, lines: Sequence[DeskLine]) -> None:
        """Show the deals of the client on the card."""
        self.deals.show_lines(lines)

    def show_two(self, first: str, second: str) -> None:
        """Offer to make two clients one."""
        self._stack.setCurrentIndex(1)
        self._both.setText(_("“{first}” and “{second}”").format(first=first, second=second))

    def show_nothing(self) -> None:
        """Show an empty card."""
        self._stack.setCurrentIndex(2)

    def _one(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, PAD - 8, 0, 0)
        column.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._about)
        column.addLayout(words)
        acts = Flow(gap=8)
        for button in (self.edit, self.deal, self.more):
            acts.addWidget(button)
        column.addLayout(acts)
        column.addWidget(Rule())
        column.addLayout(self._facts)
        column.addWidget(Rule())
        column.addWidget(self._deals_title)
        column.addWidget(self.deals)
        column.addStretch(1)
        return PageScroll(page, lambda _width: PAD)

    def _two(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(12)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Icon("users", "accent_text", 24, chip="accent_soft"), 0, middle)
        column.addWidget(Text(_("Two clients are chosen"), "heading"), 0, middle)
        self._both = Text("", "body", "muted", wrap=True)
        self._both.setAlignment(middle)
        column.addWidget(self._both)
        merge = Button(_("Make one of both…"), "secondary")
        merge.setObjectName("client-merge")
        merge.clicked.connect(self.merge_wanted)
        column.addWidget(merge, 0, middle)
        column.addStretch(1)
        return page


def _fact(fact: ClientFact) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Text(fact.name, "caption", "muted"))
    column.addWidget(Text(fact.value, "body", wrap=True))
    return held
