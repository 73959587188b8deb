"""Dates at the edges: month ends, leap years, arrears, first years and part terms, worked out on a calendar."""

from decimal import Decimal
from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import Quote, quote
from omnidesk.domain.roadmap import PlannedPhase, plan
from tests.domain.deals import APPRENTICE, ARCHITECT, DEVELOPMENT, SEEKER, day, deal

SHARE = {"revenue_share": {"percent": "10", "incremental_revenue": {"low": "1", "base": "120000", "high": "120000"}}}


def priced(catalog: Catalog, base: dict[str, Any], **changes: Any) -> Quote:
    found = quote(deal(base, **changes), catalog)
    assert found.refusals == ()
    return found


def dates(found: Quote, line_id: str) -> list[str]:
    return [str(each.date) for each in found.payments if each.line == line_id]


def first_year(catalog: Catalog, base: dict[str, Any], **changes: Any) -> Decimal:
    totals = priced(catalog, base, **changes).totals
    assert totals is not None
    return totals.first_year_total


def test_arrears_of_a_deal_from_the_31st_fall_on_month_ends(catalog: Catalog) -> None:
    usage = {"volumes": {"api_calls": 20000}}
    bonus = {"outcome_bonuses": [{"kpi": "Clips", "target": "1", "amount": "1", "month": 1}]}
    found = priced(
        catalog,
        SEEKER,
        terms__effective_date="2026-01-31",
        terms__months=3,
        models__usage=usage,
        models__performance=bonus,
    )
    assert dates(found, "usage") == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert dates(found, "performance:bonus:1") == ["2026-02-28"]
    assert found.term is not None
    assert found.term.end == day("2026-04-29")


def test_a_leap_day_comes_back_only_in_leap_years(catalog: Catalog) -> None:
    found = priced(catalog, ARCHITECT, terms__effective_date="2028-02-29", terms__months=48, models__performance=SHARE)
    assert dates(found, "subscription") == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28"]
    assert dates(found, "performance:revenue_share")[-1] == "2032-02-29"
    assert found.term is not None
    assert found.term.end == day("2032-02-28")


def test_january_31_reaches_february_29_in_a_leap_year(catalog: Catalog) -> None:
    found = priced(catalog, SEEKER, terms__effective_date="2028-01-31", terms__months=2)
    assert dates(found, "subscription") == ["2028-01-31", "2028-02-29"]


def test_net_thirty_is_thirty_days_not_a_month(catalog: Catalog) -> None:
    found = priced(catalog, SEEKER, terms__effective_date="2028-02-01", terms__months=1)
    assert [str(each.due) for each in found.payments] == ["2028-03-02"]


def test_maintenance_from_the_31st_counts_whole_months_only(catalog: Catalog) -> None:
    # 14 weeks from 25 May end on 31 August 2026. The term ends before 25 May 2027: 8 months reach 30 April, a ninth
    # would reach 31 May. 200,000 × 18% × 8 / 12 = 24,000, all of it begun within the first year.
    short = {**DEVELOPMENT, "discovery_weeks": 2, "development_weeks": 8, "deployment_weeks": 4}
    found = priced(catalog, APPRENTICE, terms__effective_date="2026-05-25", models__custom_development=short)
    assert [(str(each.date), str(each.amount)) for each in found.payments if each.line == "maintenance"] == [
        ("2026-08-31", "24000.00")
    ]
    assert found.totals is not None
    assert found.totals.first_year_total == Decimal("36000.00") + 280000 + 24000


@pytest.mark.parametrize(("start", "months", "net"), [("2026-02-01", 9, None), ("2026-02-01", 10, "3000.00")])
def test_less_than_a_whole_month_brings_no_maintenance(
    catalog: Catalog, start: str, months: int, net: str | None
) -> None:
    # 36 weeks from 1 February end on 11 October. Nine months end before 1 November, ten before 1 December.
    longest = {**DEVELOPMENT, "discovery_weeks": 4, "development_weeks": 24, "deployment_weeks": 8}
    found = priced(
        catalog, SEEKER, terms__effective_date=start, terms__months=months, models__custom_development=longest
    )
    line = found.line("maintenance")
    assert (None if line is None else str(line.net)) == net


