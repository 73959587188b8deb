"""Value: ramps, payback, NPV, IRR, tornado and Monte Carlo, worked out by hand where a hand can."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.irr import internal_rate
from omnidesk.domain.roi import Roi, net_present_value, payback_month, project
from omnidesk.domain.value import benefits_by_rung
from tests.domain.any_deal import deals
from tests.domain.deals import ARCHITECT, SEEKER, deal


def benefit(driver: str, low: str, base: str, high: str, ramp: int = 1) -> dict[str, Any]:
    return {"driver": driver, "yearly": {"low": low, "base": base, "high": high}, "ramp_months": ramp}


def projected(catalog: Catalog, base: dict[str, Any], *benefits: dict[str, Any], **changes: Any) -> Roi:
    found = project(deal(base, value__benefits=list(benefits), **changes), catalog)
    assert found is not None
    return found


def test_a_ramp_grows_linearly_to_the_full_month(catalog: Catalog) -> None:
    # Seeker 12 months: cost 7,200. Benefit 12,000 a year, ramp 4: 1,000 × (0.25 + 0.5 + 0.75 + 9 × 1) = 10,500.
    base = projected(catalog, SEEKER, benefit("cost_reduction", "0", "12000", "24000", 4)).scenarios["base"]
    assert (base.benefit, base.cost) == (Decimal("10500.00"), Decimal("7200.00"))
    # ROI = 3,300 / 7,200 = 45.83%, below the rung's 50–100%.
    assert (base.roi_percent, base.in_typical_range) == (Decimal("45.83"), False)
    # Cumulative: 250 − 600, 750 − 1,200, 1,500 − 1,800, 2,500 − 2,400: paid back in month 4.
    assert base.payback_month == 4


def test_benefits_of_one_rung_are_told_together(catalog: Catalog) -> None:
    several = [
        benefit("revenue_enhancement", "1", "2", "4", 12),
        benefit("cost_reduction", "10", "20", "40", 3),
        benefit("revenue_enhancement", "0.5", "1", "2", 18),
    ]
    first, second = benefits_by_rung(deal(SEEKER, value__benefits=several).value, catalog.scaling.value_ladder)
    assert (first.driver, first.yearly.base, first.ramp_months) == ("cost_reduction", 20, 3)
    assert (second.yearly.low, second.yearly.base, second.yearly.high) == (Decimal("1.5"), 3, 6)
    assert second.ramp_months == 18


def test_payback_must_stay_paid_back() -> None:
    flows = [Fraction(each) for each in (5, -10, 20, -1)]
    assert payback_month(flows) == 3
    assert payback_month([Fraction(1), Fraction(-2)]) is None
    assert payback_month([Fraction(0), Fraction(0)]) == 1


def test_net_present_value_discounts_by_months() -> None:
    # 1,000 today and 1,210 in a year at 21%: 1,000 + 1,210 / 1.21 = 2,000.
    flows = [Fraction(1000), *[Fraction(0)] * 11, Fraction(1210)]
    assert round(net_present_value(flows, Decimal(21)), 12) == 2000


def test_the_internal_rate_needs_exactly_one_change_of_sign() -> None:
    # −1,000 now, 1,100 in twelve months: 10% a year.
    assert internal_rate([Fraction(-1000), *[Fraction(0)] * 11, Fraction(1100)]) == Decimal("10.00")
    assert internal_rate([Fraction(1), Fraction(2)]) is None
    assert internal_rate([Fraction(-1), Fraction(3), Fraction(-1)]) is None


def test_the_typical_range_is_that_of_the_largest_benefits_rung(catalog: Catalog) -> None:
    # Efficiency is the larger: 100–300%. 24,000 a year against 7,200: (24,000 + 1,000 − 7,200) / 7,200 = 247.22%.
    found = projected(
        catalog,
        SEEKER,
        benefit("cost_reduction", "1000", "1000", "1000"),
        benefit("efficiency_improvement", "24000", "24000", "24000"),
    )
    base = found.scenarios["base"]
    assert (base.roi_percent, base.in_typical_range) == (Decimal("247.22"), True)


def test_scenarios_use_the_matching_estimates_on_the_cost_side(catalog: Catalog) -> None:
    share = {"percent": "10", "incremental_revenue": {"low": "100000", "base": "200000", "high": "300000"}}
    found = projected(catalog, ARCHITECT, models__performance={"revenue_share": share})
    # Three years of 10,000 more or less than the base case's 20,000.
    costs = [found.scenarios[case].cost for case in ("low", "base", "high")]
    assert costs == [Decimal("412500.00"), Decimal("442500.00"), Decimal("472500.00")]


def test_the_tornado_has_a_bar_for_each_uncertain_input_by_size(catalog: Catalog) -> None:
    found = projected(
        catalog,
        SEEKER,
        benefit("cost_reduction", "9000", "10000", "11000"),
        benefit("efficiency_improvement", "5000", "10000", "15000"),
    )
    assert [bar.input for bar in found.tornado] == ["benefit:2:efficiency_improvement", "benefit:1:cost_reduction"]
    first = found.tornado[0]
    # (15,000 − 7,200) / 7,200 and (25,000 − 7,200) / 7,200.
    assert (first.low, first.high) == (Decimal("108.33"), Decimal("247.22"))


def test_the_same_seed_gives_the_same_runs_and_another_others(catalog: Catalog) -> None:
    wide = benefit("cost_reduction", "1000", "12000", "30000")
    first = projected(catalog, SEEKER, wide).monte_carlo
    again = projected(catalog, SEEKER, wide).monte_carlo
    assert first == again
    assert (first.seed, first.runs) == (1, 10000)
    assert first.p10 is not None
    assert first.p50 is not None
    assert first.p90 is not None
    assert first.p10 < first.p50 < first.p90
    other = project(deal(SEEKER, value__benefits=[wide]), catalog, seed=2)
    assert other is not None
    assert other.monte_carlo.p50 != first.p50


def test_certain_inputs_leave_no_spread(catalog: Catalog) -> None:
    found = projected(catalog, SEEKER, benefit("cost_reduction", "14400", "14400", "14400"))
    assert found.monte_carlo.p10 == found.monte_carlo.p90 == Decimal("100.00")


def test_no_cost_means_no_roi(catalog: Catalog) -> None:
    free = {**SEEKER, "models": {}}
    found = projected(catalog, free, benefit("cost_reduction", "1", "2", "3"))
    assert found.scenarios["base"].roi_percent is None
    assert found.monte_carlo.p50 is None


@pytest.mark.parametrize(
    ("network", "value"),
    [
        ({"agents": 30, "connectivity": "0.4", "specialization": "0.7", "years": "3"}, "756"),
        ({"agents": 0, "connectivity": "1", "specialization": "1", "years": "1"}, "0"),
        ({"agents": "unlimited", "connectivity": "1", "specialization": "1", "years": "1"}, None),
    ],
)
def test_network_value_is_an_index(catalog: Catalog, network: dict[str, Any], value: str | None) -> None:
    # 30² × 0.4 × 0.7 × 3 = 756.
    found = projected(catalog, SEEKER, value__network=network)
    assert found.network_value == (None if value is None else Decimal(value))


@given(deals())
def test_the_whole_cost_side_is_the_quote(catalog: Catalog, any_deal: Deal) -> None:
    found = project(any_deal, catalog)
    assert found is not None
    base = found.scenarios["base"]
    assert base.cumulative_cost[-1] == base.cost
    assert found.scenarios["low"].benefit <= base.benefit <= found.scenarios["high"].benefit
