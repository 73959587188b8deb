"""A disk that loses its power: a VFS records every write and sync, and any moment of it can be looked at again.

What was written and synced is there after the cut; of what was written since the last sync, any part may be there, in
sectors of 512 bytes, in any order. New names and removed files are taken as lasting: journaling file systems do that.
"""

import ctypes
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import sqlcipher3._sqlite3 as library

from omnidesk.domain.errors import OmniDeskError
from omnidesk.store import deals
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace

SECTOR = 512
POINTER = ctypes.sizeof(ctypes.c_void_p)
METHODS = 20
"""Pointers in the table of a file's methods: the version, then xClose, xRead, xWrite, xTruncate, xSync…"""
WRITE, TRUNCATE, SYNC = 3, 4, 5
SHOWN = Summary(title="Aurora", client="Aurora Broadcast", stage="draft", currency="EUR")

WriteCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
TruncateCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
SyncCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
OpenCall = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
"""The name stays a pointer: SQLite keeps it, and a copy of its bytes would not live as long."""
RemoveCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)


class Event(NamedTuple):
    """What the disk was told: write, truncate, sync, remove; or saved, which is what the program was told."""

    kind: str
    name: str
    at: int = 0
    content: bytes = b""


class Recorder:
    """Records what SQLite writes, by taking the place of three methods of its files."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._kept: list[object] = []
        self._names: dict[int, str] = {}
        self._tables: dict[int, int] = {}
        sqlite = ctypes.CDLL(library.__file__)
        sqlite.sqlite3_vfs_find.restype = ctypes.c_void_p
        self._vfs = int(sqlite.sqlite3_vfs_find(None))
        # iVersion, szOsFile, mxPathname (ints, padded), pNext, zName, pAppData, xOpen…
        self._slot = self._vfs + 16 + 3 * POINTER
        self._before = [self._method(place).value or 0 for place in (0, 1)]

    def __enter__(self) -> "Recorder":
        opens, removes = OpenCall(self._before[0]), RemoveCall(self._before[1])

        def open_file(vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
            code = int(opens(vfs, name, file, flags, out))
            if code == 0 and name is not None:
                self._names[file] = Path(ctypes.string_at(name).decode()).name
                slot = ctypes.c_void_p.from_address(file)
                slot.value = self._own(slot.value or 0)
            return code

        def remove(vfs: int, name: bytes, durably: int) -> int:
            self.events.append(Event("remove", Path(name.decode()).name))
            return int(removes(vfs, name, durably))

        calls = OpenCall(open_file), RemoveCall(remove)
        self._kept += calls
        for place, call in enumerate(calls):
            self._method(place).value = ctypes.cast(call, ctypes.c_void_p).value
        return self

    def __exit__(self, *_error: object) -> None:
        for place, before in enumerate(self._before):
            self._method(place).value = before

    def saved(self, deal_id: str) -> None:
        """Record that somebody was told that a deal is saved."""
        self.events.append(Event("saved", deal_id))

    def _method(self, place: int) -> ctypes.c_void_p:
        """Where the VFS names one of its functions: xOpen, then xDelete."""
        return ctypes.c_void_p.from_address(self._slot + place * POINTER)

    def _own(self, methods: int) -> int:
        """The table of methods with three of ours in it; one for each of SQLite's."""
        if methods in self._tables:
            return self._tables[methods]
        table = (ctypes.c_void_p * METHODS).from_buffer_copy(ctypes.string_at(methods, METHODS * POINTER))
        write, truncate, sync = (
            kind(table[place] or 0) for kind, place in ((WriteCall, WRITE), (TruncateCall, TRUNCATE), (SyncCall, SYNC))
        )

        def written(file: int, content: int, size: int, at: int) -> int:
            self.events.append(Event("write", self._names[file], at, ctypes.string_at(content, size)))
            return int(write(file, content, size, at))

        def truncated(file: int, size: int) -> int:
            self.events.append(Event("truncate", self._names[file], size))
            return int(truncate(file, size))

        def synced(file: int, flags: int) -> int:
            code = int(sync(file, flags))
            self.events.append(Event("sync", self._names[file]))
            return code

        calls = WriteCall(written), TruncateCall(truncated), SyncCall(synced)
        for place, call in zip((WRITE, TRUNCATE, SYNC), calls, strict=True):
            table[place] = ctypes.cast(call, ctypes.c_void_p).value
        self._kept += [*calls, table]
        self._tables[methods] = ctypes.addressof(table)
        return self._tables[methods]


