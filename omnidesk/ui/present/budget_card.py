"""What fits a yearly budget: a field for the amount, and the ways that lead there, each a click away."""

from decimal import Decimal
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.services import Ask, Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.entries import NumberField
from omnidesk.ui.widgets.number_text import read_number
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import budget
from omnidesk.wizard.budget import BudgetView, WayView

MARK = 36
"""Room for the card's mark beside its words."""


class WayCard(Card):
    """One way: its price, what it turns, and what that leaves out."""

    def __init__(self, way: WayView, parent: QWidget | None = None) -> None:
        super().__init__(selectable=True, padding=12, parent=parent)
        self.way = way
        self.setObjectName("way")
        self.setAccessibleName(f"{way.price}: {way.title}")
        self.setAccessibleDescription(way.text)
        self.body.setSpacing(2)
        self.body.addWidget(Text(way.price, "strong", tabular=True))
        title = Text(way.title, "small", wrap=True)
        beside = QHBoxLayout()
        beside.addWidget(title, 1)
        beside.addSpacing(MARK)
        self.body.addLayout(beside)
        if way.text:
            self.body.addWidget(Text(way.text, "caption", "muted", wrap=True))


class BudgetCard(Card):
    """``answered`` once an answer stands there."""

    answered = Signal()

    def __init__(self, backstage: Backstage, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._backstage, self._ask = backstage, ask
        self._asked = 0
        self._cards: list[WayCard] = []
        self.amount = NumberField(unit=backstage.context.deal.terms.currency, step=Decimal(1000))
        self.amount.setObjectName("budget")
        self.amount.set_name(_("Budget a year"))
        cast(QLineEdit, self.amount.focus_target()).returnPressed.connect(self.ask)
        find = Button(_("Find"), icon="target", small=True)
        find.setObjectName("find-budget")
        find.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.amount, 1)
        row.addWidget(find)
        self.answer = Text("", "small", wrap=True)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(6)
        self.body.addWidget(Text(_("What fits … a year?"), "heading"))
        self.body.addLayout(row)
        self.body.addWidget(self.answer)
        self.body.addLayout(self._ways)
        backstage.changed.connect(self.forget)

    @property
    def ways(self) -> list[WayCard]:
        """The ways that are listed."""
        return [*self._cards]

    def ask(self) -> None:
        """Look for the ways from where the levers stand, behind the window."""
        wanted = read_number(self.amount.text())
        if wanted is None or wanted <= 0:
            self.answer.show_text(_("Write what the client can spend a year."))
            return
        self._asked += 1
        context, settings = self._backstage.context, dict(self._backstage.stage.settings)
        self.answer.show_text(_("Looking …"))
        self._backstage.background.run(
            lambda _job: budget.view(context, settings, wanted), partial(self._show, self._asked)
        )

    def forget(self) -> None:
        """Take the ways away: they were found for the deal as it was."""
        self._asked += 1
        self.answer.show_text("")
        for old in self.ways:
            self._ways.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards.clear()

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        view = cast(BudgetView, found)
        self.forget()
        self.answer.show_text(view.answer)
        for way in view.ways:
            card = WayCard(way)
            card.chosen.connect(partial(self._take, card))
            self._ways.addWidget(card)
            self._cards.append(card)
        self.answered.emit()

    def _take(self, card: WayCard) -> None:
        if card.way.settings is None:
            words = _("Another tier is no lever: it goes into the deal at once, as one step that can be undone.")
            question = Question(_("Take this into the deal?"), words, _("Take into the deal"))
            self._ask.confirm(question, partial(self._backstage.take_way, card.way.deal))
        else:
            self._backstage.stage.settle(card.way.settings)
        for each in self.ways:
            each.set_selected(each is card)
