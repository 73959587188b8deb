"""One hand-over of the device: the app goes out of sight, the client signs or leaves, and then we are back."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.mark import Mark
from omnidesk.domain.signature import Evidence
from omnidesk.i18n import _
from omnidesk.operations.in_person import Invitation, Signatory, Signing, invite, leave, recognise, sign
from omnidesk.operations.our_turn import our_turn
from omnidesk.operations.page_drawing import draw_pages
from omnidesk.operations.signable import Signable
from omnidesk.ui.background import Job
from omnidesk.ui.in_person.lock import Lock
from omnidesk.ui.in_person.out_of_sight import OutOfSight
from omnidesk.ui.in_person.window import InPersonWindow
from omnidesk.ui.page_feed import AT_ONCE, PageFeed, Sheets, sheets_of
from omnidesk.ui.services import WizardServices
from omnidesk.ui.written_file import write_out

SCALE = 2.0
"""Pixels for a point: a page is read, not glanced at."""


@dataclass(frozen=True)
class Issued:
    """What the client is to sign, beside which file it goes (None: into the store alone), and who of us is there."""

    file: Signable
    beside: Path | None
    witness: str


@dataclass(frozen=True)
class Outcome:
    """What came of it: the signed file, where it lies and what proves it, or nothing signed.

    A ``path`` without a folder is the name of a file that lies in the store alone.

    ``problem`` is for the account manager. ``accepted`` says that the deal is accepted by it, ``ours`` that the file
    waits for our signature now.
    """

    pdf: bytes = b""
    path: Path = Path()
    problem: str = ""
    evidence: Evidence | None = None
    mark: Mark | None = None
    accepted: bool = False
    ours: bool = False


class InPersonFlow(QObject):
    """Runs one hand-over; ``then`` is called with its outcome when the account manager is back."""

    def __init__(
        self, services: WizardServices, issued: Issued, lock: Lock, then: Callable[[Outcome], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services, self._issued, self._lock, self._then = services, issued, lock, then
        self._home, self._away = parent.window(), OutOfSight()
        self._outcome = Outcome()
        self._invitation: Invitation | None = None
        self._feed: PageFeed | None = None
        self.window: InPersonWindow | None = None

    def start(self) -> None:
        """Prepare the document; the app stays where it is until the client's window is there."""
        self._services.background.run(self._prepared, self._hand_over, self._not_prepared)

    def _prepared(self, job: Job) -> object:
        file = self._issued.file
        client = file.deal.client
        signatory = Signatory(client=client.name, name=client.contact.name, role=client.contact.title)
        invitation = invite(
            file.pdf,
            self._services.catalog,
            signatory,
            reference=file.reference,
            language=file.language,
            witness=self._issued.witness,
            now=_now(),
        )
        drawn = draw_pages(invitation.pdf, range(AT_ONCE), scale=SCALE, progress=job.report)
        return invitation, sheets_of(drawn)

    def _hand_over(self, found: object) -> None:
        invitation, sheets = cast("tuple[Invitation, Sheets]", found)
        self._invitation = invitation
        window = self.window = InPersonWindow(invitation, self._lock)
        window.signed.connect(self._sign)
        window.left.connect(self._leave)
        window.returned.connect(self._come_back)
        window.setScreen(self._home.screen())
        window.showFullScreen()
        self._feed = PageFeed(window.pages, self._services.background, SCALE, self._not_drawn)
        self._feed.show_file(invitation.pdf, sheets)
        window.show_pages()
        self._away.hide(window)

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        if self.window is not None:
            self.window.panel.tell(str(error))

    def _not_prepared(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)
        self.deleteLater()

    def _sign(self) -> None:
        window, invitation = self.window, self._invitation
        signing = None if window is None else window.panel.signing()
        if window is None or invitation is None or signing is None:
            return
        window.panel.set_busy(True)
        work = partial(self._signed, invitation, signing)
        self._services.background.run(work, partial(self._finish, signing), self._not_signed)

    def _signed(self, invitation: Invitation, signing: Signing, _job: Job) -> object:
        """Sign, keep what was signed and what proves it, then write the file beside the one it answers."""
        from omnidesk.signing.identities import known_fingerprints

        services, issued = self._services, self._issued
        folder = services.workspace.identities
        signed = sign(invitation, signing, services.catalog, known=known_fingerprints(folder), now=_now())
        name = f"{Path(issued.file.name).stem}-signed.pdf"
        recognise(signed, folder)
        services.keep_evidence(signed.evidence, signing.mark)
        kept = services.offer.keep_signed_here(services.session.deal, signed.pdf, name, services.formatter)
        done = Outcome(signed.pdf, Path(name), evidence=signed.evidence, mark=signing.mark, accepted=kept.accepted)
        done = replace(done, ours=our_turn(signed.pdf))
        words = _("The document is signed and kept with the deal, but {problem}")
        try:
            if issued.beside is not None:
                done = replace(done, path=write_out(issued.beside.with_name(name), signed.pdf))
        except OmniDeskError as error:
            return replace(done, problem=words.format(problem=error))
        return replace(done, problem=words.format(problem=kept.problem)) if kept.problem else done

    def _finish(self, signing: Signing, outcome: object) -> None:
        self._outcome = cast(Outcome, outcome)
        if self.window is not None:
            self.window.finish(signing.name, signed=True)

    def _not_signed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        if self.window is not None:
            self.window.panel.set_busy(False)
            self.window.panel.tell(str(error))

    def _leave(self) -> None:
        window, invitation = self.window, self._invitation
        if window is None or invitation is None:
            return
        window.finish(invitation.signatory, signed=False)

        def note(_job: Job) -> object:
            self._services.keep_evidence(leave(invitation, _now()), None)
            return None

        self._services.background.run(note, None, self._not_noted)

    def _not_noted(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._outcome = Outcome(problem=str(error))

    def _come_back(self) -> None:
        self._away.show()
        self._home.activateWindow()
        self._then(self._outcome)
        self.deleteLater()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
