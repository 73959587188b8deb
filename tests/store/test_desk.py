"""What the desk adds up, on a real store: kept as deals are saved, and never wrong."""

import datetime
import hashlib
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omnidesk.domain.errors import InputError
from omnidesk.store import deals, desk, moves, search
from omnidesk.store.connect import Store
from omnidesk.store.deals import ChangedElsewhereError, DealRow, MilestoneDay, Summary
from omnidesk.store.migrations import shipped_scripts
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter
from omnidesk.store.workspace import Workspace

TODAY = datetime.date(2026, 3, 10)
BODY = '{"terms":{"effective_date":"2026-04-15"}}'
NUMBERS = ("deals", "unpriced", "committed_minor", "discount_minor")


def summary(**values: Any) -> Summary:
    shown = {"title": "Aurora", "client": "Aurora", "stage": "draft", "currency": "EUR", "tier": "seeker"}
    priced = {"committed_minor": 900_00, "estimated_minor": 50_00, "list_minor": 1_000_00, "discount_minor": 100_00}
    return msgspec.convert({**shown, **priced, "starts": "2026-04", **values}, Summary)


def counted(store: Store) -> list[tuple[Any, ...]]:
    """The kept sums beside those that are added up anew."""
    question = """
        SELECT currency, stage, coalesce(tier, ''), coalesce(starts, ''), count(*), count(*) - count(committed_minor),
            coalesce(sum(committed_minor), 0), coalesce(sum(discount_minor), 0)
        FROM deal WHERE archived = 0 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    """
    return [tuple(row) for row in store.database.execute(question)]


def kept(store: Store) -> list[tuple[Any, ...]]:
    found = [
        tuple(
            getattr(each, name) or (0 if name in NUMBERS else "")
            for name in ("currency", "stage", "tier", "month", *NUMBERS)
        )
        for each in desk.groups(store)
    ]
    return sorted(found)


def test_sums_follow_every_save_move_and_archive(store: Store) -> None:
    first = deals.create(store, "{}", summary())
    second = deals.create(store, "{}", summary(currency="CHF", committed_minor=None, tier=None, starts=None))
    assert kept(store) == counted(store)
    deals.save(store, first.id, "{}", summary(committed_minor=800_00, tier="architect"), version=1)
    assert kept(store) == counted(store)
    moves.restage(store, first.id, "issued", on="2026-03-10", valid_until="2026-04-09", version=2)
    deals.archive(store, second.id)
    assert kept(store) == counted(store)
    deals.duplicate(store, first.id, "Copy")
    store.database.execute("DELETE FROM deal WHERE id = ?", [second.id])
    assert kept(store) == counted(store)


VALUES = st.fixed_dictionaries(
    {
        "currency": st.sampled_from(["EUR", "JPY"]),
        "tier": st.sampled_from([None, "seeker"]),
        "starts": st.sampled_from([None, "2026-04"]),
        "committed_minor": st.none() | st.integers(-(10**17), 10**17),
        "discount_minor": st.none() | st.integers(-(10**12), 10**12),
    }
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), VALUES, st.booleans()), max_size=8))
def test_whatever_is_saved_the_sums_and_counts_are_right(
    store: Store, saves: list[tuple[int, dict[str, Any], bool]]
) -> None:
    rows: list[DealRow] = []
    for place, values, archived in saves:
        if place < len(rows):
            rows[place] = deals.save(store, rows[place].id, "{}", summary(**values), version=rows[place].version)
            rows[place] = deals.archive(store, rows[place].id, archived=archived)
        else:
            rows.append(deals.create(store, "{}", summary(**values)))
    assert kept(store) == counted(store)
    for archived in (False, True):
        page = search.list_deals(store, DealFilter(archived=archived), limit=1000)
        assert page.total == len(page.rows)


def test_a_thousand_of_the_largest_amounts_are_added_up_exactly(store: Store) -> None:
    largest = 10**17 - 1
    for place in range(100):
        deals.create(store, "{}", summary(title=str(place), committed_minor=largest))
    (found,) = desk.groups(store)
    assert found.committed_minor == 100 * largest


def test_a_list_counts_what_its_filters_leave(store: Store) -> None:
    for tier in ("seeker", "seeker", "architect", None):
        deals.create(store, "{}", summary(tier=tier))
    assert search.list_deals(store, DealFilter(tiers=("seeker",)), limit=1).total == 2
    assert search.list_deals(store, DealFilter(stages=("draft",)), limit=1).total == 4
    assert search.list_deals(store, DealFilter(tiers=("architect", "sovereign"), stages=("issued",))).total == 0