def test_maintenance_that_fits_to_the_day_counts(catalog: Catalog) -> None:
    # 26 weeks from 1 September 2027 are 182 days, to 1 March 2028: September 30 … February 29. Nine months end before
    # 1 June, so exactly three are left: 200,000 × 18% × 3 / 12.
    development = {**DEVELOPMENT, "discovery_weeks": 2, "development_weeks": 16, "deployment_weeks": 8}
    found = priced(
        catalog, SEEKER, terms__effective_date="2027-09-01", terms__months=9, models__custom_development=development
    )
    assert dates(found, "maintenance") == ["2028-03-01"]
    line = found.line("maintenance")
    assert line is not None
    assert (line.quantity, str(line.net)) == (3, "9000.00")


@pytest.mark.parametrize(("date", "counts"), [("2027-01-31", True), ("2027-02-01", False)])
def test_a_milestone_counts_in_the_first_year_by_its_date(catalog: Catalog, date: str, counts: bool) -> None:
    all_at_once = [{"name": "All", "percent": "100", "date": date}]
    development = {**DEVELOPMENT, "maintenance_percent": None, "milestones": all_at_once}
    found = first_year(catalog, ARCHITECT, models__custom_development=development)
    assert found == Decimal("127500.00") + (280000 if counts else 0)


def test_the_first_year_of_monthly_billing_is_twelve_months(catalog: Catalog) -> None:
    assert first_year(catalog, APPRENTICE, terms__billing="monthly", terms__months=17) == Decimal("42000.00")
    assert first_year(catalog, SEEKER, terms__months=5, terms__effective_date="2026-01-31") == Decimal("3000.00")
    assert first_year(catalog, SEEKER, terms__months=14, terms__effective_date="2027-08-31") == Decimal("7200.00")


def phases(catalog: Catalog, base: dict[str, Any], **changes: Any) -> dict[str, PlannedPhase]:
    roadmap = plan(deal(base, **changes), catalog)
    assert roadmap is not None
    return {phase.id: phase for phase in roadmap.phases}


def test_strategic_begins_with_month_thirteen_where_there_is_one(catalog: Catalog) -> None:
    assert "strategic" not in phases(catalog, SEEKER, terms__months=12)
    thirteen = phases(catalog, SEEKER, terms__months=13)["strategic"]
    assert (thirteen.earliest_start, thirteen.latest_end) == (day("2027-02-01"), day("2027-02-28"))


def test_discovery_ends_on_the_effective_date_one_to_four_weeks_after_it_began(catalog: Catalog) -> None:
    before = phases(catalog, SEEKER, terms__effective_date="2028-03-07")["discovery"]
    assert (before.earliest_start, before.latest_start) == (day("2028-02-08"), day("2028-02-29"))
    assert (before.earliest_end, before.latest_end) == (day("2028-03-07"), day("2028-03-07"))


def test_two_milestones_of_one_event_keep_ids_of_their_own(catalog: Catalog) -> None:
    twice = [{"name": name, "percent": "50", "event": "deployment_complete"} for name in ("Accepted", "Handed over")]
    found = priced(catalog, ARCHITECT, models__custom_development={**DEVELOPMENT, "milestones": twice})
    assert [each.id for each in found.milestones] == ["deployment_complete", "milestone:2"]


@pytest.mark.parametrize("date", ["1999-12-31", "3000-01-01"])
def test_a_day_that_is_a_slip_of_the_pen_is_refused(catalog: Catalog, date: str) -> None:
    found = quote(deal(SEEKER, terms__effective_date=date), catalog)
    assert [(each.field, each.limit) for each in found.refusals] == [
        ("terms.effective_date", "2000-01-01 to 2999-12-31")
    ]
    assert found.totals is None
