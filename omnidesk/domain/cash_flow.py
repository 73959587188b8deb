"""Benefits and costs month by month over the term, in each scenario (domain rules §6, §10)."""

import datetime
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from omnidesk.domain.deal import Deal
from omnidesk.domain.line import Payment
from omnidesk.domain.performance import Scenario, Share, share_fees, share_years, shares_of
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote
from omnidesk.domain.value import Benefit

Cases = Mapping[str, Scenario]
"""Which case each uncertain input takes, by its id; the rest is at base."""


def benefit_id(index: int, benefit: Benefit) -> str:
    """The id of a benefit as an uncertain input: its place (from 1) and driver."""
    return f"benefit:{index + 1}:{benefit.driver}"


def ramp_weight(benefit: Benefit, months: int) -> Fraction:
    """Part of the yearly benefit that falls into the term: Σ 1/12 × min(1, (m + 1) / ramp)."""
    ramp = max(1, benefit.ramp_months)
    rising = min(months, ramp)
    return Fraction(rising * (rising + 1) // 2 + (months - rising) * ramp, 12 * ramp)


def monthly_benefits(deal: Deal, months: int, cases: Cases) -> list[Fraction]:
    """The benefit of each month: its part of each yearly amount, added up over one common denominator."""
    parts: list[tuple[int, int, int]] = []
    for index, benefit in enumerate(deal.value.benefits):
        yearly = amount_in(benefit, cases.get(benefit_id(index, benefit), "base")).as_integer_ratio()
        ramp = max(1, benefit.ramp_months)
        parts.append((yearly[0], yearly[1] * 12 * ramp, ramp))
    common = math.lcm(*(denominator for _, denominator, _ in parts))
    scaled = [(numerator * (common // denominator), ramp) for numerator, denominator, ramp in parts]
    return [Fraction(sum(whole * min(month + 1, ramp) for whole, ramp in scaled), common) for month in range(months)]


def total_benefit(deal: Deal, months: int, cases: Cases) -> Fraction:
    """The benefit of the whole term."""
    amounts = (
        Fraction(amount_in(benefit, cases.get(benefit_id(index, benefit), "base"))) * ramp_weight(benefit, months)
        for index, benefit in enumerate(deal.value.benefits)
    )
    return sum(amounts, Fraction(0))


def amount_in(benefit: Benefit, case: Scenario) -> Decimal:
    """The yearly amount of a benefit in a case."""
    return getattr(benefit.yearly, case)


def month_of(date: datetime.date, starts: Sequence[datetime.date]) -> int:
    """The service month (from 0) in which a date lies; what comes after the term counts in its last month."""
    return max(0, min(bisect_right(starts, date), len(starts) - 1) - 1)


def monthly_costs(deal: Deal, quote: Quote, pricing: Pricing, cases: Cases) -> list[Fraction]:
    """The payments invoiced in each month, committed and estimated, shares in their case."""
    totals = [Decimal(0)] * pricing.months
    shares = {share.line_id: share for share in shares_of(deal.models.performance)} if deal.models.performance else {}
    for payment in quote.payments:
        if cases.get(payment.line, "base") == "base" or payment.line not in shares:
            _add(totals, payment.date, payment.amount, pricing)
    for line_id, case in cases.items():
        if case != "base" and line_id in shares:
            _add_share(totals, shares[line_id], case, pricing)
    return [Fraction(total) for total in totals]


def total_cost(deal: Deal, quote: Quote, pricing: Pricing, cases: Cases) -> Fraction:
    """The payments of the whole term, shares in their case."""
    total = sum((payment.amount for payment in quote.payments), Decimal(0))
    for share in shares_of(deal.models.performance) if deal.models.performance else ():
        if (case := cases.get(share.line_id, "base")) != "base":
            total += _share_total(share, case, pricing) - _share_total(share, "base", pricing)
    return Fraction(total)


def _share_total(share: Share, case: Scenario, pricing: Pricing) -> Decimal:
    return sum(share_fees(share, getattr(share.amounts, case), share_years(pricing), pricing.money), Decimal(0))


def _add_share(totals: list[Decimal], share: Share, case: Scenario, pricing: Pricing) -> None:
    years = share_years(pricing)
    fees = share_fees(share, getattr(share.amounts, case), years, pricing.money)
    for (date, _), fee in zip(years, fees, strict=True):
        _add(totals, date, fee, pricing)


def _add(totals: list[Decimal], date: datetime.date, amount: Decimal, pricing: Pricing) -> None:
    totals[month_of(date, pricing.month_starts)] += amount


def payments_by_month(payments: Sequence[Payment], pricing: Pricing) -> list[list[Payment]]:
    """The payments of each service month, for tables and charts."""
    months: list[list[Payment]] = [[] for _ in range(pricing.months)]
    for payment in payments:
        months[month_of(payment.date, pricing.month_starts)].append(payment)
    return months
