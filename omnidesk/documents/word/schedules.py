"""What a contract in Word sets in tables: the terms in short, fees, milestones and payments."""

from collections.abc import Iterator

from omnidesk.documents.sections import agreed
from omnidesk.documents.tables import Column, Row
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
        *_milestones(proposal, writer),
        *_committed(proposal, writer),
        *_estimated(proposal, writer),
    ):
        yield paragraph("Heading2", run(words))
        yield table(columns, rows)
        yield paragraph("Normal")


Part = tuple[str, tuple[Column, ...], list[Row]]
"""A heading, and the columns and rows of its table."""


def _fees(proposal: Proposal, writer: Writer) -> Iterator[Part]:
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
    yield say("Committed"), columns, rows


def _line_rows(line: LineItem, writer: Writer) -> Iterator[Row]:
    yield Row((line.label, writer.figure(line.list), "", writer.figure(line.net)))
    for off in line.discounts:
        name = writer.say("Agreed discount") if off.name == DISCRETIONARY else off.label
        yield Row((f"{name}, {writer.percent(off.percent)}", "", writer.figure(-off.amount), ""), "note")


def _milestones(proposal: Proposal, writer: Writer) -> Iterator[Part]:
    say, milestones = writer.say, proposal.roadmap.milestones
    if not milestones:
        return
    columns = (
        Column(say("Milestone"), 2),
        Column(say("Date"), 1),
        Column(say("Share"), figures=True),
        Column(say("Amount ({currency})").format(currency=writer.currency), figures=True),
    )
    rows = [
        Row((each.name, writer.formatter.day(each.date), writer.percent(each.percent), writer.figure(each.amount)))
        for each in milestones
    ]
    yield say("Milestones of the custom development"), columns, rows


def _committed(proposal: Proposal, writer: Writer) -> Iterator[Part]:
    say, day = writer.say, writer.formatter.day
    columns = (
        Column(say("Invoice date"), 1.05),
        Column(say("Due"), 1.05),
        Column(say("For"), 2.2),
        Column(say("Amount ({currency})").format(currency=writer.currency), figures=True),
    )
    for year in (each for each in proposal.years if each.committed):
        rows = [Row((day(pay.date), day(pay.due), pay.label, writer.figure(pay.amount))) for pay in year.committed]
        total = say("Invoiced in year {number}").format(number=year.number)
        rows.append(Row((total, "", "", writer.figure(year.committed_total)), "total"))
        span = writer.span(year.start, year.end)
        yield say("Year {number}: {span}").format(number=year.number, span=span), columns, rows


def _estimated(proposal: Proposal, writer: Writer) -> Iterator[Part]:
    say = writer.say
    columns = (
        Column(say("Contract year"), 1),
        Column(say("For"), 2.6),
        Column(say("Invoices"), figures=True),
        Column(say("Estimate ({currency})").format(currency=writer.currency), figures=True),
    )
    rows: list[Row] = []
    for year in proposal.years:
        for place, line in enumerate(year.estimated):
            name = "" if place else say("Year {number}").format(number=year.number)
            rows.append(Row((name, line.label, writer.formatter.number(line.payments), writer.figure(line.amount))))
    if rows:
        yield say("Estimated payments, in arrears"), columns, rows
