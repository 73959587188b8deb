"""A document that is not what was saved: named, kept as it is, and no reason to keep somebody from the rest."""

from contextlib import closing

import pytest

from omnidesk.operations.backups import keep_safe
from omnidesk.store import backup, deals, documents
from omnidesk.store.backup import DamagedContentError
from omnidesk.store.connect import DamagedError, Store, connect
from omnidesk.store.deals import Summary
from omnidesk.store.migrations import shipped_scripts
from omnidesk.store.opening import open_store
from omnidesk.store.revisions import now_text
from omnidesk.store.workspace import Workspace

LATER = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;\n"


def with_flipped_document(store: Store) -> deals.DealRow:
    """Keep a document and let the disk forget a byte of it."""
    shown = Summary(title="Pixelgarten", client="Pixelgarten", stage="draft", currency="EUR")
    row = deals.create(store, '{"kept":1}', shown)
    content = b"%PDF " + b"every byte of it counts " * 200
    documents.keep(store, deal_id=row.id, revision=row.head, kind="proposal", name="Offer.pdf", content=content)
    place = store.workspace
    store.close()
    with closing(connect(place.database)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = place.database.read_bytes()
    assert whole.count(b"%PDF every byte") == 1
    place.database.write_bytes(whole.replace(b"%PDF every byte", b"%PDF every bite"))
    return row


def test_an_update_goes_on_past_a_damaged_document_and_keeps_the_store_as_it_was(place: Workspace) -> None:
    row = with_flipped_document(open_store(place))

    with closing(open_store(place, (*shipped_scripts(), LATER))) as store:
        assert deals.load(store, row.id).body == '{"kept":1}'
        assert store.database.table("later").exists()

    (copy,) = backup.list_backups(place)
    assert copy.reason == f"before-version-{len(shipped_scripts()) + 1}-damaged"
    (problem,) = backup.verify(copy.path)
    assert "the document “Offer.pdf” of “Pixelgarten”" in problem
    with closing(connect(copy.path)) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == len(shipped_scripts())


def test_the_next_copy_that_is_due_names_the_document(place: Workspace) -> None:
    with_flipped_document(open_store(place))
    with closing(open_store(place)) as store:
        with pytest.raises(DamagedContentError) as caught:
            keep_safe(store, backup.datetime.datetime.fromisoformat(now_text()), starting=True)
        assert caught.value.problems == (caught.value.problems[0],)
        assert "Offer.pdf" in str(caught.value)
    assert backup.list_backups(place) == ()


def test_a_store_whose_pages_are_damaged_is_not_changed(place: Workspace) -> None:
    with_flipped_document(open_store(place))
    whole = bytearray(place.database.read_bytes())
    page = whole.index(b"%PDF every bite") // 4096
    whole[page * 4096 : page * 4096 + 60] = bytes(60)
    place.database.write_bytes(whole)

    with pytest.raises(DamagedError):
        open_store(place, (*shipped_scripts(), LATER))

    assert place.database.read_bytes() == bytes(whole)
