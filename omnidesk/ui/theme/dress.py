"""The style sheet, only on the widgets that Qt still paints.

A sheet on the whole application costs about a millisecond for each widget, at its birth and at every change of scheme;
on these few widgets it costs nothing that can be felt.
"""

from typing import Protocol
from weakref import WeakSet

from PySide6.QtWidgets import QScrollBar, QWidget
from shiboken6 import isValid

from omnidesk.ui.theme.active import colours
from omnidesk.ui.theme.sheet import style_sheet

_dressed: WeakSet[QWidget] = WeakSet()


class Scrolls(Protocol):
    """Anything with two scroll bars."""

    def verticalScrollBar(self) -> QScrollBar:
        """Return the upright one."""
        ...

    def horizontalScrollBar(self) -> QScrollBar:
        """Return the flat one."""
        ...


def dress(widget: QWidget) -> None:
    """Let a menu, a table, a list, a calendar or a scroll bar wear the scheme, now and after every change."""
    _dressed.add(widget)
    widget.setStyleSheet(style_sheet(colours(), bars_only=isinstance(widget, QScrollBar)))


def dress_bars(area: Scrolls) -> None:
    """Let the scroll bars of an area wear the scheme; what it holds is left alone."""
    dress(area.verticalScrollBar())
    dress(area.horizontalScrollBar())


def redress() -> None:
    """Let every dressed widget wear the scheme in use; only ``theme.apply`` calls this."""
    whole, bars = style_sheet(colours()), style_sheet(colours(), bars_only=True)
    for widget in list(_dressed):
        if isValid(widget):
            widget.setStyleSheet(bars if isinstance(widget, QScrollBar) else whole)
