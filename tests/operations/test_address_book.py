"""The address book by hand, its deals, and what goes with an import that is taken back."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.errors import InputError
from omnidesk.operations.address_book import (
    add_client,
    change_client,
    deals_of,
    problems,
    remove_client,
    take_from_deals,
)
from omnidesk.operations.duplicates import Match, pairs
from omnidesk.operations.duplicates_merged import merge, take_back
from omnidesk.operations.importing.preview import Wish, preview
from omnidesk.operations.importing.write import Imported, write_import
from omnidesk.specs.imports import load_imports
from omnidesk.store import clients, deals
from omnidesk.store.connect import Store
from omnidesk.store.search import DealFilter, list_deals
from tests.operations.tables import SALESFORCE, written

TODAY = dt.date(2026, 11, 22)


def take(store: Store, catalog: Catalog, path: Path) -> Imported:
    shown = preview(store, catalog, load_imports(), Wish(path=path))
    return write_import(store, shown.plan, catalog, source=path.name, today=TODAY)


def test_a_client_is_written_changed_and_taken_out_and_each_is_taken_back(store: Store) -> None:
    add_client(store, ClientEntry(name="  Aurora   AG ", domain="https://www.aurora.example/about"))
    row = clients.find_client(store, "Aurora AG")
    assert row.entry.domain == "aurora.example"

    change_client(store, row, replace(row.entry, phone="+41 44 1"))
    with pytest.raises(InputError, match="“Aurora AG” was changed meanwhile"):
        remove_client(store, row)
    remove_client(store, clients.find_client(store, row.id))
    assert clients.list_clients(store).total == 0

    for told in ("“Aurora AG” taken out", "“Aurora AG” changed", "“Aurora AG” written"):
        assert take_back(store).act.told == told
    assert clients.list_clients(store).total == 0


def test_what_cannot_be_kept_is_told_beside_its_field() -> None:
    wrong = ClientEntry(name=" ", domain="not a host", contact=Contact(email="nobody"))
    assert [each.field for each in problems(wrong)] == ["name", "domain", "contact.email"]


def test_clients_of_deals_come_in_once_with_all_that_the_newest_deal_knows(
    store: Store, catalog: Catalog, tmp_path: Path
) -> None:
    take(store, catalog, written(tmp_path, "salesforce.csv", SALESFORCE))
    for row in clients.list_clients(store).rows:
        remove_client(store, row)

    assert take_from_deals(store) == 2
    assert take_from_deals(store) == 0
    assert [len(deals_of(store, row)) for row in clients.list_clients(store).rows] == [1, 1]


def test_deals_follow_a_client_through_another_name_and_into_another_client(
    store: Store, catalog: Catalog, tmp_path: Path
) -> None:
    take(store, catalog, written(tmp_path, "salesforce.csv", SALESFORCE))
    row = clients.find_client(store, "Pixelgarten")
    change_client(store, row, replace(row.entry, name="Another name"))
    changed = clients.find_client(store, row.id)
    assert len(deals_of(store, changed)) == 1

    into = clients.find_client(store, add_client(store, ClientEntry(name="Whole group")))
    merge(store, into, changed)
    assert len(deals_of(store, clients.find_client(store, into.id))) == 1
    take_back(store)
    assert len(deals_of(store, clients.find_client(store, into.id))) == 0


def test_deals_go_with_the_import_that_brought_them_unless_someone_worked_with_them(
    store: Store, catalog: Catalog, tmp_path: Path
) -> None:
    path = written(tmp_path, "salesforce.csv", SALESFORCE)
    take(store, catalog, path)
    first, second = list_deals(store).rows
    deals.archive(store, first.id)

    done = take_back(store)

    assert (done.deals_gone, done.deals_kept) == (1, 1)
    assert [row.id for row in list_deals(store, DealFilter(archived=None)).rows] == [first.id]
    assert list_deals(store, DealFilter(text=second.title)).total == 0
    assert take(store, catalog, path).deals == 1, "what went can come again, what stayed is known"


def test_every_table_that_refers_to_a_deal_counts_as_work_with_it(store: Store) -> None:
    with store.reading() as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        refer = {
            table
            for table in tables
            for key in database.execute(f"PRAGMA foreign_key_list({table})")
            if key[2] == "deal"
        }
    made_with_it_or_after_those = {"deal_milestone", "deal_origin", "offer_number", "success_due"}
    assert refer - made_with_it_or_after_those == {*clients.TOUCHES, "deal_link"} & refer


def test_who_is_not_one_client_may_still_be_another() -> None:
    held = {name: ClientEntry(name=name) for name in ("Aurora Broadcast", "Aurora Broadcasts", "Aurora Broadcazt")}
    first, second, third = held
    assert pairs(held, load_imports(), {third: {first}, second: {first}}) == (
        (third, Match(client_id=second, why="similar", score=90)),
    )
    assert pairs(held, load_imports(), {third: {first, second}, second: {first}}) == ()
