"""A window that tells when it was first painted and when it was of use: ``bare``, or OmniDesk on a workspace.

A program of its own, started by ``bench_window``: it prints the monotonic clock (which all programs share) at its first
paint, once its deals can be used, once a wished deal is there, and its peak memory in MiB.
"""

import resource
import sys
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Probe(QObject):
    """Watches one window and ends the program when all has been told."""

    def __init__(self, window: QWidget, stages: Sequence[Callable[[], bool]]) -> None:
        super().__init__(window)
        self._stages, self._window = list(stages), window
        self._timer = QTimer(self)
        self._timer.setInterval(4)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window's first paint; what it holds is painted with it."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        print(time.monotonic())
        self._timer.start()

    def _look(self) -> None:
        if self._stages and self._stages[0]():
            self._stages.pop(0)
            self._window.repaint()
            print(time.monotonic())
        if not self._stages:
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            self._timer.stop()
            self._window.close()


def bare() -> None:
    """Show a window with nothing in it."""
    app = QApplication([])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    Probe(window, ())
    app.exec()


def omnidesk(folder: str, sample: str) -> None:
    """Start OmniDesk as its user does; with a sample's name, open that as soon as the deals are there."""
    from omnidesk.__main__ import main

    run = QApplication.exec

    def probed(app: QApplication) -> int:
        from omnidesk.ui.desk.deal_list import DealList
        from omnidesk.ui.main_window import MainWindow

        window = next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))
        home = window.findChild(DealList)
        assert isinstance(home, DealList)

        def listed() -> bool:
            if home.ready and sample:
                home.sample_wanted.emit(sample)
            return home.ready

        Probe(window, [listed, *([lambda: window.wizard is not None] if sample else [])])
        return run()

    setattr(QApplication, "exec", probed)  # noqa: B010 (the window runs in there, and this is how to look in)
    main(["--data-dir", folder])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        omnidesk(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
