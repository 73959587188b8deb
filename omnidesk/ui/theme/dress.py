"""The style sheet, only on the widgets that Qt still paints.

A sheet on the whole application costs about a millisecond for each widget, at its birth and at every change of scheme;
on these few widgets it costs nothing that can be felt.
"""

import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from omnidesk.ui.theme.active import colours
from omnidesk.ui.theme.sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

_dressed: WeakSet[QWidget] = WeakSet()
_bars: WeakSet[QWidget] = WeakSet()
_pale: list[tuple[QWidget, bool]] = []
"""What still wears the scheme before, and whether it is a scroll bar."""
SLICE, BATCH = 0.008, 4
"""Seconds of dressing before the window looks at what else there is to do, and how many are dressed in one go."""
PAINTED = 120
"""Milliseconds until what can be seen has been painted in the new scheme; the rest is dressed after that."""


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


def redress(parent: QObject) -> None:
    """Let every dressed widget wear the scheme in use; only ``theme.apply`` calls this.

    What can be seen does so at once, the rest in slices of time, timed by a child of ``parent``.
    """
    every = [*((widget, False) for widget in _dressed), *((bar, True) for bar in _bars)]
    _pale[:] = [each for each in every if isValid(each[0])]
    seen = [each for each in _pale if each[0].isVisible()]
    for each in seen:
        _pale.remove(each)
    _wear(seen)
    QTimer.singleShot(PAINTED, parent, partial(_redress_rest, parent))


def _redress_rest(parent: QObject) -> None:
    end = time.perf_counter() + SLICE
    while _pale and time.perf_counter() < end:
        _wear([each for each in (_pale.pop() for _place in range(min(BATCH, len(_pale)))) if isValid(each[0])])
    if _pale:
        QTimer.singleShot(0, parent, partial(_redress_rest, parent))


def _wear(widgets: Iterable[tuple[QWidget, bool]]) -> None:
    sheets = {bars_only: style_sheet(colours(), bars_only=bars_only) for bars_only in (False, True)}
    for widget, bars_only in widgets:
        widget.setStyleSheet(sheets[bars_only])
