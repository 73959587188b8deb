"""Value: where cash falls, percentiles drawn again from the rule, rates, ranges and what is refused."""

import math
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.cash_flow import monthly_benefits, monthly_costs, ramp_weight
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.irr import internal_rate
from omnidesk.domain.monte_carlo import nearest_rank
from omnidesk.domain.performance import Estimate
from omnidesk.domain.quote import frame, quote
from omnidesk.domain.roi import Roi, net_present_value, project
from omnidesk.domain.value import Benefit, Value
from tests.domain.deals import ARCHITECT, DEVELOPMENT, SEEKER, deal

ZERO = Decimal(0)


def benefit(driver: str, low: str, base: str, high: str, ramp: int = 1) -> dict[str, Any]:
    return {"driver": driver, "yearly": {"low": low, "base": base, "high": high}, "ramp_months": ramp}


def projected(any_deal: Deal, catalog: Catalog) -> Roi:
    found = project(any_deal, catalog)
    assert found is not None
    return found


def costs(any_deal: Deal, catalog: Catalog) -> list[Fraction]:
    priced = quote(any_deal, catalog)
    pricing = frame(any_deal, catalog, catalog.tier(priced.tier))
    assert pricing is not None
    return monthly_costs(any_deal, priced, pricing, {})


def test_what_is_invoiced_after_the_term_counts_in_its_last_month(catalog: Catalog) -> None:
    # Two months of 600; overage 3.33 each, of month 1 invoiced in month 2, of month 2 on the day after the term.
    usage = {"volumes": {"api_calls": 10333}}
    assert costs(deal(SEEKER, terms__months=2, models__usage=usage), catalog) == [600, Fraction("606.66")]


def test_a_milestone_long_after_the_term_counts_in_its_last_month_too(catalog: Catalog) -> None:
    late = [{"name": "Late", "percent": "100", "date": "2035-01-01"}]
    development = {**DEVELOPMENT, "maintenance_percent": None, "milestones": late}
    found = costs(deal(ARCHITECT, terms__months=24, models__custom_development=development), catalog)
    assert (found[0], found[12], found[23]) == (150000, 150000, 280000)
    assert sum(found) == 580000


def test_a_month_begins_on_the_day_of_its_invoice(catalog: Catalog) -> None:
    # From 31 January, a milestone on 27 February is still month 1 and one on the 28th is month 2.
    dates = [{"name": name, "percent": "50", "date": date} for name, date in (("A", "2026-02-27"), ("B", "2026-02-28"))]
    development = {**DEVELOPMENT, "maintenance_percent": None, "milestones": dates}
    base = deal(SEEKER, terms__effective_date="2026-01-31", terms__months=3, models__custom_development=development)
    assert costs(base, catalog) == [140600, 140600, 600]


@given(ramp=st.integers(1, 60), months=st.integers(0, 120))
def test_the_weight_of_a_ramp_is_the_sum_of_its_months(ramp: int, months: int) -> None:
    row = Benefit(driver="x", yearly=Estimate(low=ZERO, base=Decimal(7), high=Decimal(9)), ramp_months=ramp)
    by_hand = sum(
        (Fraction(1, 12) * min(Fraction(1), Fraction(month + 1, ramp)) for month in range(months)), Fraction(0)
    )
    benefits = Value(benefits=(row,))
    monthly = monthly_benefits(Deal(value=benefits), months, {})
    assert ramp_weight(row, months) == by_hand == sum(monthly, Fraction(0)) / Fraction(row.yearly.base)


def test_percentiles_are_those_of_the_rule_drawn_again(catalog: Catalog) -> None:
    """Benefits first, then shares, in file order, each run anew; the nearest rank of 10,000 sorted ROIs."""
    shares = {
        "revenue_share": {"percent": "10", "incremental_revenue": {"low": "1000", "base": "2000", "high": "9000"}},
        "savings_share": {
            "percent": "20",
            "documented_savings": {"low": "0", "base": "500", "high": "5000"},
            "cap_per_year": "300",
            "floor_per_year": "100",
        },
    }
    rows = [benefit("cost_reduction", "100", "12000", "20000", 4), benefit("efficiency_improvement", "0", "50", "90")]
    found = projected(deal(SEEKER, terms__months=18, models__performance=shares, value__benefits=rows), catalog)
    # 18 months: the first ramp is 1/48 + 2/48 + 3/48 + 15 × 4/48 = 66/48 years, the second one and a half.
    draws, results = random.Random(1), list[float]()
    for _ in range(10_000):
        gain = draws.triangular(100, 20000, 12000) * 66 / 48 + draws.triangular(0, 90, 50) * 1.5
        revenue = 0.10 * draws.triangular(1000, 9000, 2000) * 1.5
        savings = min(300.0, max(100.0, 0.20 * draws.triangular(0, 5000, 500))) * 1.5
        cost = 18 * 600 + revenue + savings
        results.append((gain - cost) / cost * 100)
    results.sort()
    for drawn, rank in ((found.monte_carlo.p10, 1000), (found.monte_carlo.p50, 5000), (found.monte_carlo.p90, 9000)):
        assert drawn is not None
        assert abs(float(drawn) - results[rank - 1]) < 0.006


def test_the_nearest_rank_is_the_smallest_that_enough_do_not_exceed() -> None:
    # Of 15 values 10% are 1.5, so the second; 50% are 7.5, the eighth; 90% are 13.5, the fourteenth.
    values = [float(each) for each in range(1, 16)]
    assert [nearest_rank(values, each) for each in (10, 50, 90)] == [2, 8, 14]


