"""A dialog that asks why; the reason stays in the deal's history."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field


class ReasonDialog(Dialog):
    """``given`` brings the reason; where one is needed, the dialog stays while there is none."""

    given = Signal(str)

    def __init__(self, question: Question, *, needed: bool, parent: QWidget | None = None) -> None:
        super().__init__(question.title, question.text, accept=question.accept, reject=_("Cancel"), parent=parent)
        self._needed = needed
        self._control = TextArea()
        self._control.setObjectName("reason")
        label = _("Why") if needed else _("Note, if there is one")
        self._field = Field(label, self._control, "reason", required=needed)
        self._control.edited.connect(lambda: self._field.set_problem(""))
        self.body.insertWidget(self.body.count() - 1, self._field)
        self._field.focus()

    def accept(self) -> None:
        """Hand the reason over."""
        reason = self._control.text().strip()
        if self._needed and not reason:
            self._field.set_problem(_("Say why; the next offer is better for it."))
            return
        super().accept()
        self.given.emit(reason)
