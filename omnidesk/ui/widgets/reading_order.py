"""The keyboard's way through a page: from stop to stop in the order of the layouts, which is that of reading.

Qt's own chain puts whatever was added late at the end; rows come and go, so their place is looked up when Tab is hit.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from omnidesk.i18n import _


class Entrance(QWidget):
    """Stands first in Qt's chain of a page and passes the keyboard on to the first stop in the order of reading."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setFixedSize(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Page"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass it on."""
        super().focusInEvent(event)
        first = next(iter(stops_of(self._page)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def stops_of(page: QWidget) -> list[QWidget]:
    """Return where Tab stops on a page, in the order of reading."""
    layout = page.layout()
    return [stop for stop in _stops(layout) if _is_live(stop)] if layout else []


def neighbour(page: QWidget, focused: QWidget, *, forward: bool) -> QWidget | None:
    """Return the stop after or before the one that has the keyboard, at the page's end the first one beyond it."""
    stops = stops_of(page)
    if focused not in stops:
        return None
    place = stops.index(focused) + (1 if forward else -1)
    if 0 <= place < len(stops):
        return stops[place]
    _gather(page, stops)
    return _beyond(page, focused, forward=forward)


def _gather(page: QWidget, stops: list[QWidget]) -> None:
    """Let the page's stops follow its entrance in Qt's chain.

    Pages grow in slices; whoever was made meanwhile would stand between two stops, where the way out passes it by.
    """
    before = page.findChild(Entrance)
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop


def _beyond(page: QWidget, focused: QWidget, *, forward: bool) -> QWidget | None:
    """Follow Qt's chain until it has left the page."""
    stop = focused.nextInFocusChain() if forward else focused.previousInFocusChain()
    while stop is not None and stop is not focused:
        if not page.isAncestorOf(stop) and _is_live(stop) and _takes_tab(stop):
            return stop
        stop = stop.nextInFocusChain() if forward else stop.previousInFocusChain()
    return None


def _is_live(stop: QWidget) -> bool:
    return stop.isVisible() and stop.isEnabled()


def _stops(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None and _takes_tab(widget):  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            yield widget
        else:
            below = widget.layout() if widget is not None else inner  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            if below is not None:
                yield from _stops(below)
            elif widget is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
                yield from _placed_by_hand(widget)


def _placed_by_hand(widget: QWidget) -> list[QWidget]:
    """Return the handles that a chart puts on its marks, from the first to the last."""
    handles = [each for each in widget.findChildren(QWidget) if _takes_tab(each)]
    side = -1 if widget.isRightToLeft() else 1
    return sorted(handles, key=lambda handle: (side * handle.x(), handle.y()))


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here; of buttons that exclude each other only at the one that is on."""
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    return not (isinstance(widget, QAbstractButton) and not widget.isChecked() and _another_is_on(widget))


def _another_is_on(button: QAbstractButton) -> bool:
    group = button.group()
    if group is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        return group.exclusive() and group.checkedButton() is not None  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
    parent = button.parentWidget()
    family = parent.findChildren(QAbstractButton) if parent and button.autoExclusive() else []
    return any(other.autoExclusive() and other.isChecked() for other in family)
