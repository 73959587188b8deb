"""How long a keyring is waited for, which may ask its owner behind this window; and what is said of it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from omnidesk.i18n import _

if TYPE_CHECKING:
    from omnidesk.ui.asking import WindowAsk
    from omnidesk.ui.main_window import Settings

LONG, SHOWN = 4000, 10.0
"""Milliseconds that an opening may take in silence, and seconds for which it is said then."""

GRACE = 1.0
"""Seconds in which a keyring may still answer once the window is closed."""
UNANSWERED = "keyring.unanswered"


def speak_if_slow(parent: QObject, opens: Callable[[], bool], ask: "WindowAsk") -> None:
    """Look once, after a while, whether the workspace still ``opens``."""

    def look() -> None:
        if opens():
            words = _("Still opening. If your keyring asks for its password, its window may lie behind this one.")
            ask.say(words, seconds=SHOWN)

    QTimer.singleShot(LONG, parent, look)


@contextmanager
def closing(settings: "Settings") -> Generator[None]:
    """Let work come to its end in this block, but not wait for a keyring that does not answer; it is taken note of."""
    from omnidesk.operations.keyring_apart import answering_within

    cut: list[bool] = []
    try:
        with answering_within(GRACE, lambda: cut.append(True)):
            yield
    finally:
        if cut:
            settings.set(UNANSWERED, "yes")


def speak_of_closing(settings: "Settings", ask: "WindowAsk") -> None:
    """Say, once, that what waited for the keyring was given up when the window was closed."""
    if settings.get(UNANSWERED):
        settings.set(UNANSWERED, "")
        words = _(
            "Your keyring had not answered when OmniDesk was closed. What waited for it was not done; nothing is lost."
        )
        ask.say(words, seconds=SHOWN)