def test_the_tornado_moves_shares_on_the_cost_side(catalog: Catalog) -> None:
    # 24 months: 300,000 and two years of 10% of 0, 100,000 or 200,000; the benefit is certain: 640,000.
    share = {
        "revenue_share": {"percent": "10", "incremental_revenue": {"low": "0", "base": "100000", "high": "200000"}}
    }
    sure = benefit("cost_reduction", "320000", "320000", "320000")
    base = deal(ARCHITECT, terms__months=24, models__performance=share, value__benefits=[sure])
    moves, certain = projected(base, catalog).tornado
    # 340,000 / 300,000 and 300,000 / 340,000; 320,000 / 320,000 where the share is at base.
    assert (moves.input, moves.low, moves.high) == ("performance:revenue_share", Decimal("113.33"), Decimal("88.24"))
    assert (certain.low, certain.high) == (Decimal("100.00"), Decimal("100.00"))


def test_rates_of_return_far_from_ordinary_ones_are_found() -> None:
    # A hundred back for a million a month later: all but 0.01% lost in a month, −100.00% a year to two decimals.
    assert internal_rate([Fraction(-1_000_000), Fraction(100)]) == Decimal("-100.00")
    # Nothing gained is 0% a year; doubling in a month is 2^12 − 1 = 409,500% a year.
    assert internal_rate([Fraction(-100), Fraction(0), Fraction(100)]) == 0
    assert internal_rate([Fraction(-100), Fraction(200)]) == Decimal("409500.00")
    # Borrowing has a rate too: 100 now for 110 in a year.
    assert internal_rate([Fraction(100), *[Fraction(0)] * 11, Fraction(-110)]) == Decimal("10.00")


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60), st.integers(1, 10**9))
def test_at_the_rate_of_return_flows_are_worth_nothing(gains: list[int], price: int) -> None:
    flows = [Fraction(-price), *(Fraction(gain) for gain in gains)]
    rate = internal_rate(flows)
    assert (rate is None) == (sum(gains) == 0) or math.log(sum(gains) / price) > 2
    if rate is not None and -90 < rate < 10_000:
        below, above = (net_present_value(flows, rate + step) for step in (Decimal("-0.01"), Decimal("0.01")))
        assert below >= 0 >= above


@pytest.mark.parametrize(("yearly", "inside"), [("10799", False), ("10800", True), ("14400", True), ("14401", False)])
def test_the_bounds_of_a_typical_range_belong_to_it(catalog: Catalog, yearly: str, inside: bool) -> None:
    # 7,200 a year: 50% are 10,800, 100% are 14,400; 10,799 is 49.99% and 14,401 is 100.01%.
    found = projected(deal(SEEKER, value__benefits=[benefit("cost_reduction", yearly, yearly, yearly)]), catalog)
    assert found.scenarios["base"].in_typical_range is inside


def test_the_house_rate_discounts_where_the_deal_states_none(catalog: Catalog) -> None:
    row = benefit("cost_reduction", "12000", "12000", "12000")
    assert projected(deal(SEEKER, value__benefits=[row]), catalog).discount_rate_percent == 8
    stated = projected(deal(SEEKER, value__benefits=[row], value__discount_rate_percent="0"), catalog)
    # Undiscounted, twelve months of 1,000 against 600.
    assert stated.scenarios["base"].npv == Decimal("4800.00")


@pytest.mark.parametrize(
    ("change", "field", "limit"),
    [
        ({"value__benefits": [benefit("luck", "1", "2", "3")]}, "value.benefits.0.driver", None),
        ({"value__benefits": [benefit("cost_reduction", "1", "2", "3", 0)]}, "value.benefits.0.ramp_months", "1"),
        ({"value__benefits": [benefit("cost_reduction", "3", "2", "1")]}, "value.benefits.0.yearly",
         "low ≤ base ≤ high"),
        ({"value__benefits": [benefit("cost_reduction", "-1", "2", "3")]}, "value.benefits.0.yearly.low", "0"),
        ({"value__benefits": [benefit("cost_reduction", "1", "2", "3")] * 41}, "value.benefits", "40"),
        ({"value__discount_rate_percent": "-100"}, "value.discount_rate_percent", "−100%"),
        ({"value__network": {"agents": -1}}, "value.network.agents", "0"),
        ({"value__network": {"agents": 1, "connectivity": "1.01"}}, "value.network.connectivity", "0–1"),
        ({"value__network": {"agents": 1, "connectivity": "-0.01"}}, "value.network.connectivity", "0–1"),
        ({"value__network": {"agents": 1, "specialization": "1.01"}}, "value.network.specialization", "0–1"),
        ({"value__network": {"agents": 1, "years": "-1"}}, "value.network.years", "0"),
        ({"scaling__industry": ["moon"]}, "scaling.industry.0", None),
        ({"scaling__depth": "bottomless"}, "scaling.depth", None),
    ],
)  # fmt: skip
def test_value_inputs_that_cannot_be_are_refused(
    catalog: Catalog, change: dict[str, Any], field: str, limit: str | None
) -> None:
    assert [(each.field, each.limit) for each in quote(deal(SEEKER, **change), catalog).refusals] == [(field, limit)]


def test_a_ramp_as_long_as_one_likes_is_only_slow(catalog: Catalog) -> None:
    # A ramp of 1,200 months over 12: (1 + … + 12) / (12 × 1,200) of 120,000 = 650.
    found = projected(deal(SEEKER, value__benefits=[benefit("cost_reduction", "0", "120000", "120000", 1200)]), catalog)
    assert found.scenarios["base"].benefit == Decimal("650.00")
