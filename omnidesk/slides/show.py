"""What slides are made from: what a client is offered, in the client's language. Nothing of ours alone is in it."""

from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.proposal import Proposal
from omnidesk.formatting import Formatter
from omnidesk.i18n import words_in
from omnidesk.speaker import Speaker


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
