"""The slides of a deal in a row of small pictures: moved by drag or by Alt with the arrow keys, hidden by a switch."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from omnidesk.i18n import _
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, placed
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.line_painter import Index, LinePainter
from omnidesk.ui.widgets.moving_list import MovingList

ROW, EDGE, GAP, NUMBER = 68, 12, 12, 24
THUMB = QSize(89, 50)
"""A slide in small, in pixels."""
WIDTH = 330
HIDDEN = 0.35
"""How much of a hidden slide's picture is still seen."""


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One slide: its place among those that are shown (empty: it is not), its name, and what is to be said of it."""

    id: str
    number: str
    name: str
    note: str = ""


class SlideShelf(MovingList[ShelfLine]):
    """``switched`` asks to show or hide the chosen slide."""

    switched = Signal(str)

    def __init__(self) -> None:
        super().__init__("slides", ROW, _said)
        self.pictures: dict[str, QPixmap] = {}
        self.setItemDelegate(_SlidePainter(self))
        self.setObjectName("slide-shelf")
        self.setAccessibleName(_("Slides"))
        self.setAccessibleDescription(_("Alt with the arrow keys moves a slide, Space shows or hides it."))
        self.setFixedWidth(WIDTH)

    def show_picture(self, slide: str, picture: QPixmap) -> None:
        """Show a slide in small."""
        self.pictures[slide] = picture
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show or hide the chosen slide by Space."""
        if pressed("slides", event) == "switch":
            self.switched.emit(self.line)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for most of the slides."""
        return QSize(WIDTH, 9 * ROW)


def _said(line: ShelfLine) -> str:
    return ", ".join(part for part in (f"{line.number} {line.name}".strip(), line.note) if part)


class _SlidePainter(LinePainter):
    round = 8

    def __init__(self, shelf: SlideShelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)

    def draw(self, painter: QPainter, place: QRect, row: int, chosen: bool) -> None:
        line = self._shelf.lines[row]
        self._picture(painter, place, line)
        ink: Token = "accent_text" if chosen else "text" if line.number else "muted"
        self.write(painter, QRect(EDGE, place.top(), NUMBER, ROW), line.number, "small", "muted")
        left = EDGE + NUMBER + THUMB.width() + GAP
        width = place.width() - left - EDGE
        name = QRect(left, place.top() + (13 if line.note else 0), width, 20 if line.note else ROW)
        self.write(painter, name, line.name, "label", ink)
        if line.note:
            self.write(painter, QRect(left, place.top() + 35, width, 18), line.note, "caption", "muted")

    def _picture(self, painter: QPainter, place: QRect, line: ShelfLine) -> None:
        top = place.top() + (ROW - THUMB.height()) // 2
        spot = placed(self._shelf.viewport(), QRect(EDGE + NUMBER, top, THUMB.width(), THUMB.height()))
        box(painter, QRectF(spot).adjusted(-1, -1, 1, 1), 3, colour("surface"), colour("line_strong"))
        picture = self._shelf.pictures.get(line.id)
        if picture is not None:
            painter.setOpacity(1.0 if line.number else HIDDEN)
            painter.drawPixmap(spot, picture)
            painter.setOpacity(1.0)
