"""Ways to an identity: a new one, one from a file, one whose key is on a security token."""

import datetime
import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError, MachineError, OmniDeskError
from omnidesk.given_file import read_given
from omnidesk.i18n import _
from omnidesk.store.workspace import Workspace
from omnidesk.ui.background import Background, Job
from omnidesk.ui.services import Ask, Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.vault import Vault

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary

NEW, TOKEN = 0, 1


class SigningServices(Protocol):
    """What making and bringing identities stands on; those of an open deal are one such, the settings another."""

    @property
    def workspace(self) -> Workspace:
        """Where identities lie."""
        ...

    @property
    def catalog(self) -> Catalog:
        """Whose company signs."""
        ...

    @property
    def ask(self) -> Ask:
        """Questions to the person."""
        ...

    @property
    def background(self) -> Background:
        """Runs what is slow."""
        ...


class IdentityForms(QStackedWidget):
    """``made`` brings the summary of each identity that was created, imported or found on a token."""

    made = Signal(object)

    def __init__(self, services: SigningServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.subject, self.organisation = TextField(_("As readers see it")), TextField(_("For whom you sign"))
        self.organisation.set_text(services.catalog.company.legal_name)
        self.make = Button(_("Create the identity"), "secondary", icon="check", small=True)
        self.make.setObjectName("create-identity")
        self.make.clicked.connect(self._create)
        fields = (Field(_("Name"), self.subject, "identity.subject", required=True),
                  Field(_("Organisation"), self.organisation, "identity.organisation"))  # fmt: skip
        self.addWidget(self._form(self.make, *fields))
        self._build_token()
        self.hide()

    def open_new(self) -> None:
        """Ask for a name."""
        self.setCurrentIndex(NEW)
        self.show()
        self.subject.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_token(self) -> None:
        """Ask for the driver of a token."""
        self.setCurrentIndex(TOKEN)
        self.show()
        self.module.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def import_file(self) -> None:
        """Ask for a PKCS#12 file and its passphrase, and take the identity over."""

        def ask(path: Path) -> None:
            words = _("The file's own passphrase. The identity is encrypted anew before it is kept here.")
            question = Question(_("Passphrase for {name}").format(name=path.name), words, _("Import"))
            self._services.ask.secret(question, lambda secret: self._work(partial(self._imported, path, secret)))

        self._services.ask.file_to_open(_("Import an identity"), ("p12", "pfx"), ask)

    def _build_token(self) -> None:
        self.module, self.slot, self.key = TextField(), TextField(_("The only one")), TextField(_("The only one"))
        self.take = Button(_("Use this token"), "secondary", icon="check", small=True)
        self.take.setObjectName("use-token")
        self.take.clicked.connect(self._ask_pin)
        browse = Button(_("Choose"), "quiet", icon="folder-open", small=True)
        browse.clicked.connect(self._choose_module)
        about = Text(
            _("The key stays on the token and signs there; its PIN is asked for."), "small", "muted", wrap=True
        )
        driver = Field(_("Driver of the token (PKCS#11)"), self.module, "identity.module", required=True)
        fields = (driver, Field(_("Slot"), self.slot, "identity.slot"), Field(_("Key"), self.key, "identity.key"))
        self.addWidget(self._form(self.take, *fields, beside=browse, about=about))

    def _form(self, accept: Button, *fields: Field, beside: Button | None = None, about: Text | None = None) -> QWidget:
        form = QWidget()
        dismiss = Button(_("Not now"), "quiet", small=True)
        dismiss.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (accept, beside, dismiss):
            if button is not None:
                buttons.addWidget(button)
        buttons.addStretch(1)
        for field in fields:
            entry = field.control.focus_target()
            if isinstance(entry, QLineEdit):
                entry.returnPressed.connect(accept.click)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if about is not None:
            column.addWidget(about)
        column.addLayout(side_by_side(*fields))
        column.addLayout(buttons)
        column.addStretch(1)
        return form

    def _create(self) -> None:
        """Make it with a passphrase that the keyring keeps, else with one that the person chooses."""
        if not self.subject.text().strip():
            self._services.ask.say(_("Give the identity a name first."), failed=True)
            return

        def choose(error: Exception) -> None:
            if not isinstance(error, MachineError):
                self._failed(error)
                return
            words = _("It protects the private key, and is asked for whenever you sign. Nobody can recover it.")
            question = Question(_("A passphrase for the new identity"), words, _("Create"))
            self._services.ask.secret(question, lambda secret: self._work(partial(self._made, secret)), repeat=True)

        self._services.background.run(partial(self._made, None), self._tell, choose)

    def _made(self, passphrase: str | None, _job: Job) -> object:
        from omnidesk.signing.identities import create

        return create(
            self._folder(),
            self._free(self.subject.text()),
            subject=self.subject.text().strip(),
            organisation=self.organisation.text().strip(),
            passphrase_for=_vault(passphrase).new_passphrase,
            now=datetime.datetime.now(datetime.UTC),
        )

    def _imported(self, path: Path, secret: str, _job: Job) -> object:
        """Take the identity over under a passphrase of the keyring; where there is none, under the file's own."""
        from omnidesk.signing.identities import LARGEST_FILE, import_pkcs12

        content = read_given(path, LARGEST_FILE, too_large=_("too large to be an identity; choose a PKCS#12 file"))
        keep = _vault(secret).new_passphrase
        return import_pkcs12(
            self._folder(), self._free(path.stem), content, file_passphrase=secret, passphrase_for=keep
        )

    def _choose_module(self) -> None:
        def chosen(path: Path) -> None:
            self.module.set_text(str(path))

        self._services.ask.file_to_open(_("Driver of the token (PKCS#11)"), ("so", "dll", "dylib"), chosen)

    def _ask_pin(self) -> None:
        if not self.module.text().strip():
            self._services.ask.say(_("Choose the driver of the token first."), failed=True)
            return
        words = _("It opens the token. It is not kept.")
        question = Question(_("PIN of the token"), words, _("Open the token"))
        self._services.ask.secret(question, lambda pin: self._work(partial(self._found, pin)))

    def _found(self, pin: str, _job: Job) -> object:
        from omnidesk.signing.identities import add_token
        from omnidesk.signing.tokens import keys_on, the_key, the_slot, tokens

        module, wanted = Path(self.module.text().strip()), self.slot.text().strip()
        if wanted and not wanted.isdecimal():
            raise InputError(_("The slot is a number, counted from 0."))
        slot = the_slot(tokens(module), int(wanted) if wanted else None)
        key = the_key(keys_on(module, slot, pin), slot, self.key.text().strip() or None)
        return add_token(self._folder(), self._free(key.label or slot.token), key)

    def _folder(self) -> Path:
        return self._services.workspace.identities

    def _free(self, subject: str) -> str:
        from omnidesk.signing.identities import list_identities

        return free_name(subject, {each.name.lower() for each in list_identities(self._folder())})

    def _work(self, work: partial[object]) -> None:
        self._services.background.run(work, self._tell, self._failed)

    def _tell(self, made: object) -> None:
        summary = cast("IdentitySummary", made)
        self.hide()
        self.made.emit(summary)
        self._services.ask.say(_("{name} can sign now").format(name=summary.subject))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)


def free_name(subject: str, taken: set[str]) -> str:
    """Return a name for the files of an identity: the subject in plain letters, numbered if it is taken."""
    plain = unicodedata.normalize("NFKD", subject).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", " ", plain).strip()[:30].strip() or "Identity"
    number = 1
    while (words if number == 1 else f"{words} {number}").lower() in taken:
        number += 1
    return words if number == 1 else f"{words} {number}"


def _vault(passphrase: str | None) -> Vault:
    return Vault(ask=None if passphrase is None else lambda _words: passphrase, environment={})
