"""The whole deal at a glance: key figures, what they stand for, and when things happen."""

from reportlab.platypus import Flowable

from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the page; names are cut to a line, so that it stays one page."""
    totals, term, say = proposal.quote.totals, proposal.quote.term, writer.say
    if totals is None or term is None:
        return []
    client = writer.setter.fitted(proposal.deal.client.name, "Serif", 25, writer.column - 30)
    figures = [
        (writer.short(totals.committed_total), say("committed over the term, before tax")),
        (writer.short(totals.first_year_total), say("committed in the first year")),
        (writer.months(term.months), say("from {day}").format(day=writer.formatter.day(term.start))),
    ]
    return [
        writer.setter.heading(client, 1),
        writer.text(say("The {tier} partnership").format(tier=proposal.tier.name), role="lead"),
        KeyFigures(figures, writer.setter),
        _totals(proposal, writer),
    ]


def _totals(proposal: Proposal, writer: Writer) -> Flowable:
    totals, say = proposal.quote.totals, writer.say
    assert totals is not None
    rows = [
        Row((say("Recurring, over the term"), writer.figure(totals.recurring_total))),
        Row((say("One-time"), writer.figure(totals.one_time_total))),
        Row((say("Committed total, before tax"), writer.figure(totals.committed_total)), "subtotal"),
        Row((say("Tax"), writer.figure(totals.tax_total))),
        Row((say("Total payable"), writer.figure(proposal.total_payable)), "total"),
    ]
    return writer.table((Column(say("Totals")), Column(writer.currency, figures=True)), rows)
