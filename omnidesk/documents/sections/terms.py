"""The terms of the proposal, one sentence each, and what is still open before a contract."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the numbered terms, then the open points where there are any."""
    terms = [
        writer.setter.paragraph(words, role="item", number=str(number))
        for number, words in enumerate(_terms(proposal, writer), start=1)
    ]
    return [*terms, *_open_points(proposal, writer)]


def _terms(proposal: Proposal, writer: Writer) -> Iterator[str]:
    terms, term, say, day = proposal.deal.terms, proposal.quote.term, writer.say, writer.formatter.day
    if term is not None:
        words = say("The term is {months}, from {start} to {end}.")
        yield words.format(months=writer.months(term.months), start=day(term.start), end=day(term.end))
    minimum = writer.months(proposal.tier.commitment.minimum_months)
    yield say("The minimum commitment of the {tier} tier is {months}.").format(tier=proposal.tier.name, months=minimum)
    if terms.auto_renewal:
        yield say("The agreement renews for twelve months at a time, unless a party gives three months' notice.")
    else:
        yield say("The agreement ends with its term; a renewal needs a new agreement.")
    yield say("This proposal is valid until {end}.").format(end=day(proposal.valid_until))
    due = say("within 30 days of the invoice date") if terms.payment == "net_30" else say("on the invoice date")
    yield say("Invoices follow the payment schedule and are payable {due}.").format(due=due)
    yield _tax(proposal, writer)
    if any(line.kind == "estimated" for line in proposal.quote.lines):
        yield say("Estimated amounts are a forecast and no commitment; they are invoiced in arrears as they arise.")
    yield from _rate(proposal, writer)


def _tax(proposal: Proposal, writer: Writer) -> str:
    if proposal.quote.taxes:
        return writer.say("Prices are before tax; the total payable includes the taxes listed with it.")
    return writer.say("Prices are before tax.")


def _rate(proposal: Proposal, writer: Writer) -> Iterator[str]:
    terms, say = proposal.deal.terms, writer.say
    if terms.fx is None:
        return
    source = say(" ({source})").format(source=terms.fx.source) if terms.fx.source else ""
    words = say("List prices in USD are converted at {rate} {currency} for 1 USD, the rate of {day}{source}.")
    rate = writer.formatter.exact(terms.fx.rate)
    yield words.format(rate=rate, currency=terms.currency, day=writer.formatter.day(terms.fx.date), source=source)


def _open_points(proposal: Proposal, writer: Writer) -> list[Flowable]:
    if not proposal.open_points:
        return []
    say = writer.say
    points = [point.reason[:1].upper() + point.reason[1:] for point in proposal.open_points]
    return [
        writer.heading(say("To be settled before the contract")),
        *writer.bullets(writer.sentence(point) for point in points),
    ]
