"""Rewrites a store file under another key, or without one: whole or not at all, whenever it is interrupted."""

import hashlib
import os
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

from omnidesk.domain.errors import MachineError
from omnidesk.durable import replace_durably
from omnidesk.store import sqlite3
from omnidesk.store.connect import NOT_A_DATABASE, DamagedError, connect_to_read, give_key, in_words
from omnidesk.store.store_key import StoreKey

ENDING = ".rewritten"
"""Of the name of the new file until it is complete."""
HEADER = 100
"""Bytes."""


def is_plain(path: Path) -> bool:
    """Tell whether a store file is readable without a key; call it while nobody in this process has it open.

    Raises:
        MachineError: it is locked or out of reach.
    """
    with in_words(path), closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == NOT_A_DATABASE:
                return False
            raise
    return True


def rewrite(
    path: Path, key: StoreKey | None, new_key: StoreKey | None, complete: Callable[[Path], object] = lambda _draft: None
) -> None:
    """Put a store file under another key (None: none), with nobody else at it.

    ``complete`` is given the new file before it takes the place of the old one, to write what else belongs to it.

    Raises:
        MachineError: another program has it open, or the disk is full; it is as it was.
        DamagedError: it is damaged, or the new file does not hold what this one does; it is as it was.
    """
    draft = path.with_name(path.name + ENDING)
    try:
        with in_words(path), alone(path, key) as connection:
            draft.unlink(missing_ok=True)
            _export(connection, draft, new_key)
            with closing(connect_to_read(draft, new_key)) as copied:
                _compare(path, connection, copied.conn)
            complete(draft)
            _sync(draft)
            _replace(connection, draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def alone(path: Path, key: StoreKey | None) -> Generator[sqlite3.Connection]:
    """Hold the file so that nobody else reads or writes it.

    Raises:
        MachineError: another program has it open.
    """
    with closing(sqlite3.connect(path, timeout=2, isolation_level=None)) as connection:
        give_key(connection, key)
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        # Leaving the log is only granted to the one who has the file open; it takes the log into the file.
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise MachineError(f"{path}: another OmniDesk has it open; close it and try again")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _export(connection: sqlite3.Connection, draft: Path, key: StoreKey | None) -> None:
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    words = "" if key is None else f"x'{key.content.hex()}'"
    connection.execute("ATTACH DATABASE ? AS target KEY ?", [str(draft), words])
    try:
        connection.execute("SELECT sqlcipher_export('target')").fetchone()
        for name in ("application_id", "user_version"):
            value = connection.execute(f"PRAGMA main.{name}").fetchone()[0]
            connection.execute(f"PRAGMA target.{name}={value}")
    finally:
        connection.execute("DETACH DATABASE target")


def _compare(path: Path, source: sqlite3.Connection, copied: sqlite3.Connection) -> None:
    wrong = [row[0] for row in copied.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
    if wrong or _contents(source) != _contents(copied):
        raise DamagedError(
            f"{path}: it could not be rewritten without loss, so it stays as it was; look at it with: omnidesk doctor"
        )


def _contents(connection: sqlite3.Connection) -> dict[str, str]:
    """What each table, index and trigger is, with a hash of each table's rows."""
    found = dict(connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"))
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (name,) in connection.execute(tables).fetchall():
        digest = hashlib.sha256()
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            digest.update(repr(row).encode())
        found[f"rows {name}"] = digest.hexdigest()
    return found


def _replace(connection: sqlite3.Connection, draft: Path, path: Path) -> None:
    """Give the new file the old one's name; who has just opened the old one finds it unusable and loses no work."""
    if os.name != "posix":
        connection.close()
        replace_durably(draft, path)
        return
    old = os.open(path, os.O_RDWR)
    try:
        replace_durably(draft, path)
        os.pwrite(old, bytes(HEADER), 0)
        connection.close()
    finally:
        os.close(old)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
