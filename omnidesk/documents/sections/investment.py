"""The investment: every line with its discounts, tax and the total payable; what is only estimated stands apart."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from reportlab.platypus import Flowable

from omnidesk.charts.bars import Step, layout_waterfall
from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.tables import Column, Row, TableFlow
from omnidesk.documents.writer import Writer
from omnidesk.domain.line import AppliedDiscount, LineItem
from omnidesk.domain.price_steps import PriceStep
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.totals import Totals

T = TypeVar("T")

DISCRETIONARY = "discretionary"


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return key figures, the committed lines, the way from list to payable, and the estimated lines."""
    totals, say = proposal.quote.totals, writer.say
    if totals is None:
        return []
    committed = [line for line in proposal.quote.lines if line.kind != "estimated"]
    if not committed:
        words = say("This proposal commits you to no payment.")
        return [writer.lead(words), *_estimated(proposal, totals, writer)]
    return [
        KeyFigures(_key_figures(totals, writer), writer.setter),
        writer.heading(say("Committed")),
        writer.opening(say("What you agree to pay over the term, whatever the use.")),
        *writer.noted(_committed(proposal, committed, writer), _tax_notes(proposal, writer)),
        *_waterfall(proposal.price_steps, writer),
        *_estimated(proposal, totals, writer),
    ]


def _key_figures(totals: Totals, writer: Writer) -> list[tuple[str, str]]:
    say = writer.say
    pairs = [
        (writer.short(totals.committed_total), say("committed over the term, before tax")),
        (writer.short(totals.first_year_total), say("for the first year of service")),
    ]
    if totals.acv:
        pairs.append((writer.short(totals.acv), say("recurring, a year")))
    if totals.one_time_total:
        pairs.append((writer.short(totals.one_time_total), say("one-time")))
    return pairs


def _committed(proposal: Proposal, lines: Sequence[LineItem], writer: Writer) -> TableFlow:
    """The committed lines; where no line has a discount, list and discount columns are left out."""
    say, totals = writer.say, proposal.quote.totals
    rows = [row for line in lines for row in _line_rows(line, writer)]
    if totals is not None:
        rows.append(_sum(say("Committed total, before tax"), totals.committed_total, writer))
    rows += [
        Row((writer.listed((tax.label, writer.percent(tax.percent))), "", "", "", writer.figure(tax.amount)))
        for tax in proposal.quote.taxes
    ]
    if proposal.quote.taxes:
        rows.append(_sum(say("Total payable"), proposal.total_payable, writer))
    columns = (
        Column(say("Item"), 2.6),
        Column(say("Quantity"), 1),
        Column(say("List"), figures=True),
        Column(say("Discount"), figures=True),
        Column(say("Net ({currency})").format(currency=writer.currency), figures=True),
    )
    if any(line.discounts for line in lines):
        return writer.table(columns, rows)
    return writer.table(_short(columns), [Row(_short(row.cells), row.kind) for row in rows])


def _short(cells: tuple[T, ...]) -> tuple[T, ...]:
    """A row without its list and discount cells."""
    return (*cells[:2], *cells[-1:])


def _sum(label: str, amount: Decimal, writer: Writer) -> Row:
    return Row((label, "", "", "", writer.figure(amount)), "total")


def _line_rows(line: LineItem, writer: Writer) -> Iterator[Row]:
    yield Row((line.label, _quantity(line, writer), writer.figure(line.list), "", writer.figure(line.net)))
    for discount in line.discounts:
        yield Row((_discount_label(discount, writer), "", "", writer.figure(-discount.amount), ""), "note")


def _discount_label(discount: AppliedDiscount, writer: Writer) -> str:
    return writer.listed((_discount_name(discount.name, discount.label, writer), writer.percent(discount.percent)))


def _discount_name(name: str, label: str, writer: Writer) -> str:
    """A discount as the client knows it: whose discretion it was is ours to know."""
    return writer.say("Agreed discount") if name == DISCRETIONARY else label


def _quantity(line: LineItem, writer: Writer) -> str:
    return writer.measured(line.quantity, line.unit)


def _tax_notes(proposal: Proposal, writer: Writer) -> list[str]:
    notes = [
        writer.say("{label}: {name}").format(label=tax.label, name=tax.note) for tax in proposal.quote.taxes if tax.note
    ]
    if not proposal.quote.taxes:
        notes.append(writer.say("All amounts are before tax; tax is added where the law asks for it."))
    return notes


def _waterfall(steps: Sequence[PriceStep], writer: Writer) -> list[Flowable]:
    """The way from list prices to the last total; nothing where it has one step only."""
    say = writer.say
    if len(steps) <= 2:
        return []
    names = {"committed": say("Committed total"), "payable": say("Total payable")}
    bars = [
        Step(names.get(step.kind, _discount_name(step.name, step.label, writer)), step.amount, _bar_kind(step))
        for step in steps
    ]
    alt = say("From list prices by way of {steps} to {last}.").format(
        steps=writer.listed(f"{bar.label} {writer.money(bar.amount)}" for bar in bars[:-1]),
        last=f"{bars[-1].label} {writer.money(bars[-1].amount)}",
    )
    chart = writer.chart(lambda pen: layout_waterfall(bars, writer.column, pen), alt, writer.short)
    return [writer.heading(say("From list price to what you pay")), chart]


def _bar_kind(step: PriceStep) -> Literal["change", "total"]:
    return "total" if step.kind in ("committed", "payable") else "change"


def _estimated(proposal: Proposal, totals: Totals, writer: Writer) -> list[Flowable]:
    say = writer.say
    lines = [line for line in proposal.quote.lines if line.kind == "estimated"]
    if not lines:
        return []
    rows = [Row((line.label, _quantity(line, writer), writer.figure(line.net))) for line in lines]
    rows.append(Row((say("Estimated total, before tax"), "", writer.figure(totals.estimated_total)), "subtotal"))
    columns = (
        Column(say("Item"), 2.6),
        Column(say("Basis"), 1.4),
        Column(say("Estimate ({currency})").format(currency=writer.currency), figures=True),
    )
    words = say("A forecast that depends on use and results. It is no commitment and is part of no total above.")
    return [writer.heading(say("Estimated, not committed")), writer.opening(words), writer.table(columns, rows)]
