"""Whom the workspace asks for timestamps, and what waits for one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.errors import InputError
from omnidesk.i18n import _
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.text import Text


class AuthorityDialog(Dialog):
    """``given`` brings the address, empty for nobody; the dialog stays while it is no address."""

    icon = "clock"
    given = Signal(str)

    def __init__(self, address: str, state: str, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Timestamps"),
            _(
                "An authority (RFC 3161) can vouch for when a signed document was there. Only the document's hash "
                "leaves this machine. Offline, documents wait, and nothing else waits for them."
            ),
            accept=_("Save"),
            reject=_("Cancel"),
            parent=parent,
        )
        self.control = TextField()
        self.control.set_text(address)
        help_text = _("The address of the authority; empty: no timestamps.")
        self._field = Field(_("Authority"), self.control, "timestamp-authority", help_text=help_text)
        self.control.edited.connect(lambda: self._field.set_problem(""))
        place = self.body.count() - 1
        self.body.insertWidget(place, self._field)
        told = Text("", "small", "muted", wrap=True)
        told.setObjectName("timestamp-state")
        told.show_text(state)
        self.body.insertWidget(place + 1, told)
        self._field.focus()

    def accept(self) -> None:
        """Hand the address over, if it can be one."""
        from omnidesk.signing.addresses import checked_address

        address = self.control.text().strip()
        try:
            checked = checked_address(address) if address else ""
        except InputError:
            self._field.set_problem(_("Begin with https:// or http://, as in https://tsa.example/tsr"))
            return
        super().accept()
        self.given.emit(checked)
