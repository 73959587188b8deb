"""What the presenter works with behind the stage: the deal with what is ours alone, adopting, and the journal."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError, RefusedError
from omnidesk.domain.meeting import Taken
from omnidesk.domain.what_if.levers import apply, levers
from omnidesk.i18n import _
from omnidesk.operations.presenting import Presented, present, presentable
from omnidesk.store.meetings import KeptMeeting
from omnidesk.ui.background import Background, Job
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.services import WizardServices
from omnidesk.wizard.context import Context

PAUSE = 600
"""Milliseconds without another turn of a lever before the journal is kept."""

NEAR_END = 2
"""Slides before the end at which signing may be near."""


@dataclass
class Journalled:
    """One journal in the store; only the thread that keeps it writes here, in the order in which it is to be kept."""

    kept: KeptMeeting | None = None


def prepared(services: WizardServices, deal: Deal) -> Presented:
    """Make a deal ready to be shown; call it off the window's thread.

    Raises:
        RefusedError: the deal cannot be offered as it is; with every problem.
    """
    ready = present(deal, services.catalog, today=services.today())
    for kept in (ready.before, ready.slides, ready.show.fan):
        del kept  # worked out once, here
    return ready


class Backstage(QObject):
    """Follows the deal and keeps the journal. ``changed`` follows the deal, ``troubled`` says what went wrong."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, stage: Stage, services: WizardServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage, self.services = stage, services
        self.context: Context = services.context()
        self.background = Background(self, threads=1)
        self._journal = Journalled()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._keep_in_turn)
        self._warm = False
        stage.tried.connect(self._note)
        stage.moved.connect(self._warm_up)
        services.session.changed.connect(self._follow)

    def adopt(self) -> None:
        """Take what stands into the deal, as one step that can be undone."""
        deal, catalog, settings = self.context.deal, self.context.catalog, dict(self.stage.settings)
        turned = {each.id: each for each in levers(deal, catalog, settings) if each.turned}
        if not turned or self.services.session.deal is not deal:
            return
        adopted = apply(deal, catalog, settings)
        stands = {each.id: each.base for each in levers(adopted, catalog)}
        self.stage.rebase(
            {lever: Taken(each.base, each.value, stands.get(lever, each.value)) for lever, each in turned.items()}
        )
        self.services.session.update(lambda _deal: adopted)

    def take_way(self, way: Deal) -> None:
        """Take a way to a budget into the deal, where that is still the deal that it was found for."""
        found_for = self.context.deal
        self.stage.settle({})
        self.services.session.update(lambda deal: way if deal is found_for else deal)

    def reopen(self, kept: KeptMeeting) -> None:
        """Go on with the journal of an earlier meeting."""
        self._keep_now()
        self._journal = Journalled(kept)
        self.stage.resume(kept.meeting)

    def close(self, then: Callable[[], object]) -> None:
        """Keep what the journal has, then go on; safe to call when the deal is gone already."""
        self._keep_now()
        self.background.settle(then)

    def _warm_up(self) -> None:
        """Start what draws documents once the end of the slides is near: what is signed comes out of it."""
        if not self._warm and self.stage.place >= len(self.stage.slides) - NEAR_END:
            self._warm = True
            self.services.background.run(lambda _job: _warm_up())

    def _note(self) -> None:
        if self.kept is None or self.stage.meeting.moments != self.kept.meeting.moments:
            self._timer.start()

    @property
    def kept(self) -> KeptMeeting | None:
        """The journal as it lies in the store; None before its first moment."""
        return self._journal.kept

    def _keep_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _keep_in_turn(self) -> None:
        if self.background.busy():
            self._timer.start()
        else:
            self._keep()

    def _keep(self) -> None:
        meeting, deal, offer, journal = self.stage.meeting, self.context.deal, self.services.offer, self._journal

        def work(_job: Job) -> None:
            journal.kept = offer.keep_meeting(deal, journal.kept, meeting)

        self.background.run(work, None, self._failed)

    def _follow(self) -> None:
        """Show the deal as it is now, on the slides too where what is offered is another."""
        context = self.services.context()
        if presentable(context.deal) == presentable(self.context.deal):
            self.context = context
            self.changed.emit()
            return
        work = partial(prepared, self.services, context.deal)
        self.background.run(lambda _job: work(), partial(self._show, context), self._failed)

    def _show(self, context: Context, found: object) -> None:
        if context.deal is self.services.session.deal:
            self.context = context
            self.stage.refresh(cast(Presented, found))
            self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, RefusedError) and error.problems:
            self.troubled.emit(_("Not shown yet: {problem}").format(problem=error.problems[0].reason))
        elif isinstance(error, OmniDeskError):
            self.troubled.emit(str(error))
        else:
            raise error


def _warm_up() -> None:
    """Where the worker cannot be started, nobody has asked for anything yet; who does is told."""
    from omnidesk.operations.page_drawing import warm_up
    from omnidesk.operations.worker import BrokeDownError

    with suppress(BrokeDownError):
        warm_up()
