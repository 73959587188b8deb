"""The subscription's editor on the page of revenue models."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.theme.tokens import CONTROL
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.row_list import LABELS, RowList
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import held, side_by_side
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import subscription
from omnidesk.wizard.form import drop_row
from omnidesk.wizard.subscription import ADD_ONS, FIELD, AddOnRow, SubscriptionView
from omnidesk.wizard.typed import UnreadableError, whole


def agents_trouble(text: str) -> str:
    """Return what is wrong with a text as a number of agents, or nothing."""
    try:
        read_agents(text)
    except UnreadableError:
        return _("Write a whole number, or unlimited.")
    return ""


def read_agents(text: str) -> object:
    """Return a number of agents, ``unlimited``, or None for an empty text."""
    if text.strip().lower() == "unlimited":
        return "unlimited"
    number = whole(text)
    if number is not None and abs(number) >= 10**15:
        raise UnreadableError
    return number


class SubscriptionEditor:
    """Agents, add-ons, discounts, and how they lead to the net price."""

    def __init__(self, page: FormPage[Any], place: QVBoxLayout) -> None:
        self._page = page
        agents = page.checked(f"{FIELD}.agents", _("Agents"), agents_trouble, read_agents)
        multi_year = page.number(f"{FIELD}.discounts.multi_year_percent", unit="%")
        by_hand = page.number(f"{FIELD}.discounts.discretionary_percent", unit="%", needed=True)
        reason = page.text(f"{FIELD}.discounts.discretionary_reason")
        self.add_ons = RowList(self._make_row, _("Remove this add-on"), path=ADD_ONS)
        self.add_ons.removed.connect(self._drop)
        self.add_ons.added.connect(self._add)
        page.leaf_through(self.add_ons)
        self._steps = KeyValueRows()
        place.addLayout(side_by_side(agents, multi_year, by_hand))
        place.addWidget(reason)
        place.addWidget(Text(_("Add-ons"), "strong"))
        place.addWidget(self.add_ons)
        self._steps_title = Text(_("From list to net"), "strong")
        place.addWidget(self._steps_title)
        place.addWidget(self._steps)

    def refresh(self, view: SubscriptionView) -> None:
        """Show the editor's view."""
        self.add_ons.set_count(len(view.add_ons))
        for place in self.add_ons.places():
            widget = self.add_ons.row(place)
            if isinstance(widget, _AddOnLine):
                widget.show_row(view.add_ons[place])
        self.add_ons.set_offers([Option(offer.id, offer.name, offer.about) for offer in view.offers])
        self._page.show_form(view.form)
        set_shown(self._steps_title, bool(view.steps))
        self._steps.set_rows(
            [Row(step.label, step.amount, "success" if step.off else "text", strong=step.result) for step in view.steps]
        )

    def _make_row(self, place: int) -> QWidget:
        return _AddOnLine(self._page, place)

    def _drop(self, place: int) -> None:
        self._page.change(lambda deal: drop_row(deal, ADD_ONS, place))

    def _add(self, add_on: str) -> None:
        def change(deal: Deal) -> Deal:
            specs = self._page.services.catalog.subscription.add_ons
            return subscription.add_add_on(deal, next(spec for spec in specs if spec.id == add_on))

        self._page.change(change)


class _AddOnLine(QWidget):
    def __init__(self, page: FormPage[Any], place: int) -> None:
        super().__init__()
        self._name, self._about = Text("", "strong", wrap=True), Text("", "caption", "muted", wrap=True)
        self._amount = Text("", "strong", tabular=True)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._quantity = page.number(f"{ADD_ONS}.{place}.quantity", whole=True, needed=True)
        self._price = page.amount(f"{ADD_ONS}.{place}.unit_price")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._about)
        names.addStretch(1)
        figure = QVBoxLayout()
        figure.addSpacing(LABELS)
        figure.addWidget(self._amount)
        figure.addStretch(1)
        self._amount.setMinimumHeight(CONTROL)
        row = side_by_side(held(names), self._quantity, self._price, held(figure), stretch=(5, 2, 4, 3))
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def show_row(self, row: AddOnRow) -> None:
        """Show what the add-on is and comes to."""
        self._name.setText(row.name)
        self._about.setText(row.about)
        self._amount.setText(row.amount)
        self._price.set_label(_("Price a month") if row.recurring else _("Price, once"))
