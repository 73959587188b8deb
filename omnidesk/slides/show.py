"""What slides are made from: what a client is offered, in the client's language. Nothing of ours alone is in it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from omnidesk.charts.display import Measure
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.money import round_half_up
from omnidesk.domain.monte_carlo import Fan, fan
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.quote import frame
from omnidesk.domain.roi import telling_percent
from omnidesk.domain.template import joined
from omnidesk.formatting import Formatter
from omnidesk.i18n import words_in
from omnidesk.slides.sheet import HEIGHT, Sheet
from omnidesk.speaker import Speaker

SHORT_FROM = 100_000
DIGITS = 4
"""A short form has no more than these."""
SHAPES = (4 / 3, 21 / 9)
"""The narrowest and the widest screen that a slide is laid out for, width by height."""


@dataclass(frozen=True)
class Show:
    """A proposal with the language that it is shown in."""

    proposal: Proposal
    speaker: Speaker

    @property
    def printed(self) -> Catalog:
        """The catalog in the words of the language."""
        return self.proposal.catalog

    @property
    def client(self) -> str:
        """The client's name, or words that stand for it."""
        return self.proposal.deal.client.name or self.speaker.say("Our client")

    @property
    def accent(self) -> str:
        """The colour of the documents of this deal."""
        return self.proposal.deal.documents.template.accent or self.printed.company.accent

    @cached_property
    def logo(self) -> bytes:
        """The logo (PNG) on the documents of this deal; empty where there is none."""
        template = self.proposal.deal.documents.template
        return (joined(template.logo) or self.printed.logo) if template.show_logo else b""

    @cached_property
    def fan(self) -> Fan | None:
        """How far the simulated runs drift apart; some 100 ms when it is first asked for. None without a return."""
        proposal, roi = self.proposal, self.proposal.roi
        pricing = frame(proposal.deal, self.printed, proposal.tier)
        if roi is None or pricing is None or roi.monte_carlo.p50 is None:
            return None
        return fan(proposal.deal, proposal.quote, pricing, seed=roi.monte_carlo.seed, runs=roi.monte_carlo.runs)

    def sheet(self, aspect: float, measure: Measure) -> Sheet:
        """A new sheet for a screen of this aspect (width by height) in the company's colours."""
        narrow, wide = SHAPES
        return Sheet(HEIGHT * min(max(aspect, narrow), wide), measure, self.accent)

    def sign(self, sheet: Sheet) -> None:
        """Write whose slide it is, and whom it was made for, in its foot."""
        company = self.printed.company.name
        sheet.foot(company, self.logo, self.client)

    def whole(self, amount: Decimal) -> str:
        """A projected amount, to whole units: its decimals would tell nothing."""
        return self.speaker.short(round_half_up(amount, 0))

    def compact(self, amount: Decimal) -> str:
        """A large amount in few characters, for charts; in full where the language has no short form for it."""
        if abs(amount) < SHORT_FROM:
            return self.whole(amount)
        words = self.speaker.formatter.compact(amount, self.speaker.currency)
        return self.whole(amount) if sum(map(str.isdigit, words)) > DIGITS else words

    def share(self, value: Decimal) -> str:
        """A projected percentage, to whole percents from ten on, below to tenths."""
        return self.speaker.percent(telling_percent(value))


def show_of(proposal: Proposal) -> Show:
    """Show a proposal, which its maker put together from what is offered (``domain.lifecycle.offered``)."""
    return Show(
        proposal,
        Speaker(
            formatter=Formatter(proposal.language),
            words=words_in(proposal.language, proposal.catalog.translations),
            currency=proposal.quote.currency,
        ),
    )
