"""The deal's notes, for the presenter to read."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text


class NotesCard(Card):
    """Shows what the deal's notes say; long ones scroll."""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._backstage = backstage
        self._words = Text("", "body", wrap=True)
        self.body.addWidget(Text(_("Notes"), "heading"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addStretch(1)
        self.body.addWidget(PageScroll(holder, lambda _width: 0), 1)
        backstage.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as the deal has them now."""
        notes = self._backstage.context.deal.notes
        self._words.setText(notes or _("No notes in this deal."))
        self._words.set_tone("text" if notes else "muted")
