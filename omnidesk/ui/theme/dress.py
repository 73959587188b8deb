"""The style sheet, only on the widgets that Qt still paints.

A sheet on the whole application costs about a millisecond for each widget, at its birth and at every change of scheme;
on these few widgets it costs nothing that can be felt.
"""

from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from omnidesk.ui.theme.active import colours
from omnidesk.ui.theme.sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

_dressed: WeakSet[QWidget] = WeakSet()
_bars: WeakSet[QWidget] = WeakSet()


class Scrolls(Protocol):
    """Anything with two scroll bars."""

    def verticalScrollBar(self) -> "QScrollBar":
        """Return the upright one."""
        ...

    def horizontalScrollBar(self) -> "QScrollBar":
        """Return the flat one."""
        ...


def dress(widget: QWidget) -> None:
    """Let a menu, a table, a list or a calendar wear the scheme, now and after every change."""
    _dressed.add(widget)
    widget.setStyleSheet(style_sheet(colours()))


def dress_bars(area: Scrolls) -> None:
    """Let the scroll bars of an area wear the scheme; what it holds is left alone."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        _bars.add(bar)
        bar.setStyleSheet(style_sheet(colours(), bars_only=True))


def redress() -> None:
    """Let every dressed widget wear the scheme in use; only ``theme.apply`` calls this."""
    for widgets, bars_only in ((_dressed, False), (_bars, True)):
        sheet = style_sheet(colours(), bars_only=bars_only)
        for widget in filter(isValid, list(widgets)):
            widget.setStyleSheet(sheet)
