"""How fast the store answers with 20,000 deals in it."""

import hashlib
import random
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec

from omnidesk.store import backup, deals, protection, search
from omnidesk.store.connect import Store
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter
from omnidesk.store.store_key import new_key
from omnidesk.store.workspace import Workspace, workspace
from tests.bench.figure import Figure, median_ms

DEALS = 20_000
WORDS = ("aurora", "broadcast", "media", "alpha", "north", "delta", "agency", "studio", "gmbh", "video", "orbit")
BODY = '{"notes":"' + "y" * 3000 + '"}'


def figures() -> Iterator[Figure]:
    """Measure a store in a temporary workspace, plain and then encrypted."""
    for kind, key in (("plain", None), ("encrypted", new_key())):
        with tempfile.TemporaryDirectory() as folder:
            place = Workspace(workspace(Path(folder)).folder, key)
            for figure in _of_one(place):
                yield msgspec.structs.replace(figure, name=f"{figure.name}, {kind}")
    yield from _unlocking()


def _of_one(place: Workspace) -> Iterator[Figure]:
    store = open_store(place)
    _fill(store)
    yield Figure(name="open a store", value=median_ms(lambda: open_store(place).close()))
    yield Figure(name="a page of 100 deals", value=median_ms(lambda: search.list_deals(store)))
    typed = DealFilter(text="aurora b")
    yield Figure(name="a keystroke in the search", value=median_ms(lambda: search.list_deals(store, typed)))
    row = deals.create(store, BODY, _shown(0))
    yield Figure(name="load a deal", value=median_ms(lambda: deals.load(store, row.id)))
    yield Figure(name="save a deal", value=median_ms(lambda: _save(store, row.id)))
    yield Figure(name="safety copy, checked", value=median_ms(lambda: backup.create(store), rounds=2))
    store.close()


def _unlocking() -> Iterator[Figure]:
    key = new_key()
    wrapped = protection.wrap_with_passphrase(key, "correct horse")
    envelope = protection.Envelope(protected=True, key_id=protection.key_id(key), passphrase=wrapped)

    def unlock() -> None:
        protection.unwrap_with_passphrase(envelope, "correct horse")

    yield Figure(name="unlock with a passphrase", value=median_ms(unlock, rounds=3))


def _save(store: Store, deal_id: str) -> None:
    version = deals.load(store, deal_id).row.version
    deals.save(store, deal_id, f'{{"after":{version},"deal":{BODY}}}', _shown(0), version=version)


def _shown(seed: int) -> Summary:
    chosen = random.Random(seed).choices(WORDS, k=4)
    title = f"{chosen[0]} {chosen[1]} {seed}"
    return Summary(title=title, client=f"{chosen[2]} {chosen[3]}", stage="draft", currency="EUR", committed_minor=seed)


def _fill(store: Store) -> None:
    """Write all deals in one transaction, as an import would."""
    sha256 = hashlib.sha256(BODY.encode()).hexdigest()
    when = "2026-01-01T00:00:00.000000+00:00"
    ids = [(str(uuid.uuid4()), str(uuid.uuid4())) for _ in range(DEALS)]
    revisions = [
        {"id": head, "deal_id": deal_id, "parents": "[]", "body": BODY, "sha256": sha256, "created_at": when}
        for deal_id, head in ids
    ]
    rows = [
        {"id": deal_id, "head": head, "title": shown.title, "client": shown.client, "stage": shown.stage}
        | {"currency": shown.currency, "committed_minor": seed, "version": 1, "created_at": when, "changed_at": when}
        for seed, (deal_id, head) in enumerate(ids)
        for shown in [_shown(seed)]
    ]
    with store.writing() as database:
        for revision in revisions:
            database.table("deal_revision").insert(revision)
        for row in rows:
            database.table("deal").insert(row)
