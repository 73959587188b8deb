"""The tables of a store, in an order in which each comes after those that its rows point at."""

import msgspec

from omnidesk.store.database import Database

DERIVED = ("deal_tally", "deal_sum")
"""Kept by triggers out of other tables."""


class Shape(msgspec.Struct, frozen=True):
    """A table: its name, its columns, and whether its rows have numbers."""

    name: str
    columns: tuple[str, ...]
    numbered: bool


def shapes(database: Database) -> tuple[Shape, ...]:
    """Return the tables that hold what people saved, each after those that it points at."""
    question = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    found = {
        name: Shape(name, _columns(database, name), not without_number)
        for name, without_number in database.execute(question).fetchall()
        if not name.startswith("sqlite_") and name not in DERIVED
    }
    links = {name: _targets(database, name) & found.keys() - {name} for name in found}
    ordered: list[Shape] = []
    while links:
        ready = sorted(name for name, targets in links.items() if not targets & links.keys()) or sorted(links)
        ordered += [found[name] for name in ready]
        links = {name: targets for name, targets in links.items() if name not in ready}
    return tuple(ordered)


def _columns(database: Database, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in database.execute(f'PRAGMA table_info("{table}")'))


def _targets(database: Database, table: str) -> set[str]:
    return {row[2] for row in database.execute(f'PRAGMA foreign_key_list("{table}")')}
