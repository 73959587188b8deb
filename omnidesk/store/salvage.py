"""Saves what can be saved of a damaged store: every row that can be read, the rest from the newest sound copy."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.durable import replace_durably
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import sqlite3
from omnidesk.store.backup import Backup, list_backups
from omnidesk.store.broken_rows import BrokenStore, Row
from omnidesk.store.connect import Store, immediately, in_words
from omnidesk.store.copy_check import HASHED, row_holds, verify
from omnidesk.store.database import Database
from omnidesk.store.numbers import GapNote, pass_over
from omnidesk.store.numbers_read import still_told
from omnidesk.store.opening import open_store
from omnidesk.store.restore import key_of, set_aside
from omnidesk.store.saved_deals import SavedDeal, SavedDeals, mend_offers, put_deals
from omnidesk.store.table_shapes import Shape, shapes
from omnidesk.store.workspace import Workspace

DEAL = "deal"


class Salvaged(msgspec.Struct, frozen=True, kw_only=True):
    """What was saved. ``kept`` is where the damaged file lies now, ``copy`` the safety copy that filled the gaps.

    ``rows`` counts by table what was read from the damaged file, ``filled`` what came from the copy, ``lost`` what
    could be read but points at something that is gone.
    """

    kept: Path
    copy: Path | None = None
    deals: int
    rows: Mapping[str, int]
    filled: Mapping[str, int]
    lost: Mapping[str, int]
    older: tuple[SavedDeal, ...]
    """Deals that are there in an earlier state than the last one saved."""
    gone: tuple[str, ...]
    """Titles of deals of which nothing is left."""
    passed: tuple[GapNote, ...] = ()
    """Numbers that are out with clients, whose deals are gone; what is issued from now on follows them."""


def salvage(workspace: Workspace, progress: Progress | None = None) -> Salvaged:
    """Build a new store from a damaged one and put it in its place; the damaged file is kept among the safety copies.

    ``progress`` may raise until the new store is put in place; nothing was changed then.

    Raises:
        InputError: there is no store, or nothing at all could be read of it and there is no sound safety copy.
        MachineError: the disk refuses, or the workspace is locked; the damaged file is where it was.
    """
    tell = progress or tell_nobody
    if not workspace.database.exists():
        raise InputError(f"{workspace.database}: there is no store here, so nothing can be saved from it")
    copy = next((each for each in list_backups(workspace) if _sound(workspace, each)), None)
    with tempfile.TemporaryDirectory(dir=workspace.folder) as folder, in_words(workspace.database):
        draft = msgspec.structs.replace(workspace, folder=Path(folder) / "new")
        draft.folder.mkdir(mode=0o700)
        broken = BrokenStore(workspace.database, Path(folder), workspace.key)
        try:
            with closing(open_store(draft)) as store:
                found = _filled(store, broken, workspace, copy, tell)
                passed = pass_over(store, still_told(workspace, broken))
                _settle(store)
        finally:
            broken.close()
        if found.deals == 0 and not found.rows:
            raise InputError(
                f"{workspace.database}: nothing in it can be read any more and there is no sound safety copy with "
                "deals; ask somebody who recovers disks before you write to this one"
            )
        tell(0.98, "putting it in place")
        kept = set_aside(workspace)
        replace_durably(draft.database, workspace.database)
    open_store(workspace).close()
    return msgspec.structs.replace(found, kept=kept, copy=copy.path if copy else None, passed=passed)


def _sound(workspace: Workspace, copy: Backup) -> bool:
    return not verify(copy.path, key_of(workspace, copy.path))


def _filled(store: Store, broken: BrokenStore, workspace: Workspace, copy: Backup | None, tell: Progress) -> Salvaged:
    read, filled, lost = dict[str, int](), dict[str, int](), dict[str, int]()
    saved = SavedDeals(read=0, filled=0, older=(), gone=())
    older = BrokenStore(copy.path, store.workspace.folder, key_of(workspace, copy.path)) if copy else None
    with store.reading() as database:
        guards = _without_guards(database)
        with immediately(database):
            tables = shapes(database)
            for place, shape in enumerate(tables):
                tell(0.95 * place / len(tables), "reading what can be read")
                if shape.name == DEAL:
                    saved = put_deals(database, shape, broken, older)
                    read[DEAL], filled[DEAL] = saved.read, saved.filled
                    continue
                read[shape.name], lost[shape.name] = _insert(database, shape, broken)
                if older is not None:
                    filled[shape.name], _ = _insert(database, shape, older)
            mend_offers(database)
            for statement in guards:
                database.execute(statement)
    if older is not None:
        older.close()
    return Salvaged(
        kept=workspace.database,
        deals=read[DEAL] + filled[DEAL],
        rows=_told(read),
        filled=_told(filled),
        lost=_told(lost),
        older=saved.older,
        gone=saved.gone,
    )


def _settle(store: Store) -> None:
    """Have all of it in the file itself."""
    with store.reading() as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _told(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _without_guards(database: Database) -> list[str]:
    """Drop what refuses gaps and what writes the log; return the statements that put it back."""
    guards = {name: sql for name, sql in database.triggers_dict.items() if "RAISE(" in sql or "audit" in sql}
    for name in guards:
        database.execute(f'DROP TRIGGER "{name}"')
    return list(guards.values())


def _insert(database: Database, shape: Shape, source: BrokenStore) -> tuple[int, int]:
    """Add the rows of a table that are not there yet; return how many were added, and how many fit nowhere."""
    added = refused = 0
    marks = ", ".join("?" * len(shape.columns))
    names = ", ".join(f'"{name}"' for name in shape.columns)
    statement = f'INSERT INTO "{shape.name}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING'
    for row in _holding(shape, source):
        try:
            added += database.execute(statement, row).rowcount
        except sqlite3.IntegrityError:
            refused += 1
    return added, refused


def _holding(shape: Shape, source: BrokenStore) -> Iterator[Row]:
    """The rows whose content is the one that was saved."""
    content = HASHED.get(shape.name, "").rpartition(", ")[2]
    for row in source.rows(shape.name, list(shape.columns), numbered=shape.numbered):
        if not content:
            yield row
            continue
        values = dict(zip(shape.columns, row, strict=True))
        if row_holds(shape.name, values[content], values["sha256"]):
            yield row
