"""Begins anew with a safety copy: who lost a machine has the folder in which its copies were kept."""

from dataclasses import dataclass
from pathlib import Path

from omnidesk.domain.errors import InputError
from omnidesk.operations.beside_copies import GoneBack, go_back
from omnidesk.operations.settings.begun import BEGUN
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import settings
from omnidesk.store.backup import Backup, backups_in
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.store_key import StoreKey

INSIDE = "backups"
"""Where a workspace keeps its own copies, for who points at the whole of it."""


@dataclass(frozen=True)
class Newest:
    """The newest sound copy of a folder, and how many newer ones are damaged."""

    copy: Backup
    damaged: int


def newest_sound(folder: Path, progress: Progress | None = None) -> Newest:
    """Return the newest safety copy in a folder that is what was written; nothing there is changed.

    Raises:
        InputError: there is no such folder, no copy in it, or none that is sound.
        MachineError: it cannot be read.
    """
    tell = progress or tell_nobody
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    copies = backups_in(folder) or (backups_in(folder / INSIDE) if (folder / INSIDE).is_dir() else ())
    if not copies:
        raise InputError(
            f"{folder}: no safety copy lies here; their names are like omnidesk-20260310T093000000000Z-hourly.db"
        )
    for damaged, copy in enumerate(copies):
        if not verify(copy.path, share=lambda share: tell(share, "checking the copy")):
            return Newest(copy, damaged)
    raise InputError(f"{folder}: each of the {len(copies)} safety copies here is damaged")


def begin_with_copy(store: Store, copy: Path, key: StoreKey | None, progress: Progress | None = None) -> GoneBack:
    """Make a new workspace what it was in ``copy``, and ask no first questions. Errors as for :func:`go_back`."""
    done = go_back(store.workspace, copy, key=key, progress=progress)
    settings.put(store, BEGUN, True)
    return done
