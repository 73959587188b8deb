"""A program that is killed before every statement of an operation, and looks whether the deal is whole each time.

Usage: python -m tests.operations.killed OPERATION… (none: all). For each operation it prints how many times it was
killed, after how many kills the store was as before and as after, and how often it was between; that has to be 0.
"""

import datetime as dt
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.operations import outcomes
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep, keep_new
from omnidesk.operations.repricing import reprice
from omnidesk.operations.successors import amend, renew
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store import deals, search
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace

NOW = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)
BRIEF = IssueOrder(kinds=("summary",), who="kim")
SHOWN = {
    "deal": "title, stage, version, offer, offer_version, valid_until, committed_minor, catalog IS NULL, archived",
    "deal_revision": "sha256",
    "deal_milestone": "date, name, amount_minor",
    "deal_version": "offer, version, sha256 <> ''",
    "offer_number": "text",
    "stage_event": "before, after, who, reason, version",
    "deal_link": "kind, version",
    "document": "kind, name",
    "version_document": "count(*)",
    "timestamp_request": "count(*)",
    "deal_tally": "archived, stage, tier, deals",
}
"""What a person would notice, without ids and moments, which differ from run to run."""

State = tuple[tuple[object, ...], ...]
Act = Callable[[Store, Catalog], object]


@dataclass(frozen=True)
class Kills:
    """How often an operation was killed, and how the store was after that."""

    times: int
    before: int
    after: int
    between: int


def drafted(store: Store, catalog: Catalog) -> None:
    """A deal that was never issued."""
    keep_new(store, read_deal(shipped("resources", "samples", "seeker-startup.yaml")), catalog)


def offered(store: Store, catalog: Catalog) -> None:
    """An issued deal."""
    drafted(store, catalog)
    issue(store, _newest(store), catalog, BRIEF, now=NOW)


def redrafted(store: Store, catalog: Catalog) -> None:
    """An issued deal whose next version is drafted, at the prices of another catalog."""
    offered(store, catalog)
    row = _newest(store)
    deal = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
    keep(store, row, replace(deal, terms=replace(deal.terms, months=9)), catalog)
    reprice(store, _newest(store), catalog)


def agreed(store: Store, catalog: Catalog) -> None:
    """An accepted deal."""
    offered(store, catalog)
    outcomes.accept(store, _newest(store).id, catalog, now=NOW, who="kim")


def amended(store: Store, catalog: Catalog) -> None:
    """An issued deal that amends an accepted one."""
    agreed(store, catalog)
    made = amend(store, _newest(store).id, catalog)
    issue(store, made.row, catalog, BRIEF, now=NOW)


OPERATIONS: dict[str, tuple[Act, Act]] = {
    "issue": (drafted, lambda store, today: issue(store, _newest(store), today, BRIEF, now=NOW)),
    "reprice": (offered, lambda store, today: reprice(store, _newest(store), today)),
    "accept": (
        redrafted,
        lambda store, today: outcomes.accept(store, _newest(store).id, today, now=NOW, version=1, who="kim"),
    ),
    "accept an amendment": (
        amended,
        lambda store, today: outcomes.accept(store, _newest(store).id, today, now=NOW, who="kim"),
    ),
    "amend": (agreed, lambda store, today: amend(store, _newest(store).id, today)),
    "renew": (agreed, lambda store, today: renew(store, _newest(store).id, today)),
}
"""How the store is before each, and what is done."""


def kill_everywhere(name: str, catalog: Catalog, folder: Path, every: int = 1) -> Kills:
    """Kill an operation before its first statement, its second (or every n-th), and so on until it gets done."""
    prepare, act = OPERATIONS[name]
    start = folder / "start"
    _prepared(folder / "warm", offered, catalog)  # reads once what each child would have to read by itself
    _prepared(start, prepare, catalog)
    before, states = _state(start), list[State]()
    while True:
        place = folder / "run"
        shutil.copytree(start, place)
        killed = _in_child(partial(_killed_at, place, act, catalog, 1 + every * len(states)))
        found = _state(place)
        shutil.rmtree(place)
        if not killed:
            after = found
            break
        states.append(found)
    between = [each for each in states if each not in (before, after)]
    return Kills(len(states), states.count(before), states.count(after), len(between))


def _newest(store: Store) -> deals.DealRow:
    return search.list_deals(store, sort="created", limit=1).rows[0]


def _prepared(folder: Path, prepare: Act, catalog: Catalog) -> None:
    with closing(open_store(workspace(folder))) as store:
        prepare(store, catalog)


def _killed_at(folder: Path, act: Act, catalog: Catalog, statement: int) -> None:
    """Do it, and be killed (SIGKILL, as a crash or the system's own killer would) before the n-th statement begins."""
    store, begun = open_store(workspace(folder)), 0

    def begins(sql: str) -> None:
        nonlocal begun
        begun += begun > 0 or sql.startswith("BEGIN IMMEDIATE")
        if begun == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    store.database.conn.set_trace_callback(begins)
    act(store, catalog)


def _state(folder: Path) -> State:
    with closing(open_store(workspace(folder))) as store, store.reading() as database:
        assert database.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        return tuple(
            (table, *sorted(map(str, database.execute(f"SELECT {columns} FROM {table}"))))
            for table, columns in SHOWN.items()
        )


def _in_child(work: Callable[[], object]) -> bool:
    """Do something in a program of its own; tell whether it was killed.

    Raises:
        RuntimeError: it failed.
    """
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise RuntimeError("the operation failed by itself")
    return os.WIFSIGNALED(status)


def main(names: list[str]) -> int:
    """Print a line for each operation; the status is 1 where a kill left something between."""
    catalog, wrong = load_catalog(), 0
    for name in names or list(OPERATIONS):
        with tempfile.TemporaryDirectory() as folder:
            found = kill_everywhere(name, catalog, Path(folder))
        print(f"{name}: {found.times} kills, {found.before} before, {found.after} after, {found.between} between")
        wrong += found.between
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
