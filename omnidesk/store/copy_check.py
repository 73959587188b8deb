"""Looks whether a safety copy is what was saved: the hash of the whole file, then everything in it."""

import hashlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from omnidesk.domain.errors import InputError, OmniDeskError
from omnidesk.store import sqlite3
from omnidesk.store.connect import NOT_A_DATABASE, DamagedError, connect_to_read, in_words
from omnidesk.store.database import Database
from omnidesk.store.imprint import Imprint, hash_of, read_imprint
from omnidesk.store.migrations import check_kind, shipped_scripts
from omnidesk.store.protection import envelope_beside, read_envelope
from omnidesk.store.snapshots import unpacked
from omnidesk.store.store_key import StoreKey

HASHED = {
    "deal_revision": "id, body",
    "document": "id, content",
    "deal_version": "id, body",
    "catalog_snapshot": "sha256, content",
}
"""Tables whose rows carry the hash of their content: what names the row, and the content."""
NAMED = {
    "document": "SELECT 'the document “' || name || '”', title FROM document JOIN deal ON deal.id = deal_id"
    " WHERE document.id = ?",
    "deal_version": "SELECT 'the issued offer ' || deal_version.offer || ' v' || deal_version.version, title"
    " FROM deal_version JOIN deal ON deal.id = deal_id WHERE deal_version.id = ?",
    "deal_revision": "SELECT 'a saved state', title FROM deal_revision JOIN deal ON deal.id = deal_id"
    " WHERE deal_revision.id = ?",
}
"""How a row is named for a person: what it is, and the title of its deal."""
BEGINNING = b"SQLite format 3\0"
CHANGED = "its bytes are not those that were written"
CUT_OFF = "the file is cut off or overwritten"
UNMARKED_UNTIL = 5
"""The last version of the shape whose copies bore no imprint."""

Share = Callable[[float], object]


def verify(
    path: Path, key: StoreKey | None = None, *, fresh: bool = False, share: Share | None = None
) -> tuple[str, ...]:
    """Return what is wrong with a safety copy: its bytes, its structure, its links and the hash of every row.

    A protected copy is looked into where ``key`` opens it; without one the hash of its bytes has to be enough.
    ``fresh`` is a copy that is being made and bears no imprint yet.

    Raises:
        InputError: there is no such file.
        MachineError: the file cannot be read, or is no OmniDesk store at all.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; `omnidesk backup list` shows the safety copies")
    with in_words(path):
        imprint = None if fresh else read_imprint(path)
        if imprint is not None and hash_of(path, imprint.size, share) != imprint.sha256:
            return (CHANGED, *_envelope(path), *_what_changed(path, key))
    return (*_envelope(path), *_content(path, key, imprint, fresh=fresh))


def is_protected(path: Path) -> bool:
    """Tell whether a copy is encrypted: it is there and does not begin as SQLite's files do.

    Raises:
        MachineError: it cannot be read.
    """
    if not path.is_file():
        return False
    with in_words(path), path.open("rb") as file:
        return file.read(len(BEGINNING)) != BEGINNING


def _envelope(path: Path) -> tuple[str, ...]:
    try:
        read_envelope(envelope_beside(path))
    except DamagedError:
        return ("what its key is wrapped in is damaged; copy the file .protection.json from beside another copy",)
    return ()


def _what_changed(path: Path, key: StoreKey | None) -> tuple[str, ...]:
    """What can be said of a copy with other bytes, where anything in it can still be read."""
    try:
        return _content(path, key, None, fresh=True)
    except (OmniDeskError, sqlite3.Error, ValueError):
        return ()


def _content(path: Path, key: StoreKey | None, imprint: Imprint | None, *, fresh: bool) -> tuple[str, ...]:
    try:
        with in_words(path), closing(connect_to_read(path, key)) as database:
            version = check_kind(database, len(shipped_scripts()))
            if version == 0:
                return ("the file is empty",)
            if imprint is None and not fresh and version > UNMARKED_UNTIL:
                return (CUT_OFF,)
            return (*_structure(database), *_changed_rows(database))
    except DamagedError as error:
        # bytes that are what was written, in which SQLite sees no store: it takes another key to read them
        return () if imprint is not None and _no_store(error) else (CUT_OFF,)


def _no_store(error: DamagedError) -> bool:
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF == NOT_A_DATABASE


def _structure(database: Database) -> tuple[str, ...]:
    broken = [str(row[0]) for row in database.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    broken += [f"{row[0]} row {row[1]} points at nothing" for row in database.execute("PRAGMA foreign_key_check")]
    return tuple(broken)


def changed_rows(path: Path, key: StoreKey | None) -> tuple[str, ...]:
    """Return only what is wrong with contents of a copy whose structure can be read, each in words for a person.

    Raises:
        MachineError: the file cannot be read.
    """
    with in_words(path), closing(connect_to_read(path, key)) as database:
        return _changed_rows(database)


def _changed_rows(database: Database) -> tuple[str, ...]:
    """Compare contents with the hashes they were saved under; SQLite's own check passes over most flipped bits."""
    changed: list[str] = []
    for table, columns in HASHED.items():
        if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchone():
            continue  # a copy from before there was such a table
        for row_id, content, sha256 in database.execute(f"SELECT {columns}, sha256 FROM {table}"):
            if not row_holds(table, content, sha256):
                changed.append(f"{_in_words(database, table, str(row_id))} is not what was saved")
    return tuple(changed)


def _in_words(database: Database, table: str, row_id: str) -> str:
    """What a person knows a damaged row by."""
    question = NAMED.get(table)
    found = database.execute(question, [row_id]).fetchone() if question else None
    return f"{table} {row_id}" if found is None else f"{found[0]} of “{found[1]}” ({table} {row_id})"


def row_holds(table: str, content: str | bytes | None, sha256: str) -> bool:
    """Tell whether the content of a row is the one that was saved; one that lies in a file beside is not looked at."""
    if content is None:
        return True
    plain = unpacked(content) if isinstance(content, bytes) and table == "catalog_snapshot" else content
    return (
        plain is not None and hashlib.sha256(plain.encode() if isinstance(plain, str) else plain).hexdigest() == sha256
    )


def refuse_damaged(path: Path, key: StoreKey | None, share: Share | None = None) -> None:
    """Refuse to go back to a copy that is not what was saved.

    Raises:
        InputError: it is damaged, or there is none.
        MachineError: it cannot be read.
    """
    problems = verify(path, key, share=share)
    if problems:
        raise InputError(f"{path}: this safety copy is damaged ({problems[0]}); nothing was changed, choose another")
