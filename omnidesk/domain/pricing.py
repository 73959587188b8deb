"""What every revenue model needs to price itself: currency, dates, billing, tier and policy of one deal."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

import msgspec
from dateutil.relativedelta import relativedelta

from omnidesk.domain.line import LineItem, Payment, PricedLine
from omnidesk.domain.money import Money
from omnidesk.domain.policy import Policy
from omnidesk.domain.tier import Tier
from omnidesk.domain.wording import Wording

NET_DAYS = {"net_30": 30, "prepaid": 0}

HALF_UP = "half-up to the minor unit"


@lru_cache(maxsize=4096)
def month_step(start: datetime.date, months: int) -> datetime.date:
    """The date ``months`` later: the same day, or the month's last day. Source: domain rules §5."""
    return start + relativedelta(months=months)


class Pricing(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The frame of one deal's prices.

    ``negotiated`` is the stated yearly base in the deal's currency, ``agents`` the number priced (discovery's where the
    subscription leaves it out).
    """

    money: Money
    start: datetime.date
    months: int
    billing: Literal["monthly", "annual"]
    payment_terms: Literal["net_30", "prepaid"]
    tier: Tier
    policy: Policy
    negotiated: Decimal | None = None
    agents: int | str | None = None
    wording: Wording = Wording()

    @cached_property
    def month_starts(self) -> tuple[datetime.date, ...]:
        """First days of the service months, and as the last entry the day after the term: months + 1 dates."""
        return tuple(month_step(self.start, month) for month in range(self.months + 1))

    @property
    def after_term(self) -> datetime.date:
        """The day after the term ends."""
        return self.month_starts[-1]

    @cached_property
    def periods(self) -> tuple[tuple[datetime.date, int], ...]:
        """Invoicing periods of the subscription: first day and number of months."""
        step = 12 if self.billing == "annual" else 1
        return tuple(
            (self.month_starts[month], min(step, self.months - month)) for month in range(0, self.months, step)
        )

    def due(self, invoiced: datetime.date) -> datetime.date:
        """When an invoice of that day is due, at the latest on the last day that a calendar has."""
        days = datetime.timedelta(days=NET_DAYS[self.payment_terms])
        return invoiced + min(days, datetime.date.max - invoiced)

    def payment(self, line: LineItem, date: datetime.date, amount: Decimal, label: str, months: int = 0) -> Payment:
        """A payment of a line, due by the payment terms."""
        return Payment(
            date=date,
            due=self.due(date),
            amount=amount,
            kind=line.kind,
            line=line.id,
            label=label,
            months=months,
        )

    def scheduled(
        self, line: LineItem, parts: Sequence[tuple[datetime.date, int, str]], weights: Sequence[Decimal | int]
    ) -> PricedLine:
        """Split a line's net over ``parts`` (date, covered months, label) by largest remainder; zero payments go."""
        amounts = self.money.split(line.net, weights)
        payments = [
            self.payment(line, date, amount, label, months)
            for (date, months, label), amount in zip(parts, amounts, strict=True)
            if amount
        ]
        return PricedLine(line, tuple(payments))
