"""What only the presenter sees: floor, margin and what is left of the discount limit, for the what-if that stands."""

from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.entries import NumberField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.number_text import read_number
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import private


class PrivateCard(Card):
    """Belongs to the console alone; the client's window has nothing of it."""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.setObjectName("private-figures")
        self._backstage = backstage
        self.rows = KeyValueRows(spacing=6)
        self.fields = {
            "cost_per_year": NumberField(step=Decimal(1000)),
            "cost_one_time": NumberField(step=Decimal(1000)),
            "floor_per_year": NumberField(step=Decimal(1000)),
        }
        edit = IconButton("note-pencil", _("State our cost and floor"), side=24)
        edit.setObjectName("edit-private")
        edit.clicked.connect(lambda: self.form.setVisible(self.form.isHidden()))
        head = side_by_side(Text(_("For us alone"), "heading"), edit, stretch=(1, 0))
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 4, 0, 0)
        labels = (_("Our cost a year"), _("Our cost once"), _("Our floor a year"))
        for (name, control), label in zip(self.fields.items(), labels, strict=True):
            control.setObjectName(f"private.{name}")
            column.addWidget(Field(label, control))
            control.finished.connect(self._state)
        self.form.hide()
        self.body.addLayout(head)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        backstage.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures for where the levers stand."""
        context = self._backstage.context
        stated = context.deal.private
        for name, control in self.fields.items():
            amount: Decimal | None = getattr(stated, name)
            control.set_unit(context.deal.terms.currency)
            control.set_text("" if amount is None else f"{amount:f}")
        self.rows.set_rows(
            [
                Row(each.name, each.text.revealed, "warning" if each.warn else "text")
                for each in private.view(context, self._backstage.stage.now.priced)
            ]
        )

    def _state(self) -> None:
        typed = {name: read_number(control.text()) for name, control in self.fields.items()}
        amounts = {name: amount if amount is None or amount >= 0 else None for name, amount in typed.items()}

        def change(deal: Deal) -> Deal:
            return replace(deal, private=replace(deal.private, **amounts))

        self._backstage.services.session.update(change)
