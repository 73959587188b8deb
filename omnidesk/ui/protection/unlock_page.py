"""The page that hides the deals until the workspace is unlocked."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from omnidesk.i18n import _
from omnidesk.operations.protection import State
from omnidesk.ui.protection.calm_page import CalmPage, clear, secret_field
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.shown import set_shown


class UnlockPage(CalmPage):
    """``answered`` brings a passphrase or recovery code; ``keyring_wanted`` asks the keyring."""

    answered = Signal(str)
    keyring_wanted = Signal()

    def __init__(self, state: State, *, by_keyring: bool) -> None:
        super().__init__(
            _("OmniDesk is locked"), _("Your deals are encrypted. Everything is as you left it."), _("Unlock")
        )
        self._state, self._by_keyring = state, by_keyring
        self._waits = 0
        self._field, self.secret = secret_field("", "unlock-secret")
        self._other = Button("", "quiet")
        self._other.setObjectName("unlock-otherwise")
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self.column.addWidget(self._field)
        self.add_buttons(self._other)
        self.does.clicked.connect(self._unlock)
        self._other.clicked.connect(self._ask_otherwise)
        self._asks_code = not (by_keyring or state.passphrase)
        self._show_way()

    def show_wrong(self, words: str, seconds: int) -> None:
        """Say that the answer opened nothing, and how long the next has to wait."""
        self._set_busy(False)
        self._field.set_problem(words)
        clear(self.secret)
        self._waits = seconds
        if seconds:
            self._clock.start()
        self._tick(passed=0)
        self._focus()

    def problem(self) -> str:
        """Return what is said of the answer."""
        return self._field.problem()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the input."""
        super().showEvent(event)
        self._focus()

    def _focus(self) -> None:
        (self.secret.focus_target() if self._field.isVisibleTo(self) else self.does).setFocus()

    def _unlock(self) -> None:
        if self._waits or not self.does.isEnabled():
            return
        if not self._field.isVisibleTo(self):
            self._set_busy(True)
            self.keyring_wanted.emit()
        elif self.secret.text():
            self._set_busy(True)
            self.answered.emit(self.secret.text())
        else:
            self._field.set_problem(_("Enter the recovery code.") if self._asks_code else _("Enter the passphrase."))

    def _ask_otherwise(self) -> None:
        self._asks_code = not self._asks_code
        self._field.set_problem("")
        clear(self.secret)
        self._show_way()
        self._focus()

    def _show_way(self) -> None:
        code = self._asks_code
        set_shown(self._field, code or self._state.passphrase)
        self._field.set_label(_("Recovery code") if code else _("Passphrase"))
        self._field.set_help(_("The 28 signs that you printed; small letters and spaces are fine.") if code else "")
        self.secret.set_secret(not code)
        back = _("Use the passphrase") if self._state.passphrase else _("Use the keyring")
        self._other.set_text(back if code else _("Use the recovery code"))
        set_shown(self._other, self._state.recovery and (not code or self._by_keyring or self._state.passphrase))

    def _set_busy(self, busy: bool) -> None:
        self.does.setEnabled(not busy)
        self.does.set_text(_("One moment…") if busy else _("Unlock"))

    def _tick(self, passed: int = 1) -> None:
        self._waits = max(0, self._waits - passed)
        self.does.setEnabled(not self._waits)
        self.does.set_text(_("Try again in {n} s").format(n=self._waits) if self._waits else _("Unlock"))
        if not self._waits:
            self._clock.stop()
