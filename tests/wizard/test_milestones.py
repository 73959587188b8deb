"""Milestones and payments without a window."""

import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import milestones
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import at, put
from omnidesk.wizard.milestones import FIELD, MILESTONES, DevelopmentView

CATALOG = load_catalog()
SPEC = CATALOG.development
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
SEEKER = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))


def development(deal: Deal) -> DevelopmentView:
    view = milestones.view(Context(deal, CATALOG, Formatter("en"))).development
    assert view is not None
    return view


def test_the_sources_schedule_is_shown_until_something_in_it_changes() -> None:
    view = development(ARCHITECT)
    assert [view.form[f"{MILESTONES}.{place}.name"].text for place in range(4)] == [
        "Discovery complete",
        "Development midpoint",
        "Development complete",
        "Deployment complete",
    ]
    assert {row.amount for row in view.milestones} == {"$70,000.00"}
    # 3 weeks from 1 February, then half of 16 weeks.
    assert [row.day for row in view.milestones[:2]] == ["February 22, 2026", "April 19, 2026"]
    assert (view.remainder, view.complete) == ("100.00% shared out", True)


def test_one_change_makes_the_schedule_the_deals_own_and_says_what_is_left() -> None:
    deal = milestones.enter(ARCHITECT, SPEC, f"{MILESTONES}.0.percent", Decimal("12.5"))
    view = development(deal)
    assert (view.remainder, view.complete) == ("12.50% still to share out", False)
    too_much = milestones.enter(deal, SPEC, f"{MILESTONES}.0.percent", Decimal("30"))
    assert development(too_much).remainder == "5.00% too much"
    assert milestones.use_standard(deal) == ARCHITECT


def test_a_milestone_is_due_at_an_event_or_on_the_date_it_had() -> None:
    deal = milestones.set_due(ARCHITECT, SPEC, 1, milestones.ON_A_DATE)
    assert at(deal, f"{MILESTONES}.1.date") == datetime.date(2026, 4, 19)
    assert at(deal, f"{MILESTONES}.1.event") is None
    view = development(deal)
    assert view.milestones[1].on_a_date
    assert view.form[f"{MILESTONES}.1.event"].text == milestones.ON_A_DATE
    back = milestones.set_due(deal, SPEC, 1, "development_midpoint")
    assert quote(back, CATALOG).milestones == quote(ARCHITECT, CATALOG).milestones


def test_a_new_milestone_takes_what_is_left_and_the_thirteenth_is_not_offered() -> None:
    deal = milestones.enter(ARCHITECT, SPEC, f"{MILESTONES}.0.percent", Decimal("10"))
    deal = milestones.add_milestone(deal, SPEC)
    assert at(deal, f"{MILESTONES}.4.percent") == Decimal("15.00")
    assert development(deal).complete
    for _ in range(7):
        deal = milestones.add_milestone(deal, SPEC)
    assert development(deal).full


@given(st.integers(1, 12), st.integers(0, 11))
def test_an_even_split_is_always_exactly_complete(count: int, dropped: int) -> None:
    deal = ARCHITECT
    while len(development(deal).milestones) < count:
        deal = milestones.add_milestone(deal, SPEC)
    if count > 1:
        deal = milestones.drop_milestone(deal, SPEC, dropped % count)
    split = milestones.split_evenly(deal, SPEC)
    assert development(split).complete
    assert quote(split, CATALOG).refusals == ()


def test_fees_and_weeks_show_their_ranges_and_problems() -> None:
    deal = put(put(ARCHITECT, f"{FIELD}.discovery_fee", Decimal(500)), f"{FIELD}.deployment_weeks", None)
    form = development(deal).form
    assert form[f"{FIELD}.discovery_fee"].range_hint == "15,000 – 50,000 USD"
    assert "outside" in form[f"{FIELD}.discovery_fee"].problem
    assert form[f"{FIELD}.deployment_weeks"].problem == "State how long deployment takes, 4–8 weeks."


def test_without_development_payments_still_stand() -> None:
    view = milestones.view(Context(SEEKER, CATALOG, Formatter("en")))
    assert view.development is None
    assert view.payments is not None
    assert milestones.start_development(SEEKER).models.custom_development is not None


def test_an_empty_deal_has_neither() -> None:
    view = milestones.view(Context(Deal(), CATALOG, Formatter("en")))
    assert view.development is view.payments is None


def test_each_year_sums_committed_and_estimated_apart() -> None:
    payments = milestones.view(Context(ARCHITECT, CATALOG, Formatter("en"))).payments
    assert payments is not None
    first = payments.years[0]
    assert first.title == "Year 1, February 1, 2026 to January 31, 2027"
    # 127,500 and 6,000 on the first day, four milestones of 70,000, and 36,000 of maintenance.
    sums = [(row.label, row.amount) for row in first.rows if row.strong]
    assert sums[0] == ("Year 1, committed", "$449,500.00")
    assert sums[1][0] == "Year 1, estimated"
    assert payments.committed == "$758,500.00"
    assert payments.step == "by quarter"
    assert sum(period.committed for period in payments.periods) == Decimal(758_500)
