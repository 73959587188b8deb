"""Custom development: phases, milestones and maintenance, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import Quote, quote
from tests.domain.deals import ARCHITECT, DEVELOPMENT, amounts, day, deal


def priced(catalog: Catalog, months: int = 36, **changes: Any) -> Quote:
    return quote(deal(ARCHITECT, terms__months=months, models__custom_development={**DEVELOPMENT, **changes}), catalog)


def test_milestones_fall_where_the_phases_end(catalog: Catalog) -> None:
    # From 1 February: 3 weeks → 22 February; 16 weeks = 112 days, midpoint 56 days → 19 April; end 14 June; 6 weeks
    # → 26 July. The sum of 280,000 in four quarters of 70,000.
    found = priced(catalog).milestones
    assert [(each.id, each.date) for each in found] == [
        ("discovery_complete", day("2026-02-22")),
        ("development_midpoint", day("2026-04-19")),
        ("development_complete", day("2026-06-14")),
        ("deployment_complete", day("2026-07-26")),
    ]
    assert [each.amount for each in found] == amounts(*["70000.00"] * 4)


def test_an_odd_midpoint_is_rounded_down(catalog: Catalog) -> None:
    # 9 weeks = 63 days, half 31.5 → 31: 22 February + 31 days = 25 March.
    assert priced(catalog, development_weeks=9).milestones[1].date == day("2026-03-25")


def test_free_milestones_lose_no_cent(catalog: Catalog) -> None:
    # 280,000.01 at 33.33 + 33.33 + 33.34%: 93,324.003, 93,324.003, 93,352.003 → one cent by largest remainder.
    milestones = [
        {"name": "One", "percent": "33.33", "date": "2026-02-01"},
        {"name": "Two", "percent": "33.33", "date": "2026-03-01"},
        {"name": "Three", "percent": "33.34", "date": "2026-04-01"},
    ]
    found = priced(catalog, deployment_fee="50000.01", milestones=milestones)
    assert [each.amount for each in found.milestones] == amounts("93324.00", "93324.00", "93352.01")
    assert sum(each.amount for each in found.milestones) == Decimal("280000.01")


def test_maintenance_counts_whole_months_from_deployment(catalog: Catalog) -> None:
    # From 26 July 2026 thirty whole months fit before 1 February 2029; 200,000 × 18% × 30 / 12 = 90,000, invoiced
    # yearly in advance by 12 : 12 : 6.
    found = priced(catalog)
    payments = [(pay.date, pay.amount) for pay in found.payments if pay.line == "maintenance"]
    assert payments == [
        (day("2026-07-26"), Decimal("36000.00")),
        (day("2027-07-26"), Decimal("36000.00")),
        (day("2028-07-26"), Decimal("18000.00")),
    ]
    line = found.line("maintenance")
    assert line is not None
    assert line.kind == "recurring"


def test_the_first_year_spreads_maintenance_over_its_months(catalog: Catalog) -> None:
    # Subscription 127,500 + development 280,000 + the maintenance months that begin before 1 February 2027: 26 July
    # to 26 January are 7 of 12, 36,000 × 7 / 12 = 21,000.
    totals = priced(catalog).totals
    assert totals is not None
    assert totals.first_year_total == Decimal("428500.00")


def test_no_whole_month_left_means_no_maintenance(catalog: Catalog) -> None:
    found = priced(catalog, months=24, discovery_weeks=4, development_weeks=24, deployment_weeks=8)
    assert found.line("maintenance") is not None
    assert priced(catalog, maintenance_percent=None).line("maintenance") is None


@pytest.mark.parametrize(
    ("change", "limit"),
    [
        ({"discovery_fee": "14999"}, "15,000–50,000 USD"),
        ({"discovery_fee": "50001"}, "15,000–50,000 USD"),
        ({"development_fee": "49999"}, "50,000–500,000 USD"),
        ({"deployment_fee": "100001"}, "25,000–100,000 USD"),
        ({"discovery_weeks": 1}, "2–4 weeks"),
        ({"development_weeks": 25}, "8–24 weeks"),
        ({"deployment_weeks": 3}, "4–8 weeks"),
        ({"maintenance_percent": "14.99"}, "15–20%"),
        ({"maintenance_percent": "20.01"}, "15–20%"),
    ],
)
def test_outside_its_range_is_refused(catalog: Catalog, change: dict[str, Any], limit: str) -> None:
    (problem,) = priced(catalog, **change).refusals
    (field,) = change
    assert (problem.field, problem.limit) == (f"models.custom_development.{field}", limit)


def test_ranges_hold_against_the_amount_in_dollars_rounded_to_whole_ones(catalog: Catalog) -> None:
    # 13,800 EUR / 0.92 = 15,000 USD is inside; 13,799.50 / 0.92 = 14,999.46 rounds to 14,999 and is outside.
    base = deal(ARCHITECT)
    fx = {"rate": "0.92", "date": "2026-01-15"}

    def limits(fee: str) -> list[str]:
        development = {**DEVELOPMENT, "discovery_fee": fee}
        changed = deal(ARCHITECT, terms__currency="EUR", terms__fx=fx, models__custom_development=development)
        return [problem.field for problem in quote(changed, catalog).refusals]

    assert base.terms.currency == "USD"
    assert limits("13800") == []
    assert limits("13799.50") == ["models.custom_development.discovery_fee"]


@pytest.mark.parametrize(
    ("milestones", "field"),
    [
        ([{"name": "All", "percent": "99.99", "event": "discovery_complete"}], ""),
        ([{"name": "All", "percent": "100", "event": "party"}], ".0.event"),
        ([{"name": "All", "percent": "100"}], ".0"),
        ([{"name": "All", "percent": "100", "date": "2026-01-31"}], ".0.date"),
        ([{"name": " ", "percent": "100", "event": "discovery_complete"}], ".0.name"),
        ([], ""),
    ],
)
def test_milestones_that_cannot_be_are_refused(catalog: Catalog, milestones: list[dict[str, str]], field: str) -> None:
    found = [problem.field for problem in priced(catalog, milestones=milestones).refusals]
    assert found == [f"models.custom_development.milestones{field}"]


def test_more_than_twelve_milestones_are_refused(catalog: Catalog) -> None:
    rows = [{"name": f"Part {number}", "percent": "7.69", "date": "2026-03-01"} for number in range(12)]
    thirteen = [*rows, {"name": "Rest", "percent": "7.72", "date": "2026-03-01"}]
    assert [problem.limit for problem in priced(catalog, milestones=thirteen).refusals] == ["12"]


def test_a_milestone_after_the_term_is_a_warning(catalog: Catalog) -> None:
    late = [{"name": "Late", "percent": "100", "date": "2030-01-01"}]
    found = priced(catalog, milestones=late)
    assert not found.refusals
    assert any(problem.field.endswith("milestones") for problem in found.warnings)
