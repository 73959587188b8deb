"""Puts a safety copy in the place of the store; what was there before is kept as a safety copy of its own."""

import datetime
import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from omnidesk.domain.errors import InputError
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import backup
from omnidesk.store.audit import note
from omnidesk.store.broken_rows import BrokenStore
from omnidesk.store.connect import DamagedError, Store, connect_to_read, in_words
from omnidesk.store.copy_check import is_protected, refuse_damaged
from omnidesk.store.numbers import Last, last_numbers, pass_over
from omnidesk.store.numbers_read import still_told
from omnidesk.store.opening import open_store
from omnidesk.store.sealing import rewrite
from omnidesk.store.store_key import StoreKey
from omnidesk.store.workspace import Workspace, make_private_folder


def restore(workspace: Workspace, copy: Path, *, key: StoreKey | None = None, progress: Progress | None = None) -> Path:
    """Make the store what it was in ``copy``; return where the store as it was before is kept.

    ``key`` opens a copy of another workspace (None: the workspace's own does); the store keeps the key that it has.
    Numbers that went out since are not given out again: the next one follows them, and the log tells of the gap.
    Another program that has the store open sees the restored deals at its next look. ``progress`` may raise until the
    store itself is written, which takes a moment; nothing was changed then.

    Raises:
        InputError: the copy does not exist, is damaged or takes another key; nothing was changed.
        MachineError: the disk or another program is in the way; the store is as it was.
    """
    tell = progress or tell_nobody
    key = key_of(workspace, copy, key)
    refuse_damaged(copy, key, lambda share: tell(0.3 * share, "checking the copy"))
    refuse_locked(copy, key)
    out: Last = {}
    try:
        with closing(open_store(workspace)) as store:
            with store.reading() as database:
                out = last_numbers(database)
            kept = backup.create(store, "before-restore", lambda share, what: tell(0.3 + 0.6 * share, what)).path
    except DamagedError:
        kept = set_aside(workspace)
        out = out or _still_told(workspace, kept)
    tell(0.95, "putting it in place")
    with _under_our_key(workspace, copy, key) as (source, opens), closing(Store(workspace)) as store:
        _copy_into(source, opens, store)
    with closing(open_store(workspace)) as store:  # brings an older copy up to date
        note(store, "backup.restored", copy.name, kept=kept.name)
        pass_over(store, out)
    return kept


def _still_told(workspace: Workspace, damaged: Path) -> Last:
    """The last numbers that a damaged store and the newest copy still tell of; nothing where the disk takes no more."""
    with (
        suppress(OSError),
        tempfile.TemporaryDirectory(dir=workspace.folder) as folder,
        closing(BrokenStore(damaged, Path(folder), workspace.key)) as broken,
    ):
        return still_told(workspace, broken)
    return {}


def key_of(workspace: Workspace, copy: Path, key: StoreKey | None = None) -> StoreKey | None:
    """The key that a copy needs: none, the one given, or that of the workspace.

    Raises:
        MachineError: what lies beside the copy cannot be read.
    """
    if not is_protected(copy):
        return None
    return key or workspace.key


def refuse_locked(copy: Path, key: StoreKey | None) -> None:
    """Refuse a copy that this key does not open.

    Raises:
        InputError: it takes the passphrase or the recovery code of the workspace that it was made in.
        MachineError: it cannot be read.
    """
    try:
        with in_words(copy), closing(connect_to_read(copy, key)) as database:
            database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DamagedError:
        raise InputError(
            f"{copy}: it was protected elsewhere; give the passphrase or recovery code of the workspace it is from"
        ) from None


@contextmanager
def _under_our_key(workspace: Workspace, copy: Path, key: StoreKey | None) -> Generator[tuple[Path, StoreKey | None]]:
    """The copy as the store can take it: where only one of the two is protected, it is written anew first."""
    if (key is None) == (workspace.key is None):
        yield copy, key
        return
    with tempfile.TemporaryDirectory(dir=workspace.folder) as folder:
        draft = Path(folder) / "copy.db"
        with in_words(draft):
            shutil.copyfile(copy, draft)
        rewrite(draft, key, workspace.key)
        yield draft, workspace.key


def _copy_into(copy: Path, key: StoreKey | None, store: Store) -> None:
    with store.reading() as target, in_words(copy), closing(connect_to_read(copy, key)) as source:
        source.conn.backup(target.conn)


def set_aside(workspace: Workspace) -> Path:
    """Move a damaged store, with what SQLite keeps beside it, among the safety copies under a name of its own.

    Raises:
        MachineError: the disk refuses.
    """
    make_private_folder(workspace.backups)
    when = datetime.datetime.now(datetime.UTC).strftime(backup.WHEN)
    kept = workspace.backups / f"damaged-{when}.db"
    with in_words(workspace.database):
        for ending in ("", "-wal", "-shm"):
            part = workspace.database.with_name(workspace.database.name + ending)
            if part.exists():
                part.replace(kept.with_name(kept.name + ending))
    return kept
