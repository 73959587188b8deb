"""What is agreed, in short: the few figures and dates that whoever signs wants before their eyes."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return a table of parties, tier, term, fees and invoices."""
    columns = (Column(writer.say("Agreed, in short"), 1, strong=True), Column("", 2.4))
    return [writer.table(columns, [Row(cells) for cells in rows(proposal, writer)])]


def rows(proposal: Proposal, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield what is agreed and its words, row by row."""
    say, totals, term = writer.say, proposal.quote.totals, proposal.quote.term
    parties = say("{provider} (provider) and {client} (client)")
    company = proposal.catalog.company.legal_name
    yield say("Parties"), parties.format(provider=company, client=proposal.deal.client.name)
    yield say("Partnership"), proposal.tier.name
    if term is not None:
        words = say("{months}, {span}")
        yield say("Term"), words.format(months=writer.months(term.months), span=writer.span(term.start, term.end))
    if totals is not None:
        yield say("Committed fees"), say("{amount} before tax").format(amount=writer.money(totals.committed_total))
    if proposal.quote.taxes:
        yield say("Total payable"), writer.money(proposal.total_payable)
    due = say("within 30 days") if proposal.deal.terms.payment == "net_30" else say("on the day of the invoice")
    yield say("Invoices"), say("as the annex lists them, payable {due}").format(due=due)
