"""Every payment of the deal as people read it: a table by contract year, and the cash flow. Estimates stand apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.columns import Period
from omnidesk.domain.cash_flow import payments_by_month
from omnidesk.domain.schedule import ScheduleMonth, ScheduleYear, schedule_months, schedule_years
from omnidesk.i18n import _
from omnidesk.wizard.context import Context


@dataclass(frozen=True)
class PaymentRow:
    """One row of a year: when invoiced and due, what for, and the amount; ``strong`` for a sum."""

    invoiced: str
    due: str
    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True)
class PaymentYear:
    """One contract year."""

    title: str
    rows: tuple[PaymentRow, ...]


@dataclass(frozen=True)
class PaymentsView:
    """All payments. ``step`` says what one column of the cash flow covers."""

    years: tuple[PaymentYear, ...]
    committed: str
    estimated: str
    periods: tuple[Period, ...]
    step: str


def view(context: Context) -> PaymentsView | None:
    """All payments; None while there are none."""
    pricing, totals = context.pricing, context.quote.totals
    if pricing is None or totals is None or not context.quote.payments:
        return None
    labels = {line.id: line.label for line in context.quote.lines}
    years = schedule_years(context.quote.payments, labels, pricing)
    months = schedule_months(payments_by_month(context.quote.payments, pricing), pricing)
    length, step = _step(len(months))
    return PaymentsView(
        years=tuple(_year(context, year) for year in years),
        committed=context.figure(totals.committed_total, "total:committed_total"),
        estimated=context.figure(totals.estimated_total, "total:estimated_total") if totals.estimated_total else "",
        periods=tuple(_periods(context, months, length)),
        step=step,
    )


def _step(months: int) -> tuple[int, str]:
    """As many months a column as keep it readable."""
    if months <= 18:
        return 1, _("by month")
    return (3, _("by quarter")) if months <= 72 else (12, _("by year"))


def _periods(context: Context, months: tuple[ScheduleMonth, ...], length: int) -> Iterator[Period]:
    for first in range(0, len(months), length):
        inside = months[first : first + length]
        yield Period(
            label=context.formatter.month(inside[0].start),
            committed=sum((month.committed for month in inside), Decimal(0)),
            estimated=sum((month.estimated for month in inside), Decimal(0)),
        )


def _year(context: Context, year: ScheduleYear) -> PaymentYear:
    day = context.formatter.day
    title = _("Year {number}, {start} to {end}").format(number=year.number, start=day(year.start), end=day(year.end))
    return PaymentYear(title, tuple(_rows(context, year)))


def _rows(context: Context, year: ScheduleYear) -> Iterator[PaymentRow]:
    """Committed payments with their sum, then the estimated ones with theirs: the two are never added up."""
    numbers = {id(pay): number for number, pay in enumerate(context.quote.payments, start=1)}
    figure = f"year:{year.number}"
    for pay in year.committed:
        amount = context.figure(pay.amount, f"payment:{numbers[id(pay)]}")
        yield PaymentRow(pay.date.isoformat(), pay.due.isoformat(), pay.label, amount)
    committed = _("Year {number}, committed").format(number=year.number)
    total = context.figure(year.committed_total, f"{figure}:committed")
    yield PaymentRow("", "", committed, total, strong=True)
    for row in year.estimated:
        times = _("1 invoice in arrears") if row.payments == 1 else _("{count} invoices in arrears")
        label = f"{row.label}: {times.format(count=row.payments)}"
        amount = context.figure(row.amount, f"{figure}:estimated:{row.line}")
        yield PaymentRow(_("estimated"), "", label, amount)
    if year.estimated:
        estimated = _("Year {number}, estimated").format(number=year.number)
        total = context.figure(year.estimated_total, f"{figure}:estimated")
        yield PaymentRow("", "", estimated, total, strong=True)
