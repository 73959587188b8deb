"""Work off the window's thread, with its result, error and progress brought back to it."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal


class Cancelled(Exception):  # noqa: N818  (not a mistake: a person changed their mind)
    """The work was given up because a person asked for it."""


class Job(QObject):
    """One piece of work under way. Its signals arrive on the thread that started it, whoever listens."""

    done = Signal(object)
    failed = Signal(Exception)
    progressed = Signal(float, str)
    _returned = Signal(object)
    _raised = Signal(Exception)
    _reported = Signal(float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._returned.connect(self._pass_result, queued)
        self._raised.connect(self._pass_error, queued)
        self._reported.connect(self._pass_progress, queued)

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
        self._reported.emit(share, text)

    def carry_out(self, work: Callable[["Job"], object]) -> None:
        """Do the work on the thread that calls this."""
        try:
            result = work(self)
        except Exception as error:
            self._raised.emit(error)
        else:
            self._returned.emit(result)

    def _pass_result(self, result: object) -> None:
        self.done.emit(result)

    def _pass_error(self, error: Exception) -> None:
        self.failed.emit(error)

    def _pass_progress(self, share: float, text: str) -> None:
        self.progressed.emit(share, text)


class Background(QObject):
    """Runs jobs on a small pool; with one thread, strictly in order."""

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._jobs: set[Job] = set()

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
        job = Job(self)
        self._jobs.add(job)
        if done is not None:
            job.done.connect(done)
        if progressed is not None:
            job.progressed.connect(progressed)
        job.failed.connect(failed if failed is not None else _raise)
        job.done.connect(partial(self._forget, job))
        job.failed.connect(partial(self._forget, job))
        self._pool.start(lambda: job.carry_out(work))
        return job

    def busy(self) -> bool:
        """Tell whether any job has not delivered its result yet."""
        return bool(self._jobs)

    def finish(self) -> None:
        """Wait for every job and deliver what it brought; call it before the window goes away."""
        while self._jobs:
            self._pool.waitForDone()
            for job in tuple(self._jobs):
                QCoreApplication.sendPostedEvents(job)

    def _forget(self, job: Job, _outcome: object) -> None:
        self._jobs.discard(job)
        job.deleteLater()


def _raise(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error
