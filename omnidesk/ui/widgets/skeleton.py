"""What stands where a page is still being made: the outline of its cards."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import SHADOW, box, shadow, smooth
from omnidesk.ui.theme.tokens import RADIUS_LARGE, RADIUS_SMALL

CARDS = (196, 264, 264)
"""Heights of the cards, in pixels."""
LINES = ((0.22, 14), (0.46, 10), (0.9, 36))
"""Share of a card's width, and height, of the lines in it."""
PADDING, GAP, TOP = 20, 20, 8


class Skeleton(QWidget):
    """Grey cards as wide as the page will be; ``side`` gives the free space beside them for a width."""

    def __init__(self, side: Callable[[int], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setAccessibleName(_("This step is being made"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as many cards as there is room for."""
        painter = smooth(self)
        side, top = self._side(self.width()), float(TOP)
        for height in CARDS:
            place = QRectF(side, top, self.width() - 2 * side, height - SHADOW)
            shadow(painter, place, RADIUS_LARGE)
            box(painter, place, RADIUS_LARGE, colour("surface"), colour("line"))
            line = place.top() + PADDING
            for share, thick in LINES:
                width = (place.width() - 2 * PADDING) * share
                left = place.right() - PADDING - width if self.isRightToLeft() else place.left() + PADDING
                box(painter, QRectF(left, line, width, thick), RADIUS_SMALL, colour("sunken"))
                line += thick + PADDING - 6
            top += height + GAP
        painter.end()
