"""A dialog that asks for a name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.store.saved_filters import LONGEST
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field


class NameDialog(Dialog):
    """``given`` brings the name; the dialog stays while it is empty or too long."""

    given = Signal(str)

    def __init__(self, title: str, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, text, accept=_("Save"), reject=_("Cancel"), parent=parent)
        self._control = TextField()
        self._field = Field(_("Name"), self._control, "filter-name")
        self._control.edited.connect(lambda: self._field.set_problem(""))
        self.body.insertWidget(self.body.count() - 1, self._field)
        self._field.focus()

    def accept(self) -> None:
        """Hand the name over, if it can be one."""
        name = " ".join(self._control.text().split())
        if not 0 < len(name) <= LONGEST:
            self._field.set_problem(_("Enter a name of 1 to {count} letters.").format(count=LONGEST))
            return
        super().accept()
        self.given.emit(name)
