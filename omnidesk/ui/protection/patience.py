"""Says what is waited for when the workspace takes long to open: a keyring may ask its owner behind this window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.protection.guard import Guard

LONG, SHOWN = 4000, 10.0
"""Milliseconds that an opening may take in silence, and seconds for which it is said then."""


def speak_if_slow(guard: "Guard") -> None:
    """Look once, after a while, whether the workspace is still being opened."""

    def look() -> None:
        around = guard.guarded
        if guard.page is None and around.store() is None and around.background.busy():
            words = _("Still opening. If your keyring asks for its password, its window may lie behind this one.")
            around.ask.say(words, seconds=SHOWN)

    QTimer.singleShot(LONG, guard, look)
