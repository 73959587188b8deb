"""Safety copies: complete, checked, and the way back."""

from pathlib import Path

import pytest

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store import backup, deals, search
from omnidesk.store.connect import DamagedError, Store, connect
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.workspace import Workspace

DRAFT = Summary(title="Draft", client="Client", stage="draft", currency="EUR")


def titles(place: Workspace) -> list[str]:
    store = open_store(place)
    try:
        return sorted(row.title for row in search.list_deals(store).rows)
    finally:
        store.close()


def named(store: Store, title: str) -> deals.DealRow:
    return deals.create(
        store, f'{{"title":"{title}"}}', Summary(title=title, client="C", stage="draft", currency="EUR")
    )


def test_a_safety_copy_holds_everything_and_is_listed_newest_first(store: Store) -> None:
    named(store, "first")
    one = backup.create(store)
    named(store, "second")
    two = backup.create(store, reason="before-meeting")

    assert backup.list_backups(store.workspace) == (two, one)
    assert (one.reason, two.reason) == ("by-hand", "before-meeting")
    assert two.size == two.path.stat().st_size
    assert backup.verify(one.path) == backup.verify(two.path) == ()
    assert two.path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.suffix for path in store.workspace.backups.iterdir()) == [".db", ".db"]


def test_going_back_brings_the_deals_of_then_and_keeps_those_of_now(store: Store) -> None:
    named(store, "then")
    copy = backup.create(store)
    named(store, "now")

    kept = restore(store.workspace, copy.path)

    assert titles(store.workspace) == ["then"]
    restore(store.workspace, kept)
    assert titles(store.workspace) == ["now", "then"]


def test_a_window_that_is_open_sees_the_restored_deals(store: Store) -> None:
    row = named(store, "then")
    copy = backup.create(store)
    named(store, "now")

    restore(store.workspace, copy.path)

    assert [found.title for found in search.list_deals(store).rows] == ["then"]
    assert deals.save(store, row.id, '{"on":1}', DRAFT, version=1).version == 2


def test_a_damaged_store_is_set_aside_and_the_safety_copy_takes_its_place(store: Store) -> None:
    named(store, "then")
    copy = backup.create(store)
    place = store.workspace
    store.close()
    place.database.write_bytes(b"not a database at all" * 500)
    with pytest.raises(DamagedError):
        open_store(place)

    kept = restore(place, copy.path)

    assert titles(place) == ["then"]
    assert kept.read_bytes() == b"not a database at all" * 500


def test_flipped_bits_are_found_and_such_a_copy_is_refused(store: Store) -> None:
    named(store, "then")
    copy = backup.create(store)
    content = copy.path.read_bytes()
    copy.path.write_bytes(content.replace(b'{"title":"then"}', b'{"title":"than"}'))

    whole, row = backup.verify(copy.path)
    assert whole == "its bytes are not those that were written"
    assert "a saved state of “then” (deal_revision " in row
    with pytest.raises(InputError, match="this safety copy is damaged"):
        restore(store.workspace, copy.path)
    assert titles(store.workspace) == ["then"]

    copy.path.write_bytes(content[: len(content) // 2])
    assert backup.verify(copy.path) == ("the file is cut off or overwritten",)


def test_a_store_with_a_flipped_bit_is_set_aside_too(store: Store) -> None:
    named(store, "then")
    copy = backup.create(store)
    place = store.workspace
    store.close()
    connect(place.database).close()
    damaged = place.database.read_bytes().replace(b'{"title":"then"}', b'{"title":"than"}')
    place.database.write_bytes(damaged)

    kept = restore(place, copy.path)

    assert titles(place) == ["then"]
    assert b"than" in kept.read_bytes()


def test_a_damaged_store_is_not_copied_over_good_copies(store: Store) -> None:
    named(store, "then")
    store.close()
    path: Path = store.workspace.database
    connect(path).close()
    path.write_bytes(path.read_bytes().replace(b'{"title":"then"}', b'{"title":"than"}'))

    with pytest.raises(MachineError, match="so no new safety copy was made"):
        backup.create(store)

    assert backup.list_backups(store.workspace) == ()


def test_what_is_no_safety_copy_is_refused_in_words(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        restore(store.workspace, tmp_path / "gone.db")
    with pytest.raises(InputError, match="cannot name a safety copy"):
        backup.create(store, reason="../../etc")
    foreign = tmp_path / "foreign.db"
    connect(foreign).execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(MachineError, match="this is no OmniDesk store"):
        backup.verify(foreign)
