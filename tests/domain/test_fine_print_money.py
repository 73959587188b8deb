"""Where two people would compute a price differently: each figure worked out by hand from the rules."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.line import LineItem
from omnidesk.domain.quote import Quote, quote
from omnidesk.domain.totals import Totals
from tests.domain.deals import APPRENTICE, ARCHITECT, DEVELOPMENT, SEEKER, SOVEREIGN, amounts, deal

YEN = {"rate": "149.505", "date": "2026-01-15"}
DINAR = {"rate": "0.30712", "date": "2026-01-15"}


def priced(catalog: Catalog, base: dict[str, Any], **changes: Any) -> Quote:
    found = quote(deal(base, **changes), catalog)
    assert found.refusals == ()
    return found


def line(found: Quote, line_id: str) -> LineItem:
    item = found.line(line_id)
    assert item is not None
    return item


def totals(found: Quote) -> Totals:
    assert found.totals is not None
    return found.totals


def paid(found: Quote, line_id: str) -> list[tuple[str, str]]:
    return [(str(each.date), str(each.amount)) for each in found.payments if each.line == line_id]


def test_a_discounted_broken_term_is_split_by_months_not_by_rounded_periods(catalog: Catalog) -> None:
    # 101 yen a year, 37 months: 101 + 101 + 101 + 8 (8.4167) = 311; 5% is 15.55 → 16; net 295.
    # Shares 295 × 12 / 37 = 95.676 three times and 7.973: the last yens go to the .973, then to the two earliest .676.
    found = priced(
        catalog,
        SOVEREIGN,
        terms__months=37,
        terms__currency="JPY",
        terms__fx=YEN,
        terms__negotiated_base_per_year="101",
        models__subscription__discounts={"discretionary_percent": "5", "discretionary_reason": "Reference"},
    )
    assert (line(found, "subscription").list, line(found, "subscription").net) == (Decimal(311), Decimal(295))
    assert [amount for _, amount in paid(found, "subscription")] == ["96", "96", "95", "8"]


def test_a_negotiated_base_is_in_the_deals_currency_and_not_converted(catalog: Catalog) -> None:
    # 36 months and one more: 3 × 500,000.000 + 500,000 / 12 = 41,666.667 dinars.
    found = priced(
        catalog,
        SOVEREIGN,
        terms__months=37,
        terms__currency="KWD",
        terms__fx=DINAR,
        terms__negotiated_base_per_year="500000",
    )
    assert paid(found, "subscription")[2:] == [("2028-02-01", "500000.000"), ("2029-02-01", "41666.667")]


def test_monthly_periods_are_rounded_one_by_one(catalog: Catalog) -> None:
    # 33.335 a month is 33.34 invoiced twelve times: 400.08, not 400.02.
    add_on = {"id": "premium_support", "unit_price": "33.335", "recurring": True}
    found = priced(catalog, SEEKER, models__subscription__add_ons=[add_on])
    assert line(found, "addon:premium_support").net == Decimal("400.08")


def test_a_recurring_add_on_follows_the_subscriptions_periods(catalog: Catalog) -> None:
    # 99.99 a month, annually for 17 months: 12 × 99.99 = 1,199.88 and 5 × 99.99 = 499.95.
    add_on = {"id": "premium_support", "unit_price": "99.99", "recurring": True}
    found = priced(catalog, APPRENTICE, terms__months=17, models__subscription__add_ons=[add_on])
    assert paid(found, "addon:premium_support") == [("2026-02-01", "1199.88"), ("2027-02-01", "499.95")]
    assert totals(found).first_year_total == Decimal("37199.88")


def test_a_list_price_of_an_add_on_is_converted_at_the_unit_and_the_deals_own_overrides_it(catalog: Catalog) -> None:
    # 99.99 USD × 0.30712 = 30.7089288 → 30.709 dinars; × 3 × 12 = 1,105.524. The deal's own 31 are dinars already.
    rows = [replace(row, price="99.99") if row.id == "premium_support" else row for row in catalog.subscription.add_ons]
    listed = replace(catalog, subscription=replace(catalog.subscription, add_ons=tuple(rows)))
    add_on = {"id": "premium_support", "quantity": 3, "recurring": True}
    base = {**SEEKER, "terms": {**SEEKER["terms"], "currency": "KWD", "fx": DINAR}}
    found = priced(listed, base, models__subscription__add_ons=[add_on])
    assert str(line(found, "addon:premium_support").net) == "1105.524"
    own = priced(listed, base, models__subscription__add_ons=[{**add_on, "unit_price": "31"}])
    assert str(line(own, "addon:premium_support").net) == "1116.000"


def test_volume_touches_additional_agents_alone_and_nothing_else_touches_add_ons(catalog: Catalog) -> None:
    # 10 × 100 × 36 = 36,000 less 5%; 50 premium packages × 1 × 36 stay as they are; the base takes 15% alone.
    add_ons = [
        {"id": "additional_agents", "quantity": 10, "unit_price": "100", "recurring": True},
        {"id": "premium_support", "quantity": 50, "unit_price": "1", "recurring": True},
    ]
    discounts = {"discretionary_percent": "10", "discretionary_reason": "Reference"}
    found = priced(catalog, ARCHITECT, models__subscription={"agents": 30, "add_ons": add_ons, "discounts": discounts})
    assert line(found, "addon:additional_agents").net == Decimal("34200.00")
    assert line(found, "addon:premium_support").net == Decimal("1800.00")
    assert [(each.name, each.amount) for each in line(found, "subscription").discounts] == [
        ("multi_year", Decimal("67500.00")),
        ("discretionary", Decimal("38250.00")),
    ]


def test_a_multi_year_discount_by_hand_holds_below_the_catalogs_term(catalog: Catalog) -> None:
    # Architect at 24 months takes none by itself; 12.5% of 300,000 by hand = 37,500.
    found = priced(catalog, ARCHITECT, terms__months=24, models__subscription__discounts={"multi_year_percent": "12.5"})
    assert line(found, "subscription").net == Decimal("262500.00")


def test_a_full_discount_leaves_no_payment(catalog: Catalog) -> None:
    discounts = {"discretionary_percent": "100", "discretionary_reason": "Pilot"}
    found = priced(catalog, SEEKER, models__subscription={"agents": 1, "discounts": discounts})
    assert (found.payments, totals(found).committed_total) == ((), Decimal("0.00"))


def test_overage_is_converted_unrounded(catalog: Catalog) -> None:
    # 333 beyond the plan × 0.01 USD × 0.30712 = 1.0227096 → 1.023; a rate rounded to 0.003 would give 0.999.
    usage = {"volumes": {"api_calls": 10333}}
    found = priced(catalog, SEEKER, terms__currency="KWD", terms__fx=DINAR, terms__months=1, models__usage=usage)
    assert paid(found, "usage") == [("2026-03-01", "1.023")]


def test_data_begun_is_counted_after_it_has_grown(catalog: Catalog) -> None:
    # 10.2 GB is 11 begun; a month later 10.2 × 1.1 = 11.22 is 12; calls 3.5 → 4 and 3.85 → 4.
    usage = {"volumes": {"data_processed": "10.2", "api_calls": "3.5"}, "monthly_growth_percent": "10"}
    found = priced(catalog, SEEKER, terms__months=2, models__usage=usage)
    assert found.usage is not None
    assert [month.interactions for month in found.usage.months] == [15, 16]


def test_one_metric_may_be_a_list_while_another_grows(catalog: Catalog) -> None:
    usage = {"volumes": {"api_calls": ["100", "100"], "reasoning_cycles": 100}, "monthly_growth_percent": "50"}
    found = priced(catalog, SEEKER, terms__months=2, models__usage=usage)
    assert found.usage is not None
    assert [month.interactions for month in found.usage.months] == [200, 250]
    assert "models.usage.monthly_growth_percent" not in [each.field for each in found.warnings]
    usage = {"volumes": {"api_calls": ["100", "100"]}, "monthly_growth_percent": "50"}
    assert "models.usage.monthly_growth_percent" in [
        each.field for each in priced(catalog, SEEKER, terms__months=2, models__usage=usage).warnings
    ]


def test_an_odd_cent_goes_to_the_earlier_milestone_not_to_the_first_in_the_file(catalog: Catalog) -> None:
    # 280,000.01 in two halves of 140,000.005: the earlier one takes the cent.
    halves = [
        {"name": "Later", "percent": "50", "date": "2026-12-01"},
        {"name": "Earlier", "percent": "50", "date": "2026-03-01"},
    ]
    development = {**DEVELOPMENT, "maintenance_percent": None, "deployment_fee": "50000.01", "milestones": halves}
    found = priced(catalog, ARCHITECT, models__custom_development=development)
    assert paid(found, "development") == [("2026-03-01", "140000.01"), ("2026-12-01", "140000.00")]


def test_payments_of_one_day_follow_the_lines(catalog: Catalog) -> None:
    add_ons = [
        {"id": "training_sessions", "unit_price": "1"},
        {"id": "premium_support", "unit_price": "1", "recurring": True},
    ]
    now = [{"name": "Start", "percent": "100", "date": "2026-02-01"}]
    found = priced(
        catalog,
        ARCHITECT,
        models__subscription__add_ons=add_ons,
        models__custom_development={**DEVELOPMENT, "milestones": now},
    )
    first_day = [each.line for each in found.payments if str(each.date) == "2026-02-01"]
    assert first_day == ["subscription", "addon:training_sessions", "addon:premium_support", "development"]


def test_a_tax_is_rounded_once_on_the_sum_of_its_lines(catalog: Catalog) -> None:
    # 10.05 + 10.05 = 20.10; 5% = 1.005 → 1.01, where line by line it would be 0.50 + 0.50. Reverse charge is 0%.
    add_ons = [
        {"id": "training_sessions", "unit_price": "10.05"},
        {"id": "advanced_integrations", "unit_price": "10.05"},
    ]
    taxes = [
        {"label": "VAT", "percent": "5", "lines": ["addon:training_sessions", "addon:advanced_integrations"]},
        {"label": "Reverse charge", "percent": "0", "lines": ["subscription"], "note": "Art. 196"},
    ]
    found = priced(catalog, SEEKER, terms__taxes=taxes, models__subscription={"agents": 1, "add_ons": add_ons})
    assert [(tax.base, tax.amount, tax.note) for tax in found.taxes] == [
        (Decimal("20.10"), Decimal("1.01"), None),
        (Decimal("7200.00"), Decimal("0.00"), "Art. 196"),
    ]
    assert totals(found).committed_total == Decimal("7220.10")


def test_a_part_year_of_a_savings_share_is_cut_after_its_cap(catalog: Catalog) -> None:
    # 20% of 300,000 = 60,000, held at 50,000; 25 months end in one month: 50,000 / 12 = 4,166.67.
    share = {
        "percent": "20",
        "documented_savings": {"low": "1", "base": "300000", "high": "300000"},
        "cap_per_year": "50000",
    }
    found = priced(catalog, ARCHITECT, terms__months=25, models__performance={"savings_share": share})
    assert paid(found, "performance:savings_share") == [
        ("2027-02-01", "50000.00"),
        ("2028-02-01", "50000.00"),
        ("2028-03-01", "4166.67"),
    ]
    assert totals(found).estimated_total == Decimal("104166.67")
    assert totals(found).committed_total == amounts("312500.00")[0]


@pytest.mark.parametrize(
    ("fee", "fits"), [("14999.49", False), ("14999.50", True), ("50000.49", True), ("50000.50", False)]
)
def test_fee_ranges_are_held_in_whole_dollars(catalog: Catalog, fee: str, fits: bool) -> None:
    found = quote(deal(ARCHITECT, models__custom_development={**DEVELOPMENT, "discovery_fee": fee}), catalog)
    assert [each.field for each in found.refusals] == ([] if fits else ["models.custom_development.discovery_fee"])


def test_maintenance_is_rounded_once_from_the_unrounded_fee(catalog: Catalog) -> None:
    # 200,000.03 × 18% × 30 / 12 = 90,000.0135 → 90,000.01, split 12 : 12 : 6: 36,000.004, 36,000.004, 18,000.002.
    found = priced(catalog, ARCHITECT, models__custom_development={**DEVELOPMENT, "development_fee": "200000.03"})
    assert [amount for _, amount in paid(found, "maintenance")] == ["36000.01", "36000.00", "18000.00"]


def test_every_figure_can_be_explained(catalog: Catalog) -> None:
    discounts = {"discretionary_percent": "5", "discretionary_reason": "Reference"}
    found = priced(catalog, ARCHITECT, models__subscription={"agents": 30, "discounts": discounts})
    explained = {each.figure: each.amount for each in found.derivations}
    assert explained == {name: getattr(totals(found), name) for name in Totals.__struct_fields__}
    assert [each.figure for each in line(found, "subscription").derivations] == [
        "list",
        "multi_year",
        "discretionary",
        "net",
    ]
    assert line(found, "subscription").derivations[-1].amount == line(found, "subscription").net
