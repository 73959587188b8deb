"""Stands before the deals: opens the workspace with its key, hides and closes it when it is locked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from omnidesk.domain.errors import InputError, MachineError, OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Background

if TYPE_CHECKING:
    from omnidesk.operations.protection import State
    from omnidesk.store.connect import Store
    from omnidesk.store.store_key import StoreKey
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.main_window import MainWindow
    from omnidesk.ui.protection.begin_page import BeginPage
    from omnidesk.ui.protection.unlock_page import UnlockPage

Work = Callable[["Workspace"], object]


@dataclass(frozen=True)
class Guarded:
    """What stands behind the guard: the window, how it saves and comes to rest, its store, and short messages."""

    window: "MainWindow"
    background: Background
    save: Callable[[], bool]
    finish: Callable[[], object]
    store: Callable[[], "Store | None"]
    say: Callable[..., None]


class Guard(QObject):
    """``locked`` and ``unlocked`` tell of each change; ``begun`` that a new workspace has just been protected."""

    locked = Signal()
    unlocked = Signal()
    begun = Signal()

    def __init__(self, workspace: "Workspace", guarded: Guarded, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace, self.guarded = workspace, guarded
        self.page: UnlockPage | BeginPage | None = None
        self._work: Work = lambda _workspace: None
        self._done: Callable[[object], object] = lambda _result: None
        self._failed: Callable[[Exception], object] = lambda _error: None
        self._hidden: list[QWidget] = []

    def open(self, work: Work, done: Callable[[object], object], failed: Callable[[Exception], object]) -> None:
        """Do work in the workspace with its key, off the window's thread; a person is asked for it where needed."""
        self._work, self._done, self._failed = work, done, failed
        self._open(lambda told: _opened(self.workspace, told))

    def lock(self) -> None:
        """Save, hide the deals, close the store and forget the key; nothing happens where nothing is protected."""
        key = self.workspace.key
        if self.page is not None or self.guarded.store() is None:
            return
        if key is None:
            self.guarded.say(_("This workspace is not protected, so there is nothing to lock."))
        elif not self.guarded.save():
            self.guarded.say(_("The last changes are not saved yet, so OmniDesk stays open."), failed=True)
        else:
            self._ask_to_unlock()
            self._hide_others()
            self.rest()
            key.lock()
            self.locked.emit()

    def rest(self) -> None:
        """Let all work of all windows come to its end, and close the store; its next use opens it again."""
        self.guarded.finish()
        for window in cast(QApplication, QApplication.instance()).topLevelWidgets():
            for work in window.findChildren(Background):
                work.finish()
        store = self.guarded.store()
        if store is not None:
            store.close()

    def _open(self, unlock: Callable[[list[str]], "Workspace"]) -> None:
        told: list[str] = []

        def job(_job: object) -> tuple["Workspace", object]:
            place = unlock(told)
            return place, self._work(place)

        self.guarded.background.run(job, partial(self._opened, told), self._not_opened)

    def _opened(self, told: list[str], found: object) -> None:
        self.workspace, result = cast("tuple[Workspace, object]", found)
        self._uncover()
        self._done(result)
        self.unlocked.emit()
        if told:
            self.begun.emit()

    def _not_opened(self, error: Exception) -> None:
        from omnidesk.operations.protected_opening import UnprotectedError
        from omnidesk.operations.protection import NeedsUnlockError

        if isinstance(error, NeedsUnlockError):
            self._ask_to_unlock()
        elif isinstance(error, UnprotectedError):
            self._ask_to_begin()
        elif self.page is not None and isinstance(error, InputError | MachineError):
            self._show_wrong(error)
        else:
            self._uncover()
            self._failed(error)

    def _ask_to_unlock(self) -> None:
        from omnidesk.operations.protection import state
        from omnidesk.ui.protection.unlock_page import UnlockPage

        if self.page is not None:  # the keyring was asked and did not open it
            self._show_wrong(InputError(_("The keyring did not open it; unlock the keyring and try again.")))
            return
        found: State = state(self.workspace)
        page = UnlockPage(found, by_keyring=found.keyring and not found.passphrase)
        page.answered.connect(self._answer)
        page.keyring_wanted.connect(self._ask_keyring)
        self._cover(page)

    def _ask_to_begin(self) -> None:
        from omnidesk.ui.protection.begin_page import BeginPage

        page = BeginPage()
        page.chosen.connect(self._begin)
        page.declined.connect(lambda: self._open(lambda _told: _declined(self.workspace)))
        self._cover(page)

    def _begin(self, secret: str) -> None:
        self._open(lambda told: _begun(self.workspace, told, secret))

    def _answer(self, secret: str) -> None:
        if self.workspace.key is None:
            self._open(lambda _told: _answered(self.workspace, secret))
        else:
            work = partial(_key_by_answer, self.workspace, secret)
            self.guarded.background.run(lambda _job: work(), self._unlock, self._not_opened)

    def _ask_keyring(self) -> None:
        if self.workspace.key is None:
            self._open(lambda told: _opened(self.workspace, told))
        else:
            work = partial(_key_by_keyring, self.workspace)
            self.guarded.background.run(lambda _job: work(), self._unlock, self._not_opened)

    def _unlock(self, found: object) -> None:
        """Give everybody who holds the key its bytes back, and show what was there."""
        held, fresh = self.workspace.key, cast("StoreKey", found)
        if held is not None:
            held.unlock(fresh.content)
        fresh.lock()
        self._uncover()
        self.unlocked.emit()

    def _show_wrong(self, error: OmniDeskError) -> None:
        from omnidesk.operations.protection import WrongAnswerError
        from omnidesk.ui.protection.begin_page import BeginPage

        if isinstance(self.page, BeginPage):
            self.page.show_problem(str(error))
        elif self.page is not None:
            wrong = _("That does not open it. Check capital letters and the language of the keyboard.")
            words = wrong if isinstance(error, WrongAnswerError) else str(error)
            self.page.show_wrong(words, _seconds_to_wait(self.workspace))

    def _cover(self, page: "UnlockPage | BeginPage") -> None:
        self._uncover()
        self.page = page
        self.guarded.window.cover(page)

    def _uncover(self) -> None:
        if self.page is None:
            return
        self.page = None
        self.guarded.window.uncover()
        for window in self._hidden:
            window.show()
        self._hidden.clear()

    def _hide_others(self) -> None:
        """Hide dialogs and other windows as they are; they come back as they were."""
        app = cast(QApplication, QApplication.instance())
        popup = app.activePopupWidget()
        if popup is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            popup.close()
        for window in app.topLevelWidgets():
            if window.isVisible() and window is not self.guarded.window:
                self._hidden.append(window)
                window.hide()


