"""Numbers that went out after a safety copy was made: named before going back, and never given out a second time."""

import random
from contextlib import closing

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.operations.backup_words import numbers_words, passed_words, salvaged_words
from omnidesk.operations.issuing import issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import audit, backup, copy_check, sqlite3, versions
from omnidesk.store.connect import Store
from omnidesk.store.copy_preview import preview
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.salvage import salvage
from omnidesk.wizard.activity import activity_lines

from .conftest import BRIEF, NOW, IssueDeal

PAGE = 4096


def told(store: Store) -> list[str]:
    return [line.what for line in activity_lines(audit.activity(store), Formatter("en"))]


def wreck(store: Store, *tables: str) -> None:
    """Close a store and overwrite the first page of some of its tables."""
    with store.reading() as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        marks = ", ".join("?" * len(tables))
        question = f"SELECT rootpage FROM sqlite_schema WHERE name IN ({marks})"
        pages = [row[0] for row in database.execute(question, tables)]
    store.close()
    content = bytearray(store.workspace.database.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(page).randbytes(PAGE)
    store.workspace.database.write_bytes(content)


def test_the_next_number_follows_those_that_are_out_and_the_log_tells_of_the_gap(
    store: Store, issued: IssueDeal
) -> None:
    first = issued()
    copy = backup.create(store)
    since = [issued().offer, issued().offer]
    found = preview(store.workspace, copy.path, None)
    assert found.numbers == tuple(since) == ("OD-2026-0002", "OD-2026-0003")
    assert "OD-2026-0002, OD-2026-0003" in numbers_words(found)

    kept = restore(store.workspace, copy.path)

    after = issued()
    assert (first.offer, after.offer) == ("OD-2026-0001", "OD-2026-0004")
    assert versions.next_place(store, "OD", NOW.year + 1) == 1
    assert "Out with clients, not given out again: OD-2026-0002 to OD-2026-0003" in told(store)

    restore(store.workspace, kept)  # and forward again
    assert issued().offer == "OD-2026-0005"


def test_a_number_that_is_out_cannot_be_taken_back_or_taken_twice(store: Store, issued: IssueDeal) -> None:
    copy = backup.create(store)
    issued()
    restore(store.workspace, copy.path)
    with store.writing() as database:
        for forbidden in ("DELETE FROM number_out", "UPDATE number_out SET place = 9"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                database.execute(forbidden)
    assert issued().offer == "OD-2026-0002"


def test_nothing_is_said_where_no_number_is_out(store: Store, issued: IssueDeal) -> None:
    issued()
    copy = backup.create(store)
    assert numbers_words(preview(store.workspace, copy.path, None)) == ""
    restore(store.workspace, copy.path)
    assert issued().offer == "OD-2026-0002"
    assert not any("not given out again" in line for line in told(store))


def test_a_store_that_cannot_be_read_is_followed_as_far_as_its_newest_copy_tells(
    store: Store, issued: IssueDeal, catalog: Catalog, seeker: Deal
) -> None:
    older = backup.create(store)
    issued()
    backup.create(store)
    place = store.workspace
    store.close()
    place.database.write_bytes(b"rubbish" * 4000)

    restore(place, older.path)

    with closing(open_store(place)) as again:
        assert versions.next_place(again, "OD", NOW.year) == 2


@pytest.mark.parametrize("tables", [("deal", "deal_revision"), ("deal_revision", "offer_number", "deal_version")])
def test_a_store_built_anew_passes_over_the_numbers_of_lost_deals(
    store: Store, issued: IssueDeal, catalog: Catalog, seeker: Deal, tables: tuple[str, ...]
) -> None:
    backup.create(store)
    assert [issued().offer, issued().offer] == ["OD-2026-0001", "OD-2026-0002"]
    place = store.workspace
    wreck(store, *tables)

    found = salvage(place)

    assert len(found.gone) == 2
    assert [passed_words(gap) for gap in found.passed] == [
        "OD-2026-0001 to OD-2026-0002 are out with clients and are not given out again."
    ]
    assert passed_words(found.passed[0]) in salvaged_words(found, Formatter("en"))
    with closing(open_store(place)) as again:
        row = keep_new(again, seeker, catalog)
        assert issue(again, row, catalog, BRIEF, now=NOW).row.offer == "OD-2026-0003"
        assert "Out with clients, not given out again: OD-2026-0001 to OD-2026-0002" in told(again)
        copy = backup.create(again)
        assert copy_check.verify(copy.path) == ()
