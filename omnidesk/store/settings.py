"""Small settings of a workspace, each a JSON value under a key."""

import json

from omnidesk.store.connect import Store

Setting = str | int | bool | None | list[str]


def get(store: Store, key: str) -> Setting:
    """Return a setting; None when it was never put.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        found = database.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
    return None if found is None else json.loads(found[0])


def put(store: Store, key: str, value: Setting) -> None:
    """Keep a setting; None forgets it.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    with store.writing() as database:
        database.execute("DELETE FROM setting WHERE key = ?", [key])
        if value is not None:
            database.execute("INSERT INTO setting (key, value) VALUES (?, ?)", [key, json.dumps(value)])
