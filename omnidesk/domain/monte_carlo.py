"""A seeded Monte Carlo over the low/base/high triangles: P10, P50 and P90 of the term's ROI (domain rules §10)."""

import math
import random
from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.cash_flow import month_of, ramp_weight
from omnidesk.domain.deal import Deal
from omnidesk.domain.performance import Estimate, Share, share_years, shares_of
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote

Triangle = tuple[float, float, float]
"""Low, high and most likely, in the order in which a triangle is drawn."""


class MonteCarlo(msgspec.Struct, frozen=True, kw_only=True):
    """Percentiles of ROI in percent by nearest rank; None without cost. The same seed gives the same result."""

    p10: Decimal | None
    p50: Decimal | None
    p90: Decimal | None
    seed: int
    runs: int


class Fan(msgspec.Struct, frozen=True, kw_only=True):
    """How far apart the runs drift: cumulative benefit less cost at the end of each of ``months`` (counted from 1).

    Amounts are in whole units of the deal's currency, percentiles by nearest rank.
    """

    months: tuple[int, ...]
    p10: tuple[Decimal, ...]
    p50: tuple[Decimal, ...]
    p90: tuple[Decimal, ...]
    seed: int
    runs: int


FAN_PLACES = 12
"""Months at which the fan is measured: more are not seen in a chart, and each costs a sort of all runs."""


def simulate(deal: Deal, priced: Quote, pricing: Pricing, *, seed: int, runs: int) -> MonteCarlo:
    """Draw each benefit, then each estimated share, in file order, independently, ``runs`` times.

    Percentiles of a projection are no amounts of money, so the runs are drawn in floating point.
    """
    shares = shares_of(deal.models.performance) if deal.models.performance else ()
    uncertain = {share.line_id for share in shares}
    fixed = float(sum((pay.amount for pay in priced.payments if pay.line not in uncertain), Decimal(0)))
    weighted = [(_triangle(each.yearly), float(ramp_weight(each, pricing.months))) for each in deal.value.benefits]
    years = sum(months for _, months in share_years(pricing)) / 12
    fees = [(_triangle(share.amounts), _fee(share, years)) for share in shares]
    generator = random.Random(seed)  # noqa: S311 (a projection, not a secret)
    results = sorted(_run(generator, weighted, fees, fixed) for _ in range(runs))
    if not results or math.isnan(results[0]):
        return MonteCarlo(p10=None, p50=None, p90=None, seed=seed, runs=runs)
    return MonteCarlo(
        p10=nearest_rank(results, 10),
        p50=nearest_rank(results, 50),
        p90=nearest_rank(results, 90),
        seed=seed,
        runs=runs,
    )


def fan(deal: Deal, priced: Quote, pricing: Pricing, *, seed: int, runs: int) -> Fan:
    """Follow the very runs of ``simulate`` through the term."""
    shares = shares_of(deal.models.performance) if deal.models.performance else ()
    triangles = [_triangle(each.yearly) for each in deal.value.benefits] + [_triangle(each.amounts) for each in shares]
    generator = random.Random(seed)  # noqa: S311 (a projection, not a secret)
    drawn = [[generator.triangular(*triangle) for triangle in triangles] for _ in range(runs)]
    columns = [list(column) for column in zip(*drawn, strict=True)]
    benefits, amounts = columns[: len(deal.value.benefits)], columns[len(deal.value.benefits) :]
    fees = [[_fee(share, 1)(amount) for amount in column] for share, column in zip(shares, amounts, strict=True)]
    places = fan_months(pricing.months)
    measured: list[tuple[Decimal, ...]] = []
    for month in places:
        nets = [-_fixed_until(priced, pricing, month, {share.line_id for share in shares})] * runs
        for benefit, column in zip(deal.value.benefits, benefits, strict=True):
            weight = float(ramp_weight(benefit, month))
            nets = [net + weight * amount for net, amount in zip(nets, column, strict=True)]
        years = _years_until(pricing, month)
        for column in fees:
            nets = [net - years * fee for net, fee in zip(nets, column, strict=True)]
        nets.sort()
        measured.append(tuple(nearest_rank(nets, percentile).quantize(Decimal(1)) for percentile in (10, 50, 90)))
    p10, p50, p90 = zip(*measured, strict=True)
    return Fan(months=places, p10=p10, p50=p50, p90=p90, seed=seed, runs=runs)


def fan_months(months: int) -> tuple[int, ...]:
    """The months at whose end the fan is measured: evenly over the term, the last one always."""
    step = -(-months // FAN_PLACES)
    return tuple(range(months % step or step, months + 1, step))


def _fixed_until(priced: Quote, pricing: Pricing, month: int, uncertain: set[str]) -> float:
    """What is invoiced up to the end of a month and does not depend on the draw."""
    counted = (pay for pay in priced.payments if pay.line not in uncertain)
    return float(sum((pay.amount for pay in counted if month_of(pay.date, pricing.month_starts) < month), Decimal(0)))


def _years_until(pricing: Pricing, month: int) -> float:
    """Contract years whose share is invoiced up to the end of a month, a part-year as its part."""
    invoiced = (months for date, months in share_years(pricing) if month_of(date, pricing.month_starts) < month)
    return sum(invoiced) / 12


def nearest_rank(results: Sequence[float], percentile: int) -> Decimal:
    """The smallest result that at least ``percentile`` per cent of the sorted results do not exceed."""
    return Decimal(f"{results[math.ceil(percentile * len(results) / 100) - 1]:.2f}")


def _fee(share: Share, years: float) -> Callable[[float], float]:
    rate = float(share.percent) / 100
    floor = -math.inf if share.floor is None else float(share.floor)
    cap = math.inf if share.cap is None else float(share.cap)
    return lambda amount: min(cap, max(floor, rate * amount)) * years


def _run(
    generator: random.Random,
    weighted: Sequence[tuple[Triangle, float]],
    fees: Sequence[tuple[Triangle, Callable[[float], float]]],
    fixed: float,
) -> float:
    draw = generator.triangular
    benefit = sum([draw(*triangle) * weight for triangle, weight in weighted])
    cost = fixed + sum([fee(draw(*triangle)) for triangle, fee in fees])
    return (benefit - cost) / cost * 100 if cost else math.nan


def _triangle(estimate: Estimate) -> Triangle:
    return float(estimate.low), float(estimate.high), float(estimate.base)
