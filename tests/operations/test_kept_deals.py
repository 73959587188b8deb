"""What the store keeps of a priced deal, and how a deal goes from stage to stage."""

import datetime
from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.quote import quote
from omnidesk.operations.kept_deals import keep, keep_new, move_on, take
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store import desk
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace

TODAY = datetime.date(2026, 3, 10)


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = open_store(workspace(tmp_path))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def aurora() -> Deal:
    return read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))


def test_the_desk_keeps_start_discount_and_milestones_of_the_quote(
    store: Store, catalog: Catalog, aurora: Deal
) -> None:
    row = keep_new(store, aurora, catalog)
    priced = quote(aurora, catalog)
    assert priced.totals is not None
    listed = sum((line.list for line in priced.lines if line.kind != "estimated"), Decimal(0))
    assert aurora.terms.effective_date is not None
    assert row.starts == f"{aurora.terms.effective_date:%Y-%m}"
    assert row.list_minor == listed * 100
    assert row.discount_minor == (listed - priced.totals.committed_total) * 100
    first, last = priced.milestones[0].date, priced.milestones[-1].date
    due = desk.milestones_due(store, ("draft",), since=first, until=last, limit=99)
    assert [(each.date, each.name) for each in due] == [
        (each.date.isoformat(), each.name) for each in priced.milestones
    ]
    assert sum(each.amount_minor for each in due) == sum(each.amount for each in priced.milestones) * 100


def test_an_issued_offer_holds_as_long_as_the_house_says_and_a_save_changes_nothing_of_it(
    store: Store, catalog: Catalog, aurora: Deal
) -> None:
    row = keep_new(store, aurora, catalog)
    issued = move_on(store, row.id, "issued", catalog, today=TODAY)
    assert (issued.stage, issued.stage_since, issued.valid_until) == ("issued", "2026-03-10", "2026-04-09")
    saved = keep(store, issued, aurora, catalog)
    assert (saved.stage, saved.stage_since, saved.valid_until) == ("issued", "2026-03-10", "2026-04-09")
    accepted = move_on(store, row.id, "accepted", catalog, today=TODAY + datetime.timedelta(days=3))
    assert (accepted.stage_since, accepted.valid_until) == ("2026-03-13", None)
    assert take(store, row.id).deal == aurora


def test_a_deal_goes_nowhere_without_a_way(store: Store, catalog: Catalog, aurora: Deal) -> None:
    row = keep_new(store, aurora, catalog)
    with pytest.raises(InputError, match="a deal that is draft cannot become active"):
        move_on(store, row.id, "active", catalog, today=TODAY)
    assert move_on(store, row.id, "draft", catalog, today=TODAY) == row
