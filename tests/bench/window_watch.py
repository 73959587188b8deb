"""What looks at a window from inside its program, and the bare window that ours is held against."""

import resource
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
