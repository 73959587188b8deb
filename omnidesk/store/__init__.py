"""The local store: every deal in SQLite, as revisions that are only ever added.

The SQLite is the one that sqlcipher3 carries (the systems' own ones may still have the WAL-reset bug, which corrupts
files); sqlite-utils takes the driver that answers to the name ``pysqlite3``, so it has to answer before that import.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3  # the same interface, with types

__all__ = ["sqlite3"]


def __getattr__(name: str) -> ModuleType:
    """Import the driver with the first module that uses it: a window is painted before that."""
    if name != "sqlite3":
        raise AttributeError(name)
    import sqlcipher3
    import sqlcipher3.dbapi2

    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
    globals()[name] = sqlcipher3.dbapi2
    return sqlcipher3.dbapi2
