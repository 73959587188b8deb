"""The payment schedule by contract year: committed payments each, estimated ones added up by line and apart."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from omnidesk.charts.columns import Period, layout_cash_flow
from omnidesk.charts.display import Chart, Pen
from omnidesk.documents.tables import Column, HeadedTable, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.schedule import CashPeriod, ScheduleYear

HEIGHT = 132.0


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the cash flow, the committed payments, and the estimated ones by year; nothing without any payment.

    A contract's annex only lists what binds, in Word as in PDF: it has no chart.
    """
    if not proposal.quote.payments:
        return []
    return [
        writer.lead(_terms(proposal, writer)),
        *(cash_flow(proposal, writer) if proposal.kind != "contract" else ()),
        *(part for each in committed(proposal.years, writer) for part in writer.headed(each)),
        *_estimated(proposal.years, writer),
    ]


def _terms(proposal: Proposal, writer: Writer) -> str:
    terms, say = proposal.deal.terms, writer.say
    billed = say("invoiced by the year") if terms.billing == "annual" else say("invoiced by the month")
    due = say("payable within 30 days") if terms.payment == "net_30" else say("payable on the day of the invoice")
    if proposal.deal.models.subscription is None:
        return say("Every invoice is {due}.").format(due=due)
    return say("The subscription is {billed} and {due}.").format(billed=billed, due=due)


def cash_flow(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the chart of what is invoiced when, with its caption."""
    periods = proposal.periods
    return writer.captioned(_chart(periods, writer), _step(periods, writer)) if periods else []


def _chart(periods: Sequence[CashPeriod], writer: Writer) -> Flowable:
    say = writer.say
    bars = [Period(writer.formatter.month(each.start), each.committed, each.estimated) for each in periods]
    alt = say("Invoiced amounts from {first} to {last}, committed and estimated apart.").format(
        first=bars[0].label, last=bars[-1].label
    )

    def layout(pen: Pen) -> Chart:
        return layout_cash_flow(bars, (say("Committed"), say("Estimated")), (writer.column, HEIGHT), pen)

    return writer.chart(layout, alt, writer.short)


def _step(periods: Sequence[CashPeriod], writer: Writer) -> str:
    say = writer.say
    steps = {1: say("by month"), 3: say("by quarter"), 12: say("by year")}
    step = steps.get(periods[0].months, "") if periods else ""
    return say("Invoiced amounts {step}, before tax ({currency}).").format(step=step, currency=writer.currency)


def committed(years: Sequence[ScheduleYear], writer: Writer) -> Iterator[HeadedTable]:
    """A table for each year, or one for all where no year has more than one payment."""
    say = writer.say
    columns = (
        Column(say("Invoice date"), 1.05),
        Column(say("Due"), 1.05),
        Column(say("For"), 2.2),
        Column(say("Amount ({currency})").format(currency=writer.currency), figures=True),
    )
    paid = [year for year in years if year.committed]
    if paid and all(len(year.committed) == 1 for year in paid):
        yield HeadedTable(say("Committed payments"), columns, [row for year in paid for row in _payments(year, writer)])
        return
    for year in paid:
        heading = say("Year {number}: {span}").format(number=year.number, span=writer.span(year.start, year.end))
        total = say("Invoiced in year {number}").format(number=year.number)
        last = Row((total, "", "", writer.figure(year.committed_total)), "total")
        yield HeadedTable(heading, columns, [*_payments(year, writer), last])


def _payments(year: ScheduleYear, writer: Writer) -> list[Row]:
    day = writer.formatter.day
    return [Row((day(pay.date), day(pay.due), pay.label, writer.figure(pay.amount))) for pay in year.committed]


def _estimated(years: Sequence[ScheduleYear], writer: Writer) -> Iterator[Flowable]:
    for heading, columns, rows in estimated(years, writer):
        yield writer.heading(heading)
        yield writer.opening(writer.say("They follow use and results and are not part of the committed payments."))
        yield writer.table(columns, rows)


def estimated(years: Sequence[ScheduleYear], writer: Writer) -> Iterator[HeadedTable]:
    """One table of what is estimated, by year and added up by line; none where nothing is."""
    if not any(year.estimated for year in years):
        return
    say = writer.say
    columns = (
        Column(say("Contract year"), 1),
        Column(say("For"), 2.6),
        Column(say("Invoices"), figures=True),
        Column(say("Estimate ({currency})").format(currency=writer.currency), figures=True),
    )
    rows: list[Row] = []
    for year in (each for each in years if each.estimated):
        name = say("Year {number}").format(number=year.number)
        for place, line in enumerate(year.estimated):
            count = writer.formatter.number(line.payments)
            rows.append(Row(("" if place else name, line.label, count, writer.figure(line.amount))))
        if len(year.estimated) > 1:
            total = say("Estimated in year {number}").format(number=year.number)
            rows.append(Row((total, "", "", writer.figure(year.estimated_total)), "subtotal"))
    yield HeadedTable(say("Estimated payments, in arrears"), columns, rows)
