"""What the presenter has noted: for the slide that stands, to read and to write, and for the deal."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.domain.private import with_note
from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text


class NotesCard(Card):
    """Belongs to the console alone; long notes scroll."""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._backstage = backstage
        self.note = TextArea(_("What you want to say here"), lines=2)
        self.note.setObjectName("slide-note")
        self.note.set_name(_("Note for this slide"))
        self.note.edited.connect(self._write)
        self._about = Text("", "small", "muted", wrap=True)
        self.body.addWidget(Text(_("Notes"), "heading"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self._about)
        column.addStretch(1)
        self.body.addWidget(PageScroll(holder, lambda _width: 0), 1)
        backstage.changed.connect(self.refresh)
        backstage.stage.moved.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as the deal has them now."""
        deal = self._backstage.services.session.deal
        self.note.set_text(deal.private.slide_notes.get(self._backstage.stage.slide, ""))
        self._about.show_text(_("Of this deal: {notes}").format(notes=deal.notes) if deal.notes else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the note, not the meeting."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape and self.note.focus_target().hasFocus():
            self.window().setFocus()
        else:
            super().keyPressEvent(event)

    def _write(self, words: str) -> None:
        slide = self._backstage.stage.slide
        self._backstage.services.session.update(
            lambda deal: replace(deal, private=with_note(deal.private, slide, words)), f"slide-note.{slide}"
        )
