"""The rules of a price read a second time, in the plainest form and without any of the product's code."""

import calendar
import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from omnidesk.domain.deal import Deal
from omnidesk.domain.development import CustomDevelopment
from omnidesk.domain.performance import RevenueShare
from omnidesk.domain.subscription import AddOn
from omnidesk.domain.usage import Usage

DIGITS = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}
A_MONTH = {"seeker": 600, "apprentice": 3500}
A_YEAR = {"seeker": 6000, "apprentice": 36000, "architect": 150000}
PLANS = {"seeker": (10_000, "0.01"), "apprentice": (100_000, "0.005")}
LARGEST_PLAN = (1_000_000, "0.002")

ESTIMATED = -1
"""In place of covered months: a payment that belongs to no committed total."""


@dataclass(frozen=True)
class Paid:
    date: datetime.date
    amount: Fraction
    line: str
    months: int


@dataclass
class Reading:
    """Lines as id → (list, net, kind), and payments."""

    deal: Deal
    start: datetime.date
    months: int
    digits: int
    rate: Fraction
    lines: dict[str, tuple[Fraction, Fraction, str]] = field(default_factory=lambda: {})
    payments: list[Paid] = field(default_factory=lambda: [])

    def rounded(self, amount: Fraction | int) -> Fraction:
        return half_up(Fraction(amount), self.digits)

    def pay(self, line: str, net: Fraction, kind: str, parts: list[tuple[datetime.date, int]]) -> None:
        amounts = split(net, [Fraction(months or 1) for _, months in parts], self.digits)
        self.payments += [
            Paid(date, amount, line, ESTIMATED if kind == "estimated" else months)
            for (date, months), amount in zip(parts, amounts, strict=True)
            if amount
        ]

    def total(self, kind: str) -> Fraction:
        return sum((net for _, net, of in self.lines.values() if of == kind), Fraction(0))


def half_up(amount: Fraction, digits: int) -> Fraction:
    scaled = abs(amount) * 10**digits
    whole = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    return Fraction(whole if amount >= 0 else -whole, 10**digits)


def step(date: datetime.date, months: int) -> datetime.date:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def split(total: Fraction, weights: list[Fraction], digits: int) -> list[Fraction]:
    exact = [total * 10**digits * weight / sum(weights) for weight in weights]
    parts = [int(each) for each in exact]
    missing = int(total * 10**digits) - sum(parts)
    for index in sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))[:missing]:
        parts[index] += 1
    return [Fraction(part, 10**digits) for part in parts]


def read(deal: Deal) -> Reading:
    terms, models = deal.terms, deal.models
    assert terms.effective_date is not None
    assert terms.months is not None
    rate = Fraction(terms.fx.rate) if terms.fx else Fraction(1)
    found = Reading(deal, terms.effective_date, terms.months, DIGITS[terms.currency], rate)
    length = 12 if terms.billing == "annual" else 1
    periods = [
        (step(found.start, month), min(length, found.months - month)) for month in range(0, found.months, length)
    ]
    _subscription(found, periods, length)
    for add_on in models.subscription.add_ons if models.subscription else ():
        _add_on(found, add_on, periods)
    if models.usage:
        _usage(found, models.usage)
    if models.performance and models.performance.revenue_share:
        _share(found, models.performance.revenue_share)
    if models.custom_development:
        _development(found, models.custom_development)
    order = list(found.lines)
    found.payments.sort(key=lambda paid: (paid.date, order.index(paid.line)))
    return found


def _subscription(found: Reading, periods: list[tuple[datetime.date, int]], length: int) -> None:
    tier, negotiated = str(found.deal.tier), found.deal.terms.negotiated_base_per_year
    in_dollars = (A_YEAR if length == 12 else A_MONTH).get(tier, 0)
    price = found.rounded(in_dollars * found.rate if negotiated is None else Fraction(negotiated))
    full = sum((found.rounded(price * months / length) for _, months in periods), Fraction(0))
    multi_year = 15 if tier == "architect" and found.months >= 36 else 0
    subscription = found.deal.models.subscription
    by_hand = Fraction(subscription.discounts.discretionary_percent) if subscription else Fraction(0)
    balance = full - found.rounded(full * multi_year / 100)
    net = balance - found.rounded(balance * by_hand / 100)
    found.lines["subscription"] = (full, net, "recurring")
    found.pay("subscription", net, "recurring", periods)


