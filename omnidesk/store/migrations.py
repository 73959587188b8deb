"""Brings a store file to this version's shape, once, whoever comes first; refuses files it does not know."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from omnidesk.domain.errors import MachineError
from omnidesk.store import sqlite3
from omnidesk.store.connect import DamagedError, immediately
from omnidesk.store.database import Database

APPLICATION = 0x4F6D4465  # "OmDe" in the file's header
TRIGGERS = re.compile(
    r"^CREATE TRIGGER (?P<made>\w+)\b.*?^END(?=;)|^DROP TRIGGER (?P<dropped>\w+)", re.DOTALL | re.MULTILINE
)
SCHEMA = Path(__file__).parent / "schema"


@cache
def shipped_scripts() -> tuple[str, ...]:
    """Return the migration scripts in order; the n-th brings a file to version n."""
    return tuple(script.read_text(encoding="utf-8") for script in sorted(SCHEMA.glob("*.sql")))


def migrate(database: Database, scripts: tuple[str, ...], keep_copy: Callable[[int], object]) -> None:
    """Bring the file up to date; ``keep_copy`` is called with the old version before a file with content is changed.

    Raises:
        MachineError: the file is from a newer OmniDesk, or no store at all.
        DamagedError: a trigger that guards the store is missing or was changed.
    """
    version = check_kind(database, len(scripts))
    if version < len(scripts):
        if version > 0:
            keep_copy(version)
        with immediately(database):
            _run(database, scripts[check_kind(database, len(scripts)) :])
            _check_triggers(database, scripts)
            database.execute(f"PRAGMA application_id={APPLICATION}")
            database.execute(f"PRAGMA user_version={len(scripts)}")
    _check_triggers(database, scripts)


def check_kind(database: Database, newest: int) -> int:
    """Return the version of a store file; 0 for an empty file.

    Raises:
        MachineError: the file is from a newer OmniDesk, or no store at all.
    """
    # One statement, so that a migration that another process commits meanwhile is seen wholly or not at all.
    version, application, tables = database.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)"
        " FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if application != APPLICATION and (version, tables) != (0, 0):
        raise MachineError(f"{_path(database)}: this is no OmniDesk store; choose another folder with --data-dir")
    if version > newest:
        raise MachineError(
            f"{_path(database)}: a newer OmniDesk wrote this store (version {version}, this one knows up to {newest}); "
            "install the newer OmniDesk"
        )
    return version


def _run(database: Database, scripts: tuple[str, ...]) -> None:
    for script in scripts:
        database.executescript(script)


def _check_triggers(database: Database, scripts: tuple[str, ...]) -> None:
    """Compare with the triggers of a fresh file: SQLite drops a table's triggers silently when it is rebuilt.

    Reading them out of the scripts takes a tenth of making such a file, which is only made where something differs.
    """
    if database.triggers_dict == written_triggers(scripts):
        return
    fresh = Database(sqlite3.connect(":memory:"))
    try:
        _run(fresh, scripts)
        expected, found = fresh.triggers_dict, database.triggers_dict
    finally:
        fresh.close()
    if expected != found:
        wrong = ", ".join(sorted(name for name, _ in expected.items() ^ found.items()))
        raise DamagedError(
            f"{_path(database)}: the guards of the store are not as OmniDesk made them ({wrong}); "
            "go back to a safety copy with: omnidesk backup restore"
        )


@cache
def written_triggers(scripts: tuple[str, ...]) -> Mapping[str, str]:
    """The triggers that the scripts leave behind, word for word as SQLite keeps them."""
    found: dict[str, str] = {}
    for script in scripts:
        for each in TRIGGERS.finditer(script):
            if each["dropped"]:
                found.pop(each["dropped"], None)
            else:
                found[each["made"]] = each[0]
    return found


def _path(database: Database) -> str:
    return str(database.execute("PRAGMA database_list").fetchone()[2]) or "the store"
