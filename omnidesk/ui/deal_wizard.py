"""One open deal in the wizard: its session, its services and a page for every step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakSet

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.formatting import Formatter
from omnidesk.store.workspace import Workspace
from omnidesk.ui.background import Background
from omnidesk.ui.deal_keeper import DealKeeper
from omnidesk.ui.explaining import Explaining
from omnidesk.ui.flow_view import ProblemLink
from omnidesk.ui.frame_texts import frame_view
from omnidesk.ui.open_offer import OpenOffer
from omnidesk.ui.pages.page import Page
from omnidesk.ui.present.entrance import Entrance
from omnidesk.ui.services import Ask, WizardServices
from omnidesk.ui.session import Session
from omnidesk.ui.step_pages import PAGES, VIEWS, StepsAtHand
from omnidesk.ui.unsaved import Unsaved
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.ui.word.exchange import WordDrop
from omnidesk.wizard.context import Context
from omnidesk.wizard.steps import StepId


@dataclass(frozen=True)
class OpenDeal:
    """What an open deal stands on; ``catalog`` is the one that prices it."""

    deal: Deal
    keeper: DealKeeper
    offer: OpenOffer
    catalog: Catalog
    workspace: Workspace
    formatter: Formatter


def wizard_for(
    opened: OpenDeal, ask: Ask, start: str = "", *, open_deal: Callable[[str, str], object]
) -> WizardFrame[Deal]:
    """Return the wizard around a deal, on ``start`` or else on the step where the deal was left.

    ``open_deal`` opens another one instead, on a step.
    """
    keeper = opened.keeper
    session = Session(opened.deal, keeper.save)
    session.refused.connect(partial(ask.say, failed=True))
    way = _Way()
    services = _services(opened, session, ask, way, open_deal)
    frame = WizardFrame(
        session,
        {step: partial(_page, make, services) for step, make in PAGES.items()},
        lambda deal: frame_view(services.context_of(deal)),
        lambda step, deal: _view(step, services.context_of(deal)),
        start=start or keeper.row.last_step or "",
        at_hand=StepsAtHand(services.background),
    )
    way.frames.add(frame)
    session.setParent(frame)
    Explaining(frame, services)
    Entrance(frame, services)
    WordDrop(frame, services)
    Unsaved(frame, services, keeper)

    def remember(step: str) -> None:
        keeper.come_to(step)
        services.background.run(lambda _job: keeper.remember_step(), None, _forgo)

    frame.moved.connect(remember)
    return frame


class _Way:
    """The way from a page to its frame, which it does not hold: a page may outlive it.

    There is none while the frame makes its first page, which may ask already.
    """

    def __init__(self) -> None:
        self.frames: WeakSet[WizardFrame[Deal]] = WeakSet()

    def go(self, step: StepId, path: str = "") -> bool:
        """Show a step, at a field of it."""
        return any(frame.jump(step, path) for frame in self.frames)

    def unread(self) -> tuple[ProblemLink, ...]:
        """What cannot be read in inputs of the pages."""
        return tuple(link for frame in self.frames for link in frame.unread())

    def arrange_slides(self) -> None:
        """Ask for the slides of the meeting."""
        for frame in self.frames:
            frame.slides_wanted.emit()


def _services(
    opened: OpenDeal, session: Session[Deal], ask: Ask, way: _Way, open_deal: Callable[[str, str], object]
) -> WizardServices:
    keeper = opened.keeper
    return WizardServices(
        session=session,
        catalog=opened.catalog,
        formatter=opened.formatter,
        background=Background(session),
        workspace=opened.workspace,
        ask=ask,
        go=way.go,
        keep_document=keeper.keep_document,
        keep_evidence=keeper.keep_evidence,
        offer=opened.offer,
        open_deal=open_deal,
        unread=way.unread,
        arrange_slides=way.arrange_slides,
        known_clients=keeper.known_clients,
    )


def _forgo(error: Exception) -> None:
    """Take it that the place is not kept in the store: the window keeps it too, and what is not saved is said."""
    if not isinstance(error, OmniDeskError):
        raise error


def _page(make: Callable[[WizardServices], Page[Any]], services: WizardServices, _session: Session[Deal]) -> Page[Any]:
    return make(services)


def _view(step: str, context: Context) -> object:
    """What a step shows; the same as before while the deal is, as rows of a long list come in slices."""
    describe = next(describe for known, describe in VIEWS.items() if known == step)
    return context.kept("step", partial(describe, context), describe, context)
