"""Connections to the store: one way to open them, one way to write, and failures in words."""

import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from omnidesk.domain.errors import MachineError
from omnidesk.store import sqlite3
from omnidesk.store.chain import Scribe, settle
from omnidesk.store.database import Database
from omnidesk.store.store_key import StoreKey
from omnidesk.store.workspace import Workspace

BUSY_SECONDS = 10
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF", "cell_size_check=ON")

# SQLite's primary result codes, the low byte of every extended one.
BUSY, LOCKED, READ_ONLY, INPUT_OUTPUT, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
IN_WORDS = {
    BUSY: "another program is busy with it; close the other OmniDesk or try again",
    LOCKED: "another program is busy with it; close the other OmniDesk or try again",
    READ_ONLY: "it cannot be written; check the rights of the file and its folder",
    INPUT_OUTPUT: "the disk refused to read or write; check that it is not full or failing (what was saved is safe)",
    CORRUPT: "it is damaged; save what can be read with: omnidesk backup salvage, "
    "or go back to a safety copy: omnidesk backup restore",
    FULL: "the disk is full; make room and save again (what was saved before is safe)",
    CANNOT_OPEN: "it cannot be opened; check that its folder exists and is yours",
    NOT_A_DATABASE: "it is no OmniDesk store, is locked with another key or is damaged; "
    "go back to a safety copy: omnidesk backup restore",
}


GONE = (
    "it is gone: its folder was moved or deleted, or the disk was taken out; "
    "put it back where it was, or go back to a safety copy"
)


class DamagedError(MachineError):
    """The store file cannot be trusted; a safety copy can replace it."""


class Store:
    """The open store of one workspace. Every thread works on a connection of its own."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.scribe = Scribe(workspace.key)
        self._mine = threading.local()
        self._all: weakref.WeakSet[Database] = weakref.WeakSet()
        self._was_there = False

    @property
    def database(self) -> Database:
        """The calling thread's connection, which is one to the file that bears the store's name now.

        Raises:
            MachineError: there is no such file any more; what was written to it would be lost with it.
        """
        database: Database | None = getattr(self._mine, "database", None)
        if database is not None and (database.conn.in_transaction or self._mine.file == _file(self._mine.path)):
            return database
        path = self.workspace.database
        if database is not None:
            database.close()  # it holds a file that was moved away; another one is in its place
        elif self._was_there:
            _file(path)
        self._mine.database = None
        database = connect(path, self.workspace.key)
        self._mine.path, self._mine.file = path, _file(path)
        self._mine.database, self._was_there = database, True
        self._all.add(database)
        return database

    @contextmanager
    def reading(self) -> Generator[Database]:
        """Give this thread's connection, with failures in words.

        Raises:
            MachineError: the file is locked, damaged or out of reach.
        """
        try:
            yield self.database
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and code_of(error) == READ_ONLY and not self._writes():
                self.close()  # what was opened so stays so for as long as any thread has it open
            raise_in_words(self.workspace.database, error)

    @contextmanager
    def writing(self) -> Generator[Database]:
        """Give this thread's connection inside a transaction that holds the write lock from its first moment.

        Everything is stored when the block ends and nothing is when it raises. A block inside another is part of it:
        what it wrote is stored when the outer one ends, and is taken back alone where it raises.

        Raises:
            MachineError: the file is locked, read-only or damaged, or the disk is full.
        """
        with self.reading() as database:
            if database.conn.in_transaction:
                with _within(database):
                    yield database
                return
            self.scribe.key()  # a keyring may ask its owner first, which no lock should wait for
            with immediately(database):
                yield database
                settle(database, self.scribe)

    def _writes(self) -> bool:
        database: Database | None = getattr(self._mine, "database", None)
        return database is not None and database.conn.in_transaction

    def close(self) -> None:
        """Close every thread's connection; the next use opens a new one."""
        for database in list(self._all):
            database.close()
        self._all.clear()
        self._mine = threading.local()


def _file(path: Path) -> tuple[int, int]:
    """What the system knows a file by."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise MachineError(f"{path}: {GONE}") from None
    return found.st_dev, found.st_ino


def connect(path: Path, key: StoreKey | None = None) -> Database:
    """Open (or make) a store file, set up for safe writing; with a key it is (or becomes) an encrypted one.

    Raises:
        MachineError: the key is locked.
        sqlite3.Error: it cannot be opened; callers put this in words with ``in_words``.
    """
    path.touch(mode=0o600, exist_ok=True)
    # Connections stay with their thread; only closing them all at the end crosses threads.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        give_key(connection, key)
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return Database(connection)


def connect_to_read(path: Path, key: StoreKey | None = None) -> Database:
    """Open a finished SQLite file that nobody writes, without changing a byte of it or beside it.

    Raises:
        MachineError: the key is locked.
        sqlite3.Error: it cannot be opened.
    """
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        give_key(connection, key)
        connection.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        connection.close()
        raise
    return Database(connection)


def give_key(connection: sqlite3.Connection, key: StoreKey | None) -> None:
    """Give a connection its key before anything else is read; a wrong one is only noticed at the first read.

    Raises:
        MachineError: the key is locked.
    """
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would report each wrong key on standard error
        connection.execute(f"PRAGMA key = \"x'{key.content.hex()}'\"")


@contextmanager
def immediately(database: Database) -> Generator[None]:
    """Hold the write lock for a block: a transaction that only locks at its first write would lose most races."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        if not database.conn.in_transaction:
            raise MachineError("the disk is full or failing, so nothing was saved; make room and try again")
        database.execute("COMMIT")
    except BaseException:
        if database.conn.in_transaction:
            database.execute("ROLLBACK")
        raise


@contextmanager
def _within(database: Database) -> Generator[None]:
    database.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        if database.conn.in_transaction:  # a full disk has taken back everything by itself
            database.execute("ROLLBACK TO step")
            database.execute("RELEASE step")
        raise
    database.execute("RELEASE step")


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error; 0 for one of the driver itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def in_words(path: Path) -> Generator[None]:
    """Turn what SQLite and the system report about ``path`` into one line for a person.

    Raises:
        DamagedError: the file is damaged or not a store.
        MachineError: it is locked, read-only, out of reach, or the disk is full.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise_in_words(path, error)


def raise_in_words(path: Path, error: sqlite3.Error | OSError) -> NoReturn:
    """Raise what SQLite or the system reports, as :func:`in_words` does; what has no words goes on as it is."""
    if isinstance(error, OSError):
        raise MachineError(f"{path}: {error.strerror or error}; check the disk and the rights of its folder") from error
    code = code_of(error)
    if code not in IN_WORDS:
        raise error
    kind = DamagedError if code in (CORRUPT, NOT_A_DATABASE) else MachineError
    raise kind(f"{path}: {IN_WORDS[code]}") from error
