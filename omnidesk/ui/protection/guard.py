"""Stands before the deals: opens the workspace with its key, hides and closes it when it is locked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from omnidesk.domain.errors import InputError, MachineError, OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import finish_all
from omnidesk.ui.protection import unlocking
from omnidesk.ui.protection.guarded import Guarded
from omnidesk.ui.protection.hidden_windows import HiddenWindows
from omnidesk.ui.protection.idle import IdleWatch
from omnidesk.ui.protection.patience import speak_if_slow, speak_of_closing
from omnidesk.ui.protection.resting import Resting, Wish, put_down

if TYPE_CHECKING:
    from omnidesk.operations.protection import State
    from omnidesk.store.store_key import StoreKey
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.protection.calm_page import CalmPage

Work = Callable[["Workspace"], object]


MINUTES, USUAL_MINUTES = "lock.minutes", 15


class Guard(QObject):
    """``locked``, ``unlocked``; ``changed`` when something else opens the workspace, or nothing has to."""

    locked = Signal()
    unlocked = Signal()
    changed = Signal()

    def __init__(self, workspace: "Workspace", guarded: Guarded, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace, self.guarded = workspace, guarded
        self.page: CalmPage | None = None
        self._work: Work = lambda _workspace: None
        self._done: Callable[[object], object] = lambda _result: None
        self._failed: Callable[[Exception], object] = lambda _error: None
        self._others = HiddenWindows(guarded.window, self)
        self._resting = Resting(guarded.background, self)
        self._by_passphrase = False
        self._idle = IdleWatch(self)
        self._idle.idle.connect(self.lock)

    def open(self, work: Work, done: Callable[[object], object], failed: Callable[[Exception], object]) -> None:
        """Do work in the workspace with its key, off the window's thread; a person is asked for it where needed."""
        self._work, self._done, self._failed = work, done, failed
        self._open(lambda told: unlocking.place_opened(self.workspace, told))
        speak_if_slow(self, self._opens, self.guarded.ask)

    def _opens(self) -> bool:
        return self.page is None and self.guarded.store() is None and self.guarded.background.busy()

    @property
    def lock_minutes(self) -> int:
        """Minutes without a touch after which it locks by itself; 0 for never."""
        chosen = self.guarded.window.settings.get(MINUTES)
        if chosen.isdigit():
            return int(chosen)
        from omnidesk.operations.protection import state

        return USUAL_MINUTES if state(self.workspace).passphrase else 0

    def choose_lock_minutes(self, minutes: int) -> None:
        """Lock after so many minutes from now on; 0 for never."""
        self.guarded.window.settings.set(MINUTES, str(minutes))
        self.watch_idle()

    def watch_idle(self) -> None:
        """Watch for as long as the workspace can be locked."""
        self._idle.set_minutes(self.lock_minutes if self.workspace.key is not None else 0)

    def lock(self) -> None:
        """Save, hide the deals, close the store and forget the key; nothing happens where nothing is protected."""
        key = self.workspace.key
        if self.page is not None or self.guarded.store() is None:
            return
        if key is None:
            self.guarded.ask.say(_("This workspace is not protected, so there is nothing to lock."))
        else:
            self.guarded.settle(partial(self._lock, key))

    def _lock(self, key: "StoreKey", saved: bool) -> None:
        if not saved:
            self.guarded.ask.say(_("The last changes are not saved yet, so OmniDesk stays open."), failed=True)
        elif self.page is None:
            self._ask_to_unlock()
            self._others.hide()
            self._resting.begin(Wish(self.guarded.store(), self.workspace, partial(self._forget, key)))

    def _forget(self, key: "StoreKey") -> None:
        key.lock()
        self.locked.emit()

    def rest(self) -> None:
        """Let all work of all windows come to its end, and close the store; it holds the thread: nobody is there."""
        self._resting.stop()
        self._others.let_be()
        try:
            finish_all()
        finally:
            put_down(self.guarded.store(), self.workspace)

    def _open(self, unlock: Callable[[list[str]], "Workspace"]) -> None:
        told: list[str] = []

        def job(_job: object) -> tuple["Workspace", object]:
            self.workspace = place = unlock(told)  # also where what follows fails: a damaged store needs the key too
            return place, self._work(place)

        self.guarded.background.run(job, partial(self._opened, told), self._not_opened)

    def _opened(self, told: list[str], found: object) -> None:
        self.workspace, result = cast("tuple[Workspace, object]", found)
        self._uncover()
        self._done(result)
        self.watch_idle()
        self.unlocked.emit()
        if told:
            self._offer_recovery()
        else:
            speak_of_closing(self.guarded.window.settings, self.guarded.ask)

    def _not_opened(self, error: Exception) -> None:
        from omnidesk.operations.protected_opening import UnprotectedError
        from omnidesk.operations.protection import NeedsUnlockError
        from omnidesk.store.connect import DamagedError

        if isinstance(error, NeedsUnlockError):
            self._ask_to_unlock()
        elif isinstance(error, UnprotectedError):
            self._ask_to_begin()
        elif (
            self.page is not None
            and isinstance(error, InputError | MachineError)
            and not isinstance(error, DamagedError)
        ):
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
        page.declined.connect(lambda: self._open(lambda _told: unlocking.place_unprotected(self.workspace)))
        self._cover(page)

    def _begin(self, secret: str) -> None:
        self._by_passphrase = True
        self._open(lambda told: unlocking.place_begun(self.workspace, told, secret))

    def _answer(self, secret: str) -> None:
        if self.workspace.key is None:
            self._open(lambda _told: unlocking.place_by_answer(self.workspace, secret))
        else:
            work = partial(unlocking.key_by_answer, self.workspace, secret)
            self.guarded.background.run(lambda _job: work(), self._unlock, self._not_opened)

    def _ask_keyring(self) -> None:
        if self.workspace.key is None:
            self._open(lambda told: unlocking.place_opened(self.workspace, told))
        else:
            work = partial(unlocking.key_by_keyring, self.workspace)
            self.guarded.background.run(lambda _job: work(), self._unlock, self._not_opened)

    def _unlock(self, found: object) -> None:
        """Give everybody who holds the key its bytes back, and show what was there."""
        self._resting.stop()
        held, fresh = self.workspace.key, cast("StoreKey", found)
        if held is not None:
            held.unlock(fresh.content)
        fresh.lock()
        self._uncover()
        self.unlocked.emit()

    def _offer_recovery(self) -> None:
        if self._by_passphrase:
            self.show_recovery()
            return
        words = _("Your deals are encrypted, and your keyring opens them.")
        self.guarded.ask.say(words, action=_("Recovery code"), then=self.show_recovery)

    def show_recovery(self) -> None:
        """Make a new recovery code and show it, once."""
        from omnidesk.operations.protection_changes import new_recovery_code

        def done(code: object) -> None:
            from omnidesk.ui.protection.recovery_dialog import RecoveryDialog

            RecoveryDialog(cast(str, code), self.guarded.window).open()
            self.changed.emit()

        self.guarded.background.run(lambda _job: new_recovery_code(self.workspace), done, self.tell_failure)

    def tell_failure(self, error: Exception) -> None:
        """Say why something did not work."""
        if not isinstance(error, OmniDeskError):
            raise error
        self.guarded.ask.say(str(error), failed=True)

    def change(self, work: Callable[["Workspace"], "Workspace"], told: str) -> None:
        """Encrypt or decrypt the whole workspace with nobody at it, and say so; the deals are hidden meanwhile."""
        self.guarded.settle(partial(self._change, work, told))

    def _change(self, work: Callable[["Workspace"], "Workspace"], told: str, saved: bool) -> None:
        from omnidesk.ui.protection.calm_page import CalmPage

        if not saved:
            self.guarded.ask.say(_("The last changes are not saved yet, so nothing was changed."), failed=True)
            return
        self.guarded.window.show_home()
        self._cover(CalmPage(_("One moment"), _("Deals, documents and safety copies are being written anew.")))
        self._resting.begin(Wish(self.guarded.store(), self.workspace, partial(self._change_now, work, told)))

    def _change_now(self, work: Callable[["Workspace"], "Workspace"], told: str) -> None:
        place = self.workspace
        self.guarded.background.run(lambda _job: work(place), partial(self._changed, told), self._not_changed)

    def _changed(self, told: str, found: object) -> None:
        self.workspace = cast("Workspace", found)
        store = self.guarded.store()
        if store is not None:
            store.workspace = self.workspace
        self._back()
        self.guarded.ask.say(told)

    def _not_changed(self, error: Exception) -> None:
        self._back()
        self.tell_failure(error)

    def _back(self) -> None:
        self._uncover()
        self.guarded.window.home_shown.emit()
        self.watch_idle()
        self.changed.emit()

    def _show_wrong(self, error: OmniDeskError) -> None:
        from omnidesk.operations.protection import WrongAnswerError
        from omnidesk.ui.protection.begin_page import BeginPage
        from omnidesk.ui.protection.unlock_page import UnlockPage

        if isinstance(self.page, BeginPage):
            self.page.show_problem(str(error))
        elif isinstance(self.page, UnlockPage):
            wrong = _("That does not open it. Check capital letters and the language of the keyboard.")
            words = wrong if isinstance(error, WrongAnswerError) else str(error)
            self.page.show_wrong(words, unlocking.pause(self.workspace))

    def _cover(self, page: "CalmPage") -> None:
        self._uncover()
        self.page = page
        self.guarded.window.cover(page)

    def _uncover(self) -> None:
        if self.page is None:
            return
        self.page = None
        self.guarded.window.uncover()
        self._others.show()
