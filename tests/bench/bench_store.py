"""How the store answers with 1,000 and with 100,000 deals of eight lines, plain and encrypted, beside bare SQLite.

The bare side asks the same of the same file through a connection of its own and makes nothing of what it gets; where
the store is encrypted, the bare side is SQLCipher with the same key.
"""

import datetime
import hashlib
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from omnidesk.store import deals, desk, search, sqlite3
from omnidesk.store.connect import Store, connect
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter
from omnidesk.store.store_key import StoreKey, new_key
from omnidesk.store.workspace import Workspace, workspace
from tests.bench.bench_desk import HITS, PAGE, SUMS, TYPED
from tests.bench.figure import Figure, medians_ms, p95s_ms
from tests.bench.many_deals import eight_lines, fill

FEW, MANY = 1_000, 100_000
LIMITS = {"open to first page": 50, "list": 10, "keystroke p95": 30, "load": 5, "save p95": 20, "totals": 50}
"""Milliseconds, at 100,000 deals."""
RATIO = 2
SAVES = 60


def figures() -> Iterator[Figure]:
    """Measure plain stores, and the same ones encrypted; each figure as it is taken."""
    few = {(kind, name): ours for kind, name, ours, _ in _measured(FEW)}
    for kind, name, ours, bare in _measured(MANY):
        yield Figure(name=f"{name}, {MANY:,} deals, {kind}", value=ours, limit=LIMITS[name])
        yield Figure(name=f"  {name} / bare", value=ours / bare, unit="×", limit=RATIO)
        yield Figure(name=f"  {name}, growth from {FEW:,}", value=ours / few[kind, name], unit="×")


def _measured(count: int) -> Iterator[tuple[str, str, float, float]]:
    """Filling takes longest, so one store is measured as it was filled, and once more after it was encrypted."""
    with tempfile.TemporaryDirectory() as folder:
        place, key = workspace(Path(folder)), new_key()
        with closing(open_store(place)) as store:
            fill(store, count, datetime.date.today())
        yield from (("plain", *each) for each in _timed(place))
        _encrypt(place.database, key)
        yield from (("encrypted", *each) for each in _timed(replace(place, key=key)))


def _encrypt(path: Path, key: StoreKey) -> None:
    """What ``protection on`` does, without reading every row once more to compare it."""
    draft = path.with_name("encrypted.db")
    with closing(connect(path).conn) as plain:
        plain.execute("ATTACH DATABASE ? AS target KEY ?", [str(draft), f"x'{key.content.hex()}'"])
        plain.execute("SELECT sqlcipher_export('target')").fetchone()
        for name in ("application_id", "user_version"):
            plain.execute(f"PRAGMA target.{name}={plain.execute(f'PRAGMA main.{name}').fetchone()[0]}")
    draft.replace(path)


def _timed(place: Workspace) -> Iterator[tuple[str, float, float]]:
    with closing(open_store(place)) as store, closing(connect(place.database, place.key).conn) as bare:
        for name, measured in _pairs(store, bare).items():
            yield name, *measured()


def _pairs(store: Store, bare: sqlite3.Connection) -> dict[str, Callable[[], tuple[float, float]]]:
    """What is measured: by the store, and by SQLite alone."""
    row, body = search.list_deals(store, limit=1).rows[0], eight_lines()
    keys = [partial(search.list_deals, store, DealFilter(text=text), sort="relevance") for text in TYPED]
    hits = [partial(_asked, bare, HITS, [search.match_expression(text)]) for text in TYPED]
    head = "SELECT * FROM deal WHERE id = ?", [row.id]
    text = "SELECT body, sha256 FROM deal_revision WHERE id = ?", [row.head]
    saves = [partial(_save, store, row.id, body, number) for number in range(SAVES)]
    saves_bare = [partial(_save_bare, bare, row, body, number) for number in range(SAVES)]
    loaded = partial(deals.load, store, row.id), lambda: (_asked(bare, *head), _asked(bare, *text))
    return {
        "open to first page": partial(medians_ms, partial(_opened, store), partial(_opened_bare, store)),
        "list": partial(medians_ms, partial(search.list_deals, store), partial(_asked, bare, PAGE, []), rounds=60),
        "keystroke p95": partial(p95s_ms, keys, hits),
        "load": partial(medians_ms, *loaded, rounds=200),
        "save p95": partial(p95s_ms, saves, saves_bare),
        "totals": partial(medians_ms, partial(desk.groups, store), partial(_asked, bare, SUMS, []), rounds=4),
    }


def _asked(bare: sqlite3.Connection, question: str, values: list[str]) -> list[object]:
    return bare.execute(question, values).fetchall()


def _opened(store: Store) -> None:
    with closing(open_store(store.workspace)) as fresh:
        search.list_deals(fresh)


def _opened_bare(store: Store) -> None:
    with closing(connect(store.workspace.database, store.workspace.key).conn) as bare:
        _asked(bare, PAGE, [])


def _save(store: Store, deal_id: str, body: str, number: int) -> None:
    row = deals.load(store, deal_id).row
    shown = Summary(**{name: getattr(row, name) for name in Summary.__struct_fields__})
    deals.save(store, deal_id, body.replace("@client", f"Client {number}"), shown, version=row.version)


def _save_bare(bare: sqlite3.Connection, row: deals.DealRow, body: str, number: int) -> None:
    """The least that keeps the same: read the deal, add a revision, change its row, all of it on the disk."""
    text, now = body.replace("@client", f"Bare {number}"), datetime.datetime.now(datetime.UTC).isoformat()
    _asked(bare, "SELECT * FROM deal JOIN deal_revision ON deal_revision.id = head WHERE deal.id = ?", [row.id])
    head, sha256 = str(uuid.uuid4()), hashlib.sha256(text.encode()).hexdigest()
    bare.execute("BEGIN IMMEDIATE")
    added = "INSERT INTO deal_revision (id, deal_id, parents, body, sha256, created_at) VALUES (?, ?, '[]', ?, ?, ?)"
    bare.execute(added, [head, row.id, text, sha256, now])
    changed = "UPDATE deal SET head = ?, version = version + 1, changed_at = ?, committed_minor = ? WHERE id = ?"
    bare.execute(changed, [head, now, row.committed_minor, row.id])
    bare.execute("COMMIT")
