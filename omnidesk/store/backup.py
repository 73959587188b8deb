"""Safety copies of the store file: made whole or not at all, and checked before they count."""

import datetime
import hashlib
import os
import re
from contextlib import closing
from pathlib import Path

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.durable import replace_durably
from omnidesk.store.connect import DamagedError, Store, connect_to_read, in_words
from omnidesk.store.database import Database
from omnidesk.store.migrations import check_kind, shipped_scripts
from omnidesk.store.snapshots import unpacked
from omnidesk.store.workspace import Workspace, make_private_folder

NAME = re.compile(r"omnidesk-(?P<when>\d{8}T\d{12}Z)-(?P<reason>[a-z0-9-]{1,40})\.db")
HASHED = {
    "deal_revision": "id, body",
    "document": "id, content",
    "deal_version": "id, body",
    "catalog_snapshot": "sha256, content",
}
"""Tables whose rows carry the hash of their content: what names the row, and the content."""
WHEN = "%Y%m%dT%H%M%S%fZ"


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A safety copy: where it lies, when (UTC) and why it was made, its size in bytes."""

    path: Path
    created_at: datetime.datetime
    reason: str
    size: int


def create(store: Store, reason: str = "by-hand") -> Backup:
    """Make a safety copy of the store as it is now, beside people's work; ``reason`` becomes part of its name.

    Raises:
        InputError: the reason has other characters than a-z, 0-9 and hyphens.
        MachineError: the copy cannot be written.
        DamagedError: the store is damaged, so a copy of it would be no safety.
    """
    folder = store.workspace.backups
    path = folder / f"omnidesk-{datetime.datetime.now(datetime.UTC).strftime(WHEN)}-{reason}.db"
    if not NAME.fullmatch(path.name):
        raise InputError(f"“{reason}” cannot name a safety copy: use up to 40 of a-z, 0-9 and hyphens")
    make_private_folder(folder)
    temporary = path.with_suffix(".partial")
    try:
        with store.reading() as database, in_words(path):
            temporary.touch(mode=0o600)
            database.execute("VACUUM INTO ?", [str(temporary)])
            _sync(temporary)
            _refuse_damaged(temporary, store.workspace.database)
            replace_durably(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return _described(path)


def list_backups(workspace: Workspace) -> tuple[Backup, ...]:
    """Return the workspace's safety copies, newest first."""
    found = (path for path in workspace.backups.glob("omnidesk-*.db") if NAME.fullmatch(path.name))
    return tuple(sorted(map(_described, found), key=lambda backup: backup.created_at, reverse=True))


def verify(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a safety copy: its structure, its links and the hash of every row with content.

    Raises:
        InputError: there is no such file.
        MachineError: the file cannot be read, or is no OmniDesk store at all.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; `omnidesk backup list` shows the safety copies")
    try:
        with in_words(path), closing(connect_to_read(path)) as database:
            if check_kind(database, len(shipped_scripts())) == 0:
                return ("the file is empty",)
            return (*_structure(database), *_changed_rows(database))
    except DamagedError:
        return ("the file is cut off or overwritten",)


def _structure(database: Database) -> tuple[str, ...]:
    broken = [str(row[0]) for row in database.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    broken += [f"{row[0]} row {row[1]} points at nothing" for row in database.execute("PRAGMA foreign_key_check")]
    return tuple(broken)


def _changed_rows(database: Database) -> tuple[str, ...]:
    """Compare contents with the hashes they were saved under; SQLite's own check passes over most flipped bits."""
    changed: list[str] = []
    for table, columns in HASHED.items():
        if not database.table(table).exists():  # a copy from before there was such a table
            continue
        for row_id, content, sha256 in database.execute(f"SELECT {columns}, sha256 FROM {table}"):
            plain = unpacked(content) if table == "catalog_snapshot" else content
            if content is not None and (plain is None or _sha256(plain) != sha256):
                changed.append(f"{table} {row_id} is not what was saved")
    return tuple(changed)


def _sha256(plain: str | bytes) -> str:
    return hashlib.sha256(plain.encode() if isinstance(plain, str) else plain).hexdigest()


def _refuse_damaged(copy: Path, original: Path) -> None:
    problems = verify(copy)
    if problems:
        raise DamagedError(
            f"{original}: the store is damaged, so no new safety copy was made ({problems[0]}); "
            "go back to an older one with: omnidesk backup restore"
        )


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _described(path: Path) -> Backup:
    name = NAME.fullmatch(path.name)
    if name is None:
        raise InputError(f"{path.name}: this is not the name of a safety copy")
    when = datetime.datetime.strptime(name["when"], WHEN).replace(tzinfo=datetime.UTC)
    return Backup(path=path, created_at=when, reason=name["reason"], size=path.stat().st_size)
