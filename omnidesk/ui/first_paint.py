"""What can wait until the window has been painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE = 400
"""Milliseconds after which it begins even if nothing was painted: a window may start minimised or be covered."""


class FirstPaint(QObject):
    """Does something once, right after a window's first paint."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._begin)
        window.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint come; what the window holds is painted with it, before the timer can run."""
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
        self.deleteLater()
