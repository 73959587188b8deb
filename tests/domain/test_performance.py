"""Performance: caps, floors, part-years and bonuses, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from tests.domain.deals import ARCHITECT, day, deal

SHARE: dict[str, Any] = {
    "percent": "8",
    "incremental_revenue": {"low": "500000", "base": "900000", "high": "1500000"},
}


def fees(catalog: Catalog, months: int = 36, **share: Any) -> list[tuple[str, str]]:
    performance = {"revenue_share": {**SHARE, **share}}
    priced = quote(deal(ARCHITECT, terms__months=months, models__performance=performance), catalog)
    return [(str(pay.date), str(pay.amount)) for pay in priced.payments if pay.line == "performance:revenue_share"]


def test_a_share_is_invoiced_yearly_in_arrears(catalog: Catalog) -> None:
    # 8% of 900,000 = 72,000 a year.
    assert fees(catalog) == [("2027-02-01", "72000.00"), ("2028-02-01", "72000.00"), ("2029-02-01", "72000.00")]


def test_a_last_part_year_counts_months_and_comes_at_the_terms_end(catalog: Catalog) -> None:
    # 31 months: two years, then 72,000 × 7 / 12 = 42,000 on 1 September 2028, the day after the term.
    assert fees(catalog, months=31)[-1] == ("2028-09-01", "42000.00")


def test_cap_and_floor_hold_a_year_before_it_is_cut(catalog: Catalog) -> None:
    assert fees(catalog, cap_per_year="50000")[0][1] == "50000.00"
    assert fees(catalog, floor_per_year="80000")[0][1] == "80000.00"
    # Floor 80,000 × 7 / 12 = 46,666.666… → 46,666.67.
    assert fees(catalog, months=31, floor_per_year="80000")[-1][1] == "46666.67"


@pytest.mark.parametrize(("percent", "fits"), [("4.99", False), ("5", True), ("15", True), ("15.01", False)])
def test_a_revenue_share_outside_five_to_fifteen_percent_is_refused(catalog: Catalog, percent: str, fits: bool) -> None:
    refusals = quote(deal(ARCHITECT, models__performance={"revenue_share": {**SHARE, "percent": percent}}), catalog)
    found = [(problem.field, problem.limit) for problem in refusals.refusals]
    assert found == ([] if fits else [("models.performance.revenue_share.percent", "5–15%")])


@pytest.mark.parametrize(("percent", "fits"), [("9", False), ("10", True), ("20", True), ("21", False)])
def test_a_savings_share_outside_ten_to_twenty_percent_is_refused(catalog: Catalog, percent: str, fits: bool) -> None:
    share = {"percent": percent, "documented_savings": SHARE["incremental_revenue"]}
    refusals = quote(deal(ARCHITECT, models__performance={"savings_share": share}), catalog).refusals
    assert [problem.limit for problem in refusals] == ([] if fits else ["10–20%"])


def test_a_cap_below_the_floor_is_refused(catalog: Catalog) -> None:
    share = {**SHARE, "cap_per_year": "10", "floor_per_year": "20"}
    refusals = quote(deal(ARCHITECT, models__performance={"revenue_share": share}), catalog).refusals
    assert [(problem.field, problem.limit) for problem in refusals] == [
        ("models.performance.revenue_share.cap_per_year", "20")
    ]


def test_a_bonus_is_due_in_its_month_in_full(catalog: Catalog) -> None:
    bonus = {"kpi": "Clips per hour", "target": "120", "amount": "20000", "month": 12}
    priced = quote(deal(ARCHITECT, models__performance={"outcome_bonuses": [bonus]}), catalog)
    (payment,) = [each for each in priced.payments if each.line == "performance:bonus:1"]
    assert (payment.date, payment.amount, payment.kind) == (day("2027-02-01"), Decimal("20000.00"), "estimated")


@pytest.mark.parametrize("month", [0, 37])
def test_a_bonus_outside_the_term_is_refused(catalog: Catalog, month: int) -> None:
    bonus = {"kpi": "Clips per hour", "target": "120", "amount": "20000", "month": month}
    refusals = quote(deal(ARCHITECT, models__performance={"outcome_bonuses": [bonus]}), catalog).refusals
    assert [problem.limit for problem in refusals] == ["1–36"]


def test_what_a_contract_will_need_is_a_warning_now(catalog: Catalog) -> None:
    warnings = quote(deal(ARCHITECT, models__performance={"revenue_share": SHARE}), catalog).warnings
    assert {"models.performance.baseline", "models.performance.attribution"} <= {each.field for each in warnings}
