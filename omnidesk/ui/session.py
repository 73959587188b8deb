"""The only mutable state of the window: the deal now, the deals before it, and whether it is saved."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.kept_deals import AgreedError
from omnidesk.store.deals import ChangedElsewhereError
from omnidesk.ui.background import Background

Value = TypeVar("Value")
AGAIN_MS = 5000
"""Until a save that failed is tried again."""


class Session(QObject, Generic[Value]):
    """Holds one deal, applies pure changes to it, remembers the way back and saves in the background.

    ``changed`` follows every new deal; ``save_state`` gives ``saving``, ``saved`` or ``failed`` with a message.
    ``refused`` says why a change was taken back: what was agreed stays as it is. ``overtaken`` follows a save that was
    refused because somebody else saved the deal meanwhile; that is not tried again before ``save_again``.
    """

    changed = Signal()
    refused = Signal(str)
    save_state = Signal(str, str)
    overtaken = Signal()

    def __init__(
        self, deal: Value, save: Callable[[Value], object], *, delay_ms: int = 400, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._deal, self._saved, self._save = deal, deal, save
        self._past: list[Value] = []
        self._future: list[Value] = []
        self._merge_key: str | None = None
        self._failure = ""
        self._overtaken = False
        self._waiting: list[Callable[[bool], object]] = []
        self._delay_ms = delay_ms
        self._background = Background(self, threads=1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save_now)

    @property
    def deal(self) -> Value:
        """The deal as it is now."""
        return self._deal

    @property
    def unsaved(self) -> bool:
        """Whether the deal as it is now has not reached the disk, or an older one is just reaching it."""
        return self._deal is not self._saved or self._background.busy()

    @property
    def failure(self) -> str:
        """Why the last save failed; empty once one has worked."""
        return self._failure

    def update(self, change: Callable[[Value], Value], merge_key: str | None = None) -> None:
        """Replace the deal by what a pure change makes of it.

        Consecutive changes with the same ``merge_key`` (a field's path) are one step for undo. A change that changes
        nothing leaves no trace.
        """
        fresh = change(self._deal)
        if fresh == self._deal:
            return
        if merge_key is None or merge_key != self._merge_key:
            self._past.append(self._deal)
        self._future.clear()
        self._merge_key = merge_key
        self._wear(fresh)

    def can_undo(self) -> bool:
        """Tell whether there is a deal before this one."""
        return bool(self._past)

    def can_redo(self) -> bool:
        """Tell whether an undone deal can come back."""
        return bool(self._future)

    def undo(self) -> None:
        """Go back to the deal before the last change."""
        if self._past:
            self._future.append(self._deal)
            self._merge_key = None
            self._wear(self._past.pop())

    def redo(self) -> None:
        """Take back the last undo."""
        if self._future:
            self._past.append(self._deal)
            self._merge_key = None
            self._wear(self._future.pop())

    def settle(self, then: Callable[[bool], object]) -> None:
        """Save at once behind the window; ``then`` is told whether all is on the disk, at once where it is already."""
        self._timer.stop()
        if not self.unsaved or (self._overtaken and not self._background.busy()):
            then(not self.unsaved)
            return
        self._waiting.append(then)
        self._save_now()

    def flush(self) -> bool:
        """Save at once and wait for it; tells whether all is on the disk. It holds the thread that calls it."""
        self._timer.stop()
        self._background.finish()
        if self.unsaved and not self._overtaken:
            self._save_now()
            self._background.finish()
        return not self.unsaved

    def save_again(self) -> None:
        """Try at once to save what could not be saved."""
        self._overtaken = False
        self._save_now()

    def kept_elsewhere(self, deal: Value) -> None:
        """Take a deal as saved: somebody has put it where it is not lost."""
        self._kept(deal)

    def _wear(self, deal: Value) -> None:
        self._deal = deal
        if not self._overtaken:
            self._timer.start(self._delay_ms)
        if not self._failure:
            self.save_state.emit("saving", "")
        self.changed.emit()

    def _save_now(self) -> None:
        if self._background.busy():
            return
        deal = self._deal
        self._background.run(lambda _job: self._save(deal), lambda _result: self._kept(deal), self._lost)

    def _kept(self, deal: Value) -> None:
        self._saved, self._failure, self._overtaken = deal, "", False
        if not self.unsaved:
            self.save_state.emit("saved", "")
            self._tell_waiting(saved=True)
        elif self._waiting:
            self._save_now()
        elif not self._timer.isActive():
            self._timer.start(self._delay_ms)

    def _tell_waiting(self, *, saved: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(saved)

    def _lost(self, error: Exception) -> None:
        if isinstance(error, AgreedError):
            self._take_back()
            self.refused.emit(str(error))
            self._tell_waiting(saved=True)
            return
        self._failure = str(error) if isinstance(error, OmniDeskError) else _("something unexpected went wrong")
        self._overtaken = isinstance(error, ChangedElsewhereError)
        self.save_state.emit("failed", self._failure)
        if self._overtaken:
            self.overtaken.emit()
        else:
            self._timer.start(AGAIN_MS)
        self._tell_waiting(saved=False)

    def _take_back(self) -> None:
        """Be again what was saved last."""
        if self._saved in self._past:
            del self._past[self._past.index(self._saved) :]
        self._future.clear()
        self._deal, self._merge_key = self._saved, None
        self._failure, self._overtaken = "", False
        self._timer.stop()
        self.save_state.emit("saved", "")
        self.changed.emit()
