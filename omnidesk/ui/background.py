"""Work off the window's thread, with its result, error and progress brought back to it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal


class Cancelled(Exception):  # noqa: N818  (not a mistake: a person changed their mind)
    """The work was given up because a person asked for it."""


class Job:
    """One piece of work under way."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
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
        self._tell(share, text)


class Background(QObject):
    """Runs jobs on a few threads; with one thread, strictly in order.

    What jobs bring waits in a queue and is handed over on the thread that made this object. Nothing but a bare signal
    crosses threads through Qt.
    """

    _woken = Signal()

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="omnidesk")
        self._arrived: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._under_way: set[Future[None]] = set()
        self._open = 0
        self._woken.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

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
        listener = progressed or _ignore
        job = Job(lambda share, text: self._bring(lambda: listener(share, text)))
        self._open += 1
        future = self._pool.submit(self._carry_out, job, work, done, failed or _raise)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return job

    def busy(self) -> bool:
        """Tell whether any job has not delivered its result yet."""
        return self._open > 0

    def finish(self) -> None:
        """Wait for every job and deliver what it brought; call it before the window goes away."""
        while self.busy():
            wait(tuple(self._under_way))
            self._hand_over()

    def _carry_out(
        self,
        job: Job,
        work: Callable[[Job], object],
        done: Callable[[object], object] | None,
        failed: Callable[[Exception], object],
    ) -> None:
        try:
            result = work(job)
        except Exception as error:
            caught = error
            self._bring(lambda: self._close(failed, caught))
        else:
            self._bring(lambda: self._close(done, result))

    def _close(self, listener: Callable[..., object] | None, outcome: object) -> None:
        self._open -= 1
        if listener is not None:
            listener(outcome)

    def _bring(self, delivery: Callable[[], object]) -> None:
        self._arrived.put(delivery)
        self._woken.emit()

    def _hand_over(self) -> None:
        while True:
            try:
                delivery = self._arrived.get_nowait()
            except Empty:
                return
            delivery()


def _ignore(_share: float, _text: str) -> None:
    """Drop progress that nobody listens for."""


def _raise(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
