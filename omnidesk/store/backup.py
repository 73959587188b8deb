"""Safety copies of the store file: made whole or not at all, and checked before they count."""

import datetime
import os
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.durable import replace_durably
from omnidesk.progress import Progress
from omnidesk.store import sqlite3
from omnidesk.store.audit import note_later
from omnidesk.store.change_mark import change_mark
from omnidesk.store.connect import DamagedError, Store, in_words
from omnidesk.store.copy_check import changed_rows, verify
from omnidesk.store.database import Database
from omnidesk.store.imprint import Imprint, hash_of, read_imprint, stamp
from omnidesk.store.protection import put_beside
from omnidesk.store.thinning import BY_HAND
from omnidesk.store.workspace import Workspace, make_private_folder

NAME = re.compile(r"omnidesk-(?P<when>\d{8}T\d{12}Z)-(?P<reason>[a-z0-9-]{1,40})\.db")
WHEN = "%Y%m%dT%H%M%S%fZ"
WITH_DAMAGE = "-damaged"
"""How the reason of a copy ends that holds damaged contents."""
STEPS = 20_000
"""Instructions of SQLite between two looks at whether somebody wants it to stop."""


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A safety copy: where it lies, when (UTC) and why it was made, its size in bytes.

    ``deals`` is how many it holds and ``mark`` what :func:`change_mark` was; None: the copy does not say.
    """

    path: Path
    created_at: datetime.datetime
    reason: str
    size: int
    deals: int | None = None
    mark: str | None = None


class DamagedContentError(DamagedError):
    """The store opens, but contents in it are not what was saved; ``problems`` names them for a person."""

    def __init__(self, words: str, problems: tuple[str, ...]) -> None:
        super().__init__(words)
        self.problems = problems


def create_as_is(store: Store, reason: str) -> Backup:
    """Make a safety copy even of damaged contents, then named so, where something has to be kept before a change.

    Raises as :func:`create` where the store itself is damaged.
    """
    try:
        return create(store, reason)
    except DamagedContentError:
        return _create(store, f"{reason}{WITH_DAMAGE}", None, as_is=True)


def create(store: Store, reason: str = BY_HAND, progress: Progress | None = None) -> Backup:
    """Make a safety copy of the store as it is now, beside people's work; ``reason`` becomes part of its name.

    Raises:
        InputError: the reason has other characters than a-z, 0-9 and hyphens.
        MachineError: the copy cannot be written.
        DamagedError: the store is damaged, so a copy of it would be no safety.
    """
    return _create(store, reason, progress, as_is=False)


def _create(store: Store, reason: str, progress: Progress | None, *, as_is: bool) -> Backup:
    folder, when = store.workspace.backups, datetime.datetime.now(datetime.UTC)
    path = folder / f"omnidesk-{when.strftime(WHEN)}-{reason}.db"
    if not NAME.fullmatch(path.name):
        raise InputError(f"“{reason}” cannot name a safety copy: use up to 40 of a-z, 0-9 and hyphens")
    make_private_folder(folder)
    temporary = path.with_suffix(".partial")
    try:
        with store.reading() as database, in_words(path):
            temporary.touch(mode=0o600)
            facts = _copied(database, temporary, progress)
            if not as_is:
                _refuse_damaged(temporary, store.workspace, progress)
            _stamp(temporary, facts, when, reason)
            put_beside(store.workspace, path)
            replace_durably(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    note_later(store.workspace, "backup.made", "", name=path.name)
    return described(path)


def list_backups(workspace: Workspace) -> tuple[Backup, ...]:
    """Return the workspace's safety copies, newest first."""
    return backups_in(workspace.backups)


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the safety copies in a folder, newest first.

    Raises:
        MachineError: the folder cannot be read.
    """
    with in_words(folder):
        found = [described(path) for path in folder.glob("omnidesk-*.db") if NAME.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda backup: backup.created_at, reverse=True))


def described(path: Path) -> Backup:
    """Describe a copy by its name and what it says of itself.

    Raises:
        InputError: no safety copy has such a name.
    """
    name = NAME.fullmatch(path.name)
    if name is None:
        raise InputError(f"{path.name}: this is not the name of a safety copy")
    when = datetime.datetime.strptime(name["when"], WHEN).replace(tzinfo=datetime.UTC)
    with in_words(path):
        size, imprint = path.stat().st_size, read_imprint(path)
    backup = Backup(path=path, created_at=when, reason=name["reason"], size=size)
    return backup if imprint is None else msgspec.structs.replace(backup, deals=imprint.deals, mark=imprint.mark)


def _copied(database: Database, target: Path, progress: Progress | None) -> tuple[int, str, int]:
    """Write all of it as it is at one moment; return how many deals it has, its mark, and the version of its shape."""
    pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))

    def share() -> float:
        return min(1.0, target.stat().st_size / max(1, pages * size))

    with _interruptible(database, lambda: progress and progress(0.5 * share(), "copying")):
        # the mark is of a moment before the copy: what is saved meanwhile is at worst copied once more
        mark = change_mark(database)
        database.execute("VACUUM INTO ?", [str(target)])
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    deals = database.execute("SELECT count(*) FROM deal").fetchone()[0] if "deal" in tables else 0
    return deals, mark, database.execute("PRAGMA user_version").fetchone()[0]


@contextmanager
def _interruptible(database: Database, look: Callable[[], object]) -> Generator[None]:
    """Let ``look`` stop what SQLite does, by raising; its error is raised in the place of SQLite's."""
    raised: list[BaseException] = []

    def looked() -> int:
        try:
            look()
        except BaseException as error:
            raised.append(error)
            return 1
        return 0

    database.conn.set_progress_handler(looked, STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        database.conn.set_progress_handler(None, 0)


def _refuse_damaged(copy: Path, workspace: Workspace, progress: Progress | None) -> None:
    if progress is not None:
        progress(0.5, "checking")
    problems = verify(copy, workspace.key, fresh=True)
    if problems:
        words = (
            f"{workspace.database}: the store is damaged, so no new safety copy was made ({problems[0]}); "
            "save what can be read with: omnidesk backup salvage, or go back to an older copy: omnidesk backup restore"
        )
        only_contents = problems == changed_rows(copy, workspace.key)
        raise DamagedContentError(words, problems) if only_contents else DamagedError(words)


def _stamp(copy: Path, facts: tuple[int, str, int], when: datetime.datetime, reason: str) -> None:
    size, (deals, mark, version) = copy.stat().st_size, facts
    imprint = Imprint(
        size=size,
        sha256=hash_of(copy, size),
        made_at=when.isoformat(timespec="microseconds"),
        reason=reason,
        deals=deals,
        mark=mark,
        version=version,
    )
    with copy.open("rb+") as file:
        stamp(file, imprint)
        file.flush()
        os.fsync(file.fileno())
    if read_imprint(copy) != imprint or hash_of(copy, size) != imprint.sha256:
        raise OSError("what was written is not what the disk gives back")
