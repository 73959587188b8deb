"""Reads what can still be read of the tables of a damaged store file, row by row and from both ends."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from omnidesk.store import sqlite3
from omnidesk.store.connect import give_key
from omnidesk.store.store_key import StoreKey

MISSES = 300
"""Numbers without a readable row after which no more is looked for, where nobody knows how many rows there were."""
LONGEST_GAP = 20_000
"""Numbers between two damages that are tried one by one."""

Row = tuple[Any, ...]
Unreadable = (sqlite3.Error, ValueError, UnicodeDecodeError, OverflowError)
"""What reading damaged bytes may raise."""


class BrokenStore:
    """A damaged store, read from a copy of it, so that looking changes nothing."""

    def __init__(self, path: Path, folder: Path, key: StoreKey | None) -> None:
        """Copy the file with its log into ``folder``.

        Raises:
            OSError: it cannot be copied.
        """
        self._copy, self._key = folder / "damaged.db", key
        for ending in ("", "-wal"):
            part = path.with_name(path.name + ending)
            if part.exists():
                shutil.copyfile(part, self._copy.with_name(self._copy.name + ending))
        self._connection: sqlite3.Connection | None = None
        self._failed = False

    def rows(self, table: str, columns: list[str], *, numbered: bool) -> Iterator[Row]:
        """Give every readable row of a table; ``numbered`` ones also from between damages."""
        wanted = ", ".join(f'"{name}"' for name in columns)
        if not numbered:
            yield from self._without_numbers(f'SELECT {wanted} FROM "{table}"')
            return
        question, last = f'SELECT rowid, {wanted} FROM "{table}"', 0
        for row in self._until_error(f"{question} WHERE rowid > 0 ORDER BY rowid"):
            last = row[0]
            yield row[1:]
        if not self._failed:
            return
        back = list(self._until_error(f"{question} WHERE rowid > ? ORDER BY rowid DESC", [last]))
        if last or back:  # else not even the way into the table can be read
            yield from self._between(f"{question} WHERE rowid = ?", last, back[-1][0] if back else None)
        yield from (row[1:] for row in reversed(back))

    def answers(self, question: str) -> Iterator[Row]:
        """Give what an index still tells, as far as it can be read."""
        yield from self._until_error(question)

    def names(self, question: str) -> dict[Any, Any]:
        """Give the pairs that an index still tells, such as the titles of deals that cannot be read."""
        return dict(self._until_error(question))

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _between(self, question: str, last: int, first: int | None) -> Iterator[Row]:
        """Rows between two damages are found by their number alone, past the pages that cannot be read."""
        end, missed = min(first or last + LONGEST_GAP, last + LONGEST_GAP), 0
        for number in range(last + 1, end):
            found = list(self._until_error(question, [number]))
            missed = 0 if found else missed + 1
            yield from (row[1:] for row in found)
            if first is None and missed > MISSES:
                return

    def _without_numbers(self, question: str) -> Iterator[Row]:
        forward = list(self._until_error(question))
        yield from forward
        if not self._failed:
            return
        seen = set(map(repr, forward))
        keys = "1 DESC, 2 DESC"
        yield from (row for row in self._until_error(f"{question} ORDER BY {keys}") if repr(row) not in seen)

    def _until_error(self, question: str, values: list[int] | None = None) -> Iterator[Row]:
        self._failed = False
        try:
            yield from self._open().execute(question, values or [])
        except Unreadable:
            self._failed = True
            self.close()  # SQLCipher answers nothing more on a connection that has met a damaged page

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._copy, isolation_level=None)
            give_key(self._connection, self._key)
            self._connection.execute("PRAGMA trusted_schema=OFF")
            with suppress(*Unreadable):
                self._connection.execute("PRAGMA cell_size_check=ON")
        return self._connection
