"""How long 10,000 clients and 2,000 deals of a table take to be planned, written and found again."""

import datetime
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from omnidesk.operations.importing.preview import Preview, Wish, preview
from omnidesk.operations.importing.write import write_import
from omnidesk.specs.imports import load_imports
from omnidesk.specs.load import load_catalog
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.bench.figure import Figure
from tests.bench.many_deals import FIRST, SECOND

CLIENTS, DEALS = 10_000, 2_000
_TODAY = datetime.date(2026, 1, 15)


def figures() -> Iterator[Figure]:
    """Measure each part once: an import is done once."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(workspace(Path(folder) / "workspace"))
        for name, path in (("clients", _clients(Path(folder))), ("deals", _deals(Path(folder)))):
            found: list[Preview] = []
            wish = Wish(path=path)
            look = partial(_look, found, store, wish)
            write = partial(_write, found, store)

            count = CLIENTS if name == "clients" else DEALS
            yield Figure(name=f"preview {count:,} {name} of a table", value=_seconds(look), unit="s", limit=15)
            yield Figure(name=f"write {count:,} {name} in one transaction", value=_seconds(write), unit="s", limit=15)
            yield Figure(name=f"find {count:,} {name} again, nothing twice", value=_seconds(look), unit="s", limit=10)
            assert not found[-1].plan.changes
            assert not found[-1].plan.deals
        store.close()


def _look(found: list[Preview], store: Store, wish: Wish) -> None:
    found.append(preview(store, load_catalog(), load_imports(), wish))


def _write(found: list[Preview], store: Store) -> None:
    write_import(store, found[-1].plan, load_catalog(), source="bench", today=_TODAY)


def _clients(folder: Path) -> Path:
    head = "Record ID,Company name,Company Domain Name,Number of Employees,Country/Region,City\n"
    rows = (
        f"{place},{_name(place)},{_name(place).split()[0].lower()}-{place}.example,{place % 900 + 1},Germany,Kiel\n"
        for place in range(CLIENTS)
    )
    return _written(folder / "clients.csv", head, rows)


def _deals(folder: Path) -> Path:
    head = "Record ID,Deal Name,Associated Company,Amount,Currency,Close Date,Deal Stage\n"
    rows = (f"{place},Deal {place},{_name(place)},12000.50,USD,2026-03-31,Proposal\n" for place in range(DEALS))
    return _written(folder / "deals.csv", head, rows)


def _name(place: int) -> str:
    first, second = FIRST[place % len(FIRST)], SECOND[place // len(FIRST) % len(SECOND)]
    return f"{first} {second} {place // (len(FIRST) * len(SECOND)) or ''}".strip()


def _written(path: Path, head: str, rows: Iterator[str]) -> Path:
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of ``work``, so that other programs do not move it."""
    began = time.process_time()
    work()
    return time.process_time() - began
