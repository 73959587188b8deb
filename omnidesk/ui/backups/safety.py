"""Ties safety copies to the window: a button at the side, what runs by itself, and the page of a store that failed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.asking import WindowAsk
    from omnidesk.ui.backups.dialog import BackupsDialog
    from omnidesk.ui.backups.keeping import Keeping
    from omnidesk.ui.backups.place import BackupsPlace
    from omnidesk.ui.desk.deal_list import DealList
    from omnidesk.ui.main_window import MainWindow
    from omnidesk.ui.workshop import Workshop


class Around(msgspec.Struct, frozen=True):
    """The window and its home, how the open deal is saved, and how deals are opened once more after a failure.

    ``settle`` saves behind the window and tells what it is given whether it could.
    """

    window: "MainWindow"
    home: "DealList"
    ask: "WindowAsk"
    workspace: "Callable[[], Workspace]"
    settle: Callable[[Callable[[bool], object]], object]
    open_again: Callable[[], object]
    reopen: Callable[[str], object]


class Safety(QObject):
    """Made with the window; ``begin`` once the store is open, ``show_failed`` where it cannot be."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self.around = around
        self._damaged = False
        self.workshop: Workshop | None = None
        self.keeping: Keeping | None = None
        around.home.side.offer("backups", self.open_list)

    def begin(self, workshop: "Workshop") -> None:
        """Do what is due at the start, and from then on by the hour and at midnight."""
        from omnidesk.ui.backups.keeping import Keeping

        around = self.around
        self.workshop, self._damaged = workshop, False
        self.keeping = Keeping(around.window, workshop, around.ask, around.settle)
        self.keeping.lapsed.connect(around.reopen)
        self.keeping.damaged.connect(self._note_damage)
        self.keeping.way_out_wanted.connect(self.open_list)
        self.keeping.begin()

    def show_failed(self, error: Exception) -> bool:
        """Show why the deals could not be opened and what to do about it; False for what is no such failure."""
        from omnidesk.store.connect import DamagedError
        from omnidesk.ui.widgets.empty_state import EmptyState, centred

        if not isinstance(error, OmniDeskError):
            return False
        self._damaged = isinstance(error, DamagedError)
        if self._damaged:
            told = _(
                "The file that holds them is damaged. Nothing was deleted: go back to a safety copy, or save what can "
                "still be read."
            )
            state = EmptyState(
                "warning-circle",
                _("Your deals cannot be read"),
                told,
                action=_("Open the safety copies"),
                second=_("Try again"),
            )
            state.acted.connect(self.open_list)
            state.acted_second.connect(self._try_again)
        else:
            state = EmptyState("lock-key", _("Your deals could not be opened"), str(error), action=_("Try again"))
            state.acted.connect(self._try_again)
        state.setObjectName("not-opened")
        self.around.home.show_unopened(centred(state))
        state.button.setFocus()
        return True

    def open_list(self) -> "BackupsDialog":
        """Open the list of safety copies."""
        from omnidesk.ui.backups.dialog import BackupsDialog

        dialog = BackupsDialog(self.place(), damaged=self._damaged, parent=self.around.window)
        dialog.open()
        return dialog

    def place(self) -> "BackupsPlace":
        """What a list of copies stands on, in whatever window."""
        from omnidesk.ui.backups.place import BackupsPlace

        around, opened = self.around, self.workshop is not None
        store = (lambda: self.workshop.store if self.workshop is not None else None) if opened else lambda: None
        returned = around.home.reload if opened else self._try_again
        return BackupsPlace(around.workspace, store, around.ask, partial(_leave, around), returned)

    def finish(self) -> None:
        """Wait for what is under way."""
        if self.keeping is not None:
            self.keeping.finish()

    def _note_damage(self) -> None:
        self._damaged = True

    def _try_again(self) -> None:
        self.around.home.show_opening()
        self.around.open_again()


def _leave(around: Around, then: Callable[[bool], object]) -> None:
    """Save and close the open deal, which may be another one after going back."""

    def settled(saved: bool) -> None:
        if saved and around.window.wizard is not None:
            around.window.show_home()
        then(saved)

    around.settle(settled)
