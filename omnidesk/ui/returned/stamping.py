"""Asks for the timestamps that documents wait for, behind the window, now and then and whenever one was issued."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.operations.timestamps import Stamped, authority_of, choose_authority, stamp_pending
from omnidesk.store.timestamps import pending_timestamps
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.returned.authority_dialog import AuthorityDialog
from omnidesk.ui.services import Ask

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary
    from omnidesk.store.connect import Store

EVERY = 10 * 60 * 1000
"""Milliseconds between two tries."""


class Stamping(QObject):
    """Keeps asking; what fails waits for the next time and disturbs nobody."""

    def __init__(self, window: QWidget, store: "Store", ask: Ask) -> None:
        super().__init__(window)
        self._window, self._store, self._ask = window, store, ask
        self._background = Background(self, threads=1)
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.stamp)
        self._timer.start()

    def finish(self) -> None:
        """Stop asking; call it before the store is closed."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self._background.finish()

    def stamp(self) -> None:
        """Ask for what waits, unless that is being done already."""
        if self._job is None:
            place = self._store.workspace.identities
            self._job = self._background.run(
                lambda job: stamp_pending(self._store, place, job.report), self._stamped, self._not_stamped
            )

    def open_settings(self) -> None:
        """Show whom the workspace asks, and what waits."""
        self._background.run(lambda _job: self._state(), self._show_settings, self._not_told)

    def _state(self) -> tuple[str, str]:
        found, waiting = authority_of(self._store), pending_timestamps(self._store)
        if found is None or not waiting:
            told = "" if found is None else _("No document waits for a timestamp.")
        else:
            problem = next((each.problem for each in waiting if each.problem), None)
            told = _("Waiting for a timestamp: {count}.").format(count=len(waiting))
            told = f"{told} {_('Last answer: {problem}.').format(problem=problem)}" if problem else told
        return ("" if found is None else found.address), told

    def _show_settings(self, found: object) -> None:
        address, told = cast(tuple[str, str], found)
        dialog = AuthorityDialog(address, told, parent=self._window)
        dialog.given.connect(partial(self._choose, address))
        dialog.open()

    def _choose(self, before: str, address: str) -> None:
        if address == before:
            self.stamp()
            return
        place = self._store.workspace.identities
        work = partial(choose_authority, self._store, place, address)
        self._background.run(lambda _job: work(), partial(self._chosen, address), self._not_told)

    def _chosen(self, address: str, found: object) -> None:
        known = cast("IdentitySummary | None", found)
        if not address:
            self._ask.say(_("No timestamps are asked for from now on"))
        elif known is None:
            self._ask.say(_("Saved. The authority cannot be reached now, so documents wait."))
        else:
            self._ask.say(_("“{name}” vouches for times from now on").format(name=known.subject))
            self.stamp()

    def _stamped(self, found: object) -> None:
        self._job = None
        done = cast(Stamped, found)
        if done.stamped == 1:
            self._ask.say(_("1 document got its timestamp"))
        elif done.stamped:
            self._ask.say(_("{count} documents got their timestamps").format(count=done.stamped))

    def _not_stamped(self, _error: Exception) -> None:
        """The next try comes by itself."""
        self._job = None

    def _not_told(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._ask.say(str(error), failed=True)
