"""The whole deal at a glance: who, what it costs, and until when the offer stands."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.quote import TermDates
from omnidesk.domain.totals import Totals


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the client's name on one line, the key figures and the totals."""
    totals, term = proposal.quote.totals, proposal.quote.term
    if totals is None or term is None:
        return []
    client = writer.setter.fitted(proposal.deal.client.name, "Serif", 25, writer.column)
    return [
        writer.setter.heading(client, 1),
        writer.lead(_offer(proposal, writer)),
        KeyFigures(_key_figures(totals, term, writer), writer.setter),
        _totals(proposal, totals, writer),
    ]


def _offer(proposal: Proposal, writer: Writer) -> str:
    words = writer.say("The {tier} partnership, offered until {day}.")
    return words.format(tier=proposal.tier.name, day=writer.formatter.day(proposal.valid_until))


def _key_figures(totals: Totals, term: TermDates, writer: Writer) -> list[tuple[str, str]]:
    say = writer.say
    return [
        (writer.short(totals.committed_total), say("committed over the term, before tax")),
        (writer.short(totals.first_year_total), say("for the first year of service")),
        (writer.months(term.months), writer.span(term.start, term.end)),
    ]


def _totals(proposal: Proposal, totals: Totals, writer: Writer) -> Flowable:
    columns = (Column(writer.say("Over the term")), Column(writer.currency, figures=True))
    return writer.table(columns, list(_rows(proposal, totals, writer)))


def _rows(proposal: Proposal, totals: Totals, writer: Writer) -> Iterator[Row]:
    say, figure = writer.say, writer.figure
    if totals.recurring_total and totals.one_time_total:
        yield Row((say("Recurring"), figure(totals.recurring_total)))
        yield Row((say("One-time"), figure(totals.one_time_total)))
    yield Row((say("Committed total, before tax"), figure(totals.committed_total)), "total")
    if proposal.quote.taxes:
        yield Row((say("Tax"), figure(totals.tax_total)))
        yield Row((say("Total payable"), figure(proposal.total_payable)), "total")
    if totals.estimated_total:
        yield Row((say("Beside it, estimated and not committed"), figure(totals.estimated_total)), "note")
