"""Opening a store: new, old, newer, foreign, unguarded and damaged files."""

import sqlite3 as plain
import sys

import pytest

from omnidesk.domain.errors import MachineError
from omnidesk.store import backup, deals, sqlite3
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.deals import Summary
from omnidesk.store.migrations import APPLICATION, shipped_scripts, written_triggers
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace

LATER = "CREATE TABLE later (word TEXT) STRICT; CREATE TRIGGER later_kept BEFORE DELETE ON later BEGIN SELECT 1; END;"
DRAFT = Summary(title="Draft", client="Client", stage="draft", currency="EUR")


def test_a_new_store_is_set_up_for_safe_writing(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.database.execute(f"PRAGMA {name}").fetchone()[0]

    assert [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]
    assert [pragma(name) for name in ("trusted_schema", "recursive_triggers", "busy_timeout")] == [0, 1, 10_000]
    assert [pragma(name) for name in ("user_version", "application_id")] == [len(shipped_scripts()), APPLICATION]
    assert tuple(map(int, str(store.database.execute("SELECT sqlite_version()").fetchone()[0]).split("."))) > (3, 51, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_only_its_owner_can_read_the_workspace(store: Store) -> None:
    assert store.workspace.folder.stat().st_mode & 0o777 == 0o700
    assert store.workspace.database.stat().st_mode & 0o777 == 0o600


def test_without_a_folder_named_the_system_says_where(own_home: object) -> None:
    assert str(workspace().folder).startswith(str(own_home))


def test_a_workspace_in_the_place_of_a_file_is_refused(place: Workspace) -> None:
    (place.folder / "taken").write_text("a file")

    with pytest.raises(MachineError, match="the folder cannot be made"):
        workspace(place.folder / "taken")


def test_an_older_store_is_copied_and_brought_up_to_date(place: Workspace) -> None:
    old = open_store(place)
    row = deals.create(old, '{"kept":1}', DRAFT)
    old.close()

    new = open_store(place, (*shipped_scripts(), LATER))

    assert new.database.execute("PRAGMA user_version").fetchone()[0] == len(shipped_scripts()) + 1
    assert new.database.table("later").exists()
    assert deals.load(new, row.id).body == '{"kept":1}'
    (copy,) = backup.list_backups(place)
    assert copy.reason == f"before-version-{len(shipped_scripts()) + 1}"
    assert backup.verify(copy.path) == ()
    new.close()


def test_a_migration_that_fails_changes_nothing(place: Workspace) -> None:
    open_store(place).close()

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        open_store(place, (*shipped_scripts(), LATER + "INSERT INTO nowhere VALUES (1);"))

    again = open_store(place)
    assert not again.database.table("later").exists()
    again.close()


def test_a_store_of_a_newer_version_is_refused_and_stays_as_it_was(place: Workspace) -> None:
    open_store(place, (*shipped_scripts(), LATER)).close()
    before = place.database.read_bytes()

    with pytest.raises(MachineError, match="a newer OmniDesk wrote this store"):
        open_store(place)

    assert place.database.read_bytes() == before


def test_a_foreign_database_is_never_opened_as_a_store(place: Workspace) -> None:
    foreign = plain.connect(place.database)
    foreign.execute("CREATE TABLE recipe (name TEXT)")
    foreign.close()

    with pytest.raises(MachineError, match="this is no OmniDesk store"):
        open_store(place)


@pytest.mark.parametrize("content", [b"PDF or whatever" * 100, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_database_is_refused_in_words(place: Workspace, content: bytes) -> None:
    place.database.write_bytes(content)

    with pytest.raises(DamagedError, match="omnidesk backup restore"):
        open_store(place)

    assert place.database.read_bytes() == content


@pytest.mark.parametrize(
    "attack",
    [
        "DROP TRIGGER deal_revision_is_never_changed",
        "CREATE TRIGGER spy AFTER INSERT ON deal BEGIN SELECT 1; END",
    ],
)
def test_a_store_without_its_guards_is_refused(place: Workspace, attack: str) -> None:
    opened = open_store(place)
    opened.database.execute(attack)
    opened.close()

    with pytest.raises(DamagedError, match="the guards of the store are not as OmniDesk made them"):
        open_store(place)


def test_the_guards_read_out_of_the_scripts_are_those_that_sqlite_makes_of_them(store: Store) -> None:
    assert written_triggers(shipped_scripts()) == store.database.triggers_dict
