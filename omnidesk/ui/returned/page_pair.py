"""A changed page before and after, side by side, with a box around each part that differs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.documents.page_changes import Area, PageChange

LEAST, ROOM = 0.34, 0.09
"""Of a page's height: how much is shown at least, and how much around what differs."""
GROWN = 5
"""Pixels that a box keeps from what it marks."""

Part = tuple[float, float]
"""From where to where, as shares of the page's height."""


class PagePair(QWidget):
    """One page; where it was added or removed there is only one picture."""

    def __init__(self, change: "PageChange", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        sides = (
            (change.before, _("Page {page}, as issued").format(page=change.page)),
            (change.after, _("Page {page}, as it came back").format(page=change.page)),
        )
        part = _part(change.areas)
        for column, (picture, name) in enumerate(sides):
            grid.setColumnStretch(column, 1)
            if picture:
                grid.addWidget(Text(name, "label", "muted"), 0, column)
                grid.addWidget(MarkedPage(picture, change.areas, name, part), 1, column)
            else:
                grid.addWidget(Text(_("There is no such page here."), "small", "muted", wrap=True), 0, column)


def _part(areas: tuple["Area", ...]) -> Part:
    """The part of a page, from the top, that shows everything that differs: not the whole where a strip does."""
    if not areas:
        return (0.0, 1.0)
    top, bottom = min(area.box[1] for area in areas) - ROOM, max(area.box[3] for area in areas) + ROOM
    missing = max(0.0, LEAST - (bottom - top)) / 2
    top, bottom = max(0.0, top - missing), min(1.0, bottom + missing)
    return (top, bottom) if bottom - top < 1 - LEAST else (0.0, 1.0)


class MarkedPage(QWidget):
    """A picture of a page (PNG) or of a ``part`` of it, as wide as there is room, with boxes over it."""

    def __init__(self, picture: bytes, areas: tuple["Area", ...] = (), name: str = "", part: Part = (0.0, 1.0)) -> None:
        super().__init__()
        self._part = part
        self._image, self._areas = QImage.fromData(picture, "PNG"), areas  # pyright: ignore[reportArgumentType] (the
        # format is text at run time, whatever the stub says)
        self.setAccessibleName(name)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the page's shape at the width there is."""
        return QSize(200, self.height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the page's shape."""
        self._fit()

    def _fit(self) -> None:
        if not self._image.isNull():
            share = self._part[1] - self._part[0]
            self.setFixedHeight(max(1, round(share * self._image.height() * self.width() / self._image.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, its edge, and the boxes: in the accent where it is signed, in red elsewhere."""
        painter = smooth(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        start, until = self._part
        whole = QRectF(self._image.rect())
        source = QRectF(0, start * whole.height(), whole.width(), (until - start) * whole.height())
        painter.drawImage(QRectF(self.rect()), self._image, source)
        box(painter, QRectF(self.rect()), 0, None, colour("line"))
        for area in self._areas:
            left, top, right, bottom = area.box
            wide, high = self.width(), self.height() / (until - start)
            place = QRectF(left * wide, (top - start) * high, (right - left) * wide, (bottom - top) * high)
            place = place.adjusted(-GROWN, -GROWN, GROWN, GROWN).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            ink = "accent" if area.signature else "danger_fill"
            box(painter, place, 4, colour(ink, 28), colour(ink), 2)
        painter.end()
