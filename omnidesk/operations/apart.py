"""Work on a file that nobody trusts, done in a process of its own: it may fail, hang or be given up, and harms nobody.

A page of half a megabyte can unpack to gigabytes; the process may use only so much memory and time.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.progress import Progress

SECONDS = 30.0
MEMORY = 2_000_000_000
"""Bytes of address space that the work may use."""
LARGEST_ANSWER = 300_000_000
"""Bytes."""
_LOOK = 0.05
"""Seconds between two looks at whether a person gave up."""

T = TypeVar("T")


class GivenUpError(InputError):
    """The file asked for more memory or time than a document needs, or could not be read at all."""


def apart(
    work: Callable[..., T], *arguments: bytes, kind: type[T], progress: Progress | None = None, seconds: float = SECONDS
) -> T:
    """Do work in another process and return what it returns; ``work`` is a function of a module, ``kind`` its type.

    ``progress`` is told how much of the time has passed and may raise, which ends the work at once.

    Raises:
        GivenUpError: the work failed, took too long or too much memory.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_carry_out, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        _wait(ours, progress, seconds)
        answer = ours.recv_bytes(LARGEST_ANSWER)
    except (EOFError, OSError):
        raise GivenUpError("the pages cannot be read: the file is damaged, locked or built to do harm") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    return msgspec.msgpack.decode(answer, type=kind)


def _wait(ours: "Connection[bytes, bytes]", progress: Progress | None, seconds: float) -> None:
    began = time.monotonic()
    while not ours.poll(_LOOK):
        passed = time.monotonic() - began
        if passed > seconds:
            raise GivenUpError("the pages take too long to read; the file is damaged or built to do harm")
        if progress is not None:
            progress(min(passed / seconds, 0.95), "")


def _carry_out(theirs: "Connection[bytes, bytes]", work: Callable[..., object], arguments: tuple[bytes, ...]) -> None:
    """In the other process: work within limits, and say nothing where it fails."""
    _limit()
    try:
        theirs.send_bytes(msgspec.msgpack.encode(work(*arguments)))
    except Exception:  # hostile files raise anything; the one who waits is told by the silence
        theirs.close()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
