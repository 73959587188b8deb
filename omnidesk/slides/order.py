"""Which slides there are, in which order, and how one is laid out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from omnidesk.charts.display import Chart, Measure
from omnidesk.domain.presentation import Presentation
from omnidesk.i18n import marked
from omnidesk.slides import (
    assumptions,
    certainty,
    drivers,
    investment,
    network,
    next_steps,
    payments,
    recommendation,
    roadmap,
    scaling,
    sign,
    situation,
    success,
    tier,
    value,
    welcome,
)
from omnidesk.slides.sheet import Sheet
from omnidesk.slides.show import Show

SlideId = str


def always(_: Show) -> bool:
    """A slide that every deal has."""
    return True


@dataclass(frozen=True)
class Slide:
    """One slide: its name for the presenter, which deals have it, and how it is drawn."""

    name: str
    applies: Callable[[Show], bool]
    draw: Callable[[Show, Sheet], None]


SLIDES: Mapping[SlideId, Slide] = {
    "welcome": Slide(marked("Welcome"), always, welcome.draw),
    "situation": Slide(marked("Situation"), situation.applies, situation.draw),
    "recommendation": Slide(marked("Recommendation"), always, recommendation.draw),
    "tier": Slide(marked("Tiers"), always, tier.draw),
    "investment": Slide(marked("Investment"), always, investment.draw),
    "payments": Slide(marked("Payments"), payments.applies, payments.draw),
    "value": Slide(marked("Value"), value.applies, value.draw),
    "drivers": Slide(marked("Value by driver"), value.applies, drivers.draw),
    "certainty": Slide(marked("Certainty"), certainty.applies, certainty.draw),
    "assumptions": Slide(marked("Assumptions"), value.applies, assumptions.draw),
    "network": Slide(marked("Network"), network.applies, network.draw),
    "scaling": Slide(marked("Scaling path"), scaling.applies, scaling.draw),
    "roadmap": Slide(marked("Roadmap"), roadmap.applies, roadmap.draw),
    "success": Slide(marked("Success"), always, success.draw),
    "next_steps": Slide(marked("Next steps"), always, next_steps.draw),
    "sign": Slide(marked("Sign here"), always, sign.draw),
}


def slides_of(show: Show) -> tuple[SlideId, ...]:
    """The slides of a deal as its presentation orders them, without those it hides or has nothing for."""
    wanted = ordered(show.proposal.deal.presentation)
    return tuple(
        slide for slide in wanted if slide not in show.proposal.deal.presentation.hidden and SLIDES[slide].applies(show)
    )


def ordered(presentation: Presentation) -> tuple[SlideId, ...]:
    """Every slide there is: first as the presentation orders them, then the rest where they usually stand."""
    first = tuple(slide for slide in dict.fromkeys(presentation.order) if slide in SLIDES)
    return (*first, *(slide for slide in SLIDES if slide not in first))


def lay_out(slide: SlideId, show: Show, aspect: float, measure: Measure) -> Chart:
    """Lay one slide out for a screen of this aspect (width by height), from 4:3 to 21:9."""
    sheet = show.sheet(aspect, measure)
    SLIDES[slide].draw(show, sheet)
    if slide != "welcome":
        show.sign(sheet)
    return sheet.slide()
