"""What a contract in Word sets in tables: the terms in short, fees, milestones and payments."""

from collections.abc import Iterator

from omnidesk.documents.sections import agreed, payments, roadmap
from omnidesk.documents.tables import Column, HeadedTable, Row
from omnidesk.documents.word.elements import paragraph, run
from omnidesk.documents.word.tables import table
from omnidesk.documents.word.tree import Element
from omnidesk.documents.writer import Writer
from omnidesk.domain.line import LineItem
from omnidesk.domain.proposal import Proposal

DISCRETIONARY = "discretionary"


def in_short(proposal: Proposal, writer: Writer) -> Iterator[Element]:
    """Yield the table of what is agreed, in short."""
    columns = (Column(writer.say("Agreed, in short"), 1, strong=True), Column("", 2.6))
    yield table(columns, [Row(cells) for cells in agreed.rows(proposal, writer)])


def annex(proposal: Proposal, writer: Writer) -> Iterator[Element]:
    """Yield fees, milestones, and the payments by year: committed ones each, estimated ones added up."""
    if not proposal.quote.lines:
        yield paragraph("Normal", run(writer.say("No payment is scheduled.")))
        return
    for words, columns, rows in (
        *_fees(proposal, writer),
        *roadmap.milestones(proposal, writer),
        *payments.committed(proposal.years, writer),
        *payments.estimated(proposal.years, writer),
    ):
        yield paragraph("Heading2", run(words))
        yield table(columns, rows)
        yield paragraph("Normal")


def _fees(proposal: Proposal, writer: Writer) -> Iterator[HeadedTable]:
    say, totals = writer.say, proposal.quote.totals
    lines = [line for line in proposal.quote.lines if line.kind != "estimated"]
    if not lines or totals is None:
        return
    columns = (
        Column(say("Item"), 2.6),
        Column(say("List"), figures=True),
        Column(say("Discount"), figures=True),
        Column(say("Net ({currency})").format(currency=writer.currency), figures=True),
    )
    rows = [row for line in lines for row in _line_rows(line, writer)]
    rows.append(Row((say("Committed total, before tax"), "", "", writer.figure(totals.committed_total)), "total"))
    for tax in proposal.quote.taxes:
        rows.append(Row((f"{tax.label}, {writer.percent(tax.percent)}", "", "", writer.figure(tax.amount))))
    if proposal.quote.taxes:
        rows.append(Row((say("Total payable"), "", "", writer.figure(proposal.total_payable)), "total"))
    yield HeadedTable(say("Committed"), columns, rows)


def _line_rows(line: LineItem, writer: Writer) -> Iterator[Row]:
    yield Row((line.label, writer.figure(line.list), "", writer.figure(line.net)))
    for off in line.discounts:
        name = writer.say("Agreed discount") if off.name == DISCRETIONARY else off.label
        yield Row((f"{name}, {writer.percent(off.percent)}", "", writer.figure(-off.amount), ""), "note")
