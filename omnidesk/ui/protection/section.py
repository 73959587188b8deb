"""The part of the settings that shows how the workspace is protected, and changes it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from omnidesk.i18n import _
from omnidesk.operations.protection import State, state
from omnidesk.ui.protection.guard import Guard
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown

if TYPE_CHECKING:
    from omnidesk.store.workspace import Workspace
    from omnidesk.vault import Vault

WAITS = (0, 5, 15, 30, 60)
"""Minutes."""


class ProtectionSection(Section):
    """State and choices of a workspace's protection; it reads them anew whenever it is shown."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(
            _("Protection"),
            _("What keeps deals, documents and safety copies from other people's eyes."),
            icon="lock-key",
        )
        self.guard = guard
        self.notice = Notice("accent")
        self.by_keyring = self._button(_("Protect with the keyring"), "protect-keyring", self._protect_by_keyring)
        self.by_passphrase = self._button(_("Protect with a passphrase"), "protect-passphrase", self._ask_to_protect)
        self.passphrase = self._button("", "change-passphrase", self._ask_passphrase)
        self.recovery = self._button(_("New recovery code"), "new-recovery", guard.show_recovery)
        self.now = self._button(_("Lock now"), "lock-now", guard.lock)
        self.off = self._button(_("Take the protection off"), "unprotect", self._ask_to_unprotect)
        self.keyring = Switch(_("The keyring opens it without asking"))
        self.keyring.setObjectName("keyring-opens")
        self.keyring.clicked.connect(self._use_keyring)
        self.waits = Choice([Option(str(minutes), _wait(minutes)) for minutes in WAITS])
        self.waits.edited.connect(self._choose_wait)
        self.wait = Field(_("Lock when nobody has touched it for"), self.waits, "lock-minutes")
        self.wait.setMaximumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        guard.changed.connect(self.read)

    def showEvent(self, event: QShowEvent) -> None:
        """Read how the workspace is protected now."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Find out how the workspace is protected, off the window's thread, and show it."""
        place = self.guard.workspace
        work = self.guard.guarded.background
        work.run(
            lambda _job: _found(place),
            lambda found: self.show_state(*cast("tuple[State, bool]", found)),
            self.guard.tell_failure,
        )

    def show_state(self, found: State, has_keyring: bool) -> None:
        """Show a state; ``has_keyring`` tells whether this machine has one."""
        on = found.kind == "protected"
        self.notice.show_notice(_in_words(found), "success" if on and found.recovery else "warning")
        self.passphrase.set_text(_("Change the passphrase") if found.passphrase else _("Set a passphrase"))
        self.keyring.set_on(found.keyring)
        self.waits.set_value(str(self.guard.lock_minutes if on else 0))
        for part in (self.passphrase, self.recovery, self.now, self.off, self.wait):
            set_shown(part, on)
        set_shown(self.keyring, on and has_keyring and (found.passphrase or not found.keyring))
        set_shown(self.by_keyring, not on and has_keyring)
        set_shown(self.by_passphrase, not on)

    def _lay_out(self) -> None:
        self.content.addWidget(self.notice)
        self.content.addWidget(self.keyring)
        self.content.addWidget(self.wait)
        for buttons in (
            (self.by_keyring, self.by_passphrase),
            (self.passphrase, self.recovery, self.now, self.off),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.content.addLayout(row)

    def _button(self, words: str, name: str, does: Callable[[], object]) -> Button:
        button = Button(words, "secondary", small=True)
        button.setObjectName(name)
        button.clicked.connect(does)
        return button

    def _choose_wait(self, minutes: str) -> None:
        self.guard.choose_lock_minutes(int(minutes))

    def _protect_by_keyring(self) -> None:
        self.guard.change(partial(_protected, secret=""), _("Your deals are encrypted, and your keyring opens them."))

    def _ask_to_protect(self) -> None:
        words = _("It is asked for whenever OmniDesk opens. Forgotten, only the recovery code opens your deals.")
        question = Question(_("Protect with a passphrase"), words, _("Protect"))
        self.guard.guarded.ask.secret(question, self._protect_by_passphrase, repeat=True)

    def _protect_by_passphrase(self, secret: str) -> None:
        self.guard.change(partial(_protected, secret=secret), _("Your deals are encrypted. Make a recovery code now."))

    def _ask_to_unprotect(self) -> None:
        words = _("Whoever gets at the folder of this workspace can read your deals then. Nothing is lost.")
        question = Question(_("Take the protection off?"), words, _("Take it off"), danger=True)
        from omnidesk.operations.protection_changes import unprotect

        told = _("Your deals are no longer encrypted.")
        self.guard.guarded.ask.confirm(question, lambda: self.guard.change(unprotect, told))

    def _ask_passphrase(self) -> None:
        words = _("The new one opens the workspace and its safety copies; the one before opens nothing any more.")
        question = Question(self.passphrase.accessibleName(), words, _("Change it"))
        self.guard.guarded.ask.secret(question, self._set_passphrase, repeat=True)

    def _set_passphrase(self, secret: str) -> None:
        from omnidesk.operations.protection_changes import change_passphrase

        self._change(lambda place: change_passphrase(place, secret, _vault()), _("The new passphrase holds."))

    def _use_keyring(self, wanted: bool) -> None:
        from omnidesk.operations.protection_changes import open_with_keyring

        told = _("Your keyring opens OmniDesk from now on.") if wanted else _("OmniDesk asks for the passphrase now.")
        self._change(lambda place: open_with_keyring(place, _vault(), wanted=wanted), told)

    def _change(self, work: Callable[["Workspace"], object], told: str) -> None:
        from omnidesk.operations.protection_changes import not_renewed

        place = self.guard.workspace

        def change(_job: object) -> str:
            work(place)
            return not_renewed(place)

        def done(problem: object) -> None:
            self.guard.guarded.ask.say(str(problem) or told, failed=bool(problem))
            self.guard.changed.emit()

        self.guard.guarded.background.run(change, done, self.guard.tell_failure)


def _found(place: "Workspace") -> tuple[State, bool]:
    return state(place), _vault().find_keyring() is not None


def _protected(place: "Workspace", secret: str) -> "Workspace":
    from omnidesk.operations.protection_changes import protect

    return protect(place, _vault(), passphrase=secret)


def _vault() -> "Vault":
    from omnidesk.vault import Vault

    return Vault(environment={})


def _in_words(found: State) -> str:
    if found.kind != "protected":
        return _("Nothing is encrypted: whoever gets at the folder of this workspace can read your deals.")
    opens = _("Encrypted. Your keyring opens it.") if found.keyring else _("Encrypted. Your passphrase opens it.")
    if found.recovery:
        return opens
    lost = _("Make a recovery code: without one, whoever loses that loses the deals.")
    return f"{opens} {lost}"


def _wait(minutes: int) -> str:
    return _("{n} minutes").format(n=minutes) if minutes else _("Never")
