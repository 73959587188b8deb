"""Performance: shares of value that was measured, and outcome bonuses; estimated, in arrears (domain rules §4, §10)."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from omnidesk.domain.line import Derivation, LineItem, Payment, PricedLine
from omnidesk.domain.money import Money, Number, percent_of, plain
from omnidesk.domain.named import Named, Prose, Range, Spec, by_id
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.remembered import remembered

Scenario = Literal["low", "base", "high"]


class Estimate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yearly amount with its uncertainty: low <= base <= high, in the deal's currency."""

    low: Decimal
    base: Decimal
    high: Decimal


class RevenueShare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A percentage of incremental revenue a year."""

    percent: Decimal
    incremental_revenue: Estimate
    cap_per_year: Decimal | None = None
    floor_per_year: Decimal | None = None


class SavingsShare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A percentage of documented savings a year."""

    percent: Decimal
    documented_savings: Estimate
    cap_per_year: Decimal | None = None
    floor_per_year: Decimal | None = None


class OutcomeBonus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fixed amount that is due in the ``month``-th month when the KPI reaches its target."""

    kpi: str
    target: str | int
    amount: Decimal
    month: int


class Performance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The performance model of a deal; baseline, attribution and audit rights are needed before a contract."""

    revenue_share: RevenueShare | None = None
    savings_share: SavingsShare | None = None
    outcome_bonuses: tuple[OutcomeBonus, ...] = ()
    baseline: str | None = None
    attribution: str | None = None
    mutual_audit_rights: bool | None = None


class ShareSpec(Named, frozen=True, kw_only=True):
    """One kind of share (``revenue_share``, ``savings_share``) with its range in percent."""

    percent: Range
    measurement: str
    verification: str


class PerformanceSpec(Spec, frozen=True, kw_only=True):
    """``specs/performance.yaml``."""

    name: Prose
    description: str
    shares: tuple[ShareSpec, ...]
    outcome_bonus: Named
    bonus_trigger: str
    requirements: tuple[Named, ...]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A revenue or savings share in one shape: its line id, its field in the deal and its figures."""

    line_id: str
    field: str
    kind: str
    percent: Decimal
    amounts: Estimate
    cap: Decimal | None
    floor: Decimal | None


def shares_of(performance: Performance) -> tuple[Share, ...]:
    """The shares of a deal in the order of its file."""
    found: list[Share] = []
    if revenue := performance.revenue_share:
        found.append(_share("revenue_share", revenue, revenue.incremental_revenue))
    if savings := performance.savings_share:
        found.append(_share("savings_share", savings, savings.documented_savings))
    return tuple(found)


def _share(kind: str, share: RevenueShare | SavingsShare, amounts: Estimate) -> Share:
    return Share(
        line_id=f"performance:{kind}",
        field=f"models.performance.{kind}",
        kind=kind,
        percent=share.percent,
        amounts=amounts,
        cap=share.cap_per_year,
        floor=share.floor_per_year,
    )


def yearly_fee(share: Share, amount: Number) -> Fraction:
    """The unrounded fee of a full year: the percentage, held between floor and cap."""
    fee = percent_of(share.percent, amount)
    if share.floor is not None:
        fee = max(Fraction(share.floor), fee)
    if share.cap is not None:
        fee = min(Fraction(share.cap), fee)
    return fee


def share_years(pricing: Pricing) -> list[tuple[datetime.date, int]]:
    """Invoice date in arrears and months of each contract year; a last part-year counts its months."""
    return [
        (pricing.month_starts[min(month + 12, pricing.months)], min(12, pricing.months - month))
        for month in range(0, pricing.months, 12)
    ]


def share_fees(share: Share, amount: Number, years: list[tuple[datetime.date, int]], money: Money) -> list[Decimal]:
    """The fee of each contract year, rounded once a year."""
    fee = yearly_fee(share, amount)
    return [money.round(fee * months / 12) for _, months in years]


def share_payments(share: Share, scenario: Scenario, line: LineItem, pricing: Pricing) -> tuple[Payment, ...]:
    """The payments of a share in one scenario."""
    years = share_years(pricing)
    fees = share_fees(share, getattr(share.amounts, scenario), years, pricing.money)
    return tuple(
        pricing.payment(line, date, fee, pricing.wording.year.format(label=line.label, year=year))
        for year, ((date, _), fee) in enumerate(zip(years, fees, strict=True), start=1)
        if fee
    )


@remembered
def price_performance(performance: Performance, spec: PerformanceSpec, pricing: Pricing) -> tuple[PricedLine, ...]:
    """Estimated lines: each share at its base case, then each bonus. Source: domain rules §4, §10."""
    shares = (_share_line(share, spec, pricing) for share in shares_of(performance))
    bonuses = (
        _bonus_line(number, bonus, spec, pricing)
        for number, bonus in enumerate(performance.outcome_bonuses, start=1)
        if 1 <= bonus.month <= pricing.months
    )
    return (*shares, *bonuses)


def _share_line(share: Share, spec: PerformanceSpec, pricing: Pricing) -> PricedLine:
    row = by_id(spec.shares, share.kind)
    net = pricing.money.total(share_fees(share, share.amounts.base, share_years(pricing), pricing.money))
    line = LineItem(
        id=share.line_id,
        label=row.name if row else share.kind,
        model="performance",
        kind="estimated",
        quantity=Decimal(pricing.months),
        unit="months",
        list=net,
        net=net,
        derivations=(
            Derivation(
                figure="list",
                amount=net,
                inputs=(
                    ("percent", plain(share.percent)),
                    ("base case a year", plain(share.amounts.base)),
                    ("floor a year", "none" if share.floor is None else plain(share.floor)),
                    ("cap a year", "none" if share.cap is None else plain(share.cap)),
                ),
                rule="each year: min(cap, max(floor, percent × amount)) × months / 12",
                rounding="each year half-up to the minor unit",
                source=f"{share.field}; range in specs/performance.yaml: shares.{share.kind}.percent",
            ),
        ),
    )
    return PricedLine(line, share_payments(share, "base", line, pricing))


def _bonus_line(number: int, bonus: OutcomeBonus, spec: PerformanceSpec, pricing: Pricing) -> PricedLine:
    net = pricing.money.round(bonus.amount)
    line = LineItem(
        id=f"performance:bonus:{number}",
        label=pricing.wording.of.format(label=spec.outcome_bonus.name, name=bonus.kpi),
        model="performance",
        kind="estimated",
        quantity=Decimal(1),
        unit="bonus",
        list=net,
        net=net,
        derivations=(
            Derivation(
                figure="list",
                amount=net,
                inputs=(("KPI", bonus.kpi), ("target", str(bonus.target)), ("due in month", str(bonus.month))),
                rule="predefined amount, in full in every scenario",
                rounding="half-up to the minor unit",
                source=f"models.performance.outcome_bonuses.{number - 1}.amount",
            ),
        ),
    )
    return pricing.scheduled(line, [(pricing.month_starts[bonus.month], 0, line.label)], [1])
