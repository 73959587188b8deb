"""Everything that can go wrong with a store, with figures: ``python -m tests.store.faults`` prints the whole table.

Programs are killed for real (SIGKILL), disks are full for real (RLIMIT_FSIZE), folders read-only for real.
"""

import datetime as dt
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from omnidesk.deal_file import read_deal
from omnidesk.domain.errors import MachineError
from omnidesk.operations.issuing import issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store import backup, deals, documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.migrations import shipped_scripts
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.operations.killed import BRIEF, NOW
from tests.store.damages import DAMAGES
from tests.store.power_cut import SHOWN, cut, record

CATALOG = load_catalog()
SEEKER = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
PAD = '{{"number":{},"words":"' + "x" * 9000 + '"}}'
OLDER = shipped_scripts()[:-1]
"""The shape before the newest."""

Work = Callable[[Store, Callable[[str], None]], None]


class Fault(NamedTuple):
    """A row of the table: how often it happened, how many saves had been acknowledged, what was lost or broken."""

    name: str
    times: int
    acknowledged: int
    lost: int
    broken: int
    note: str = ""


def saving(store: Store, tell: Callable[[str], None]) -> None:
    """Save deals for as long as one lives."""
    for number in range(10_000):
        tell(deals.create(store, PAD.format(number), SHOWN).id)


def issuing(store: Store, tell: Callable[[str], None]) -> None:
    """Issue offers for as long as one lives."""
    while True:
        row = keep_new(store, SEEKER, CATALOG)
        tell(row.id)
        tell(issue(store, row, CATALOG, BRIEF, now=NOW).row.id)


def copying(store: Store, tell: Callable[[str], None]) -> None:
    """Save and make safety copies for as long as one lives."""
    while True:
        tell(deals.create(store, PAD.format(0), SHOWN).id)
        backup.create(store, "hourly")


def migrating(store: Store, tell: Callable[[str], None]) -> None:
    """Save, then bring the store to a next shape."""
    tell(deals.create(store, PAD.format(0), SHOWN).id)
    open_store(store.workspace).close()


def killed(name: str, work: Work, times: int, most: float, scripts: tuple[str, ...] | None = None) -> Fault:
    """Kill a program at a random moment within ``most`` seconds, over and over, and look at what is left."""
    chance, acknowledged, lost, broken = random.Random(name), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        place = workspace(Path(folder) / "workspace")
        for _ in range(times):
            safe = _killed_after(place.folder, work, chance.uniform(0, most), scripts)
            found = _looked_at(place.folder, safe)
            acknowledged += len(safe)
            broken += found is None
            lost += found or 0
            if scripts is not None or place.database.stat().st_size > 30_000_000:
                shutil.rmtree(place.folder)
                place.folder.mkdir()
    return Fault(f"killed during {name}", times, acknowledged, lost, broken)


