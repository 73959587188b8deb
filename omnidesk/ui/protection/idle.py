"""Tells when nobody has touched the window for a while."""

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


def awake_and_asleep() -> float:
    """Seconds that have passed since some moment, those in which the machine slept too where the system counts them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """``idle`` after so many minutes without a key, a move or a touch in any of the program's windows.

    It listens to the windows and not to each widget in them: a few events a second instead of hundreds.
    """

    idle = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = awake_and_asleep) -> None:
        super().__init__(parent)
        self._clock, self._last, self._seconds = clock, clock(), 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)

    def set_minutes(self, minutes: int) -> None:
        """Begin to watch, or stop with 0."""
        app = cast(QGuiApplication, QCoreApplication.instance())
        if minutes and not self._seconds:
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())
        if not minutes and self._seconds:
            app.focusWindowChanged.disconnect(self._watch)
        self._seconds, self._last = minutes * 60.0, self._clock()
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * 60_000)

    def check(self) -> None:
        """Look whether the time is over; else look again when it may be."""
        left = self._seconds - (self._clock() - self._last)
        if self._seconds and left <= 0:
            self._last = self._clock()
            self.idle.emit()
        if self._seconds:
            self._timer.start(int(max(left, 1) * 1000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a touch; the first after a long sleep is one too late."""
        if event.type() in TOUCHES and self._seconds:
            if self._clock() - self._last >= self._seconds:
                self.check()
            self._last = self._clock()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
