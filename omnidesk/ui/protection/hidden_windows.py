"""Hides all other windows as they are while the workspace is locked; what opens meanwhile waits unseen with them."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

KINDS = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
"""What can be a window of a deal; menus and tips of the page that asks for the passphrase are none."""


class HiddenWindows(QObject):
    """All windows but the one that is covered. One that is closed or gone meanwhile does not come back."""

    def __init__(self, covered: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._covered = covered
        self._hidden: list[QWidget] = []
        self._app = cast(QApplication, QApplication.instance())

    def hide(self) -> None:
        """Hide what is open, and from now on what opens."""
        popup = self._app.activePopupWidget()
        if popup is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            popup.close()
        for window in self._app.topLevelWidgets():
            if window.isVisible() and self._hides(window):
                self._keep(window)
                window.hide()
        self._app.installEventFilter(self)

    def let_be(self) -> None:
        """Hide no more of them."""
        self._app.removeEventFilter(self)

    def show(self) -> None:
        """Show them again as they were."""
        self.let_be()
        hidden, self._hidden = self._hidden, []
        for window in hidden:
            if isValid(window):
                if isinstance(window, QDialog):
                    window.finished.disconnect(self._finished)
                window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide a window before it is painted, and forget one that is closed."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._hides(watched):
            self._keep(watched)
            QTimer.singleShot(0, watched, watched.hide)
        elif event.type() == QEvent.Type.Close:
            self._forget(watched)
        return super().eventFilter(watched, event)

    def _hides(self, window: QWidget) -> bool:
        return window is not self._covered and window.isWindow() and window.windowType() in KINDS

    def _keep(self, window: QWidget) -> None:
        if window not in self._hidden:
            self._hidden.append(window)
            if isinstance(window, QDialog):
                window.finished.connect(self._finished)

    def _finished(self, _code: int) -> None:
        self._forget(self.sender())

    def _forget(self, window: QObject) -> None:
        self._hidden = [each for each in self._hidden if each is not window]