def _add_on(found: Reading, add_on: AddOn, periods: list[tuple[datetime.date, int]]) -> None:
    each = Fraction(add_on.unit_price or 0) * add_on.quantity
    parts = periods if add_on.recurring else [(found.start, 0)]
    full = sum((found.rounded(each * (months or 1)) for _, months in parts), Fraction(0))
    steps = ((50, 15), (25, 10), (10, 5)) if add_on.id == "additional_agents" else ()
    percent = next((percent for least, percent in steps if add_on.quantity >= least), 0)
    net, kind = full - found.rounded(full * percent / 100), "recurring" if add_on.recurring else "one_time"
    found.lines[f"addon:{add_on.id}"] = (full, net, kind)
    found.pay(f"addon:{add_on.id}", net, kind, parts)


def _usage(found: Reading, usage: Usage) -> None:
    included, overage = PLANS.get(str(found.deal.tier), LARGEST_PLAN)
    factor, total = 1 + Fraction(usage.monthly_growth_percent) / 100, Fraction(0)
    for month in range(found.months):
        interactions = Fraction(0)
        for metric, volume in usage.volumes.items():
            assert not isinstance(volume, tuple)
            grown = Fraction(volume) * factor**month
            interactions += -(-grown // 1) if metric == "data_processed" else half_up(grown, 0)
        fee = found.rounded(max(Fraction(0), interactions - included) * Fraction(overage) * found.rate)
        total += fee
        found.pay("usage", fee, "estimated", [(step(found.start, month + 1), 0)])
    found.lines["usage"] = (total, total, "estimated")


def _share(found: Reading, share: RevenueShare) -> None:
    line, total = "performance:revenue_share", Fraction(0)
    for month in range(0, found.months, 12):
        length = min(12, found.months - month)
        yearly = Fraction(share.percent) / 100 * Fraction(share.incremental_revenue.base)
        fee = found.rounded(yearly * length / 12)
        total += fee
        found.pay(line, fee, "estimated", [(step(found.start, month + length), 0)])
    found.lines[line] = (total, total, "estimated")


def _development(found: Reading, work: CustomDevelopment) -> None:
    fees = [Fraction(fee or 0) for fee in (work.discovery_fee, work.development_fee, work.deployment_fee)]
    weeks = [work.discovery_weeks or 0, work.development_weeks or 0, work.deployment_weeks or 0]
    begun = found.start + datetime.timedelta(days=7 * weeks[0])
    built = begun + datetime.timedelta(days=7 * weeks[1])
    deployed = built + datetime.timedelta(days=7 * weeks[2])
    middle = begun + datetime.timedelta(days=7 * weeks[1] // 2)
    total = found.rounded(sum(fees, Fraction(0)))
    found.lines["development"] = (total, total, "one_time")
    found.pay("development", total, "one_time", [(date, 0) for date in (begun, middle, built, deployed)])
    after = step(found.start, found.months)
    months = next(whole for whole in count() if step(deployed, whole + 1) > after)
    if work.maintenance_percent and months:
        fee = found.rounded(fees[1] * Fraction(work.maintenance_percent) / 100 * months / 12)
        found.lines["maintenance"] = (fee, fee, "recurring")
        parts = [(step(deployed, month), min(12, months - month)) for month in range(0, months, 12)]
        found.pay("maintenance", fee, "recurring", parts)


def totals_of(found: Reading, tax_percent: Fraction) -> dict[str, Fraction]:
    recurring, one_time = found.total("recurring"), found.total("one_time")
    end, first_year = step(found.start, 12), Fraction(0)
    for paid in found.payments:
        begins = [step(paid.date, month) for month in range(paid.months)] or [paid.date]
        if paid.months != ESTIMATED:
            first_year += paid.amount * sum(date < end for date in begins) / len(begins)
    acv = found.rounded(recurring * 12 / found.months)
    return {
        "committed_total": recurring + one_time,
        "estimated_total": found.total("estimated"),
        "one_time_total": one_time,
        "recurring_total": recurring,
        "acv": acv,
        "arr": acv,
        "mrr": found.rounded(acv / 12),
        "first_year_total": found.rounded(first_year),
        "tax_total": found.rounded((recurring + one_time) * tax_percent / 100),
    }
