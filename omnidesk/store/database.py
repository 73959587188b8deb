"""One thread's connection to a store file.

It reads and adds rows by itself: sqlite-utils takes longer to import than a window to show its deals, and would fill a
fifth of the window's memory. What changes the shape of a store goes through sqlite-utils.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from omnidesk.store import sqlite3

if TYPE_CHECKING:
    import sqlite_utils

Values = Sequence[Any] | Mapping[str, Any]


class Database:
    """An open SQLite file."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    @cached_property
    def _whole(self) -> "sqlite_utils.Database":
        import sqlite_utils

        return sqlite_utils.Database(self.conn, execute_plugins=False)

    @property
    def triggers_dict(self) -> dict[str, str]:
        """The SQL of every trigger by its name."""
        return dict(self.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))

    def execute(self, statement: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(statement, values)

    def executescript(self, script: str) -> None:
        """Run many statements; a transaction that is open stays open."""
        if self.conn.in_transaction:
            self._whole.executescript(script)
        else:
            self.conn.executescript(script)

    def query(self, question: str, values: Values = ()) -> Iterator[dict[str, Any]]:
        """Return the rows that answer a question, each by its columns' names."""
        found = self.execute(question, values)
        names = [column[0] for column in found.description]
        return (dict(zip(names, row, strict=True)) for row in found)

    def table(self, name: str) -> "Table":
        """Return a table to write rows into."""
        return Table(self, name)

    @contextmanager
    def atomic(self) -> Generator[None]:
        """See one moment of the file for a block, whatever others write meanwhile."""
        if self.conn.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.conn.close()


class Table(msgspec.Struct, frozen=True):
    """A table of an open file, by its name."""

    database: Database
    name: str

    def exists(self) -> bool:
        """Whether the file has such a table."""
        question = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
        return self.database.execute(question, (self.name,)).fetchone() is not None

    def insert(self, row: Mapping[str, Any]) -> None:
        """Add a row, by its columns' names."""
        columns = ", ".join(f'"{column}"' for column in row)
        places = ", ".join("?" * len(row))
        self.database.execute(f'INSERT INTO "{self.name}" ({columns}) VALUES ({places})', tuple(row.values()))
