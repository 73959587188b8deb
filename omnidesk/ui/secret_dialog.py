"""A dialog that asks for a passphrase: once to open something, twice to lock it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field


class SecretDialog(Dialog):
    """``given`` brings the passphrase; the dialog stays while it is empty or the two differ."""

    icon = "lock-key"
    given = Signal(str)

    def __init__(self, question: Question, *, repeat: bool, parent: QWidget | None = None) -> None:
        super().__init__(question.title, question.text, accept=question.accept, reject=_("Cancel"), parent=parent)
        self._fields = [self._field(_("Passphrase"), "secret")]
        if repeat:
            self._fields.append(self._field(_("Once more"), "secret-again"))
        self._fields[0].focus()

    def _field(self, label: str, name: str) -> Field:
        control = TextField()
        control.set_secret(True)
        field = Field(label, control, name)
        control.edited.connect(lambda: field.set_problem(""))
        self.body.insertWidget(self.body.count() - 1, field)
        return field

    def accept(self) -> None:
        """Hand the passphrase over, if there is one and both are the same."""
        texts = [self._text(field) for field in self._fields]
        if not texts[0]:
            self._fields[0].set_problem(_("Enter the passphrase."))
        elif len(set(texts)) > 1:
            self._fields[-1].set_problem(_("The two are not the same."))
        else:
            super().accept()
            self.given.emit(texts[0])

    def _text(self, field: Field) -> str:
        return field.control.text() if isinstance(field.control, TextField) else ""
