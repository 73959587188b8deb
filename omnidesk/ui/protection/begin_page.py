"""The first page of a new workspace on a machine without a keyring: a passphrase, or none by choice."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from omnidesk.i18n import _
from omnidesk.store.protection import SHORTEST_PASSPHRASE
from omnidesk.ui.protection.calm_page import CalmPage, secret_field
from omnidesk.ui.widgets.button import Button


class BeginPage(CalmPage):
    """``chosen`` brings the passphrase; ``declined`` says that the deals shall not be protected."""

    chosen = Signal(str)
    declined = Signal()

    def __init__(self) -> None:
        about = _(
            "OmniDesk encrypts your deals on this computer. There is no keyring here that could open them for you, so "
            "choose a passphrase; a few words are easy to remember."
        )
        super().__init__(_("Protect your deals"), about, _("Protect and begin"))
        self._first, self.secret = secret_field(_("Passphrase"), "begin-secret")
        self._second, self.again = secret_field(_("Once more"), "begin-again")
        self.without = Button(_("Begin without protection"), "quiet")
        self.without.setObjectName("begin-without")
        for field in (self._first, self._second):
            self.column.addWidget(field)
        self.add_buttons(self.without)
        self.does.clicked.connect(self._choose)
        self.without.clicked.connect(self.declined)

    def show_problem(self, words: str) -> None:
        """Say why the passphrase was not taken."""
        self.does.setEnabled(True)
        self._first.set_problem(words)

    def problem(self) -> str:
        """Return what is said of the passphrase."""
        return self._first.problem()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the input."""
        super().showEvent(event)
        self._first.focus()

    def _choose(self) -> None:
        first, second = self.secret.text(), self.again.text()
        if len(first) < SHORTEST_PASSPHRASE:
            self._first.set_problem(_("Use at least {n} signs.").format(n=SHORTEST_PASSPHRASE))
        elif first != second:
            self._second.set_problem(_("The two are not the same."))
        else:
            self.does.setEnabled(False)
            self.chosen.emit(first)
