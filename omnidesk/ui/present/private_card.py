"""What only the presenter sees: floor, margin and what is left of the discount limit, for the what-if that stands."""

from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import private
from omnidesk.wizard.context import Context


class PrivateCard(Card):
    """Belongs to the console alone; the client's window has nothing of it."""

    def __init__(self, stage: Stage, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.setObjectName("private-figures")
        self._stage, self._context = stage, context
        self.rows = KeyValueRows(spacing=6)
        self.body.addWidget(Text(_("For us alone"), "heading"))
        self.body.addWidget(self.rows)
        stage.tried.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures for where the levers stand."""
        self.rows.set_rows(
            [
                Row(each.name, each.text.revealed, "warning" if each.warn else "text")
                for each in private.view(self._context, self._stage.now.priced)
            ]
        )
