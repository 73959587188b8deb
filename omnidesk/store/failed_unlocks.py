"""Wrong answers to the question that opens a workspace: counted, slowed down, and kept for the audit log."""

import contextlib
import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec

from omnidesk.domain.errors import MachineError
from omnidesk.durable import write_durably
from omnidesk.store.workspace import Workspace

NAME = "failed-unlocks.json"
MOST_KEPT = 1000
FREE = 3
"""Wrong answers before the next has to wait."""
LONGEST_WAIT = 30
"""Seconds."""

Way = Literal["passphrase", "recovery code", "keyring"]


class FailedUnlock(msgspec.Struct, frozen=True):
    """One wrong answer: when (UTC) and to which question."""

    at: dt.datetime
    way: Way


class FailedUnlocks(msgspec.Struct, frozen=True):
    """``waiting`` are those that the audit log has not taken yet; ``in_a_row`` counts since the last right answer."""

    in_a_row: int = 0
    last: dt.datetime | None = None
    waiting: tuple[FailedUnlock, ...] = ()


def failed_unlocks(workspace: Workspace) -> FailedUnlocks:
    """What is known of wrong answers; a record that cannot be read is none."""
    try:
        return msgspec.json.decode(_file(workspace).read_bytes(), type=FailedUnlocks)
    except (OSError, msgspec.DecodeError, ValueError):
        return FailedUnlocks()


def note_failure(workspace: Workspace, way: Way, now: dt.datetime) -> None:
    """Count a wrong answer; a disk that takes nothing does not stop anybody."""
    before = failed_unlocks(workspace)
    waiting = (*before.waiting, FailedUnlock(now, way))[-MOST_KEPT:]
    _write(workspace, FailedUnlocks(before.in_a_row + 1, now, waiting))


def note_success(workspace: Workspace) -> None:
    """Begin to count anew; what waits for the audit log goes on waiting."""
    before = failed_unlocks(workspace)
    if before.in_a_row:
        _write(workspace, FailedUnlocks(waiting=before.waiting))


def take_failures(workspace: Workspace) -> tuple[FailedUnlock, ...]:
    """Hand over what waits for the audit log, oldest first; it is there no more afterwards."""
    before = failed_unlocks(workspace)
    if before.waiting:
        _write(workspace, msgspec.structs.replace(before, waiting=()))
    return before.waiting


def seconds_to_wait(workspace: Workspace, now: dt.datetime) -> int:
    """How long the next answer has to wait; 0 for none. It doubles with every wrong answer after the third."""
    found = failed_unlocks(workspace)
    if found.in_a_row < FREE or found.last is None:
        return 0
    pause = min(2 ** (found.in_a_row - FREE + 1), LONGEST_WAIT)
    passed = (now - found.last).total_seconds()
    return 0 if passed < 0 else max(0, round(pause - passed))  # a clock that went back makes nobody wait


def refuse_haste(workspace: Workspace, now: dt.datetime) -> None:
    """Let an answer be given only when its time has come.

    Raises:
        MachineError: after several wrong answers the next has to wait.
    """
    seconds = seconds_to_wait(workspace, now)
    if seconds:
        raise MachineError(f"{workspace.folder}: several answers were wrong; try again in {seconds} s")


def _file(workspace: Workspace) -> Path:
    return workspace.folder / NAME


def _write(workspace: Workspace, found: FailedUnlocks) -> None:
    with contextlib.suppress(OSError):
        write_durably(_file(workspace), msgspec.json.encode(found))
