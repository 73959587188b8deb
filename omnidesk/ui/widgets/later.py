"""Parts of a page that are out of sight show what changed once changes rest: what is looked at goes first."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

REST = 60
"""Milliseconds without a change after which a part out of sight follows."""


class Later(QTimer):
    """Fills one ``part`` of a page: at once while it is in sight or the page itself is not, else after a rest."""

    def __init__(self, page: QWidget, part: QWidget) -> None:
        super().__init__(part)
        self._page, self._part = page, part
        self._fill: Callable[[], object] | None = None
        self.setSingleShot(True)
        self.setInterval(REST)
        self.timeout.connect(self._follow)

    def fill(self, fill: Callable[[], object]) -> None:
        """Call ``fill`` now or later; one that still waits is forgotten for it."""
        self._fill = fill
        if self._page.isVisible() and self._part.visibleRegion().isEmpty():
            self.start()
        else:
            self.stop()
            self._follow()

    def _follow(self) -> None:
        fill, self._fill = self._fill, None
        if fill is not None:
            fill()
