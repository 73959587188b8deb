"""What stands on the screen when the client is done: thanks, and a way back for the account manager alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import Words, _
from omnidesk.ui.in_person.lock import Lock
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text

COLUMN = 420


class LockedPage(QWidget):
    """``unlocked`` when the account manager is back."""

    unlocked = Signal()

    def __init__(self, words: Words, witness: str, lock: Lock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say, self._lock, self._witness = words.say, lock, witness
        self._icon = Icon("check-circle-fill", "success", 34, chip="success_soft")
        self._title = Text("", "display", wrap=True)
        self._about = Text(self._say("Please hand the device back."), "body", "muted", wrap=True)
        self.secret = TextField()
        self.secret.set_secret(True)
        self._field = Field(_("Passphrase"), self.secret, "return-secret")
        self._field.setVisible(lock.needs_secret)
        self.back = Button(_("Back to OmniDesk"), "secondary", icon="lock-key")
        self.back.setObjectName("back-to-omnidesk")
        self.back.clicked.connect(self.try_to_open)
        self.secret.edited.connect(lambda: self._field.set_problem(""))
        self._lay_out()

    def show_outcome(self, name: str, *, signed: bool) -> None:
        """Thank for the signature, or for the time."""
        say = self._say
        title = say("Thank you, {name}. The document is signed.") if signed else say("Thank you. Nothing was signed.")
        self._title.setText(title.format(name=name))
        self._icon.set_icon("check-circle-fill" if signed else "info", "success" if signed else "accent_text")
        (self.secret.focus_target() if self._lock.needs_secret else self.back).setFocus()

    def try_to_open(self) -> None:
        """Open the app, if the secret fits."""
        if self._lock.opens(self.secret.text()):
            self.unlocked.emit()
        else:
            self._field.set_problem(_("This is not it. The app stays locked."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in the input for the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_to_open()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(12)
        inner.addStretch(2)
        self._title.setFixedWidth(COLUMN)
        inner.addWidget(self._icon)
        inner.addWidget(self._title)
        inner.addWidget(self._about)
        inner.addSpacing(28)
        inner.addWidget(Text(_("For {name}").format(name=self._witness), "small", "muted", wrap=True))
        inner.addWidget(self._field)
        inner.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        inner.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(inner)
        row.addStretch(1)
