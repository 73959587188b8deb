"""A short text that is another one as soon as anything in the store has changed."""

import hashlib

from omnidesk.store.database import Database

COUNTED = ("version", "tries")
"""Columns that count what was done to a row."""
DATED = ("changed_at", "updated_at", "stamped_at", "confirmed_at")
APART = "audit"
"""How the names of tables begin that only tell what was done, be it that a copy was made."""


def change_mark(database: Database) -> str:
    """Return the mark of the store as it is now, whatever tables it has.

    Rows are only added in most tables, so that their number tells; others count or date what is done to each.
    """
    running = hashlib.sha256()
    question = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    for table, without_number in database.execute(question).fetchall():
        if table.startswith(("sqlite_", APART)):
            continue
        columns = {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}
        told = ["count(*)", *([] if without_number else ["max(rowid)"])]
        told += [f"sum({name})" for name in COUNTED if name in columns]
        told += [f"max({name})" for name in DATED if name in columns]
        if table == "setting":
            told.append("group_concat(key || value)")
        running.update(repr((table, database.execute(f'SELECT {", ".join(told)} FROM "{table}"').fetchone())).encode())
    return running.hexdigest()[:32]
