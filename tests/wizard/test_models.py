"""The step of revenue models without a window: what is shown, what a choice does, which problem stands where."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.performance import OutcomeBonus
from omnidesk.domain.quote import quote
from omnidesk.domain.subscription import AddOn
from omnidesk.domain.usage import Usage
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import flamecoin, models, performance, subscription, usage, usage_months
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import add_row, at, drop_row, put, shown

CATALOG: Catalog = load_catalog()
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
SEEKER = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))


def context(deal: Deal) -> Context:
    return Context(deal, CATALOG, Formatter("en"))


def test_an_empty_deal_offers_five_models_and_none_is_on() -> None:
    view = models.view(context(Deal()))
    assert [choice.name for choice in view.models] == [
        "Subscription",
        "Usage",
        "Performance",
        "Custom development",
        "FlameCoin",
    ]
    assert not any(choice.on for choice in view.models)
    assert view.subscription is view.usage is view.performance is view.flamecoin is None


def test_every_model_says_what_it_comes_to() -> None:
    view = models.view(context(ARCHITECT))
    comes_to = {choice.id: (choice.amount, choice.note) for choice in view.models}
    # 3 × 150,000 less 15% is 382,500; four training sessions at 1,500 are 6,000.
    assert comes_to["subscription"] == ("$388,500.00", "committed over the term")
    assert comes_to["usage"][1] == comes_to["performance"][1] == "estimated"
    # 30,000 + 200,000 + 50,000, and 18% of 200,000 for 30 months.
    assert comes_to["custom_development"] == ("$370,000.00", "committed over the term")
    assert comes_to["flamecoin"] == ("12,000 FLAME", "outside every total")


def test_switching_a_model_off_and_on_again_brings_back_what_was_in_it() -> None:
    before = models.model_of(ARCHITECT, "usage")
    off = models.switch(ARCHITECT, "usage", None)
    assert off.models.usage is None
    assert models.view(context(off)).problem == "Architect is priced with usage, and the deal has none."
    assert models.switch(off, "usage", before) == ARCHITECT


def test_the_subscription_leads_from_list_to_net() -> None:
    view = subscription.view(context(ARCHITECT))
    assert view is not None
    assert [(step.label, step.amount) for step in view.steps] == [
        ("Architect subscription, 36 months", "$450,000.00"),
        ("Multi-year discount, 15%", "−$67,500.00"),
        ("Training sessions × 4", "$6,000.00"),
        ("Subscription over the term", "$388,500.00"),
    ]
    assert view.form["models.subscription.agents"].note == "Architect includes 25 and more"
    assert view.form["models.subscription.discounts.multi_year_percent"].range_hint == "0 to 25%"
    assert "training_sessions" not in {offer.id for offer in view.offers}


def test_an_add_on_is_added_with_the_catalogs_rhythm_and_asks_for_its_price() -> None:
    spec = next(row for row in CATALOG.subscription.add_ons if row.id == "premium_support")
    deal = subscription.add_add_on(ARCHITECT, spec)
    view = subscription.view(context(deal))
    assert view is not None
    assert view.add_ons[-1].recurring
    price = view.form["models.subscription.add_ons.1.unit_price"]
    assert price.problem == "No list price for premium support: state the price of one."
    assert drop_row(deal, subscription.ADD_ONS, 1) == ARCHITECT


def test_a_discount_above_the_limit_is_a_warning_beside_its_field() -> None:
    path = "models.subscription.discounts.discretionary_percent"
    view = subscription.view(context(put(ARCHITECT, path, Decimal(12))))
    assert view is not None
    assert view.form[path].warning
    assert "needs an approval" in view.form[path].problem
    reason = view.form["models.subscription.discounts.discretionary_reason"]
    assert (reason.problem, reason.warning) == ("A discretionary discount needs a reason.", False)


def test_usage_names_the_cheapest_plan_and_draws_the_months_against_the_limit() -> None:
    view = usage.view(context(ARCHITECT))
    assert view is not None
    assert view.chosen == "enterprise"
    assert view.advice == "Enterprise is the cheapest plan for this volume."
    assert [plan.id for plan in view.plans if plan.cheapest] == ["enterprise"]
    assert view.chart.limit == Decimal(1_000_000)
    assert len(view.chart.periods) == 36
    assert {name for name, _ in view.chart.layers} == {"API calls", "Reasoning cycles"}
    assert [amounts[0] for _, amounts in view.chart.layers] == [Decimal(400_000), Decimal(900_000)]


def test_a_dearer_plan_says_what_the_cheapest_would_save() -> None:
    view = usage.view(context(usage.choose_plan(ARCHITECT, "starter")))
    assert view is not None
    assert view.advice.startswith("Enterprise would cost $")


def test_a_list_by_month_is_shown_as_one_and_typing_replaces_it() -> None:
    path = "models.usage.volumes.api_calls"
    listed = put(ARCHITECT, path, tuple(Decimal(1000) for _ in range(36)))
    view = usage.view(context(listed))
    assert view is not None
    note = next(metric.note for metric in view.metrics if metric.path == path)
    assert note.startswith("36 monthly figures")
    assert view.form[path].text == ""
    assert put(listed, path, Decimal(900_000)) == ARCHITECT
    assert "api_calls" not in at_volumes(put(ARCHITECT, path, None))


def at_volumes(deal: Deal) -> dict[str, object]:
    found = at(deal, "models.usage.volumes")
    assert isinstance(found, dict)
    return found


def test_shares_show_their_range_and_a_cap_below_the_floor_is_refused_in_place() -> None:
    deal = put(ARCHITECT, "models.performance.revenue_share.floor_per_year", Decimal(130_000))
    view = performance.view(context(deal))
    assert view is not None
    assert view.form["models.performance.revenue_share.percent"].range_hint == "5 to 15%"
    assert "below the floor" in view.form["models.performance.revenue_share.cap_per_year"].problem
    assert [share.on for share in view.shares] == [True, False]


def test_a_share_begins_at_the_foot_of_its_range_and_goes_again() -> None:
    deal = performance.switch_share(ARCHITECT, "savings_share", on=True)
    assert at(deal, "models.performance.savings_share.percent") == Decimal(10)
    assert quote(deal, CATALOG).refusals == ()
    assert performance.switch_share(deal, "savings_share", on=False) == ARCHITECT


def test_a_problem_of_an_estimate_stands_beside_its_first_figure() -> None:
    deal = put(ARCHITECT, "models.performance.revenue_share.incremental_revenue.low", Decimal(1_000_000))
    view = performance.view(context(deal))
    assert view is not None
    assert "low case" in view.form["models.performance.revenue_share.incremental_revenue.low"].problem


def test_a_bonus_asks_for_its_kpi_and_a_month_of_the_term() -> None:
    deal = put(performance.add_bonus(ARCHITECT), "models.performance.outcome_bonuses.1.month", 40)
    view = performance.view(context(deal))
    assert view is not None
    assert view.form["models.performance.outcome_bonuses.1.kpi"].problem == "Name the KPI that triggers the bonus."
    assert view.form["models.performance.outcome_bonuses.1.month"].range_hint == "1 to 36"
    assert "1–36" in view.form["models.performance.outcome_bonuses.1.month"].problem


def test_flame_gives_votes_support_and_rewards_but_no_money_total() -> None:
    deal = put(flamecoin.add_referral(ARCHITECT), "models.flamecoin.referrals.0.first_year_value", Decimal(50_000))
    view = flamecoin.view(context(deal))
    assert view is not None
    assert {benefit.name: benefit.value for benefit in view.benefits} == {
        "Votes": "12,000",
        "Priority support": "included",
        "Earned": "5,000 FLAME",
        "Referral credit, 10% of the first year": "$5,000.00",
    }
    assert quote(deal, CATALOG).totals == quote(ARCHITECT, CATALOG).totals


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("1234567.5"), "1,234,567.5"),
        (Decimal("0.0050"), "0.005"),
        (Decimal("5E+4"), "50,000"),
        (30, "30"),
        (True, ""),
        ("unlimited", "unlimited"),
    ],
)
def test_values_are_shown_so_that_a_person_can_edit_them(value: object, text: str) -> None:
    assert shown(value) == text


@given(st.lists(st.sampled_from(["kpi", "target"]), max_size=4), st.integers(0, 6))
def test_rows_come_and_go_and_places_that_do_not_exist_change_nothing(keys: list[str], place: int) -> None:
    deal = ARCHITECT
    for key in keys:
        deal = add_row(deal, performance.BONUSES, OutcomeBonus(kpi=key, target="1", amount=Decimal(1), month=1))
    rows = at(deal, performance.BONUSES)
    assert isinstance(rows, tuple)
    assert len(rows) == 1 + len(keys)
    beyond = put(deal, f"{performance.BONUSES}.{len(rows) + place}.kpi", "nobody")
    assert beyond == deal
    assert put(SEEKER, "models.performance.baseline", "nothing to hold it") == SEEKER
    assert drop_row(SEEKER, "models.performance.outcome_bonuses", place) == SEEKER


def test_unknown_and_doubled_add_ons_are_shown_so_that_they_can_be_removed() -> None:
    strange = msgspec.structs.replace(
        ARCHITECT.models.subscription or models.EMPTY["subscription"],
        add_ons=(AddOn(id="jetpack"), AddOn(id="jetpack")),
    )
    view = subscription.view(context(models.switch(ARCHITECT, "subscription", strange)))
    assert view is not None
    assert [row.name for row in view.add_ons] == ["jetpack", "jetpack"]


def test_a_month_typed_over_keeps_the_other_months_and_stops_the_growth() -> None:
    usage_now = ARCHITECT.models.usage
    assert usage_now is not None
    plan = usage_months.view(context(ARCHITECT), usage_now)
    assert plan is not None
    assert [len(year) for year in plan.months] == [12, 12, 12]
    assert plan.years == ("Year 1", "Year 2", "Year 3")
    before = usage_months.figures(context(ARCHITECT), usage_now, "api_calls")
    after = usage_months.entered(context(ARCHITECT), usage_now, "api_calls", 5, (Decimal(7), Decimal(8)))
    assert (after[5], after[6]) == (7, 8)
    assert (*after[:5], *after[7:]) == (*before[:5], *before[7:])
    listed = put(ARCHITECT, "models.usage.volumes.api_calls", after)
    shown = usage_months.view(context(listed), at_usage(listed))
    assert shown is not None
    assert {metric.id for metric in shown.metrics if metric.own} == {"api_calls"}
    column = [metric.id for metric in shown.metrics].index("api_calls")
    assert shown.months[0][5].cells[column] == "7"
    assert usage_months.figures(context(listed), at_usage(listed), "api_calls") == after


def test_months_beyond_the_term_are_left_out_and_a_short_list_ends_in_nothing() -> None:
    usage_now = at_usage(ARCHITECT)
    long = usage_months.entered(context(ARCHITECT), usage_now, "api_calls", 35, (Decimal(1), Decimal(2)))
    assert len(long) == 36
    assert long[-1] == 1
    short = put(ARCHITECT, "models.usage.volumes.api_calls", (Decimal(5),))
    assert usage_months.figures(context(short), at_usage(short), "api_calls") == (5, *[0] * 35)


def at_usage(deal: Deal) -> Usage:
    assert deal.models.usage is not None
    return deal.models.usage
