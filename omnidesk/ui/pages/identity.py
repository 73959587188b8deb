"""Which identity signs, who signs first, and what is seen of our signature. Slow parts run off the window's thread."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.errors import MachineError, OmniDeskError
from omnidesk.domain.signature import SigningOrder
from omnidesk.i18n import _
from omnidesk.operations.sealing import order_of
from omnidesk.ui.background import Job
from omnidesk.ui.in_person.lock import Lock, locked_with
from omnidesk.ui.pages.identity_forms import IdentityForms
from omnidesk.ui.pages.identity_mark import KeptMark
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.notice import Notice, NoticeTone
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.vault import Vault

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity, IdentitySummary

NOBODY = ""
"""The choice of no identity: an unsealed document."""


class IdentitySection(Section):
    """Choose who signs, or make a new identity; ``changed`` follows every other choice, by whomever.

    ``brief`` leaves what can wait to the settings, once there is somebody who signs.
    """

    changed = Signal()

    def __init__(self, services: WizardServices, *, brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Signed by"), _("A sealed file shows any change, and who sealed it."), icon="identification-card",
            parent=parent,
        )  # fmt: skip
        self._services, self._brief = services, brief
        self._known: tuple[IdentitySummary, ...] = ()
        self._default = NOBODY
        self._held: dict[str, HeldIdentity] = {}
        self._locks: dict[str, Lock] = {}
        self._asked = False
        self.choice = Choice(_options(()))
        self.choice.set_value(NOBODY)
        self.choice.set_name(_("Signed by"))
        self.choice.edited.connect(self._show_chosen)
        self._fingerprint = Text(_unsealed(), "caption", "muted", wrap=True, tabular=True)
        self.expiry = Notice()
        self.forms, self.mark = IdentityForms(services), KeptMark(services)
        self.forms.made.connect(self._show_made)
        self.mark.changed.connect(self._wear_mark)
        self.content.addLayout(self._choosing())
        self.content.addWidget(self._fingerprint)
        self.content.addWidget(self.expiry)
        self.content.addLayout(self._changing())
        self.content.addWidget(self.forms)
        self.content.addWidget(self.mark)

    def load(self) -> None:
        """Read the workspace's identities, once, and show who signs first."""
        self.order.set_value(order_of(self._services.session.deal, self._services.catalog.policy))
        if not self._asked:
            self._asked = True
            self._services.background.run(self._listed, self._show_known, self._failed)

    def chosen_name(self) -> str:
        """Return the name of the identity, empty for none."""
        return self.choice.value()

    def signer(self) -> str:
        """Return who signs with the chosen identity, as readers see it; empty for nobody."""
        return next((each.subject for each in self._known if each.name == self.chosen_name()), "")

    def lock(self) -> Lock:
        """Return what opens the app after a hand-over: the passphrase of the chosen identity, if somebody typed it."""
        return self._locks.get(self.chosen_name(), Lock())

    def open(self, then: Callable[["HeldIdentity"], object]) -> None:
        """Open the chosen identity, from the keyring or by asking for its passphrase, and go on with it."""
        name = self.chosen_name()
        if name in self._held:
            then(self._held[name])
            return

        def ask(error: Exception) -> None:
            if not isinstance(error, MachineError):
                self._failed(error)
                return
            known = next(each for each in self._known if each.name == name)
            self._services.ask.secret(_question(known), partial(self._open_with, name, then))

        self._services.background.run(partial(self._opened, name, None), partial(self._hold, name, then), ask)

    def _choosing(self) -> QHBoxLayout:
        self.new = Button(_("New identity"), "secondary", icon="plus", small=True)
        self.bring = Button(_("Import"), "quiet", icon="download-simple", small=True)
        self.token = Button(_("Token"), "quiet", icon="lock-key", small=True)
        acts = (
            (self.new, "new-identity", self.forms.open_new),
            (self.bring, "import-identity", self.forms.import_file),
            (self.token, "add-token", self.forms.open_token),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        for button, name, act in acts:
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _changing(self) -> Flow:
        self.order = Segmented(
            [Option("ours_first", _("We sign first")), Option("client_first", _("The client signs first"))]
        )
        self.order.set_name(_("Order of signing"))
        self.order.edited.connect(self._reorder)
        self.look = Button(_("Change the signature"), "quiet", icon="signature", small=True)
        self.look.setObjectName("change-mark")
        self.look.clicked.connect(lambda: self.open(self.mark.open_for))
        self.prefer = Button(_("Always sign with this"), "quiet", icon="star-fill", small=True)
        self.prefer.setObjectName("make-default")
        self.prefer.clicked.connect(self._make_default)
        row = Flow(gap=8)
        row.addWidget(self.order)
        row.addWidget(self.look)
        row.addWidget(self.prefer)
        for act in (self.look, self.prefer):
            set_shown(act, False)  # until it is known who signs
        return row

    def _reorder(self, order: str) -> None:
        chosen = cast("SigningOrder", order)
        self._services.session.update(lambda deal: msgspec.structs.replace(deal, signing_order=chosen))

    def _open_with(self, name: str, then: Callable[["HeldIdentity"], object], passphrase: str) -> None:
        def opened(held: object) -> None:
            self._locks[name] = locked_with(passphrase)
            self._hold(name, then, held)

        self._services.background.run(partial(self._opened, name, passphrase), opened, self._failed)

    def _hold(self, name: str, then: Callable[["HeldIdentity"], object], held: object) -> None:
        opened = cast("HeldIdentity", held)
        self._held[name] = opened
        then(opened)

    def _wear_mark(self, held: object) -> None:
        opened = cast("HeldIdentity", held)
        self._held[opened.summary.name] = opened

    def _listed(self, _job: Job) -> object:
        from omnidesk.signing.identities import default_identity, list_identities

        folder = self._services.workspace.identities
        return list_identities(folder), default_identity(folder)

    def _opened(self, name: str, passphrase: str | None, _job: Job) -> object:
        from omnidesk.signing.identities import open_identity

        vault = Vault(ask=None if passphrase is None else lambda _words: passphrase, environment={})
        return open_identity(self._services.workspace.identities, name, vault.passphrase)

    def _show_known(self, found: object) -> None:
        known, default = cast("tuple[tuple[IdentitySummary, ...], IdentitySummary | None]", found)
        self._known, self._default = known, default.name if default else NOBODY
        self.choice.set_options(_options(known))
        if known and not self.chosen_name():
            self.choice.set_value(self._default)
        self._show_chosen(self.chosen_name())

    def _show_chosen(self, name: str) -> None:
        known = next((each for each in self._known if each.name == name), None)
        words = _unsealed()
        if known is not None:
            words = _("Fingerprint {fingerprint}, valid until {day}").format(
                fingerprint=f"{known.fingerprint[:32]}…", day=self._services.formatter.day(known.valid_until.date())
            )
        self._fingerprint.setText(words)
        self.expiry.show_notice("" if known is None else self._warning(known), _tone(known))
        set_shown(self.look, known is not None)
        set_shown(self.prefer, known is not None and name != self._default and not self._brief)
        for act in (self.new, self.bring, self.token):
            set_shown(act, not (self._brief and self._known))
        self.mark.hide()
        self.changed.emit()

    def _warning(self, known: "IdentitySummary") -> str:
        """What to say of a certificate that ends soon, or has ended."""
        standing, day = known.standing(_now()), self._services.formatter.day(known.valid_until.date())
        if standing == "ending":
            words = _("This certificate ends on {day}. Make the next identity now and tell clients its fingerprint.")
            return words.format(day=day)
        if standing == "ended":
            return _("This certificate ended on {day}, so it can no longer sign.").format(day=day)
        return _("This certificate does not hold yet.") if standing == "not_yet" else ""

    def _make_default(self) -> None:
        from omnidesk.signing.identities import choose_default

        name, folder = self.chosen_name(), self._services.workspace.identities

        def done(_summary: object) -> None:
            self._default = name
            set_shown(self.prefer, False)
            self._services.ask.say(_("{name} signs from now on").format(name=self.signer()))

        self._services.background.run(lambda _job: choose_default(folder, name), done, self._failed)

    def _show_made(self, made: object) -> None:
        summary = cast("IdentitySummary", made)
        self._known = (*self._known, summary)
        self._default = self._default or summary.name
        self.choice.set_options(_options(self._known))
        self.choice.set_value(summary.name)
        self._show_chosen(summary.name)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)


def _unsealed() -> str:
    return _("Nobody can tell whether an unsealed file was changed.")


def _question(known: "IdentitySummary") -> Question:
    if known.token:
        title, words = _("PIN of {token}").format(token=known.token), _("The key signs on the token and stays there.")
    else:
        title = _("Passphrase for {name}").format(name=known.name)
        words = _("It opens the private key on this machine.")
    return Question(title, words, _("Sign"))


def _tone(known: "IdentitySummary | None") -> NoticeTone:
    return "danger" if known is not None and known.expired(_now()) else "warning"


def _options(known: tuple["IdentitySummary", ...]) -> tuple[Option, ...]:
    return (*(Option(each.name, _label(each)) for each in known), Option(NOBODY, _("Nobody: leave it unsealed")))


def _label(each: "IdentitySummary") -> str:
    """Who signs, for whom, and where the key is; whether it still can."""
    ended = _("ended") if each.expired(_now()) else ""
    token = _("token {name}").format(name=each.token) if each.token else ""
    return ", ".join(part for part in (each.subject, each.organisation, token, ended) if part)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
