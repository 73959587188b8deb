"""Leaves the open deal once it is on the disk; the window waits for no disk, and a person need not wait either."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.session import Session
    from omnidesk.ui.widgets.dialog import Dialog

PATIENCE = 400
"""Milliseconds in which a save that takes long is not spoken of."""


class Leaving(QObject):
    """At most one wish to leave waits for the disk; a later one takes its place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._turn = 0
        self._dialog: Dialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._speak)

    def leave(self, session: "Session[Any]", then: Callable[[], object], lost: Callable[[], object]) -> None:
        """Save, then go on; ``lost`` where it cannot be saved, and neither where the person stays after all."""
        self._turn += 1
        turn = self._turn
        if self._dialog is None:
            self._timer.start()
        session.settle(partial(self._settled, turn, then, lost))

    def stay(self) -> None:
        """Give up the wish to leave; what is being saved is saved all the same."""
        self._turn += 1
        self._timer.stop()
        self._dialog = None

    def _settled(self, turn: int, then: Callable[[], object], lost: Callable[[], object], saved: bool) -> None:
        if turn != self._turn:
            return
        dialog = self._dialog
        self.stay()
        if dialog is not None:
            dialog.close()
        (then if saved else lost)()

    def _speak(self) -> None:
        from omnidesk.ui.widgets.dialog import Dialog

        words = _(
            "Your last changes are being written, which takes longer than usual: another program is busy with the "
            "deals, or the disk is slow. You may wait here, or stay with the deal."
        )
        dialog = self._dialog = Dialog(_("Saving…"), words, accept=_("Stay here"), parent=self._window)
        dialog.setObjectName("saving")
        dialog.finished.connect(partial(self._put_away, dialog))
        dialog.open()

    def _put_away(self, dialog: "Dialog", _answer: int) -> None:
        if dialog is self._dialog:
            self.stay()
