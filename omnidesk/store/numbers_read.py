"""What a damaged store, and the safety copies beside it, still tell of the numbers that are out."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress

from omnidesk.domain.edition import number_parts
from omnidesk.domain.errors import MachineError
from omnidesk.store import sqlite3
from omnidesk.store.backup import list_backups
from omnidesk.store.broken_rows import BrokenStore
from omnidesk.store.connect import connect_to_read, in_words
from omnidesk.store.copy_check import is_protected
from omnidesk.store.numbers import Last, last_numbers
from omnidesk.store.workspace import Workspace

INDEXES = (
    "SELECT text FROM offer_number INDEXED BY sqlite_autoindex_offer_number_2",
    "SELECT offer FROM deal INDEXED BY deal_by_offer WHERE offer IS NOT NULL",
)
"""Indexes tell of numbers whose rows cannot be read."""
COLUMNS = (("offer_number", "text"), ("deal", "offer"), ("deal_version", "offer"))
PASSED = ("prefix", "year", "place")


def still_told(workspace: Workspace, broken: BrokenStore) -> Last:
    """Return the last numbers that are out: of all that a damaged store says, and of the newest copy that opens."""
    found: Last = {}
    for text in _texts(broken):
        parts = number_parts(text) if isinstance(text, str) else None
        if parts is not None:
            _raise_to(found, *parts)
    for prefix, year, place in broken.rows("number_out", list(PASSED), numbered=False):
        if isinstance(prefix, str) and isinstance(year, int) and isinstance(place, int):
            _raise_to(found, prefix, year, place)
    for (prefix, year), place in _of_newest_copy(workspace).items():
        _raise_to(found, prefix, year, place)
    return found


def _texts(broken: BrokenStore) -> Iterator[object]:
    """Every number that is printed in the store, as often as it is there: a page may be gone, hardly all of them."""
    for question in INDEXES:
        yield from (row[0] for row in broken.answers(question))
    for table, column in COLUMNS:
        yield from (row[0] for row in broken.rows(table, [column], numbered=True))
    for (details,) in broken.rows("audit", ["details"], numbered=True):
        with suppress(ValueError, TypeError, AttributeError):
            yield json.loads(details).get("offer")


def _of_newest_copy(workspace: Workspace) -> Last:
    for path in (each.path for each in list_backups(workspace)):
        key = workspace.key if is_protected(path) else None
        with (
            suppress(MachineError, sqlite3.Error),
            in_words(path),
            closing(connect_to_read(path, key)) as database,
        ):
            return last_numbers(database)
    return {}


def _raise_to(found: Last, prefix: str, year: int, place: int) -> None:
    found[prefix, year] = max(place, found.get((prefix, year), 0))
