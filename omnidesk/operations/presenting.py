"""What a meeting shows: the offer made ready for a screen, and what-if on it, in the client's language."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from omnidesk.charts.display import Chart, Measure
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.lifecycle import offered
from omnidesk.domain.presentation import Presentation
from omnidesk.domain.proposal import propose
from omnidesk.domain.what_if.levers import Settings, apply
from omnidesk.domain.what_if.outcome import Outcome, outcome
from omnidesk.operations.in_language import in_language
from omnidesk.operations.thanks_slide import lay_out_thanks
from omnidesk.operations.what_if_slide import lay_out_what_if
from omnidesk.slides.order import SLIDES, SlideId, lay_out, ordered, slides_of
from omnidesk.slides.show import Show, show_of
from omnidesk.wizard import what_if
from omnidesk.wizard.context import Context
from omnidesk.wizard.what_if import Tongue, WhatIfView

WHAT_IF: SlideId = "what_if"
AFTER: SlideId = "investment"
"""The slide of the what-if follows this one, unless a deal orders it elsewhere."""
FIRST: SlideId = "welcome"


@dataclass(frozen=True)
class Presented:
    """An offer as a client may see it. Nothing of ours alone went into it."""

    show: Show

    @cached_property
    def context(self) -> Context:
        """The offered deal, for what-if in the client's language."""
        proposal = self.show.proposal
        return Context(proposal.deal, proposal.catalog, self.show.speaker.formatter)

    @cached_property
    def slides(self) -> tuple[SlideId, ...]:
        """The slides in their order, with the what-if among them; where all are hidden, the welcome alone."""
        presentation, shown = self.show.proposal.deal.presentation, slides_of(self.show)
        found = (
            slide
            for slide in slide_order(presentation)
            if slide in shown or (slide == WHAT_IF and slide not in presentation.hidden)
        )
        return tuple(found) or (FIRST,)

    def applies(self, slide: SlideId) -> bool:
        """Whether the deal has something for a slide, hidden or not."""
        return slide == WHAT_IF or SLIDES[slide].applies(self.show)

    @cached_property
    def before(self) -> Outcome:
        """What the offer itself comes to."""
        return outcome(self.context.deal, self.context.catalog)

    def tried(self, settings: Settings) -> Outcome:
        """What turning levers comes to."""
        return outcome(apply(self.context.deal, self.context.catalog, settings), self.context.catalog)

    def what_if(self, settings: Settings, now: Outcome) -> WhatIfView:
        """What follows from turning levers, in the client's words; ``now`` is what they come to."""
        speaker = self.show.speaker
        tongue = Tongue(speaker.say, speaker.count)
        return what_if.view(self.context, settings, before=self.before, now=now, tongue=tongue)

    def lay_out(self, slide: SlideId, aspect: float, measure: Measure) -> Chart:
        """Lay a slide out as the offer has it."""
        return lay_out(slide, self.show, aspect, measure)

    def lay_out_tried(self, view: WhatIfView, aspect: float, measure: Measure) -> Chart:
        """Lay the slide of a what-if out."""
        return lay_out_what_if(view, self.show, aspect, measure)

    def lay_out_thanks(self, aspect: float, measure: Measure) -> Chart:
        """Lay out what the client sees when everything is signed."""
        return lay_out_thanks(self.show, aspect, measure)


def present(deal: Deal, catalog: Catalog, *, today: datetime.date, language: str | None = None) -> Presented:
    """Make a deal ready to be shown, in the client's language or another.

    Raises RefusedError with every problem when the deal cannot be offered as it is.
    """
    spoken, printed = in_language(catalog, language or deal.client.language or "en")
    return Presented(show_of(propose(presentable(deal), catalog, today=today, language=spoken, printed=printed)))


def presentable(deal: Deal) -> Deal:
    """What is offered, and how it is shown."""
    return replace(offered(deal), presentation=deal.presentation)


def slide_order(presentation: Presentation) -> tuple[SlideId, ...]:
    """Every slide there is, those that are hidden too, as a deal orders them."""
    slides = [*ordered(presentation)]
    wanted = [*dict.fromkeys(slide for slide in presentation.order if slide in SLIDES or slide == WHAT_IF)]
    slides.insert(wanted.index(WHAT_IF) if WHAT_IF in wanted else slides.index(AFTER) + 1, WHAT_IF)
    return tuple(slides)
