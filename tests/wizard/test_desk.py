"""Board and overview as values: what they say of a handful of deals, in two currencies, on one day."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from omnidesk.domain.pipeline import DealGroup, WaitingGroup
from omnidesk.formatting import Amount, Formatter
from omnidesk.specs.load import load_catalog
from omnidesk.wizard.desk_board import DeskTerms, StageDeals, board, card
from omnidesk.wizard.desk_overview import DeskFigures, overview
from omnidesk.wizard.desk_words import days_words, refusal, split, until_words, ways

TODAY = datetime.date(2026, 3, 10)


@dataclass(frozen=True)
class Listed:
    id: str = "d1"
    title: str = "Aurora rollout"
    client: str = "Aurora AG"
    stage: str = "draft"
    tier: str | None = "architect"
    currency: str = "EUR"
    committed_minor: int | None = 120_000_50
    stage_since: str = "2026-03-01"
    valid_until: str | None = None
    offer: str | None = None
    offer_version: int | None = None
    approval_asked: bool = False


@dataclass(frozen=True)
class Due:
    date: str
    name: str = "Pilot"
    amount_minor: int = 5_000_00
    deal_id: str = "d9"
    title: str = "Aurora rollout"
    currency: str = "EUR"
    place: int = 2


@pytest.fixture(scope="module")
def terms() -> DeskTerms:
    catalog = load_catalog()
    return DeskTerms(catalog.policy, {tier.id: tier.name for tier in catalog.tiers}, Formatter("en"), TODAY)


def group(stage: str, committed: int, **more: Any) -> DealGroup:
    values = {"currency": "EUR", "tier": "seeker", "month": "2026-04", "deals": 1, "unpriced": 0, "estimated_minor": 0}
    figures = {"committed_minor": committed, "list_minor": 0, "discount_minor": 0}
    return msgspec.convert({"stage": stage, **values, **figures, **more}, DealGroup)


def test_a_card_says_who_what_and_how_long(terms: DeskTerms) -> None:
    found = card(Listed(), terms)
    assert (found.title, found.under_title) == ("Aurora rollout", "Aurora AG · Architect")
    assert (found.amount, found.waits, found.slow) == ("€120,001", "9 days", False)
    assert found.spoken == "Aurora rollout, Aurora AG · Architect, €120,001, 9 days"
    assert card(Listed(title="Aurora AG", tier=None), terms).under_title == ""
    waits = card(Listed(approval_asked=True), terms)
    assert (waits.stage, waits.under_title) == ("draft", "approval asked · Aurora AG · Architect"), (
        "a draft all the same"
    )
    assert card(Listed(committed_minor=None), terms).amount == "–"


def test_a_card_that_waits_for_weeks_stands_out_while_it_is_open(terms: DeskTerms) -> None:
    assert card(Listed(stage_since="2026-02-10"), terms).slow
    assert not card(Listed(stage_since="2026-02-10", stage="active"), terms).slow


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-03-10", "Offer lapses today"),
        ("2026-03-11", "Offer lapses tomorrow"),
        ("2026-03-20", "Offer lapses in 10 days"),
        ("2026-03-09", "Offer lapsed yesterday"),
        ("2026-03-01", "Offer lapsed 9 days ago"),
        (None, ""),
    ],
)
def test_an_issued_card_says_until_when_its_offer_holds(terms: DeskTerms, until: str | None, said: str) -> None:
    assert card(Listed(stage="issued", valid_until=until), terms).holds == said


def test_a_card_goes_only_where_there_is_a_way(terms: DeskTerms) -> None:
    assert card(Listed(), terms).ways == ("issued", "withdrawn")
    assert ways("accepted") == ("active", "withdrawn")
    assert ways("ended") == ()
    assert refusal("draft", "issued") == ""
    assert (
        refusal("draft", "active")
        == "a deal that is draft cannot become active; from here it goes to issued, withdrawn"
    )
    assert "is no stage" in refusal("draft", "won")


def test_columns_name_their_currencies_in_one_order(terms: DeskTerms) -> None:
    groups = [
        group("draft", 900_00, currency="CHF"),
        group("draft", 1_500_000_00, deals=2),
        group("issued", 40_000_00),
        group("issued", 30_000_00, currency="CHF"),
    ]
    columns = board([StageDeals("draft", [Listed()], 3), StageDeals("issued", [], 2)], groups, terms)
    assert [column.sums for column in columns] == [
        ("€1.5M", "CHF\N{NO-BREAK SPACE}900"),
        ("€40K", "CHF\N{NO-BREAK SPACE}30K"),
    ]
    assert [(column.name, column.counted, column.hidden) for column in columns] == [
        ("Draft", "3 deals", 2),
        ("Issued", "2 deals", 2),
    ]


def test_the_overview_answers_in_the_currency_with_the_most_deals(terms: DeskTerms) -> None:
    groups = [
        group("draft", 100_000_00, estimated_minor=20_000_00),
        group("issued", 200_000_00, list_minor=250_000_00, discount_minor=50_000_00),
        group("active", 60_000_00),
        group("draft", 900_000_00, currency="CHF"),
    ]
    found = overview(DeskFigures(groups=groups), terms)
    assert found.currency == "EUR"
    assert [(each.name, each.value, each.note) for each in found.headlines] == [
        ("Committed pipeline", "€300K", "€120K weighted"),
        ("Estimated beside it", "€20K", "€4K weighted"),
        ("Won and running", "€60K", "1 deal"),
        ("Discount we give", "20%", "€50K off a list price of €250K"),
    ]
    assert [row.currency for row in found.currencies] == ["EUR", "CHF"]
    assert found.currencies[1].cells[2].endswith("900,000")
    assert overview(DeskFigures(groups=groups), terms, "CHF").currency == "CHF"
    assert overview(DeskFigures(groups=groups), terms, "USD").currency == "EUR"


def test_no_figure_adds_committed_to_estimated_or_one_currency_to_another(terms: DeskTerms) -> None:
    groups = [group("draft", 100_00, estimated_minor=7_00, deals=2), group("draft", 1_000_00, currency="CHF")]
    found = overview(DeskFigures(groups=groups), terms)
    shown = {amount for period in (*found.tiers, *found.months) for amount in (period.committed, period.estimated)}
    assert shown == {Decimal(0), Decimal("20.00"), Decimal("1.40")}


def test_months_run_from_this_one_and_the_rest_stands_at_the_ends(terms: DeskTerms) -> None:
    months = {"2025-12": 100_00, "2026-03": 200_00, "2026-11": 300_00, "2027-01": 400_00, None: 500_00}
    found = overview(DeskFigures(groups=[group("issued", each, month=at) for at, each in months.items()]), terms)
    columns = {period.label: period.committed for period in found.months}
    assert list(columns)[:2] == ["Earlier", "Mar 2026"]
    assert list(columns)[-3:] == ["Nov 2026", "Later", "No date"]
    assert [columns[name] for name in ("Earlier", "Mar 2026", "Apr 2026", "Nov 2026", "Later", "No date")] == [
        Decimal(50), Decimal(100), Decimal(0), Decimal(150), Decimal(200), Decimal(250),
    ]  # fmt: skip


def test_where_deals_stall_is_the_middle_time_by_stage(terms: DeskTerms) -> None:
    waiting = [
        WaitingGroup("issued", "2026-03-09", 5),
        WaitingGroup("issued", "2026-01-01", 2),
        WaitingGroup("draft", "2026-02-08", 1),
    ]
    found = overview(DeskFigures(groups=[group("draft", 1)], waiting=waiting), terms)
    assert [(each.label, each.amount) for each in found.stalls] == [("Draft", Decimal(30)), ("Issued", Decimal(1))]


def test_the_discount_by_tier_counts_what_clients_have_seen(terms: DeskTerms) -> None:
    groups = [
        group("issued", 0, tier="seeker", list_minor=100_00, discount_minor=5_00),
        group("ended", 0, tier="seeker", list_minor=300_00, discount_minor=35_00),
        group("draft", 0, tier="architect", list_minor=100_00, discount_minor=90_00),
    ]
    found = overview(DeskFigures(groups=groups), terms)
    assert [(each.label, each.amount) for each in found.discounts] == [("Seeker", Decimal("10.0"))]


def test_headlines_and_amounts_know_how_they_came_about(terms: DeskTerms) -> None:
    groups = [group("draft", 100_000_00, deals=3), group("issued", 50_000_00), group("active", 7_00)]
    found = overview(DeskFigures(groups=groups, milestones=[Due("2026-03-11")]), terms)
    figures = [headline.value.figure for headline in found.headlines if isinstance(headline.value, Amount)]
    assert figures[:3] == ["desk:committed", "desk:estimated", "desk:won"]

    told = found.explanations["desk:committed"]
    assert told.amount == "€150,000.00"
    assert [(step.name, step.value) for step in told.steps] == [
        ("Draft · 3 deals", "€100,000.00"),
        ("Draft, weighted with 20%", "€20,000.00"),
        ("Issued · 1 deal", "€50,000.00"),
        ("Issued, weighted with 50%", "€25,000.00"),
        ("Weighted in all", "€45,000.00"),
    ]
    (line,) = found.milestones
    assert isinstance(line.figure, Amount)
    assert split(line.figure.figure) == ("d9", "milestone:2")


def test_lines_say_what_comes_near(terms: DeskTerms) -> None:
    figures = DeskFigures(
        groups=[group("draft", 1)],
        longest=[Listed(stage_since="2026-01-01")],
        expiring=[Listed(stage="issued", valid_until="2026-03-08"), Listed(stage="issued", valid_until="2026-03-13")],
        milestones=[Due("2026-03-01"), Due("2026-03-11")],
    )
    found = overview(figures, terms)
    assert [(each.note, each.urgent) for each in found.expiring] == [
        ("Lapsed 2 days ago · March 8, 2026", True),
        ("Lapses in 3 days · March 13, 2026", False),
    ]
    assert [(each.title, each.note, each.figure, each.urgent) for each in found.milestones] == [
        ("Pilot", "Aurora rollout · 9 days ago", "€5,000", True),
        ("Pilot", "Aurora rollout · tomorrow", "€5,000", False),
    ]
    assert (found.longest[0].note, found.longest[0].figure) == ("Draft · Architect", "68 days")


def test_without_deals_the_overview_is_empty(terms: DeskTerms) -> None:
    found = overview(DeskFigures(), terms)
    assert found.empty
    assert (found.headlines, found.tiers, found.stalls) == ((), (), ())


def test_days_in_words() -> None:
    assert [days_words(days) for days in (0, 1, 12)] == ["today", "1 day", "12 days"]
    assert until_words(TODAY, TODAY) == "today"