def test_an_issued_offer_lapses_on_its_day(store: Store) -> None:
    for title, day in (("soon", "2026-03-12"), ("lapsed", "2026-03-08"), ("later", "2026-05-01")):
        row = deals.create(store, "{}", summary(title=title))
        moves.restage(store, row.id, "issued", on="2026-02-01", valid_until=day, version=1)
    deals.create(store, "{}", summary(title="draft"))
    week = datetime.timedelta(days=7)
    found = desk.expiring(store, since=TODAY - week, until=TODAY + week, limit=10)
    assert [row.title for row in found] == ["lapsed", "soon"]


def test_a_stage_counts_its_days_from_the_day_of_the_move(store: Store) -> None:
    row = deals.create(store, "{}", summary())
    moved = moves.restage(store, row.id, "issued", on="2026-01-02", valid_until=None, version=1)
    saved = deals.save(store, row.id, '{"a":1}', summary(stage="issued"), version=moved.version)
    assert saved.stage_since == "2026-01-02"
    assert [(each.stage, each.since) for each in desk.waiting(store, ("issued",))] == [("issued", "2026-01-02")]
    assert desk.longest_waiting(store, ("draft", "issued"), before=TODAY, limit=3) == (saved,)


def test_of_two_moves_the_second_is_told(store: Store) -> None:
    row = deals.create(store, "{}", summary())
    moves.restage(store, row.id, "issued", on="2026-01-02", valid_until=None, version=1)
    with pytest.raises(ChangedElsewhereError):
        moves.restage(store, row.id, "withdrawn", on="2026-01-02", valid_until=None, version=1)
    with pytest.raises(InputError):
        moves.restage(store, "none", "issued", on="2026-01-02", valid_until=None, version=1)


def test_milestones_are_due_only_where_a_deal_runs(store: Store) -> None:
    days = tuple(
        MilestoneDay(date=day, name=name, amount_minor=100_00)
        for day, name in (("2026-03-01", "Kick-off"), ("2026-03-20", "Pilot"), ("2026-09-01", "Handover"))
    )
    running = deals.create(store, "{}", summary(title="Running", stage="active"), milestones=days)
    deals.create(store, "{}", summary(title="Draft"), milestones=days)
    month = datetime.timedelta(days=30)
    found = desk.milestones_due(store, ("active",), since=TODAY, until=TODAY + month, limit=9)
    assert [(each.name, each.title, each.deal_id) for each in found] == [("Pilot", "Running", running.id)]
    deals.save(store, running.id, "{}", summary(stage="active"), version=1, milestones=days[:1])
    assert desk.milestones_due(store, ("active",), since=TODAY, until=TODAY + month, limit=9) == ()


def test_a_copy_is_a_draft_with_the_same_milestones(store: Store) -> None:
    day = MilestoneDay(date="2026-03-20", name="Pilot", amount_minor=1)
    row = deals.create(store, "{}", summary(stage="active"), milestones=(day,))
    copy = deals.duplicate(store, row.id, "Copy")
    assert copy.stage == "draft"
    assert [
        each.name for each in desk.milestones_due(store, ("draft",), since=TODAY, until=TODAY.replace(month=4), limit=9)
    ] == ["Pilot"]


def test_a_store_of_the_first_version_gets_its_sums(place: Workspace) -> None:
    old = open_store(place, shipped_scripts()[:1])
    revision = {
        "id": "r",
        "deal_id": "d",
        "parents": "[]",
        "sha256": hashlib.sha256(BODY.encode()).hexdigest(),
        "created_at": "2026-01-05T10:00:00+00:00",
    }
    shown = {"title": "Old", "client": "Old", "stage": "issued", "currency": "EUR", "committed_minor": 700_00}
    times = {"created_at": "2026-01-05T10:00:00+00:00", "changed_at": "2026-01-06T10:00:00+00:00"}
    with old.writing() as database:
        database.table("deal_revision").insert({**revision, "body": BODY})
        database.table("deal").insert({"id": "d", "head": "r", "version": 1, **shown, **times})
    old.close()
    new = open_store(place)
    (found,) = desk.groups(new)
    assert (found.month, found.committed_minor, found.deals) == ("2026-04", 700_00, 1)
    row = search.find(new, "Old")
    assert (row.stage_since, row.starts, row.valid_until) == ("2026-01-06", "2026-04", None)
    assert search.list_deals(new).total == 1
    assert msgspec.structs.asdict(row)["list_minor"] is None
    new.close()
