"""From a dropped file to what is recorded: judged behind the window, shown, and carried out when a person says so."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.returned import Desk, Judgement, judge, judge_again, read_returned
from omnidesk.operations.returned_words import sentence
from omnidesk.operations.returning import confirm_scan, import_deal, keep_returned, take_as_acceptance, trust_client
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.returned.dialog import ReturnedDialog
from omnidesk.ui.returned.waiting import WaitingDialog
from omnidesk.ui.services import Ask
from omnidesk.ui.widgets.choice import Option

if TYPE_CHECKING:
    from omnidesk.store.deals import DealRow
    from omnidesk.ui.workshop import Workshop

MOST_DEALS = 200
"""Deals among which a scan's is chosen: those that wait for an answer."""

Failed = Callable[[Exception], None]


class Returning(QObject):
    """Takes files that came back.

    ``recorded`` gives the deal that changed, ``imported`` one that came to be, ``ours`` one that we have to sign now.
    """

    recorded = Signal(str)
    imported = Signal(str)
    ours = Signal(str)

    def __init__(self, window: QWidget, workshop: "Workshop", ask: Ask, failed: Failed) -> None:
        super().__init__(window)
        self._window, self._workshop, self._ask, self._failed = window, workshop, ask, failed
        self._store = workshop.store
        self._background = Background(self, threads=1)
        self.dialog: ReturnedDialog | None = None
        self.waiting: WaitingDialog | None = None

    def finish(self) -> None:
        """Wait for what is under way; call it before the store is closed."""
        self._background.finish()

    def take(self, path: Path, deal_id: str = "") -> None:
        """Judge a file; ``deal_id`` is the deal that is open, which a scan then answers."""
        self._run(partial(self._judged, path, deal_id), _("Reading {name}").format(name=path.name))

    def _judged(self, path: Path, deal_id: str, job: Job) -> tuple[Judgement, str, tuple[Option, ...]]:
        desk = self._desk()
        found = judge(desk, read_returned(path), path.name, deal_id=deal_id or None, progress=job.report)
        return self._told(desk, found)

    def _told(self, desk: Desk, found: Judgement) -> tuple[Judgement, str, tuple[Option, ...]]:
        deals = self._waiting_deals() if found.finding == "wet_ink" and found.row is None else ()
        return found, sentence(found, window_formatter(), desk.catalog), deals

    def _waiting_deals(self) -> tuple[Option, ...]:
        from omnidesk.store.search import DealFilter, list_deals

        rows = list_deals(self._store, DealFilter(stages=("issued",)), limit=MOST_DEALS).rows
        return tuple(Option(row.id, row.title) for row in rows)

    def _desk(self) -> Desk:
        now = dt.datetime.now().astimezone()
        place = self._store.workspace
        return Desk(store=self._store, folder=place.identities, catalog=self._workshop.catalog, now=now)

    def _show(self, found: object) -> None:
        judgement, words, deals = cast(tuple[Judgement, str, tuple[Option, ...]], found)
        dialog = self.dialog = ReturnedDialog(judgement, words, deals, self._window)
        dialog.wanted.connect(partial(self._act, judgement, words))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _act(self, judgement: Judgement, words: str, act: str, deal_id: str, reason: str) -> None:
        if act == "trust":
            self._run(partial(self._trusted, judgement), _("Checking again"))
            return
        work = partial(self._carried_out, judgement, words, act, deal_id, reason)
        self._background.run(work, partial(self._done, act), self._not_done)

    def _trusted(self, judgement: Judgement, job: Job) -> tuple[Judgement, str, tuple[Option, ...]]:
        trust_client(judgement)
        desk = self._desk()
        return self._told(desk, judge_again(desk, judgement, job.report))

    def _carried_out(
        self, judgement: Judgement, words: str, act: str, deal_id: str, reason: str, job: Job
    ) -> tuple[str, str]:
        """Do what a person wants; return the deal that it is about, and its title."""
        desk = self._desk()
        if deal_id and judgement.row is None:
            judgement = judge(desk, judgement.content, judgement.name, deal_id=deal_id, progress=job.report)
        if act in ("keep", "ours"):
            kept = keep_returned(desk, judgement, words)
            return kept.deal_id, judgement.row.title if judgement.row is not None else ""
        row = self._recorded(desk, judgement, words, act, reason)
        return row.id, row.title

    def _recorded(self, desk: Desk, judgement: Judgement, words: str, act: str, reason: str) -> "DealRow":
        if act == "confirm":
            return confirm_scan(desk, judgement, words, reason=reason)
        return import_deal(desk, judgement) if act == "import" else take_as_acceptance(desk, judgement, words)

    def _done(self, act: str, found: object) -> None:
        deal_id, title = cast(tuple[str, str], found)
        if act == "import":
            self._ask.say(_("“{title}” is on the desk").format(title=title))
            self.imported.emit(deal_id)
            return
        told = _("“{title}” is accepted; the file is kept")
        if act in ("keep", "ours"):
            told = _("The file is kept with “{title}”")
        self._ask.say(told.format(title=title))
        (self.ours if act == "ours" else self.recorded).emit(deal_id)

    def _run(self, work: Callable[[Job], object], words: str) -> None:
        waiting = self.waiting = WaitingDialog(words, self._window)
        done = partial(self._close_waiting, self._show)
        job = self._background.run(work, done, self._not_judged, self._progressed)
        waiting.rejected.connect(partial(self._stop, job))
        waiting.open()

    def _progressed(self, share: float, words: str) -> None:
        if self.waiting is not None:
            self.waiting.show_share(share, words)

    def _stop(self, job: Job) -> None:
        self.waiting = None
        job.cancel()

    def _close_waiting(self, then: Callable[[object], object], found: object) -> None:
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            waiting.accept()
        then(found)

    def _not_judged(self, error: Exception) -> None:
        self._close_waiting(lambda _found: None, None)
        self._not_done(error)

    def _not_done(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, OmniDeskError):
            self._ask.say(str(error), failed=True)
        else:
            self._failed(error)
