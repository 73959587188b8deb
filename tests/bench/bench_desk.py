"""How fast the desk answers with 100,000 deals: list, keystroke, sums; beside bare sqlite3 on the same file."""

import datetime
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.domain.pipeline import pipelines
from omnidesk.formatting import Formatter
from omnidesk.specs.load import load_catalog
from omnidesk.store import desk, search
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter
from omnidesk.store.workspace import workspace
from tests.bench.figure import Figure, median_ms, medians_ms, p95s_ms
from tests.bench.many_deals import FIRST, SECOND, fill

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

DEALS = 100_000
TYPED = tuple(word[:length].lower() for word in (*FIRST[:16], *SECOND[:8]) for length in range(1, 7))
"""What is in the search field after each key, for two dozen words."""
PAGE = "SELECT * FROM deal WHERE archived = 0 ORDER BY changed_at DESC LIMIT 100"
HITS = """
    SELECT deal.* FROM (SELECT rowid AS hit, rank AS place FROM deal_words WHERE deal_words MATCH ?
    ORDER BY rowid DESC LIMIT 500) CROSS JOIN deal ON hit = number WHERE archived = 0 ORDER BY place LIMIT 100
"""
SUMS = """
    SELECT currency, stage, tier, starts, count(*), sum(committed_minor), sum(estimated_minor), sum(list_minor),
    sum(discount_minor) FROM deal WHERE archived = 0 GROUP BY 1, 2, 3, 4
"""


def figures() -> Iterator[Figure]:
    """Measure a store in a temporary workspace, then a real list on it."""
    today = datetime.date.today()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(workspace(Path(folder)))
        fill(store, DEALS, today)
        with closing(sqlite3.connect(store.workspace.database)) as bare:
            yield from _lists(store, bare)
            yield from _sums(store, bare, today)
        yield from _window(store)
        store.close()


def _lists(store: Store, bare: sqlite3.Connection) -> Iterator[Figure]:
    page = partial(search.list_deals, store)
    yield from _beside("page of 100 of 100,000 deals", page, lambda: bare.execute(PAGE).fetchall())
    deep = partial(search.list_deals, store, offset=80_000)
    yield from _beside("page at 80,000", deep, lambda: bare.execute(f"{PAGE} OFFSET 80000").fetchall())
    keys = [partial(search.list_deals, store, DealFilter(text=text), sort="relevance") for text in TYPED]
    raw = [partial(_hits, bare, text) for text in TYPED]
    ours, theirs = p95s_ms(keys, raw)
    yield Figure(name="keystroke in the store, p95", value=ours, limit=30)
    yield Figure(name="keystroke in the store / bare sqlite3", value=ours / theirs, unit="×")


def _hits(bare: sqlite3.Connection, text: str) -> list[object]:
    return bare.execute(HITS, [search.match_expression(text)]).fetchall()


def _sums(store: Store, bare: sqlite3.Connection, today: datetime.date) -> Iterator[Figure]:
    yield from _beside("sums of 100,000 deals", partial(desk.groups, store), lambda: bare.execute(SUMS).fetchall())
    groups, weights = desk.groups(store), load_catalog().policy.stage_weights.value
    yield Figure(name=f"weighting {len(groups)} groups", value=median_ms(partial(pipelines, groups, weights), rounds=7))
    stages, month = ("draft", "issued", "accepted"), today + datetime.timedelta(days=30)
    yield Figure(name="waiting times", value=median_ms(partial(desk.waiting, store, stages), rounds=7))
    near = partial(desk.expiring, store, since=today, until=month, limit=6)
    yield Figure(name="offers about to lapse", value=median_ms(near))
    due = partial(desk.milestones_due, store, ("accepted", "active"), since=today, until=month, limit=6)
    yield Figure(name="milestones due", value=median_ms(due))


def _beside(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> Iterator[Figure]:
    took, floor = medians_ms(ours, bare, rounds=11)
    yield Figure(name=name, value=took)
    yield Figure(name=f"{name} / bare sqlite3", value=took / floor, unit="×")


def _window(store: Store) -> Iterator[Figure]:
    """From the key in the real search field to the painted rows of the real list."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from omnidesk.ui import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    times = _typed(app, store, [word[:length].lower() for word in FIRST[:12] for length in range(1, 6)])
    yield Figure(name="keystroke to painted rows, p95", value=sorted(times)[int(len(times) * 0.95)], limit=30)


def _typed(app: "QApplication", store: Store, texts: Sequence[str]) -> list[float]:
    import time

    from PySide6.QtCore import QEventLoop

    from omnidesk.ui.desk.deal_list import DealList
    from omnidesk.ui.desk.deal_model import DealModel
    from omnidesk.ui.desk.deal_table import DealTable
    from omnidesk.ui.desk.fetching import fetching

    tiers = {tier.id: tier.name for tier in load_catalog().tiers}
    model = DealModel(fetching(store), tiers, Formatter())
    home = DealList(())
    home.resize(1440, 900)
    home.show()
    table = DealTable(model)
    home.show_table(table, (), ())
    shown: list[float] = []

    def painted(_total: int) -> None:
        table.viewport().repaint()
        shown.append(time.perf_counter())

    model.loaded.connect(painted)
    times: list[float] = []
    for text in ("", *texts):
        count = len(shown)
        start = time.perf_counter()
        home.search.set_text(text)
        home.search.edited.emit(text)
        while len(shown) == count:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        times.append((shown[-1] - start) * 1000)
    home.finish()
    home.close()
    return times[1:]
