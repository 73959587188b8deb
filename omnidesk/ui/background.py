"""Work off the window's thread, with its result, error and progress brought back to it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal


class Cancelled(Exception):  # noqa: N818  (not a mistake: a person changed their mind)
    """The work was given up because a person asked for it."""


class Job:
    """One piece of work under way."""

    def __init__(self, tell: Callable[["Job", float, str], None]) -> None:
        self._tell = tell
        self._cancel = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next ``report``."""
        self._cancel.set()

    def report(self, share: float, text: str = "") -> None:
        """Tell how far the work is, from 0 to 1; called by the work itself.

        Raises:
            Cancelled: a person has asked for the work to stop.

        """
        if self._cancel.is_set():
            raise Cancelled
        self._tell(self, share, text)


@dataclass(frozen=True, slots=True)
class _Listeners:
    """Who hears of a job. They stay on the window's thread: work never holds a window, nor is the last to let it go."""

    done: Callable[[object], object] | None
    failed: Callable[[Exception], object]
    progressed: Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class _News:
    """What a job brings: how far it is, or what came of it, which is the last one hears of it."""

    job: Job
    tell: Callable[[_Listeners], object]
    last: bool


class Background(QObject):
    """Runs jobs on a few threads; with one thread, strictly in order.

    What jobs bring waits in a queue and is handed over on the thread that made this object. Nothing but a bare signal
    crosses threads through Qt. Once this object is gone, its work goes on to its end and nobody hears of it.
    """

    _woken = Signal()

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="omnidesk")
        self._arrived: SimpleQueue[_News] = SimpleQueue()
        self._listeners: dict[Job, _Listeners] = {}
        self._under_way: set[Future[None]] = set()
        self._waiting: list[Callable[[], object]] = []
        self._woken.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._left = Event()
        self._leave = partial(_leave_alone, self._left, self._listeners, self._under_way)
        self.destroyed.connect(self._leave)
        _MADE.add(self)

    def run(
        self,
        work: Callable[[Job], object],
        done: Callable[[object], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        progressed: Callable[[float, str], object] | None = None,
    ) -> Job:
        """Start work and return its job; an error that nobody listens for is raised on this thread.

        ``Cancelled`` comes to ``failed`` as any error does, and is dropped where nobody listens.
        """
        job = Job(self._bring_progress)
        if not self._left.is_set():
            self._listeners[job] = _Listeners(done, failed or _raise, progressed or _ignore)
        future = self._pool.submit(self._carry_out, job, work)
        _note(_ALONE if self._left.is_set() else self._under_way, future)
        return job

    def busy(self) -> bool:
        """Tell whether any job has not delivered its result yet."""
        return bool(self._listeners)

    def settle(self, then: Callable[[], object]) -> None:
        """Call ``then`` once no job is under way, at once where none is; the window goes on meanwhile."""
        if self.busy():
            self._waiting.append(then)
        else:
            then()

    def let_go(self) -> None:
        """Let all work go on to its end with nobody to hear of it, from now on, as when this object is gone."""
        self._leave()

    def finish(self) -> None:
        """Wait for every job and deliver what it brought; it holds the thread, so no open window may call it."""
        while self.busy():
            wait(tuple(self._under_way))
            self._hand_over()

    def _carry_out(self, job: Job, work: Callable[[Job], object]) -> None:
        try:
            result = work(job)
        except Exception as error:
            caught = error
            self._bring(_News(job, lambda heard: heard.failed(caught), last=True))
        else:
            self._bring(_News(job, lambda heard: heard.done and heard.done(result), last=True))

    def _bring_progress(self, job: Job, share: float, text: str) -> None:
        self._bring(_News(job, lambda heard: heard.progressed(share, text), last=False))

    def _bring(self, news: _News) -> None:
        self._arrived.put(news)
        with suppress(RuntimeError):  # this object is gone, and nobody hears of it
            self._woken.emit()

    def _hand_over(self) -> None:
        while True:
            try:
                news = self._arrived.get_nowait()
            except Empty:
                return
            heard = self._listeners.pop(news.job, None) if news.last else self._listeners.get(news.job)
            try:
                if heard is not None:
                    news.tell(heard)
            finally:
                self._tell_waiting()

    def _tell_waiting(self) -> None:
        while self._waiting and not self.busy():
            self._waiting.pop(0)()


_MADE: WeakSet[Background] = WeakSet()
_ALONE: set[Future[None]] = set()
"""Work that goes on although its window is gone."""


def at_rest() -> bool:
    """Whether nothing is under way for any window, nor for one that is gone, and all of it has been delivered."""
    return not _ALONE and not any(each.busy() for each in _MADE)


def finish_all() -> None:
    """Wait for all work of this program and deliver what it brought; it holds the thread.

    An error that nobody listens for is raised once all work is done; of several, the first.
    """
    errors: list[Exception] = []
    while not at_rest():
        wait(tuple(_ALONE))
        for each in tuple(_MADE):
            try:
                each.finish()
            except Exception as error:
                errors.append(error)
    if errors:
        raise errors[0]


def _note(kept: set[Future[None]], future: Future[None]) -> None:
    kept.add(future)
    future.add_done_callback(kept.discard)


def _leave_alone(left: Event, listeners: dict[Job, _Listeners], under_way: set[Future[None]]) -> None:
    left.set()
    listeners.clear()
    for future in tuple(under_way):
        _note(_ALONE, future)


def _ignore(_share: float, _text: str) -> None:
    """Drop progress that nobody listens for."""


def _raise(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
