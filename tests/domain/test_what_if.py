"""What-if: levers make another deal, goal seek turns one of them, and a budget is met as gently as it can be."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.domain.roi import project
from omnidesk.domain.what_if.budget import ways
from omnidesk.domain.what_if.levers import Lever, apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, FigureId, outcome
from omnidesk.domain.what_if.seek import DIRECTIONS, moved, seek
from omnidesk.shipped import shipped

SAMPLES = ("architect-broadcaster", "apprentice-agency", "seeker-startup")


def sample(name: str) -> Deal:
    return read_deal(shipped("resources", "samples", f"{name}.yaml"))


@pytest.fixture(scope="module")
def architect() -> Deal:
    return sample("architect-broadcaster")


def lever(deal: Deal, catalog: Catalog, lever_id: str, **turned: int) -> Lever:
    return next(
        each for each in levers(deal, catalog, {k: Decimal(v) for k, v in turned.items()}) if each.id == lever_id
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_levers_at_rest_leave_the_deal_as_it_is(name: str, catalog: Catalog) -> None:
    deal = sample(name)
    at_rest = {each.id: each.value for each in levers(deal, catalog)}
    assert apply(deal, catalog, at_rest) == deal
    assert not any(each.turned for each in levers(deal, catalog, at_rest))


def test_the_base_case_is_the_one_that_the_whole_projection_has(architect: Deal, catalog: Catalog) -> None:
    whole = project(architect, catalog)
    assert whole is not None
    assert outcome(architect, catalog).base_case == whole.scenarios["base"]


def test_agents_beyond_the_tier_become_additional_agents_and_nodes_of_the_network(catalog: Catalog) -> None:
    deal = sample("apprentice-agency")
    turned = apply(deal, catalog, {"agents": Decimal(15)})
    assert turned.models.subscription is not None
    assert turned.models.subscription.agents == 15
    assert {each.id: each.quantity for each in turned.models.subscription.add_ons}["additional_agents"] == 5
    assert turned.value.network is not None
    assert turned.value.network.agents == 15
    assert not quote(turned, catalog).refusals


def test_where_no_additional_agent_has_a_price_the_lever_ends_with_the_tier(catalog: Catalog) -> None:
    deal = sample("seeker-startup")
    assert lever(deal, catalog, "agents", agents=50).value == 3


def test_a_discount_in_the_room_ends_where_a_second_person_would_have_to_agree(
    architect: Deal, catalog: Catalog
) -> None:
    assert lever(architect, catalog, "discount", discount=40).value == catalog.policy.discretionary_limit_percent.value
    assert not outcome(apply(architect, catalog, {"discount": Decimal(40)}), catalog).priced.approvals_needed


def test_a_model_that_is_left_out_leaves_with_its_lines(architect: Deal, catalog: Catalog) -> None:
    without = outcome(apply(architect, catalog, {"custom_development": Decimal(0)}), catalog)
    assert not [line for line in without.priced.lines if line.model == "development"]
    assert lever(architect, catalog, "custom_development", custom_development=0).turned


def test_a_tier_that_is_billed_by_the_year_has_no_choice_of_billing(architect: Deal, catalog: Catalog) -> None:
    assert lever(architect, catalog, "annual_billing", annual_billing=0).value == 1


def test_benefits_and_ramp_move_together(architect: Deal, catalog: Catalog) -> None:
    turned = apply(architect, catalog, {"benefit": Decimal(50), "ramp": Decimal(14)})
    before, after = architect.value.benefits, turned.value.benefits
    assert [each.yearly.base for each in after] == [each.yearly.base / 2 for each in before]
    longest = max(each.ramp_months for each in before)
    assert [each.ramp_months for each in after] == [each.ramp_months + 14 - longest for each in before]


places = st.dictionaries(
    st.sampled_from(
        ["agents", "months", "annual_billing", "discount", "usage_growth", "usage_volume", "usage", "performance",
         "custom_development", "benefit", "ramp", "stake", "no_such_lever"]
    ),
    st.decimals(min_value=-50, max_value=60_000, places=1),
    max_size=6,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(SAMPLES), turned=places)
def test_wherever_levers_are_turned_they_stand_within_bounds_and_the_deal_can_be_priced(
    name: str, turned: dict[str, Decimal], catalog: Catalog
) -> None:
    deal = sample(name)
    for each in levers(deal, catalog, turned):
        assert each.minimum <= each.value <= each.maximum
        assert each.snapped(each.value) == each.value
    after = outcome(apply(deal, catalog, turned), catalog)
    assert after.priced.totals is not None
    assert set(after.figures) == set(FIGURES)


@settings(max_examples=25, deadline=None)
@given(
    lever_id=st.sampled_from(["months", "discount", "agents", "benefit", "ramp"]),
    figure=st.sampled_from(FIGURES),
    percent=st.integers(20, 180),
)
def test_goal_seek_says_truly_whether_the_target_is_reached(
    lever_id: str, figure: FigureId, percent: int, architect: Deal, catalog: Catalog
) -> None:
    now = outcome(architect, catalog).figures[figure]
    assert now is not None
    target = now * percent / 100
    found = seek(architect, catalog, {}, lever_id, figure, target)
    assert found is not None
    value = outcome(apply(architect, catalog, found.settings), catalog).figures[figure]
    assert value == found.outcome.figures[figure]
    assert value is not None
    assert found.reached == (value <= target if DIRECTIONS[figure] == "at_most" else value >= target)


def test_goal_seek_turns_no_further_than_it_must(architect: Deal, catalog: Catalog) -> None:
    found = seek(architect, catalog, {}, "benefit", "payback_month", Decimal(6))
    assert found is not None
    assert found.reached
    one_less = outcome(apply(architect, catalog, {"benefit": found.lever.value - found.lever.step}), catalog)
    assert (one_less.figures["payback_month"] or 0) > 6


def test_a_target_is_asked_for_where_the_lever_can_reach_one(architect: Deal, catalog: Catalog) -> None:
    assert moved(architect, catalog, {}, "benefit") == ("roi_percent", "payback_month", "npv")
    assert moved(architect, catalog, {}, "agents") == ("network_value",), "the Architect's price is for any number"
    assert "per_year" in moved(architect, catalog, {}, "months")


def test_what_fits_a_budget_gives_up_as_little_as_it_can(architect: Deal, catalog: Catalog) -> None:
    """240,000 a year: a longer term does it; 100,000 a year: only a lower tier, and what it leaves unmet is named."""
    gentle, *_ = ways(architect, catalog, {}, Decimal(240_000))
    assert [each.id for each in gentle.turned] == ["months"]
    hard, *others = ways(architect, catalog, {}, Decimal(100_000))
    assert (hard.tier, others) == ("apprentice", [])
    assert "agents" in hard.unmet
    assert (hard.outcome.figures["per_year"] or 0) <= 100_000


def test_invoices_by_the_year_bring_the_term_that_they_need(catalog: Catalog) -> None:
    first, *_ = ways(sample("seeker-startup"), catalog, {}, Decimal(6_000))
    assert {each.id: each.value for each in first.turned} == {"months": 12, "annual_billing": 1}
    assert first.outcome.figures["per_year"] == 6_000


def test_a_budget_that_nothing_fits_gets_the_nearest_way_and_no_promise(catalog: Catalog) -> None:
    (nearest,) = ways(sample("seeker-startup"), catalog, {}, Decimal(5_000))
    assert not nearest.reached
    assert nearest.outcome.holds
    assert (nearest.outcome.figures["per_year"] or 0) < 6_000


@settings(max_examples=12, deadline=None)
@given(name=st.sampled_from(SAMPLES), budget=st.integers(1_000, 400_000))
def test_a_way_that_is_said_to_fit_fits_and_can_be_issued(name: str, budget: int, catalog: Catalog) -> None:
    found = ways(sample(name), catalog, {}, Decimal(budget))
    assert found
    for way in found:
        price = outcome(way.outcome.deal, catalog).figures["per_year"]
        assert price is not None
        assert way.reached == (price <= budget)
        if way.reached:
            assert not quote(way.outcome.deal, catalog).refusals
