"""Brings the workspace to rest behind a page that covers it: the window goes on while work comes to its end."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from omnidesk.ui.background import Background, at_rest
from omnidesk.ui.protection import unlocking

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.store.workspace import Workspace

LOOK = 20
"""Milliseconds between two looks at whether work is still under way."""
PATIENCE = 5000
"""Milliseconds after which a keyring that has not answered is no longer waited for."""


class Wish(msgspec.Struct, frozen=True):
    """What is to rest, and what comes then."""

    store: "Store | None"
    place: "Workspace"
    then: Callable[[], object]


class Resting(QObject):
    """At most one wish for rest; ``stop`` gives it up. Its last step runs where no other work is under way."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._wish: Wish | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)

    def begin(self, wish: Wish) -> None:
        """Let all work come to its end and close the store, whose next use opens it again; then go on."""
        self._wish = wish
        self._since.start()
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Do not go on after all."""
        self._timer.stop()
        self._wish = None

    def _look(self) -> None:
        wish = self._wish
        if wish is not None and at_rest():
            self._timer.stop()
            self._background.run(lambda _job: put_down(wish.store, wish.place), self._end, self._not_put_down)
        elif self._since.isValid() and self._since.hasExpired(PATIENCE):
            from omnidesk.operations.keyring_apart import hang_up

            self._since.invalidate()  # once: whoever unlocks meanwhile may need the keyring
            hang_up()

    def _end(self, _result: object = None) -> None:
        """Go on, unless somebody began something while the store was being closed."""
        wish = self._wish
        if wish is None:
            return
        if not at_rest():
            self._timer.start()
            return
        if wish.store is not None:
            wish.store.close()  # again, where somebody looked into it and is done already
        self._wish = None
        wish.then()

    def _not_put_down(self, error: Exception) -> None:
        self._end()
        raise error


def put_down(store: "Store | None", place: "Workspace") -> None:
    """Close a store and end what knows its deals; nobody is at it."""
    from omnidesk.operations.worker import dismiss

    dismiss()
    if store is not None:
        store.close()
    if place.key is not None:
        unlocking.forget_copies(place)
