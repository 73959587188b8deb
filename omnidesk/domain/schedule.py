"""The payment schedule in the shape that people read: contract years with their committed and estimated parts."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.line import Payment
from omnidesk.domain.pricing import Pricing


class EstimatedYear(msgspec.Struct, frozen=True, kw_only=True):
    """The estimated payments of one line within one contract year."""

    line: str
    label: str
    payments: int
    amount: Decimal


class ScheduleYear(msgspec.Struct, frozen=True, kw_only=True):
    """One contract year: each committed payment, and the estimated ones added up by line. The two are never summed."""

    number: int
    start: datetime.date
    end: datetime.date
    committed: tuple[Payment, ...]
    committed_total: Decimal
    estimated: tuple[EstimatedYear, ...]
    estimated_total: Decimal


class ScheduleMonth(msgspec.Struct, frozen=True, kw_only=True):
    """What is invoiced in one service month."""

    start: datetime.date
    committed: Decimal
    estimated: Decimal


def schedule_years(payments: Sequence[Payment], labels: dict[str, str], pricing: Pricing) -> tuple[ScheduleYear, ...]:
    """Group payments by contract year; arrears invoiced on the day after the term belong to the last year."""
    years = [(start, min(start + 12, pricing.months)) for start in range(0, pricing.months, 12)]
    found: list[ScheduleYear] = []
    for number, (first, last) in enumerate(years, start=1):
        start, after = pricing.month_starts[first], pricing.month_starts[last]
        final = number == len(years)
        inside = [pay for pay in payments if start <= pay.date and (pay.date < after or final)]
        committed = tuple(pay for pay in inside if pay.kind != "estimated")
        estimated = _estimated(inside, labels, pricing)
        found.append(
            ScheduleYear(
                number=number,
                start=start,
                end=after - datetime.timedelta(days=1),
                committed=committed,
                committed_total=pricing.money.total(pay.amount for pay in committed),
                estimated=estimated,
                estimated_total=pricing.money.total(row.amount for row in estimated),
            )
        )
    return tuple(found)


def _estimated(payments: Sequence[Payment], labels: dict[str, str], pricing: Pricing) -> tuple[EstimatedYear, ...]:
    by_line: dict[str, list[Decimal]] = {}
    for payment in payments:
        if payment.kind == "estimated":
            by_line.setdefault(payment.line, []).append(payment.amount)
    return tuple(
        EstimatedYear(
            line=line, label=labels.get(line, line), payments=len(amounts), amount=pricing.money.total(amounts)
        )
        for line, amounts in by_line.items()
    )


def schedule_months(by_month: Sequence[Sequence[Payment]], pricing: Pricing) -> tuple[ScheduleMonth, ...]:
    """Committed and estimated amounts invoiced in each service month."""
    return tuple(
        ScheduleMonth(
            start=start,
            committed=pricing.money.total(pay.amount for pay in payments if pay.kind != "estimated"),
            estimated=pricing.money.total(pay.amount for pay in payments if pay.kind == "estimated"),
        )
        for start, payments in zip(pricing.month_starts, by_month, strict=False)
    )


class CashPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """What is invoiced in ``months`` service months from ``start`` on; the two amounts are never summed."""

    start: datetime.date
    months: int
    committed: Decimal
    estimated: Decimal


def cash_periods(months: Sequence[ScheduleMonth], pricing: Pricing) -> tuple[CashPeriod, ...]:
    """The cash flow in periods that a chart can show: months up to 18, quarters up to 72, else years."""
    step = 1 if len(months) <= 18 else 3 if len(months) <= 72 else 12
    parts = [months[first : first + step] for first in range(0, len(months), step)]
    return tuple(
        CashPeriod(
            start=part[0].start,
            months=len(part),
            committed=pricing.money.total(month.committed for month in part),
            estimated=pricing.money.total(month.estimated for month in part),
        )
        for part in parts
    )
