"""Subscription: periods, partial years, add-ons and discounts, each figure worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from tests.domain.deals import APPRENTICE, ARCHITECT, SEEKER, SOVEREIGN, amounts, day, deal


def test_a_seeker_pays_twelve_months(catalog: Catalog) -> None:
    # 600 a month × 12 = 7,200; due 30 days after each invoice.
    priced = quote(deal(SEEKER), catalog)
    line = priced.line("subscription")
    assert line is not None
    assert (line.list, line.net, line.kind) == (Decimal("7200.00"), Decimal("7200.00"), "recurring")
    assert [payment.amount for payment in priced.payments] == [Decimal("600.00")] * 12
    assert (priced.payments[1].date, priced.payments[1].due) == (day("2026-03-01"), day("2026-03-31"))


def test_prepaid_is_due_on_its_day(catalog: Catalog) -> None:
    priced = quote(deal(SEEKER, terms__payment="prepaid"), catalog)
    assert all(payment.due == payment.date for payment in priced.payments)


def test_the_last_annual_invoice_of_a_broken_term_counts_months(catalog: Catalog) -> None:
    # Apprentice, 17 months annually: 36,000 + 36,000 × 5 / 12 = 36,000 + 15,000 = 51,000.
    priced = quote(deal(APPRENTICE, terms__months=17), catalog)
    assert [payment.amount for payment in priced.payments] == amounts("36000.00", "15000.00")
    assert priced.totals is not None
    assert priced.totals.committed_total == Decimal("51000.00")
    # ACV = 51,000 × 12 / 17 = 36,000; MRR = 3,000; the first year holds the first invoice only.
    assert (priced.totals.acv, priced.totals.mrr, priced.totals.first_year_total) == tuple(
        amounts("36000.00", "3000.00", "36000.00")
    )


def test_month_ends_stay_month_ends(catalog: Catalog) -> None:
    priced = quote(deal(SEEKER, terms__effective_date="2026-01-31", terms__months=3), catalog)
    assert [payment.date for payment in priced.payments] == [day("2026-01-31"), day("2026-02-28"), day("2026-03-31")]
    assert priced.term is not None
    assert priced.term.end == day("2026-04-29")


@pytest.mark.parametrize(("months", "percent"), [(24, None), (35, None), (36, "15"), (48, "15")])
def test_architect_takes_fifteen_percent_from_thirty_six_months(
    catalog: Catalog, months: int, percent: str | None
) -> None:
    line = quote(deal(ARCHITECT, terms__months=months), catalog).line("subscription")
    assert line is not None
    assert [str(discount.percent) for discount in line.discounts] == ([percent] if percent else [])


def test_discounts_run_down_the_balance_each_rounded(catalog: Catalog) -> None:
    # 3 × 150,000 = 450,000; 15% = 67,500 leaves 382,500; 7.77% of that = 29,720.25 leaves 352,779.75.
    # Over three equal invoices: 117,593.25 each.
    priced = quote(
        deal(
            ARCHITECT,
            models__subscription__discounts={"discretionary_percent": "7.77", "discretionary_reason": "reference"},
        ),
        catalog,
    )
    line = priced.line("subscription")
    assert line is not None
    assert [discount.amount for discount in line.discounts] == amounts("67500.00", "29720.25")
    assert line.net == Decimal("352779.75")
    assert [payment.amount for payment in priced.payments] == amounts("117593.25", "117593.25", "117593.25")


def test_a_stated_multi_year_percent_replaces_the_catalogs(catalog: Catalog) -> None:
    line = quote(deal(ARCHITECT, models__subscription__discounts={"multi_year_percent": "0"}), catalog).line(
        "subscription"
    )
    assert line is not None
    assert line.discounts == ()


def test_additional_agents_take_the_volume_discount_on_the_whole_quantity(catalog: Catalog) -> None:
    # 25 agents × 100 a month × 12 = 30,000; 10% from 25 on = 3,000; the other discounts do not touch add-ons.
    add_on = {"id": "additional_agents", "quantity": 25, "unit_price": "100", "recurring": True}
    priced = quote(deal(APPRENTICE, models__subscription__agents=35, models__subscription__add_ons=[add_on]), catalog)
    line = priced.line("addon:additional_agents")
    assert line is not None
    assert (line.list, line.net, line.kind) == (Decimal("30000.00"), Decimal("27000.00"), "recurring")
    assert [(discount.name, discount.amount) for discount in line.discounts] == [("volume", Decimal("3000.00"))]
    assert not priced.refusals


@pytest.mark.parametrize(("quantity", "percent"), [(9, 0), (10, 5), (24, 5), (25, 10), (49, 10), (50, 15)])
def test_volume_steps(catalog: Catalog, quantity: int, percent: int) -> None:
    add_on = {"id": "additional_agents", "quantity": quantity, "unit_price": "100", "recurring": True}
    line = quote(deal(APPRENTICE, models__subscription__add_ons=[add_on]), catalog).line("addon:additional_agents")
    assert line is not None
    assert sum(discount.percent for discount in line.discounts) == percent


def test_a_one_time_add_on_is_invoiced_on_the_effective_date(catalog: Catalog) -> None:
    add_on = {"id": "training_sessions", "quantity": 4, "unit_price": "1500"}
    priced = quote(deal(ARCHITECT, models__subscription__add_ons=[add_on]), catalog)
    (payment,) = [each for each in priced.payments if each.line == "addon:training_sessions"]
    assert (payment.date, payment.amount, payment.kind) == (day("2026-02-01"), Decimal("6000.00"), "one_time")
    assert priced.totals is not None
    assert priced.totals.one_time_total == Decimal("6000.00")


def test_a_sovereign_base_is_what_the_deal_states(catalog: Catalog) -> None:
    priced = quote(deal(SOVEREIGN), catalog)
    assert priced.totals is not None
    assert priced.totals.committed_total == Decimal("3000000.00")
    assert not priced.refusals


def test_list_prices_are_converted_once_at_the_period_price(catalog: Catalog) -> None:
    # 3,500 USD × 149.505 = 523,267.5 yen, half-up 523,268; twelve months = 6,279,216 (not 6,279,210).
    fx = {"rate": "149.505", "date": "2026-01-15", "source": "ECB"}
    priced = quote(deal(APPRENTICE, terms__currency="JPY", terms__fx=fx, terms__billing="monthly"), catalog)
    assert priced.totals is not None
    assert priced.totals.committed_total == Decimal(6279216)
    assert str(priced.payments[0].amount) == "523268"


def test_every_figure_tells_how_it_came_about(catalog: Catalog) -> None:
    line = quote(deal(ARCHITECT), catalog).line("subscription")
    assert line is not None
    by_figure = {derivation.figure: derivation for derivation in line.derivations}
    assert by_figure["list"].source == "specs/tiers.yaml: tiers.architect.price.annual"
    assert dict(by_figure["list"].inputs)["periods"] == "3 × 12 months"
    assert by_figure["multi_year"].source == "specs/policy.yaml: multi_year"


def refused(catalog: Catalog, base: dict[str, Any], **changes: Any) -> dict[str, str | None]:
    return {problem.field: problem.limit for problem in quote(deal(base, **changes), catalog).refusals}


def test_agents_above_the_tier_are_refused_with_the_missing_number(catalog: Catalog) -> None:
    assert refused(catalog, APPRENTICE, models__subscription__agents=14) == {"models.subscription.agents": "4"}
    add_on = {"id": "additional_agents", "quantity": 3, "unit_price": "100", "recurring": True}
    few = refused(catalog, APPRENTICE, models__subscription={"agents": 14, "add_ons": [add_on]})
    assert few == {"models.subscription.agents": "4"}
    enough = {"agents": 14, "add_ons": [{**add_on, "quantity": 4}]}
    assert refused(catalog, APPRENTICE, models__subscription=enough) == {}


def test_agents_default_to_discoverys_and_a_difference_is_a_warning(catalog: Catalog) -> None:
    alone = deal(APPRENTICE, models__subscription={}, discovery={"agents": 10}, tier_reason="asked for")
    assert quote(alone, catalog).refusals == ()
    too_many = deal(APPRENTICE, models__subscription={}, discovery={"agents": 11}, tier_reason="asked for")
    assert [problem.field for problem in quote(too_many, catalog).refusals] == ["models.subscription.agents"]
    differs = quote(deal(APPRENTICE, discovery={"agents": 6}), catalog)
    assert [problem.field for problem in differs.warnings] == ["models.subscription.agents"]


@pytest.mark.parametrize(
    ("discounts", "limits"),
    [
        ({"multi_year_percent": "25.01"}, {"multi_year_percent": "25%"}),
        ({"multi_year_percent": "-1"}, {"multi_year_percent": "0%"}),
        ({"discretionary_percent": "5"}, {"discretionary_reason": None}),
        ({"discretionary_percent": "101", "discretionary_reason": "x"}, {"discretionary_percent": "0–100%"}),
    ],
)
def test_discounts_out_of_bounds_are_refused(
    catalog: Catalog, discounts: dict[str, str], limits: dict[str, str | None]
) -> None:
    found = refused(catalog, ARCHITECT, models__subscription__discounts=discounts)
    assert found == {f"models.subscription.discounts.{key}": limit for key, limit in limits.items()}


def test_multi_year_by_hand_needs_twenty_four_months(catalog: Catalog) -> None:
    short = refused(catalog, APPRENTICE, terms__months=23, models__subscription__discounts={"multi_year_percent": "5"})
    assert short == {"models.subscription.discounts.multi_year_percent": "24 months"}
    assert not refused(
        catalog, APPRENTICE, terms__months=24, models__subscription__discounts={"multi_year_percent": "25"}
    )


@pytest.mark.parametrize(
    ("add_ons", "field"),
    [
        ([{"id": "premium_support"}], "0.unit_price"),
        ([{"id": "gold"}], "0.id"),
        ([{"id": "training_sessions", "unit_price": "1", "quantity": 0}], "0.quantity"),
        ([{"id": "additional_agents", "unit_price": "1"}], "0.recurring"),
    ],
)
def test_add_ons_out_of_order_are_refused(catalog: Catalog, add_ons: list[dict[str, Any]], field: str) -> None:
    found = refused(catalog, ARCHITECT, models__subscription__add_ons=add_ons)
    assert list(found) == [f"models.subscription.add_ons.{field}"]


def test_an_add_on_stands_once(catalog: Catalog) -> None:
    twice = [{"id": "training_sessions", "unit_price": "1"}] * 2
    assert "models.subscription.add_ons.1.id" in refused(catalog, ARCHITECT, models__subscription__add_ons=twice)
