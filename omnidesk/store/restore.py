"""Puts a safety copy in the place of the store; what was there before is kept as a safety copy of its own."""

import datetime
from contextlib import closing
from pathlib import Path

from omnidesk.domain.errors import InputError
from omnidesk.store import backup
from omnidesk.store.connect import DamagedError, Store, connect_to_read, in_words
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, make_private_folder


def restore(workspace: Workspace, copy: Path) -> Path:
    """Make the store what it was in ``copy``; return where the store as it was before is kept.

    Another program that has the store open sees the restored deals at its next look.

    Raises:
        InputError: the copy does not exist or is damaged; nothing was changed.
        MachineError: the disk or another program is in the way; the store is as it was.
    """
    problems = backup.verify(copy)
    if problems:
        raise InputError(f"{copy}: this safety copy is damaged ({problems[0]}); nothing was changed, choose another")
    try:
        with closing(open_store(workspace)) as store:
            kept = backup.create(store, reason="before-restore").path
    except DamagedError:
        kept = _set_aside(workspace)
    with closing(Store(workspace)) as store:
        _copy_into(copy, store)
    open_store(workspace).close()  # brings an older copy up to date
    return kept


def _copy_into(copy: Path, store: Store) -> None:
    with store.reading() as target, in_words(copy), closing(connect_to_read(copy)) as source:
        source.conn.backup(target.conn)


def _set_aside(workspace: Workspace) -> Path:
    """Move a damaged store, with what SQLite keeps beside it, among the safety copies under a name of its own."""
    make_private_folder(workspace.backups)
    when = datetime.datetime.now(datetime.UTC).strftime(backup.WHEN)
    kept = workspace.backups / f"damaged-{when}.db"
    with in_words(workspace.database):
        for ending in ("", "-wal", "-shm"):
            part = workspace.database.with_name(workspace.database.name + ending)
            if part.exists():
                part.replace(kept.with_name(kept.name + ending))
    return kept
