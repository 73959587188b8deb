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
from omnidesk.store.sealing import rewrite
from omnidesk.store.search import DealFilter
from omnidesk.store.store_key import new_key
from omnidesk.store.workspace import Workspace, workspace
from tests.bench.bench_desk import HITS, PAGE, SUMS, TYPED
from tests.bench.figure import Figure, median_ms, p95_ms
from tests.bench.many_deals import eight_lines, fill

FEW, MANY = 1_000, 100_000
LIMITS = {"open to first page": 50, "list": 10, "keystroke p95": 30, "load": 5, "save p95": 20, "totals": 50}
"""Milliseconds, at 100,000 deals."""
RATIO = 2
SAVES = 60

Work = Callable[[], object]
Timed = Callable[[], float]


def figures() -> Iterator[Figure]:
    """Measure plain stores, and the same ones encrypted."""
    few, many = _measured(FEW), _measured(MANY)
    for kind in ("plain", "encrypted"):
        for name, limit in LIMITS.items():
            ours, bare = many[kind][name]
            yield Figure(name=f"{name}, {MANY:,} deals, {kind}", value=ours, limit=limit)
            yield Figure(name=f"  {name} / bare", value=ours / bare, unit="×", limit=RATIO)
            yield Figure(name=f"  {name}, growth from {FEW:,}", value=ours / few[kind][name][0], unit="×")


def _measured(count: int) -> dict[str, dict[str, tuple[float, float]]]:
    """Filling takes longest, so one store is measured as it was filled, and once more after it was encrypted."""
    with tempfile.TemporaryDirectory() as folder:
        place, key = workspace(Path(folder)), new_key()
        with closing(open_store(place)) as store:
            fill(store, count, datetime.date.today())
        plain = _timed(place)
        rewrite(place.database, None, key)
        return {"plain": plain, "encrypted": _timed(replace(place, key=key))}


def _timed(place: Workspace) -> dict[str, tuple[float, float]]:
    with closing(open_store(place)) as store, closing(connect(place.database, place.key).conn) as bare:
        return {name: (ours(), theirs()) for name, (ours, theirs) in _pairs(store, bare).items()}


def _pairs(store: Store, bare: sqlite3.Connection) -> dict[str, tuple[Timed, Timed]]:
    """What is measured: by the store, and by SQLite alone."""
    row, body = search.list_deals(store, limit=1).rows[0], eight_lines()
    keys = [partial(search.list_deals, store, DealFilter(text=text), sort="relevance") for text in TYPED]
    hits = [partial(_asked, bare, HITS, [search.match_expression(text)]) for text in TYPED]
    head = "SELECT * FROM deal WHERE id = ?", [row.id]
    text = "SELECT body, sha256 FROM deal_revision WHERE id = ?", [row.head]
    return {
        "open to first page": _medians(partial(_opened, store), partial(_opened_bare, store), rounds=15),
        "list": _medians(partial(search.list_deals, store), partial(_asked, bare, PAGE, [])),
        "keystroke p95": (partial(p95_ms, keys), partial(p95_ms, hits)),
        "load": _medians(
            partial(deals.load, store, row.id), lambda: (_asked(bare, *head), _asked(bare, *text)), rounds=60
        ),
        "save p95": (
            partial(p95_ms, [partial(_save, store, row.id, body, number) for number in range(SAVES)]),
            partial(p95_ms, [partial(_save_bare, bare, row, body, number) for number in range(SAVES)]),
        ),
        "totals": _medians(partial(desk.groups, store), partial(_asked, bare, SUMS, []), rounds=4),
    }


def _medians(ours: Work, bare: Work, rounds: int = 30) -> tuple[Timed, Timed]:
    return partial(median_ms, ours, rounds), partial(median_ms, bare, rounds)


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
