"""What the log costs with 100,000 rows: walking along it, reading the newest of it, and a row more."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from omnidesk.store import audit, settings
from omnidesk.store.chain import Introduction, due
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.bench.figure import Figure, median_ms, medians_ms

ROWS = 100_000
KEY = bytes(range(32))


def figures() -> Iterator[Figure]:
    """Measure a log that is sealed with a key."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(workspace(Path(folder)))) as store:
        store.scribe.introduce = lambda: Introduction("Flame Partnerships", KEY)
        _fill(store)
        walk = partial(audit.check, store, [KEY])
        assert walk().bad is None
        yield Figure(name=f"doctor --audit, {ROWS:,} rows", value=median_ms(walk, rounds=5), limit=1000)
        yield Figure(name="newest 200 rows of the log", value=median_ms(partial(audit.activity, store)), limit=10)
        read = partial(audit.activity, store, subject="deal-7")
        yield Figure(name="rows of one deal (100)", value=median_ms(read), limit=50)
        yield Figure(name="a row more, in a transaction of its own", value=median_ms(partial(audit.note, store, "x")))
        yield Figure(name="of it the log", value=_append_ms(store), limit=1)


def _fill(store: Store) -> None:
    with store.writing() as database:
        for number in range(ROWS):
            told: dict[str, object] = {
                "before": "draft",
                "after": "issued",
                "who": "maria",
                "version": 1,
                "event": f"{number:036}",
            }
            due(database, "deal.step", f"deal-{number % 1000}", told)


def _append_ms(store: Store) -> float:
    """A transaction with a row in the log, less one without: settings whose changes the log leaves out."""
    numbers = iter(range(10_000))
    told, untold = medians_ms(
        lambda: settings.put(store, "told", next(numbers)),
        lambda: settings.put(store, "audit.untold", next(numbers)),
        rounds=60,
    )
    return max(0.0, told - untold)