def _killed_after(folder: Path, work: Work, seconds: float, scripts: tuple[str, ...] | None) -> list[str]:
    """Let a program work for so long; return what it said was saved."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with closing(open_store(workspace(folder), scripts)) as store:
                os.write(writing, b"open\n")
                work(store, lambda saved: (os.write(writing, f"{saved}\n".encode()), None)[1])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(child, 9)
        os.waitpid(child, 0)
        return [line.strip() for line in told if first and line.endswith("\n")]


def _looked_at(folder: Path, safe: list[str]) -> int | None:
    """How many acknowledged saves are missing; None where anything is not whole."""
    with closing(open_store(workspace(folder))) as store:
        with store.reading() as database:
            there = {row[0] for row in database.execute("SELECT id FROM deal")}
            places = [row[0] for row in database.execute("SELECT place FROM offer_number ORDER BY place")]
            issued = {row[0] for row in database.execute("SELECT id FROM deal WHERE stage = 'issued'")}
            whole = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        whole = whole and places == list(range(1, len(places) + 1)) and len(issued) == len(places)
        for deal_id in issued:
            (version,) = versions.of_deal(store, deal_id)
            whole = whole and all(documents.read(store, row.id) for row in versions.documents_of(store, version.id))
        whole = whole and not any(verify(copy.path) for copy in backup.list_backups(store.workspace))
    return len(set(safe) - there) if whole else None


def full_disk(
    name: str, work: Callable[[Store], object], sizes: range, scripts: tuple[str, ...] | None = None
) -> Fault:
    """Give files of a program ever more room (RLIMIT_FSIZE); all that was saved before stays, and saving goes on."""
    lost = broken = refused = 0
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, closing(open_store(workspace(Path(folder)), scripts)) as store:
            row = deals.create(store, PAD.format(0), SHOWN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
            try:
                work(store)
            except MachineError:
                refused += 1
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
            lost += deals.load(store, row.id).row != row
            again = deals.save(store, row.id, PAD.format(1), SHOWN, version=row.version)
            broken += again.version != row.version + 1 or any(store.workspace.backups.glob("*.partial"))
            broken += bool(verify(backup.create(store).path))
    return Fault(f"disk full during {name}", len(sizes), len(sizes), lost, broken, f"{refused} refused in words")


def power(cuts: int) -> Iterator[Fault]:
    """Cut the power; the second row is the control: a store that does not sync each save does lose some."""
    with tempfile.TemporaryDirectory() as folder:
        found = cut(record(Path(folder) / "recorded", 60), cuts, Path(folder) / "left")
        yield Fault("power cut, unsynced writes dropped", *found)
        lazy = record(Path(folder) / "lazy", 40, lambda store: store.database.execute("PRAGMA synchronous=NORMAL"))
        control = cut(lazy, max(10, cuts // 10), Path(folder) / "left lazily")
        yield Fault("  control: without syncing each save", *control, note="has to lose some")


def damaged(each: int) -> Fault:
    """Damage a copy in every way; ``lost`` counts damages that were not found."""
    missed, chance = 0, random.Random(7)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(workspace(Path(folder)))) as store:
        for number in range(20):
            deals.create(store, PAD.format(number), SHOWN)
        copy = backup.create(store).path
        content = copy.read_bytes()
        for damage in DAMAGES:
            for _ in range(each):
                copy.write_bytes(damage(content, chance))
                missed += not verify(copy)
    return Fault("safety copy damaged", each * len(DAMAGES), 0, missed, 0, "lost: damages not found")


def clock_back() -> Fault:
    """Set the clock back between saves, by years; the order of revisions and copies stays."""
    from omnidesk.operations.backups import keep_safe
    from omnidesk.store.revisions import history

    with tempfile.TemporaryDirectory() as folder, closing(open_store(workspace(Path(folder)))) as store:
        row = deals.create(store, "{}", SHOWN)
        for back in range(20):
            with store.writing() as database:  # as if it had been saved by a clock that was years ahead
                database.execute("UPDATE deal SET changed_at = ?", [f"20{40 - back}-01-01T00:00:00.000000+00:00"])
            row = deals.save(store, row.id, json.dumps({"save": back}), SHOWN, version=row.version)
            keep_safe(store, dt.datetime.now(dt.UTC) - dt.timedelta(days=90 * back), starting=True)
        lost = 21 - len(history(store, row.id))
        broken = int(deals.load(store, row.id).body != '{"save": 19}')
        broken += bool(verify(backup.list_backups(store.workspace)[0].path))
    return Fault("clock jumps back", 20, 21, lost, broken)


def read_only() -> Fault:
    """Take away the right to write the folder; the refusal is one sentence, and saving goes on once it is back."""
    with tempfile.TemporaryDirectory() as folder:
        place = workspace(Path(folder) / "workspace")
        with closing(open_store(place)) as store:
            row = deals.create(store, "{}", SHOWN)
        Path(folder).chmod(0o755)
        for path in (place.folder, place.database):
            path.chmod(0o555 if path.is_dir() else 0o444)
        child = os.fork()
        if child == 0:
            os._exit(_refused_as_another(place.folder))
        refused = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        for path in (place.folder, place.database):
            path.chmod(0o700 if path.is_dir() else 0o600)
        with closing(open_store(place)) as store:
            lost = int(deals.load(store, row.id).row != row)
            broken = int(deals.save(store, row.id, '{"on":1}', SHOWN, version=1).version != 2) + (not refused)
    return Fault("read-only folder", 1, 1, lost, broken, "refused in words")


def _refused_as_another(folder: Path) -> int:
    """0 where somebody who may not write there (root may write everywhere) reads a sentence instead of a traceback."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        with closing(open_store(workspace(folder))) as store:
            deals.create(store, "{}", SHOWN)
    except MachineError as error:
        return 0 if "check" in str(error) else 1
    return 1


def together(saves: int) -> Fault:
    """Two windows and a command line save into one workspace at the same time."""
    with tempfile.TemporaryDirectory() as folder:
        open_store(workspace(Path(folder))).close()
        children: list[int] = []
        for _ in range(3):
            child = os.fork()
            if child == 0:
                with closing(open_store(workspace(Path(folder)))) as store:
                    for number in range(saves):
                        deals.create(store, PAD.format(number), SHOWN)
                os._exit(0)
            children.append(child)
        broken = sum(os.waitpid(child, 0)[1] != 0 for child in children)
        with closing(open_store(workspace(Path(folder)))) as store, store.reading() as database:
            found = database.execute("SELECT count(*) FROM deal").fetchone()[0]
    return Fault("three programs at once", 3, 3 * saves, 3 * saves - found, broken)


def _warm() -> None:
    """Read once what each program that issues would have to read by itself."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(workspace(Path(folder)))) as store:
        issue(store, keep_new(store, SEEKER, CATALOG), CATALOG, BRIEF, now=NOW)


def faults(share: float = 1.0) -> Iterator[Fault]:
    """Every fault; ``share`` of the full counts."""
    times = max(3, round(50 * share))
    yield killed("saves", saving, times, 0.25)
    _warm()
    yield killed("issue", issuing, times, 0.8)
    yield killed("migration", migrating, times, 0.15, OLDER)
    yield killed("backup", copying, times, 0.3)
    step = max(1, round(1 / share))
    sizes = range(4096, 600_000, 8192 * step)
    yield full_disk("saves", lambda store: [deals.create(store, PAD.format(n), SHOWN) for n in range(30)], sizes)
    yield full_disk("backup", backup.create, sizes)
    yield full_disk("migration", lambda store: open_store(store.workspace).close(), sizes, OLDER)
    yield from power(max(20, round(400 * share)))
    yield damaged(max(2, round(50 * share)))
    yield clock_back()
    yield read_only()
    yield together(max(5, round(200 * share)))


def main() -> int:
    """Print the table; the status is 1 where anything was lost or broken."""
    wrong = 0
    print(f"{'fault':<40}{'times':>7}{'acknowledged':>14}{'lost':>7}{'broken':>8}")
    for fault in faults():
        line = f"{fault.name:<40}{fault.times:>7}{fault.acknowledged:>14}{fault.lost:>7}{fault.broken:>8}  {fault.note}"
        print(line, flush=True)
        wrong += 0 if fault.name.startswith(" ") else fault.lost + fault.broken
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
