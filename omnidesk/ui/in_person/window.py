"""The full-screen window in the client's hands: the document, the place to sign, then a lock.

Nothing here leads to the app: closing, Escape and Alt+F4 do nothing until the account manager is back.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.operations.in_person import Invitation
from omnidesk.ui.in_person.lock import Lock
from omnidesk.ui.in_person.locked_page import LockedPage
from omnidesk.ui.in_person.signing_panel import SigningPanel
from omnidesk.ui.single_start import STAYS
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.page_pictures import PagePictures

NEAR = 40
"""Pixels above the end at which the last page counts as seen."""


class InPersonWindow(QWidget):
    """``signed`` and ``left`` are the client's; ``returned`` is the account manager's, after either."""

    signed = Signal()
    left = Signal()
    returned = Signal()

    def __init__(self, invitation: Invitation, lock: Lock, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("in-person")
        self.setProperty(STAYS, True)
        self.setWindowTitle(invitation.reference)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._say, self._open = invitation.words.say, False
        self.pages = PagePictures()
        self.pages.set_abreast(1)
        self.pages.say(self._say("One moment, the pages are being drawn."))
        bar = self.pages.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        self.pages.looked.connect(self._seen_at_once)
        self.panel = SigningPanel(invitation)
        self.panel.signed.connect(self.signed)
        self.panel.left.connect(self._ask_to_leave)
        self.locked = LockedPage(invitation.words, invitation.witness, lock)
        self.locked.unlocked.connect(self._unlock)
        reading = QWidget()
        row = QHBoxLayout(reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pages, 1)
        row.addWidget(self.panel)
        self.stack = QStackedWidget()
        self.stack.addWidget(reading)
        self.stack.addWidget(self.locked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def show_pages(self) -> None:
        """Let the document, which lies on its pages, be read."""
        nothing = ""
        self.pages.say(nothing)

    def finish(self, name: str, *, signed: bool) -> None:
        """Lock: the client is done."""
        self.locked.show_outcome(name, signed=signed)
        self.stack.setCurrentWidget(self.locked)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, unless the account manager has opened the lock."""
        if self._open:
            super().closeEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key of this window lead anywhere."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("canvas"))
        painter.end()

    def _scrolled(self, _value: int) -> None:
        bar = self.pages.verticalScrollBar()
        if self.pages.pages() > 0 and 0 < bar.maximum() <= bar.value() + NEAR:
            self.panel.note_read()

    def _seen_at_once(self) -> None:
        """A document that needs no scrolling is on screen as a whole."""
        if self.pages.is_whole():
            self.panel.note_read()

    def _ask_to_leave(self) -> None:
        say = self._say
        words = say("Nothing is signed. That you left is noted, with the time.")
        dialog = Dialog(
            say("Leave without signing?"), words, accept=say("Leave"), reject=say("Back to the document"), parent=self
        )
        dialog.accepted.connect(self.left)
        dialog.open()

    def _unlock(self) -> None:
        self._open = True
        self.returned.emit()
        self.close()
