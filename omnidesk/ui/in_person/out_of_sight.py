"""While the device is in a client's hands nothing of the app is on any screen but what is made for the client."""

from typing import cast

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

FOR_CLIENTS = "for_clients"
"""The property of a window that holds nothing but what a client may see."""


class OutOfSight:
    """Hides the app's windows as they are; they come back as they were."""

    def __init__(self) -> None:
        self._hidden: list[tuple[QWidget, QRect]] = []

    def hide(self, stays: QWidget) -> None:
        """Hide every window but one, and those that are made for clients."""
        app = cast(QApplication, QApplication.instance())
        popup = app.activePopupWidget()
        if popup is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            popup.close()
        for window in app.topLevelWidgets():
            if window.isVisible() and window is not stays and not window.property(FOR_CLIENTS):
                self._hidden.append((window, window.geometry()))
                window.hide()

    def show(self) -> None:
        """Bring them back."""
        hidden, self._hidden = self._hidden, []
        for window, place in hidden:
            window.setGeometry(place)  # a screen may have come or gone meanwhile, and moved what nobody saw
            window.show()
