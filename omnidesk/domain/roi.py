"""Return on investment of a deal: scenarios, payback, NPV, IRR, tornado and a seeded Monte Carlo (domain rules §6)."""

import itertools
import math
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

import msgspec

from omnidesk.domain.cash_flow import Cases, benefit_id, monthly_benefits, monthly_costs, total_benefit, total_cost
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.irr import internal_rate
from omnidesk.domain.money import round_half_up, whole_half_up
from omnidesk.domain.monte_carlo import MonteCarlo, simulate
from omnidesk.domain.named import by_id
from omnidesk.domain.performance import Scenario, shares_of
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote, frame, quote
from omnidesk.domain.value import Network, Rung

SCENARIOS: tuple[Scenario, ...] = ("low", "base", "high")

PRECISE = Context(prec=40)

TELLING_RATE = Decimal(1000)
"""Percent a year. An internal rate above says only that next to nothing is laid out first."""
WHOLE_FROM = 10
"""Percent from which on the decimals of a projected return tell nothing."""


class ScenarioResult(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario over the term, in the deal's currency.

    ``payback_month`` counts from 1; ``roi_percent`` is None at zero cost, ``irr_percent`` (a year) where the flows do
    not change sign exactly once, ``in_typical_range`` without a benefit.
    """

    benefit: Decimal
    cost: Decimal
    roi_percent: Decimal | None
    payback_month: int | None
    npv: Decimal
    irr_percent: Decimal | None
    in_typical_range: bool | None
    cumulative_benefit: tuple[Decimal, ...]
    cumulative_cost: tuple[Decimal, ...]


class TornadoBar(msgspec.Struct, frozen=True, kw_only=True):
    """ROI in percent with one input at its low and its high case, the others at base."""

    input: str
    label: str
    low: Decimal | None
    high: Decimal | None


class Roi(msgspec.Struct, frozen=True, kw_only=True):
    """The whole projection. ``network_value`` is an index, not money; None for unlimited agents or no network."""

    scenarios: dict[str, ScenarioResult]
    monte_carlo: MonteCarlo
    tornado: tuple[TornadoBar, ...]
    network_value: Decimal | None
    typical: Rung | None
    discount_rate_percent: Decimal


def project(deal: Deal, catalog: Catalog, *, seed: int = 1, priced: Quote | None = None) -> Roi | None:
    """Project a deal; None while it cannot be priced or has too many benefits. ``priced`` saves pricing it again."""
    priced = priced or quote(deal, catalog)
    pricing = frame(deal, catalog, catalog.tier(priced.tier))
    if pricing is None or priced.totals is None or len(deal.value.benefits) > catalog.policy.benefits_maximum.value:
        return None
    rate = _rate(deal, catalog)
    rung = typical_rung(deal, catalog)
    inputs = uncertain_inputs(deal, catalog)
    runs = catalog.policy.monte_carlo_runs.value
    return Roi(
        scenarios={
            case: _scenario(deal, priced, pricing, dict.fromkeys(inputs, case), rate, rung) for case in SCENARIOS
        },
        monte_carlo=simulate(deal, priced, pricing, seed=seed, runs=runs),
        tornado=_tornado(deal, priced, pricing, inputs),
        network_value=network_value(deal.value.network),
        typical=rung,
        discount_rate_percent=rate,
    )


def base_case(deal: Deal, catalog: Catalog, *, priced: Quote) -> ScenarioResult | None:
    """Project the base case alone, for whoever turns a lever and waits; None where ``project`` gives none."""
    pricing = frame(deal, catalog, catalog.tier(priced.tier))
    if pricing is None or priced.totals is None or len(deal.value.benefits) > catalog.policy.benefits_maximum.value:
        return None
    cases: Cases = dict.fromkeys(uncertain_inputs(deal, catalog), SCENARIOS[1])
    return _scenario(deal, priced, pricing, cases, _rate(deal, catalog), typical_rung(deal, catalog))


def uncertain_inputs(deal: Deal, catalog: Catalog) -> dict[str, str]:
    """Every low/base/high input in the order of the deal file: id → label."""
    ladder = catalog.scaling.value_ladder
    found: dict[str, str] = {}
    for index, benefit in enumerate(deal.value.benefits):
        rung = by_id(ladder, benefit.driver)
        found[benefit_id(index, benefit)] = rung.name if rung else benefit.driver
    for share in shares_of(deal.models.performance) if deal.models.performance else ():
        row = by_id(catalog.performance.shares, share.kind)
        found[share.line_id] = row.name if row else share.kind
    return found


def _rate(deal: Deal, catalog: Catalog) -> Decimal:
    stated = deal.value.discount_rate_percent
    return catalog.policy.discount_rate_percent.value if stated is None or stated <= -100 else stated


def typical_rung(deal: Deal, catalog: Catalog) -> Rung | None:
    """The rung of the largest base benefit, the first of equals."""
    if not deal.value.benefits:
        return None
    largest = max(deal.value.benefits, key=lambda benefit: benefit.yearly.base)
    return by_id(catalog.scaling.value_ladder, largest.driver)


def network_value(network: Network | None) -> Decimal | None:
    """V = n² × k × s × t, to six decimals: an index, never money."""
    if network is None or not isinstance(network.agents, int):
        return None
    factors = Fraction(network.connectivity) * Fraction(network.specialization) * Fraction(network.years)
    return round_half_up(network.agents**2 * factors, 6).normalize(PRECISE)


def roi_percent(benefit: Fraction, cost: Fraction) -> Decimal | None:
    """(benefit − cost) / cost in percent, two decimals; None at zero cost."""
    return round_half_up((benefit - cost) / cost * 100, 2) if cost else None


def _scenario(
    deal: Deal, priced: Quote, pricing: Pricing, cases: Cases, rate: Decimal, rung: Rung | None
) -> ScenarioResult:
    benefits = monthly_benefits(deal, pricing.months, cases)
    costs = monthly_costs(deal, priced, pricing, cases)
    unit = math.lcm(*(amount.denominator for amount in (*benefits, *costs)))
    gains, outlays = _in_units(benefits, unit), _in_units(costs, unit)
    flows = [gain - outlay for gain, outlay in zip(gains, outlays, strict=True)]
    benefit, cost = Fraction(sum(gains), unit), Fraction(sum(outlays), unit)
    percent = roi_percent(benefit, cost)
    return ScenarioResult(
        benefit=pricing.money.round(benefit),
        cost=pricing.money.round(cost),
        roi_percent=percent,
        payback_month=payback_month(flows),
        npv=pricing.money.round(net_present_value(flows, rate, unit)),
        irr_percent=internal_rate(flows),
        in_typical_range=_in_range(percent, rung),
        cumulative_benefit=_cumulative(gains, unit, pricing),
        cumulative_cost=_cumulative(outlays, unit, pricing),
    )


def _in_units(amounts: Sequence[Fraction], unit: int) -> list[int]:
    """Amounts as whole numbers of a fraction 1/unit that divides them all: adding those up takes no common factors."""
    return [amount.numerator * (unit // amount.denominator) for amount in amounts]


def _cumulative(amounts: Sequence[int], unit: int, pricing: Pricing) -> tuple[Decimal, ...]:
    digits = pricing.money.digits
    return tuple(
        Decimal(whole_half_up(running * 10**digits, unit)).scaleb(-digits) for running in itertools.accumulate(amounts)
    )


def _in_range(percent: Decimal | None, rung: Rung | None) -> bool | None:
    if percent is None or rung is None:
        return None
    above = rung.maximum_roi_percent is not None and percent > rung.maximum_roi_percent
    return percent >= rung.minimum_roi_percent and not above


def telling_percent(percent: Decimal) -> Decimal:
    """A projected return as it is told in a meeting: in whole percents from ten on, below in tenths."""
    return round_half_up(percent, 0 if abs(percent) >= WHOLE_FROM else 1)


def payback_month(flows: Sequence[Fraction | int]) -> int | None:
    """The first month (from 1) with cumulative benefit ≥ cumulative cost that stays so to the end of the term."""
    cumulative, last_short, running = 0, 0, 0
    for cumulative, flow in enumerate(flows, start=1):
        running += flow
        if running < 0:
            last_short = cumulative
    return None if last_short == cumulative else last_short + 1


def net_present_value(flows: Sequence[Fraction | int], rate_percent: Decimal, unit: int = 1) -> Decimal:
    """Σ flow / (1 + r)^(month / 12), months from 0, to 40 digits; flows are stated in parts of 1/unit."""
    yearly = PRECISE.add(1, PRECISE.divide(rate_percent, Decimal(100)))
    monthly = PRECISE.power(yearly, PRECISE.divide(Decimal(1), Decimal(12)))
    total, factor = Decimal(0), Decimal(1)
    for flow in flows:
        amount = PRECISE.divide(Decimal(flow.numerator), Decimal(flow.denominator * unit))
        total = PRECISE.add(total, PRECISE.divide(amount, factor))
        factor = PRECISE.multiply(factor, monthly)
    return total


def _tornado(deal: Deal, priced: Quote, pricing: Pricing, inputs: dict[str, str]) -> tuple[TornadoBar, ...]:
    bars = [
        TornadoBar(
            input=name,
            label=label,
            low=_roi_at(deal, priced, pricing, {name: "low"}),
            high=_roi_at(deal, priced, pricing, {name: "high"}),
        )
        for name, label in inputs.items()
    ]
    return tuple(sorted(bars, key=lambda bar: -abs((bar.high or Decimal(0)) - (bar.low or Decimal(0)))))


def _roi_at(deal: Deal, priced: Quote, pricing: Pricing, cases: Cases) -> Decimal | None:
    return roi_percent(total_benefit(deal, pricing.months, cases), total_cost(deal, priced, pricing, cases))
