"""Safety copies as they are kept: made by themselves, thinned, and put into a second folder as well."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from omnidesk.domain.errors import InputError, MachineError, OmniDeskError
from omnidesk.durable import replace_durably, write_durably
from omnidesk.operations.beside_copies import bring_parts, parts_beside, renew_envelopes
from omnidesk.progress import Progress
from omnidesk.store import backup, settings
from omnidesk.store.backup import Backup, backups_in, list_backups
from omnidesk.store.change_mark import change_mark
from omnidesk.store.connect import Store, in_words
from omnidesk.store.copy_check import is_protected, verify
from omnidesk.store.protection import envelope_beside, read_envelope
from omnidesk.store.store_key import StoreKey
from omnidesk.store.thinning import BY_HAND, Dated, to_thin
from omnidesk.store.workspace import Workspace

SECOND = "backups.second_folder"
AT_START, HOURLY = "start", "hourly"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """What came of keeping a store safe: the new copy (None: none was due), and why the second folder has none."""

    made: Backup | None
    problem: str = ""


def keep_safe(store: Store, now: dt.datetime, *, starting: bool = False) -> Kept:
    """Make a copy where one is due, thin the old ones, and bring the newest to the second folder.

    One is due where anything has changed since the newest, and at the start where that is older than a day. ``now`` is
    the time in UTC. The store of somebody who has saved nothing yet needs no copy.

    Raises:
        MachineError: the disk refuses.
        DamagedError: the store is damaged; no copy was made.
    """
    made = backup.create(store, AT_START if starting else HOURLY) if _due(store, now, starting=starting) else None
    thin(store.workspace.backups, now)
    return Kept(made, mirrored(store, now))


def make(store: Store, progress: Progress | None = None) -> Kept:
    """Make a copy because somebody wants one. Raises as :func:`keep_safe`."""
    made = backup.create(store, BY_HAND, progress)
    return Kept(made, mirrored(store, dt.datetime.now(dt.UTC)))


def second_folder(store: Store) -> Path | None:
    """Return the second folder for copies, if one was chosen.

    Raises:
        MachineError: the store is out of reach.
    """
    chosen = settings.get(store, SECOND)
    return Path(chosen) if isinstance(chosen, str) and chosen else None


def choose_second_folder(store: Store, folder: Path | None) -> None:
    """Keep copies in a second folder from now on; None: in none.

    Raises:
        InputError: it lies inside the workspace, or is no folder.
        MachineError: the store is locked, read-only or full.
    """
    if folder is not None:
        folder = folder.expanduser().resolve()
        if not folder.is_dir():
            raise InputError(f"{folder}: there is no such folder; make it first, on another disk if you can")
        if folder.is_relative_to(store.workspace.folder):
            raise InputError(f"{folder}: it lies in the workspace itself; choose a folder on another disk")
    settings.put(store, SECOND, None if folder is None else str(folder))


def thin(folder: Path, now: dt.datetime) -> int:
    """Delete the copies that may go; return how many did. One that cannot be deleted stays until the next time."""
    copies = {Dated(each.created_at, each.reason): each.path for each in backups_in(folder)}
    gone = 0
    for each in to_thin(tuple(copies), now):
        try:
            copies[each].unlink()
            for beside in (envelope_beside(copies[each]), parts_beside(copies[each])):
                beside.unlink(missing_ok=True)
        except OSError:
            continue
        gone += 1
    return gone


def mirrored(store: Store, now: dt.datetime) -> str:
    """Bring the newest copy to the second folder where it is not there yet; return why that failed, in one sentence.

    What belongs to it comes with it: identities, own specs, large documents, and what its key is wrapped in now.
    """
    folder = second_folder(store)
    copies = list_backups(store.workspace) if folder is not None else ()
    if folder is None or not copies:
        return ""
    try:
        with in_words(folder):
            _bring(store.workspace, copies[0].path, folder)
        thin(folder, now)
    except OmniDeskError as error:
        return f"The second folder has no new safety copy: {error}. It is tried again by itself."
    return ""


def _due(store: Store, now: dt.datetime, *, starting: bool) -> bool:
    with store.reading() as database:
        empty = not database.execute("SELECT EXISTS (SELECT 1 FROM deal_revision)").fetchone()[0]
        mark = change_mark(database)
    copies = [each for each in list_backups(store.workspace) if not each.reason.endswith(backup.WITH_DAMAGE)]
    if not copies:
        return not empty
    newest = copies[0]
    # one from a time to come says that the clock was wrong, so its age says nothing
    return newest.mark != mark or (starting and not dt.timedelta(0) <= now - newest.created_at <= DAY)


def _bring(workspace: Workspace, copy: Path, folder: Path) -> None:
    """Copy a safety copy and all that another machine needs beside it."""
    if not folder.is_dir():
        raise MachineError(f"{folder}: it cannot be reached")
    bring_parts(workspace, folder / copy.name)
    renew_envelopes(workspace, folder)
    envelope, target = envelope_beside(copy), folder / copy.name
    if envelope.exists():
        write_durably(envelope_beside(target), envelope.read_bytes())
    if target.exists():
        return
    draft = target.with_suffix(".partial")
    try:
        draft.touch(mode=0o600)
        shutil.copyfile(copy, draft)
        problems = verify(draft, workspace.key)
        if problems:
            raise MachineError(f"{target}: what was written there is not what was copied ({problems[0]})")
        replace_durably(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def copy_key(workspace: Workspace, copy: Path, answer: str) -> StoreKey | None:
    """Return the key that a passphrase or recovery code opens for a copy, wherever it was made; None: it needs none.

    Raises:
        WrongAnswerError: it opens nothing.
        InputError: what the key is wrapped in does not lie beside the copy.
        MachineError: that is damaged, or after several wrong answers the next has to wait.
    """
    from omnidesk.operations.protection import with_answer

    if not is_protected(copy):
        return None
    envelope = read_envelope(envelope_beside(copy))
    if envelope is None:
        raise InputError(
            f"{copy}: the file {envelope_beside(copy).name} is missing beside it; nothing opens it without"
        )
    return with_answer(workspace, envelope, answer)
