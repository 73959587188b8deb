"""Ties the approver's side to the window: a request is opened, judged and answered, off the window's thread."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from omnidesk.domain.approval_request import ENDING, ApprovalRequest, read_request
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.i18n import _
from omnidesk.ui.approvals.answer_dialog import AnswerDialog, AnsweredDialog
from omnidesk.ui.approvals.paste_dialog import PasteDialog, read_small
from omnidesk.ui.background import Background
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.services import Ask, Question
from omnidesk.ui.workshop import Workshop
from omnidesk.wizard.approvals import Signer

if TYPE_CHECKING:
    from omnidesk.domain.approval_token import Decision, Token
    from omnidesk.signing.certificate import HeldIdentity


class Approving(QObject):
    """Made once the store is open; ``finish`` before it is closed."""

    def __init__(self, window: QWidget, workshop: Workshop, ask: Ask, failed: Callable[[Exception], None]) -> None:
        super().__init__(window)
        self._window, self._workshop, self._ask, self._failed = window, workshop, ask, failed
        self._background = Background(self, threads=1)
        self.pasting: PasteDialog | None = None
        self.dialog: AnswerDialog | None = None
        self.answered: AnsweredDialog | None = None

    def finish(self) -> None:
        """Wait for what is under way."""
        self._background.finish()

    def takes(self, path: Path) -> bool:
        """Whether a file is a request, by its name."""
        return path.name.lower().endswith(ENDING)

    def open_file(self, path: Path) -> None:
        """Open a request that was dropped."""
        read_small(path, self._open_or_tell, partial(self._ask.say, failed=True))

    def choose(self) -> None:
        """Ask for a request, as text or file."""
        words = _("Somebody asks you to approve a discount: paste the text of the mail, or open the file.")
        dialog = PasteDialog(_("Open a request for approval"), words, _("Open"), self._ask, self._window)
        dialog.given.connect(partial(self._open_pasted, dialog))
        dialog.finished.connect(partial(self._forget, "pasting"))
        self.pasting = dialog
        dialog.open()

    def _forget(self, name: Literal["pasting", "dialog", "answered"], _code: int) -> None:
        setattr(self, name, None)

    def _open_pasted(self, dialog: PasteDialog, text: str) -> None:
        try:
            asked = read_request(text.encode())
        except InputError as error:
            dialog.refuse(str(error))
            return
        dialog.reject()
        self._open(asked)

    def _open_or_tell(self, text: str) -> None:
        try:
            self._open(read_request(text.encode()))
        except InputError as error:
            self._ask.say(str(error), failed=True)

    def _open(self, asked: ApprovalRequest) -> None:
        self._background.run(lambda _job: self._signers(), partial(self._show, asked), self._failed)

    def _signers(self) -> tuple[Signer, ...]:
        from omnidesk.signing.identities import default_identity, list_identities

        folder = self._workshop.store.workspace.identities
        first = default_identity(folder)
        known = sorted(list_identities(folder), key=lambda each: each != first)
        return tuple(Signer(each.name, each.subject, each.fingerprint) for each in known)

    def _show(self, asked: ApprovalRequest, found: object) -> None:
        signers = cast(tuple[Signer, ...], found)
        approvers = self._workshop.catalog.approvers
        dialog = AnswerDialog(asked, signers, approvers, window_formatter(), self._window)
        dialog.answered.connect(partial(self._sign, asked))
        dialog.finished.connect(partial(self._forget, "dialog"))
        self.dialog = dialog
        dialog.open()

    def _sign(self, asked: ApprovalRequest, decision: str, name: str, why: str, typed: str = "") -> None:
        def work() -> "Token":
            from omnidesk.operations.approving import Answer, answer

            said = Answer(decision=cast("Decision", decision), why=why)
            approvers = self._workshop.catalog.approvers
            return answer(asked, said, self._held(name, typed), approvers, now=datetime.datetime.now().astimezone())

        def ask(error: Exception) -> None:
            if isinstance(error, MachineError) and not typed:
                question = Question(
                    _("Passphrase of the identity"), _("It opens “{name}”.").format(name=name), _("Sign")
                )
                self._ask.secret(question, partial(self._sign, asked, decision, name, why))
            elif isinstance(error, InputError | MachineError) and self.dialog is not None:
                self.dialog.refuse(str(error))
            else:
                self._failed(error)

        self._background.run(lambda _job: work(), partial(self._show_answer, asked), ask)

    def _held(self, name: str, typed: str) -> "HeldIdentity":
        from omnidesk.signing.identities import open_identity
        from omnidesk.vault import Vault

        vault = Vault(lambda _question: typed) if typed else Vault()
        return open_identity(self._workshop.store.workspace.identities, name, vault.passphrase)

    def _show_answer(self, asked: ApprovalRequest, found: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        dialog = AnsweredDialog(asked, cast("Token", found), self._ask, self._background, self._window)
        dialog.finished.connect(partial(self._forget, "answered"))
        self.answered = dialog
        dialog.open()
