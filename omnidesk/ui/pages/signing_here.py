"""Signing in this room: the device goes to the client, and comes back; then we sign, where the client comes first."""

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.signature import Evidence
from omnidesk.i18n import _
from omnidesk.operations.acting import acting_user
from omnidesk.operations.signable import Signable
from omnidesk.ui.background import Job
from omnidesk.ui.in_person.flow import InPersonFlow, Issued, Outcome
from omnidesk.ui.in_person.lock import locked_with
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.written_file import write_out

if TYPE_CHECKING:
    from omnidesk.operations.signed_here import KeptSignature
    from omnidesk.signing.certificate import HeldIdentity

CODE = 240
"""Width of the input for the code, in pixels."""


class SigningHere(QWidget):
    """``written`` brings each further file: the one that the client signed, and the one that we signed after that.

    ``accepted`` follows the last signature, with the deal as it was issued. ``came_back`` once the device is back.
    """

    written = Signal(Path, bytes)
    accepted = Signal(object)
    came_back = Signal()

    def __init__(self, services: WizardServices, identity: IdentitySection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._identity = services, identity
        self._file: Signable | None = None
        self._beside: Path | None = None
        self._pdf, self._proof = b"", Outcome()
        self.flow: InPersonFlow | None = None
        self.outcome = Notice("success")
        self.start = Button(_("Sign here with the client"), "secondary", icon="signature")
        self.start.setObjectName("sign-here")
        self.start.clicked.connect(self._hand_over)
        self.ours = Button(_("Now sign for us"), "primary", icon="seal-check")
        self.ours.setObjectName("sign-ours")
        self.ours.clicked.connect(lambda: self._identity.open(self._sign_ours))
        self.evidence = Button(_("Save the evidence page"), "secondary", icon="scales")
        self.evidence.setObjectName("save-evidence")
        self.evidence.clicked.connect(self._ask_for_evidence)
        self.code = TextField(_("Optional"))
        self.code.set_secret(True)
        help_text = _("The client sees the document and nothing else. With a code, only you come back to the app.")
        self._code = Field(_("Code for coming back"), self.code, "return-code", help_text=help_text)
        self._code.control.setMaximumWidth(CODE)
        self._lay_out()

    def show_document(self, file: Signable, beside: Path | None) -> None:
        """Offer to sign an issued document here, if it is one that a client signs now; None: it lies in the store."""
        self._file, self._beside, self._pdf = file, beside, file.pdf
        self._proof = Outcome()
        self.outcome.show_notice("")
        self.ours.hide()
        self.evidence.hide()
        self._offer(file.open)
        set_shown(self, file.open)

    def signed(self) -> bool:
        """Whether the client has signed the document that is shown."""
        return bool(self._proof.pdf)

    def asks_for_ours(self) -> bool:
        """Whether our signature is asked for here."""
        return not self.ours.isHidden()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.start)
        buttons.addWidget(self.ours)
        buttons.addWidget(self.evidence)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Rule())
        column.addWidget(self.outcome)
        column.addWidget(self._code)
        column.addLayout(buttons)
        self.ours.hide()
        self.evidence.hide()
        self.hide()

    def _offer(self, offered: bool) -> None:
        set_shown(self.start, offered)
        set_shown(self._code, offered and not self._identity.lock().needs_secret)

    def _hand_over(self) -> None:
        if self._file is None or self.flow is not None:
            return
        own = self._identity.lock()
        lock = own if own.needs_secret else locked_with(self.code.text())
        issued = Issued(self._file, self._beside, self._identity.signer() or acting_user())
        self.flow = InPersonFlow(self._services, issued, lock, self._returned, self)
        self.flow.start()
        self.flow.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self.flow = None
        self.came_back.emit()

    def _returned(self, outcome: Outcome) -> None:
        self.code.set_text("")
        if outcome.problem:
            self.outcome.show_notice(outcome.problem, "danger")
        elif not outcome.pdf:
            self.outcome.show_notice(_("The client left without signing. This is noted with the deal."), "warning")
        if outcome.pdf:
            self._signed(outcome)

    def _signed(self, outcome: Outcome) -> None:
        self._offer(False)
        self._pdf, self._proof = outcome.pdf, outcome
        self.evidence.show()
        if not outcome.problem:
            words = _("{name} has signed. Checked: both signatures hold, and the evidence is kept with the deal.")
            self.outcome.show_notice(words.format(name=outcome.evidence.name if outcome.evidence else ""), "success")
            self.written.emit(outcome.path, outcome.pdf)
        self.ours.setVisible(outcome.ours)
        if outcome.accepted:
            self._tell_accepted()

    def _tell_accepted(self) -> None:
        words = _("“{title}” is accepted; the file is kept")
        self._services.ask.say(words.format(title=self._services.offer.row.title))
        self.accepted.emit(cast(Signable, self._file).deal)

    def _ask_for_evidence(self) -> None:
        suggested = (self._beside or Path.home() / "-").with_name(f"{self._stem()}-signed-evidence.pdf")
        self._services.ask.file_to_save(_("Save the evidence page"), suggested, self._save_evidence)

    def _save_evidence(self, path: Path) -> None:
        proof, catalog = self._proof, self._services.catalog

        def work(_job: Job) -> object:
            from omnidesk.operations.evidence import evidence_page

            now = datetime.datetime.now(datetime.UTC)
            return write_out(path, evidence_page(cast(Evidence, proof.evidence), proof.mark, catalog, now=now))

        words = _("Evidence written to {path}").format(path=path)
        self._services.background.run(work, lambda _path: self._services.ask.say(words), self._failed)

    def _stem(self) -> str:
        return Path(cast(Signable, self._file).name).stem

    def _sign_ours(self, held: "HeldIdentity") -> None:
        self.ours.setEnabled(False)
        self._services.background.run(partial(self._ours_signed, held), self._show_ours, self._failed)

    def _ours_signed(self, held: "HeldIdentity", _job: Job) -> object:
        from omnidesk.operations.our_turn import sign_ours
        from omnidesk.signing.identities import known_fingerprints

        file = cast(Signable, self._file)
        pdf = sign_ours(
            self._pdf,
            held,
            self._services.catalog,
            reference=file.reference,
            language=file.language,
            known=known_fingerprints(self._services.workspace.identities),
            now=datetime.datetime.now(datetime.UTC),
        )
        name, services = f"{self._stem()}-complete.pdf", self._services
        kept = services.offer.keep_signed_here(services.session.deal, pdf, name, services.formatter)
        path = Path(name) if self._beside is None else write_out(self._beside.with_name(name), pdf)
        return path, pdf, kept

    def _show_ours(self, found: object) -> None:
        path, pdf, kept = cast("tuple[Path, bytes, KeptSignature]", found)
        self.ours.hide()
        self.ours.setEnabled(True)
        self.outcome.show_notice(_("Both sides have signed, in the order that was agreed."), "success")
        self.written.emit(path, pdf)
        if kept.accepted:
            self._tell_accepted()
        elif kept.problem:
            self.outcome.show_notice(kept.problem, "danger")

    def _failed(self, error: Exception) -> None:
        self.ours.setEnabled(True)
        if not isinstance(error, OmniDeskError):
            raise error
        self.outcome.show_notice(str(error), "danger")
