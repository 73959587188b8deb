"""The worker: a process beside the window's that draws, signs and reads documents.

What it needs stays out of the window's memory, its work never delays a key, and where it breaks down the window goes
on. It is started when it is first needed, lives as long as the program, and is started anew when it has ended.

Functions that are marked ``in_worker`` go there whenever the program employs a worker, as the window does; otherwise,
as on the command line, they are plain functions. What goes there and back travels through pipes and nowhere else.
"""

import functools
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from omnidesk.domain.errors import MachineError
from omnidesk.progress import Progress, tell_nobody

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from omnidesk.operations.parcels import Known
    from omnidesk.operations.worker_room import Answer

P = ParamSpec("P")
R = TypeVar("R")
LOOK = 0.05
"""Seconds between two looks at whether a person gave up."""
GRACE = 0.5
"""Seconds in which work that was given up may end by itself, before its process is ended."""


class BrokeDownError(MachineError):
    """The worker ended in the middle of its work."""


class _Room:
    """One run of the process and the window's ends of its pipes."""

    def __init__(self) -> None:
        import multiprocessing

        from omnidesk.operations.worker_room import serve

        context = multiprocessing.get_context("spawn")
        ordered, self.orders = context.Pipe(duplex=False)
        self.answers, answered = context.Pipe(duplex=False)
        self.known: Known = {}
        self.process: SpawnProcess = context.Process(target=serve, args=(ordered, answered), daemon=True)
        self.process.start()
        ordered.close()
        answered.close()

    def order(self, parcel: object) -> None:
        """Send work; what is wrapped in vain is not known there either."""
        from omnidesk.operations.parcels import wrap

        known = {**self.known}
        self.orders.send_bytes(wrap(parcel, known, sends=True))
        self.known = known

    def answer(self) -> "Answer":
        """Wait for what comes next."""
        from omnidesk.operations.parcels import unwrap

        return cast("Answer", unwrap(self.answers.recv_bytes(), self.known))

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        pipes: tuple[Connection[bytes, bytes], ...] = (self.orders, self.answers)
        for pipe in pipes:
            pipe.close()


class Worker:
    """Does one thing at a time, in another process; any thread may ask."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._room: _Room | None = None

    def do(self, work: Callable[..., R], arguments: tuple[Any, ...], named: dict[str, Any]) -> R:
        """Have a function of a module called there; whatever it raises is raised here.

        A ``progress`` among ``named`` is called here, and may raise, which ends the work.

        Raises:
            BrokeDownError: the process ended meanwhile; nothing came of the work.
        """
        named = {**named}
        progress: Progress = named.pop("progress", None) or tell_nobody
        tells = progress is not tell_nobody
        while not self._turn.acquire(timeout=LOOK):
            progress(0.0, "")
        try:
            kind, value = self._outcome((work, arguments, named, tells), progress)
        except (EOFError, OSError):
            self._end()
            raise BrokeDownError(
                "The part that draws and checks documents ended by itself; nothing was written and nothing is lost. "
                "Try again; it begins anew."
            ) from None
        finally:
            self._turn.release()
        if kind == "failed":
            raise value
        return cast("R", value)

    def interrupt(self) -> None:
        """End the process in the middle of its work, at once; whoever waits for that is told."""
        room = self._room
        if room is not None:
            room.process.kill()

    def close(self) -> None:
        """End the process, whatever it is doing; the next work starts another."""
        self.interrupt()
        while not self._turn.acquire(timeout=LOOK):
            self.interrupt()  # one that has only just been started
        try:
            self._end()
        finally:
            self._turn.release()

    @property
    def process_id(self) -> int | None:
        """The number of the process that is there now, if one is."""
        return None if self._room is None else self._room.process.pid

    def _outcome(self, order: object, progress: Progress) -> "Answer":
        """Have an order carried out, and tell how far it is until its end."""
        room, last = self._begun(order, progress), (0.0, "")
        while True:
            kind, value = self._heard(room, progress, last)
            if kind != "told":
                return kind, value
            last = value

    def _begun(self, order: object, progress: Progress) -> _Room:
        """The process that has begun with an order: a new one where the last one ended before that."""
        if self._room is not None:
            try:
                self._room.order(order)
                self._heard(self._room, progress, (0.0, ""))
            except (EOFError, OSError):
                self._end()
            else:
                return self._room
        room = self._room = _Room()
        room.order(order)
        self._heard(room, progress, (0.0, ""))
        return room

    def _heard(self, room: _Room, progress: Progress, last: tuple[float, str]) -> "Answer":
        """Wait for the next answer; whoever gives up while it is awaited, or with it, ends the work."""
        try:
            while not room.answers.poll(LOOK):
                progress(*last)
            kind, value = room.answer()
            if kind == "told":
                progress(*value)
        except (EOFError, OSError):
            raise
        except BaseException:
            self._give_up(room)
            raise
        return kind, value

    def _give_up(self, room: _Room) -> None:
        """Ask for the end of the work; where it does not come soon, end the process."""
        with suppress(EOFError, OSError):
            from omnidesk.operations.worker_room import STOP

            room.orders.send_bytes(STOP)
            while room.answers.poll(GRACE):
                if room.answer()[0] in ("done", "failed"):
                    return
        self._end()

    def _end(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            room.end()


_EMPLOYED: list[Worker] = []
"""The worker of this process, if it has one."""


@contextmanager
def employing(worker: Worker | None = None) -> Generator[Worker]:
    """Have a worker for as long as the block lasts; it ends with the block."""
    worker = worker or Worker()
    _EMPLOYED.append(worker)
    try:
        yield worker
    finally:
        _EMPLOYED.remove(worker)
        worker.close()


def dismiss() -> None:
    """End the process of this program's worker, and with it what it knows of deals; the next work starts another."""
    for worker in _EMPLOYED:
        worker.close()


def in_worker(work: Callable[P, R]) -> Callable[P, R]:
    """Mark a function of a module whose work is done by the worker, where the program employs one."""

    @functools.wraps(work)
    def done(*arguments: P.args, **named: P.kwargs) -> R:
        if not _EMPLOYED:
            return work(*arguments, **named)
        return _EMPLOYED[-1].do(done, arguments, named)

    return done
