"""Closing in the room: what can be signed now (the offer, or what was tried), and what exactly stops it."""

from collections.abc import Collection
from dataclasses import dataclass

from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import DocumentKind
from omnidesk.domain.what_if.levers import Settings, apply
from omnidesk.domain.what_if.outcome import outcome
from omnidesk.i18n import _
from omnidesk.wizard import sign
from omnidesk.wizard.context import Context
from omnidesk.wizard.review import RULES, Finding
from omnidesk.wizard.sign import DocumentOption
from omnidesk.wizard.what_if import Speech, figure_words, turned_words

SIGNED: tuple[DocumentKind, ...] = ("proposal", "contract")
"""What a client can sign here."""


@dataclass(frozen=True)
class Ending:
    """One state of the deal that could be signed: its name and price, its documents, and the approvals it lacks.

    Name and price may be seen by the client; why something stops it is ours alone.
    """

    deal: Deal
    name: str
    price: str
    documents: tuple[DocumentOption, ...]
    approvals: tuple[Finding, ...]

    def stops(self, kinds: Collection[str]) -> tuple[Finding, ...]:
        """What stops these documents, each thing once."""
        found = {each.path: each for option in self.documents if option.kind in kinds for each in option.stops}
        return (*found.values(), *self.approvals)


def endings(context: Context, settings: Settings) -> tuple[Ending, ...]:
    """What could be signed: what stands first, where levers are turned, then the offer. Takes some milliseconds."""
    offer = _ending(context, _("The offer as it is"))
    tried = apply(context.deal, context.catalog, settings)
    if tried == context.deal:
        return (offer,)
    words = turned_words(context, settings)
    return (_ending(Context(tried, context.catalog, context.formatter), words), offer)


def _ending(context: Context, name: str) -> Ending:
    found = outcome(context.deal, context.catalog).figures
    speech = Speech(context.formatter, context.deal.terms.currency)
    words = _("{year} a year, {total} over the term")
    return Ending(
        deal=context.deal,
        name=name,
        price=words.format(
            year=figure_words("per_year", found["per_year"], speech),
            total=figure_words("committed_total", found["committed_total"], speech),
        ),
        documents=tuple(each for each in sign.view(context).documents if each.kind in SIGNED),
        approvals=tuple(_open(rule) for rule in context.quote.approvals_needed),
    )


def _open(rule: str) -> Finding:
    words = _("An approval is open: {rule}. Until it is given, nothing can be issued.")
    return Finding(words.format(rule=_(RULES[rule]) if rule in RULES else rule), "approvals", "review", _("Review"))