class Cuts(NamedTuple):
    """How often the power was cut, how many saves had been acknowledged by then, and what was lost or broken."""

    cuts: int
    acknowledged: int
    lost: int
    broken: int


def record(folder: Path, saves: int, tune: Callable[[Store], object] = lambda _store: None) -> list[Event]:
    """Save deals and return what the disk was told meanwhile."""
    with Recorder() as recorder, closing(open_store(workspace(folder))) as store:
        tune(store)
        row = deals.create(store, '{"first":1}', SHOWN)
        recorder.saved(row.id)
        for number in range(saves):
            made = deals.create(store, f'{{"number":{number},"words":"{"spoken " * (number % 40 * 20)}"}}', SHOWN)
            recorder.saved(made.id)
            if number % 20 == 19:  # the log goes into the file while people work, which is when a cut is worst
                store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return recorder.events


def cut(events: list[Event], cuts: int, folder: Path, seed: int = 1) -> Cuts:
    """Cut the power at random moments; open what is left each time and look for every acknowledged save."""
    chance = random.Random(seed)
    first = next(place for place, event in enumerate(events) if event.kind == "saved")
    acknowledged = lost = broken = 0
    for number in range(cuts):
        at = chance.randrange(first, len(events))
        place = _left(events[: at + 1], folder / str(number), chance)
        safe = [event.name for event in events[: at + 1] if event.kind == "saved"]
        missing = _missing(place, safe)
        acknowledged += len(safe)
        broken += missing is None
        lost += len(safe) if missing is None else missing
    return Cuts(cuts, acknowledged, lost, broken)


def _left(events: list[Event], folder: Path, chance: random.Random) -> Workspace:
    """Write the files as a disk may hold them after a cut at the end of these events."""
    place = workspace(folder)
    for name in {event.name for event in events if event.kind != "saved"}:
        told = [event for event in events if event.name == name and event.kind != "saved"]
        if told[-1].kind == "remove":
            continue
        removed = max((at for at, event in enumerate(told) if event.kind == "remove"), default=-1)
        told = told[removed + 1 :]
        synced = max((at for at, event in enumerate(told) if event.kind == "sync"), default=-1)
        content = bytearray()
        for event in told[: synced + 1]:
            _apply(content, event)
        for event in _torn(told[synced + 1 :], chance):
            _apply(content, event)
        (place.folder / name).write_bytes(content)
    return place


def _torn(events: list[Event], chance: random.Random) -> list[Event]:
    """Some sectors of what was not synced, in any order."""
    sectors = [
        event._replace(at=event.at + start, content=event.content[start : start + SECTOR])
        for event in events
        for start in (range(0, len(event.content), SECTOR) if event.kind == "write" else (0,))
    ]
    return chance.sample(sectors, chance.randint(0, len(sectors)))


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del content[event.at :]
    elif event.kind == "write":
        content.extend(bytes(max(0, event.at - len(content))))
        content[event.at : event.at + len(event.content)] = event.content


def _missing(place: Workspace, safe: list[str]) -> int | None:
    """How many acknowledged deals are not there; None where the store does not open or is not whole."""
    try:
        with closing(open_store(place)) as store, store.reading() as database:
            found = {row[0] for row in database.execute("SELECT id FROM deal")}
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        problems = verify(place.database, fresh=True)
    except OmniDeskError:
        return None
    return None if problems else len(set(safe) - found)
