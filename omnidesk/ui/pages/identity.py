"""Which identity signs: one of the workspace's, a new one, or none. Slow parts run off the window's thread."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import MachineError, OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.in_person.lock import Lock, locked_with
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.text import Text
from omnidesk.vault import Vault

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity, IdentitySummary

NOBODY = ""
"""The choice of no identity: an unsealed document."""


class IdentitySection(Section):
    """Choose who signs, or make a new identity; ``changed`` follows every other choice, by whomever."""

    changed = Signal()

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Signed by"), _("A sealed file shows any change, and who sealed it."), icon="identification-card",
            parent=parent,
        )  # fmt: skip
        self._services = services
        self._known: tuple[IdentitySummary, ...] = ()
        self._held: dict[str, HeldIdentity] = {}
        self._locks: dict[str, Lock] = {}
        self._asked = False
        self.choice = Choice(_options(()))
        self.choice.set_value(NOBODY)
        self.choice.edited.connect(self._show_fingerprint)
        self._fingerprint = Text("", "caption", "muted", wrap=True, tabular=True)
        self.new = Button(_("New identity"), "secondary", icon="plus", small=True)
        self.new.setObjectName("new-identity")
        self.new.clicked.connect(lambda: self._open_form(is_open=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choice, 1)
        row.addWidget(self.new)
        self.choice.set_name(_("Signed by"))
        self.content.addLayout(row)
        self.content.addWidget(self._fingerprint)
        self._build_form()

    def load(self) -> None:
        """Read the workspace's identities, once."""
        if not self._asked:
            self._asked = True
            self._services.background.run(self._listed, self._show_known, self._failed)

    def chosen(self) -> str:
        """Return the name of the identity, empty for none."""
        return self.choice.value()

    def signer(self) -> str:
        """Return who signs with the chosen identity, as readers see it; empty for nobody."""
        return next((each.subject for each in self._known if each.name == self.chosen()), "")

    def lock(self) -> Lock:
        """Return what opens the app after a hand-over: the passphrase of the chosen identity, if somebody typed it."""
        return self._locks.get(self.chosen(), Lock())

    def open(self, then: Callable[["HeldIdentity"], object]) -> None:
        """Open the chosen identity, from the keyring or by asking for its passphrase, and go on with it."""
        name = self.chosen()
        if name in self._held:
            then(self._held[name])
            return

        def ask(error: Exception) -> None:
            if not isinstance(error, MachineError):
                self._failed(error)
                return
            title = _("Passphrase for {name}").format(name=name)
            question = Question(title, _("It opens the private key on this machine."), _("Sign"))
            self._services.ask.secret(question, partial(self._open_with, name, then))

        self._services.background.run(partial(self._opened, name, None), partial(self._hold, name, then), ask)

    def _open_with(self, name: str, then: Callable[["HeldIdentity"], object], passphrase: str) -> None:
        def opened(held: object) -> None:
            self._locks[name] = locked_with(passphrase)
            self._hold(name, then, held)

        self._services.background.run(partial(self._opened, name, passphrase), opened, self._failed)

    def _hold(self, name: str, then: Callable[["HeldIdentity"], object], held: object) -> None:
        opened = cast("HeldIdentity", held)
        self._held[name] = opened
        then(opened)

    def _listed(self, _job: Job) -> object:
        from omnidesk.signing.identities import list_identities

        return list_identities(self._services.workspace.identities)

    def _opened(self, name: str, passphrase: str | None, _job: Job) -> object:
        from omnidesk.signing.identities import open_identity

        vault = Vault(ask=None if passphrase is None else lambda _words: passphrase, environment={})
        return open_identity(self._services.workspace.identities, name, vault.passphrase)

    def _show_known(self, found: object) -> None:
        self._known = cast("tuple[IdentitySummary, ...]", found)
        self.choice.set_options(_options(self._known))
        if self._known and not self.chosen():
            self.choice.set_value(self._known[0].name)
        self._show_fingerprint(self.chosen())

    def _show_fingerprint(self, name: str) -> None:
        known = next((each for each in self._known if each.name == name), None)
        words = _("Nobody can tell whether an unsealed file was changed.")
        if known is not None:
            words = _("Fingerprint {fingerprint}, valid until {day}").format(
                fingerprint=f"{known.fingerprint[:32]}…", day=self._services.formatter.day(known.valid_until.date())
            )
        self._fingerprint.setText(words)
        self.changed.emit()

    def _build_form(self) -> None:
        self._form = QWidget()
        self.subject, self.organisation = TextField(_("As readers see it")), TextField(_("For whom you sign"))
        self.subject.setObjectName("identity.subject")
        self.organisation.setObjectName("identity.organisation")
        self.organisation.set_text(self._services.catalog.company.legal_name)
        self.make = Button(_("Create the identity"), "secondary", icon="check", small=True)
        self.make.setObjectName("create-identity")
        self.make.clicked.connect(self._create)
        dismiss = Button(_("Not now"), "quiet", small=True)
        dismiss.clicked.connect(lambda: self._open_form(is_open=False))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.make, dismiss):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        fields = (Field(_("Name"), self.subject, "identity.subject", required=True),
                  Field(_("Organisation"), self.organisation, "identity.organisation"))  # fmt: skip
        column.addLayout(side_by_side(*fields))
        column.addLayout(buttons)
        self.content.addWidget(self._form)
        self._form.hide()

    def _open_form(self, *, is_open: bool) -> None:
        self._form.setVisible(is_open)
        if is_open:
            self.subject.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)

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
            self._services.ask.secret(question, self._create_with, repeat=True)

        self._services.background.run(partial(self._made, None), self._show_made, choose)

    def _create_with(self, passphrase: str) -> None:
        self._services.background.run(partial(self._made, passphrase), self._show_made, self._failed)

    def _made(self, passphrase: str | None, _job: Job) -> object:
        from omnidesk.signing.identities import create, list_identities

        folder = self._services.workspace.identities
        taken = {each.name.lower() for each in list_identities(folder)}
        vault = Vault(ask=None if passphrase is None else lambda _words: passphrase, environment={})
        return create(
            folder,
            free_name(self.subject.text(), taken),
            subject=self.subject.text().strip(),
            organisation=self.organisation.text().strip(),
            passphrase_for=vault.new_passphrase,
            now=datetime.datetime.now(datetime.UTC),
        )

    def _show_made(self, made: object) -> None:
        summary = cast("IdentitySummary", made)
        self._open_form(is_open=False)
        self._show_known((*self._known, summary))
        self.choice.set_value(summary.name)
        self._show_fingerprint(summary.name)
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


def _options(known: tuple["IdentitySummary", ...]) -> tuple[Option, ...]:
    rows = [Option(each.name, f"{each.subject}, {each.organisation}".rstrip(", ")) for each in known]
    return (*rows, Option(NOBODY, _("Nobody: leave it unsealed")))
