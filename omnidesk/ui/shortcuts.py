"""Every shortcut of the window, declared once: what installs them, what lists them and what lists answer to."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Place = Literal["window", "desk", "list", "board", "clients", "wizard", "marks", "clauses", "slides"]
STEPS = "1234567890-"
"""The keys of the steps, in the order in which they lie side by side."""


class Keys(msgspec.Struct, frozen=True):
    """One shortcut: any of ``keys`` does it; with ``numbered``, which of them it was says what is wanted."""

    id: str
    place: Place
    keys: tuple[str, ...]
    says: str
    numbered: bool = False

    def shown(self) -> tuple[str, ...]:
        """Return the keys as a person reads them; both keys that end a line are called Enter."""
        from PySide6.QtGui import QKeySequence

        words = [key.replace("Return", "Enter") for key in self.keys]
        named = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in words]
        return (f"{named[0]} – {named[-1]}",) if self.numbered else tuple(dict.fromkeys(named))


def shortcuts() -> tuple[Keys, ...]:
    """Return all shortcuts, in the order in which the sheet lists them."""
    steps = tuple(f"Alt+{key}" for key in STEPS)
    return (
        Keys("sheet", "window", ("?", "F1"), _("Show the shortcuts")),
        Keys("settings", "window", ("Ctrl+,",), _("Open the settings")),
        Keys("lock", "window", ("Ctrl+L",), _("Lock OmniDesk")),
        Keys("colours", "window", ("Ctrl+Shift+L",), _("Light or dark colours")),
        Keys("leave", "window", ("Ctrl+Q",), _("Save and close OmniDesk")),
        Keys("new", "desk", ("Ctrl+N",), _("Begin a new deal")),
        Keys("search", "desk", ("Ctrl+F",), _("Search the deals")),
        Keys("place", "desk", tuple(f"Alt+{key}" for key in "12345"), _("Go to a place of the desk"), numbered=True),
        Keys("open_file", "desk", ("Ctrl+O",), _("Open a file")),
        Keys("import", "desk", ("Ctrl+I",), _("Import a table or contacts")),
        Keys("export", "desk", ("Ctrl+E",), _("Export deals or clients")),
        Keys("open", "list", ("Return", "Enter"), _("Open the deal")),
        Keys("copy", "list", ("Ctrl+D",), _("Duplicate the deal")),
        Keys("put_away", "list", ("Del",), _("Put the deal into the archive")),
        Keys("explain", "list", ("E",), _("Show how the amount came about")),
        Keys("open", "board", ("Return", "Enter"), _("Open the deal")),
        Keys("move", "board", ("M", "Space"), _("Move the deal to another stage")),
        Keys("explain", "board", ("E",), _("Show how the amount came about")),
        Keys("sideways", "board", ("Left", "Right"), _("Go to the stage beside it")),
        Keys("open", "clients", ("Return", "Enter"), _("Change the client")),
        Keys("put_away", "clients", ("Del",), _("Take the client out")),
        Keys("on", "wizard", ("Ctrl+Return", "Ctrl+Enter"), _("Go on to the next step")),
        Keys("back", "wizard", ("Alt+Left",), _("Go back a step")),
        Keys("step", "wizard", steps, _("Go to a step"), numbered=True),
        Keys("problem", "wizard", ("F8",), _("Go to the next thing to look at")),
        Keys("present", "wizard", ("F5",), _("Present to the client")),
        Keys("arrange", "wizard", ("Shift+F5",), _("Order the slides and write notes")),
        Keys("undo", "wizard", ("Ctrl+Z",), _("Undo")),
        Keys("redo", "wizard", ("Ctrl+Shift+Z", "Ctrl+Y"), _("Redo")),
        Keys("day", "marks", ("Left", "Right"), _("Move the milestone by a day")),
        Keys("week", "marks", ("PgDown", "PgUp"), _("Move the milestone by a week")),
        Keys("move", "clauses", ("Alt+Up", "Alt+Down"), _("Move the clause up or down")),
        Keys("move", "slides", ("Alt+Up", "Alt+Down"), _("Move the slide up or down")),
        Keys("switch", "slides", ("Space",), _("Show or hide the slide")),
    )


def places() -> dict[Place, str]:
    """Return the heading of each group."""
    return {
        "window": _("Everywhere"),
        "desk": _("On the desk"),
        "list": _("In the list of deals"),
        "board": _("On the board"),
        "clients": _("Among the clients"),
        "wizard": _("In a deal"),
        "marks": _("On a milestone of the time line"),
        "clauses": _("In the list of clauses"),
        "slides": _("In the list of slides"),
    }


def install(owner: QWidget, place: Place, acts: Mapping[str, Callable[..., object]]) -> None:
    """Let a place's shortcuts work in ``owner`` and all that is in it; ``acts`` says what each of them does.

    Raises:
        KeyError: a shortcut of the place has no act.

    """
    for shortcut in shortcuts():
        if shortcut.place != place:
            continue
        for number, keys in enumerate(shortcut.keys):
            act = acts[shortcut.id]
            made = QShortcut(keys, owner)
            made.activated.connect(partial(act, number) if shortcut.numbered else act)


def pressed(place: Place, event: "QKeyEvent") -> str:
    """Return the id of the shortcut that a key press means in a list or on the board, or nothing."""
    from PySide6.QtGui import QKeySequence

    keys = QKeySequence(
        QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.keyCombination().key())
    )
    found = (each.id for each in shortcuts() if each.place == place and keys in map(QKeySequence, each.keys))
    return next(found, "")