def _opened(workspace: "Workspace", told: list[str]) -> "Workspace":
    from omnidesk.operations.protected_opening import opened
    from omnidesk.vault import Vault

    return opened(workspace, Vault(environment={}), told.append)


def _answered(workspace: "Workspace", secret: str) -> "Workspace":
    from omnidesk.operations.protection_changes import finish

    unlocked = msgspec.structs.replace(workspace, key=_key_by_answer(workspace, secret))
    finish(unlocked)
    return unlocked


def _begun(workspace: "Workspace", told: list[str], secret: str) -> "Workspace":
    from omnidesk.operations.protected_opening import opened
    from omnidesk.vault import VARIABLE, Vault

    return opened(workspace, Vault(environment={VARIABLE: secret}, find_keyring=lambda: None), told.append)


def _declined(workspace: "Workspace") -> "Workspace":
    from omnidesk.operations.protection_changes import unprotect

    return unprotect(workspace)


def _key_by_answer(workspace: "Workspace", secret: str) -> "StoreKey":
    from omnidesk.operations.protection import with_answer
    from omnidesk.store.protection import found_envelope
    from omnidesk.vault import Vault

    envelope = found_envelope(workspace)
    if envelope is None:
        raise MachineError(f"{workspace.folder}: its protection.json is missing; put it back from a safety copy")
    return with_answer(workspace, envelope, secret, Vault(environment={}))


def _key_by_keyring(workspace: "Workspace") -> "StoreKey":
    from omnidesk.operations.protection import unlock
    from omnidesk.vault import Vault

    key = unlock(workspace, Vault(environment={}))
    if key is None:
        raise MachineError(f"{workspace.folder}: its protection.json is missing; put it back from a safety copy")
    return key


def _seconds_to_wait(workspace: "Workspace") -> int:
    import datetime as dt

    from omnidesk.store.failed_unlocks import seconds_to_wait

    return seconds_to_wait(workspace, dt.datetime.now(dt.UTC))
