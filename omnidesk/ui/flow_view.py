"""What the wizard's frame shows around a page, as values that somebody else computes from the deal."""

from dataclasses import dataclass

from omnidesk.ui.widgets.control import Mark
from omnidesk.ui.widgets.price_panel import PriceTexts
from omnidesk.ui.widgets.step_rail import StepMark


@dataclass(frozen=True, slots=True)
class StepHead:
    """The words over one page, and on the button that leads on from it."""

    title: str
    lead: str
    onward: str = ""
    """Text of the primary button; empty for the last step, where there is nothing to go on to."""


@dataclass(frozen=True, slots=True)
class ProblemLink:
    """One problem in the list: its step, the path of its field, and the sentence."""

    step: str
    field: str
    text: str
    mark: Mark = "refusal"


@dataclass(frozen=True, slots=True)
class FrameView:
    """All that stands around the page: the deal's name, the steps, the heads by step id, price and problems."""

    name: str
    steps: tuple[StepMark, ...]
    heads: dict[str, StepHead]
    price: PriceTexts
    problems: tuple[ProblemLink, ...] = ()
