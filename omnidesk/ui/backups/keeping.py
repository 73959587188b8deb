"""Keeps the store safe while the window is open: copies by the hour, and offers lapse when their last day is over."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Background, Job

if TYPE_CHECKING:
    from omnidesk.operations.backups import Kept
    from omnidesk.store.deals import DealRow
    from omnidesk.ui.services import Ask
    from omnidesk.ui.workshop import Workshop

HOUR, MINUTE = 3_600_000, 60_000
"""Milliseconds."""


class Keeping(Background):
    """Begun once the store is open.

    ``settle`` saves the open deal behind the window and tells whether it could. ``lapsed`` gives each deal whose offer
    has just lapsed; ``damaged`` tells that the store is, so that no copy of it can be made; a message leads there.
    """

    lapsed = Signal(str)
    damaged = Signal()
    way_out_wanted = Signal()

    def __init__(
        self, window: QWidget, workshop: "Workshop", ask: "Ask", settle: Callable[[Callable[[bool], object]], object]
    ) -> None:
        super().__init__(window, threads=1)
        self._workshop, self._ask, self._settle = workshop, ask, settle
        self._day: dt.date | None = None
        self._told = ""
        for milliseconds, act in ((HOUR, self.keep_safe), (MINUTE, self.look_at_day)):
            timer = QTimer(self)
            timer.setInterval(milliseconds)
            timer.timeout.connect(act)
            timer.start()

    def begin(self) -> None:
        """Do what is due at the start."""
        self.look_at_day()
        self._keep(starting=True)

    def keep_safe(self) -> None:
        """Make a copy where anything has changed."""
        self._keep(starting=False)

    def look_at_day(self, now: dt.datetime | None = None) -> None:
        """Let offers lapse where a new day has begun for the company, be it at midnight or after a long sleep."""
        from omnidesk.operations.acting import day_of

        workshop, moment = self._workshop, now or dt.datetime.now(dt.UTC)
        day = day_of(moment, workshop.catalog)
        key = workshop.store.workspace.key
        if day != self._day and (key is None or not key.locked):
            self._settle(lambda saved: self._lapse(moment, day) if saved and day != self._day else None)

    def _lapse(self, moment: dt.datetime, day: dt.date) -> None:
        workshop, self._day = self._workshop, day

        def work(_job: Job) -> "tuple[DealRow, ...]":
            from omnidesk.operations.outcomes import expire_lapsed

            return expire_lapsed(workshop.store, workshop.catalog, now=moment)

        self.run(work, self._tell_lapsed, self._not_done)

    def _keep(self, *, starting: bool) -> None:
        store = self._workshop.store
        if store.workspace.key is not None and store.workspace.key.locked:
            return

        def work(_job: Job) -> "Kept":
            from omnidesk.operations.backups import keep_safe

            return keep_safe(store, dt.datetime.now(dt.UTC), starting=starting)

        self.run(work, lambda kept: self._tell(cast("Kept", kept).problem), self._not_kept)

    def _tell(self, problem: str) -> None:
        """Say once that copies do not get where they should; again only after they did."""
        if problem and not self._told:
            self._ask.say(problem, failed=True)
        self._told = problem

    def _not_kept(self, error: Exception) -> None:
        from omnidesk.store.connect import DamagedError

        if isinstance(error, DamagedError):
            self._tell_damaged(error)
        elif isinstance(error, OmniDeskError):
            self._tell(_("No safety copy could be made: {reason}").format(reason=error))
        else:
            raise error

    def _tell_damaged(self, error: OmniDeskError) -> None:
        from omnidesk.store.backup import DamagedContentError

        self.damaged.emit()
        if not self._told:
            words = _("Something in the file that holds your deals is damaged. All that can be read can be saved.")
            if isinstance(error, DamagedContentError):
                words = _("Damaged: {what}. Everything else can be used; what to do about it is in the safety copies.")
                words = words.format(what=error.problems[0])
            self._ask.say(words, failed=True, action=_("What to do"), then=self.way_out_wanted.emit)
        self._told = str(error)

    def _not_done(self, error: Exception) -> None:
        self._day = None  # tried again in a minute
        if not isinstance(error, OmniDeskError):
            raise error

    def _tell_lapsed(self, found: object) -> None:
        rows = cast("tuple[DealRow, ...]", found)
        for row in rows:
            self.lapsed.emit(row.id)
        if len(rows) == 1:
            self._ask.say(_("The offer of “{title}” has lapsed.").format(title=rows[0].title))
        elif rows:
            self._ask.say(_("{count} offers have lapsed.").format(count=len(rows)))
