"""Saving, loading, copying and archiving deals."""

import hashlib
import threading
from pathlib import Path

import msgspec
import pytest

from omnidesk.domain.errors import InputError
from omnidesk.store import deals, revisions, sqlite3
from omnidesk.store.connect import DamagedError, Store, connect
from omnidesk.store.deals import ChangedElsewhereError, Summary

AURORA = Summary(
    title="Aurora Broadcast AG",
    client="Aurora Broadcast AG",
    stage="draft",
    currency="CHF",
    tier="architect",
    committed_minor=12_345_600,
    estimated_minor=0,
    months=36,
    last_step="tier",
)


def test_a_saved_deal_comes_back_word_for_word(store: Store) -> None:
    text = '{"client":{"name":"Zürcher Käse & Söhne 🧀"},"notes":"line\\nline"}'

    row = deals.create(store, text, AURORA)

    loaded = deals.load(store, row.id)
    assert loaded.body == text
    assert loaded.row == row
    assert {name: getattr(row, name) for name in Summary.__struct_fields__} == msgspec.structs.asdict(AURORA)
    assert (row.version, row.archived) == (1, False)
    assert row.created_at == row.changed_at
    assert row.created_at.endswith("+00:00")


def test_every_save_adds_a_revision_that_follows_the_last(store: Store) -> None:
    first = deals.create(store, '{"step":1}', AURORA)
    second = deals.save(store, first.id, '{"step":2}', AURORA, version=first.version)
    third = deals.save(store, first.id, '{"step":3}', AURORA, version=second.version)

    newest, middle, oldest = revisions.history(store, first.id)
    assert (newest.parents, middle.parents, oldest.parents) == ((middle.id,), (oldest.id,), ())
    assert third.head == newest.id
    assert revisions.load_revision(store, oldest.id) == '{"step":1}'
    assert newest.sha256 == hashlib.sha256(b'{"step":3}').hexdigest()
    assert newest.size == 10


def test_an_unchanged_text_adds_no_revision_but_its_summary_is_kept(store: Store) -> None:
    first = deals.create(store, "{}", AURORA)

    again = deals.save(store, first.id, "{}", msgspec.structs.replace(AURORA, stage="proposed"), version=1)

    assert len(revisions.history(store, first.id)) == 1
    assert (again.head, again.version, again.stage) == (first.head, 2, "proposed")


def test_of_two_windows_the_second_to_save_is_told_and_nothing_is_overwritten(store: Store) -> None:
    opened = deals.create(store, '{"price":1}', AURORA)
    deals.save(store, opened.id, '{"price":2}', AURORA, version=opened.version)

    with pytest.raises(ChangedElsewhereError, match="saved elsewhere meanwhile") as refusal:
        deals.save(store, opened.id, '{"price":3}', AURORA, version=opened.version)

    assert refusal.value.current == deals.load(store, opened.id).row
    assert refusal.value.exit_status == 3
    assert deals.load(store, opened.id).body == '{"price":2}'
    assert len(revisions.history(store, opened.id)) == 2


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE deal_revision SET body = '{}'",
        "DELETE FROM deal_revision",
        "INSERT OR REPLACE INTO deal_revision SELECT number, id, deal_id, parents, '{}', sha256, created_at "
        "FROM deal_revision",
    ],
)
def test_a_revision_is_never_changed_or_deleted(store: Store, attack: str) -> None:
    row = deals.create(store, '{"kept":true}', AURORA)

    with pytest.raises(sqlite3.IntegrityError, match="a revision is never"):
        store.database.execute(attack)

    assert deals.load(store, row.id).body == '{"kept":true}'


def test_a_duplicate_is_a_deal_of_its_own_that_remembers_its_origin(store: Store) -> None:
    original = deals.archive(store, deals.create(store, '{"a":1}', AURORA).id)

    copy = deals.duplicate(store, original.id, "Aurora, second try")
    deals.save(store, copy.id, '{"a":2}', AURORA, version=copy.version)

    assert copy.title == "Aurora, second try"
    assert (copy.client, copy.committed_minor, copy.archived) == (AURORA.client, AURORA.committed_minor, False)
    assert revisions.history(store, copy.id)[-1].parents == (original.head,)
    assert deals.load(store, original.id).body == '{"a":1}'


def test_archiving_and_bringing_back(store: Store) -> None:
    row = deals.create(store, "{}", AURORA)

    archived = deals.archive(store, row.id)
    same = deals.archive(store, row.id)
    back = deals.archive(store, row.id, archived=False)

    assert (archived.archived, archived.version) == (True, 2)
    assert same == archived
    assert (back.archived, back.version) == (False, 3)


def test_the_place_where_a_deal_was_left_is_no_change_of_it(store: Store) -> None:
    row = deals.create(store, "{}", AURORA)

    deals.remember_step(store, row.id, "value")

    assert deals.load(store, row.id).row == msgspec.structs.replace(row, last_step="value")


def test_what_does_not_exist_is_said_in_words(store: Store) -> None:
    with pytest.raises(InputError, match="there is no deal 4711 in this store"):
        deals.load(store, "4711")
    with pytest.raises(InputError, match="there is no revision 4711"):
        revisions.load_revision(store, "4711")
    assert revisions.history(store, "4711") == ()


def test_a_text_that_was_changed_on_the_disk_is_never_handed_out(store: Store) -> None:
    row = deals.create(store, '{"price":"100"}', AURORA)
    store.close()
    path: Path = store.workspace.database
    connect(path).close()  # folds the write-ahead log into the file
    path.write_bytes(path.read_bytes().replace(b'{"price":"100"}', b'{"price":"900"}'))

    with pytest.raises(DamagedError, match="is damaged; go back to a safety copy"):
        deals.load(store, row.id)


def test_a_save_that_fails_halfway_leaves_nothing(store: Store) -> None:
    row = deals.create(store, "{}", AURORA)

    with pytest.raises(sqlite3.IntegrityError):
        deals.save(store, row.id, "this is no JSON", AURORA, version=1)

    assert deals.load(store, row.id).row == row
    assert not store.database.conn.in_transaction


def test_every_thread_has_a_connection_of_its_own(store: Store) -> None:
    row = deals.create(store, "{}", AURORA)
    seen: list[object] = [store.database]

    def elsewhere() -> None:
        deals.save(store, row.id, '{"by":"thread"}', AURORA, version=1)
        seen.append(store.database)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert seen[0] is not seen[1]
    assert deals.load(store, row.id).body == '{"by":"thread"}'
