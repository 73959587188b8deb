"""Says what is waited for when the workspace takes long to open: a keyring may ask its owner behind this window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.asking import WindowAsk

LONG, SHOWN = 4000, 10.0
"""Milliseconds that an opening may take in silence, and seconds for which it is said then."""


def speak_if_slow(parent: QObject, opens: Callable[[], bool], ask: "WindowAsk") -> None:
    """Look once, after a while, whether the workspace still ``opens``."""

    def look() -> None:
        if opens():
            words = _("Still opening. If your keyring asks for its password, its window may lie behind this one.")
            ask.say(words, seconds=SHOWN)

    QTimer.singleShot(LONG, parent, look)
