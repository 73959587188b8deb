"""Shared strokes of the widgets that paint themselves: boxes, the faint shadow, the focus ring."""

import math
from unicodedata import bidirectional

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPaintDevice, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour, scheme
from omnidesk.ui.theme.tokens import RADIUS, Token

SHADOW = 4
"""Pixels that a card leaves free below itself for its shadow."""


def smooth(ground: QPaintDevice) -> QPainter:
    """Return a painter with smooth edges on a widget; end it, or let it go, before the paint event returns."""
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    place: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose line lies wholly inside ``place``."""
    inset = width / 2 if line is not None else 0.0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def shadow(painter: QPainter, place: QRectF, radius: float) -> None:
    """Draw what is seen of a raised box's faint shadow; dark surfaces stand out by their lightness instead."""
    if scheme() == "dark":
        return
    around, edge = place.toAlignedRect().adjusted(-1, 0, 1, SHADOW), math.ceil(radius) + 1
    painter.setClipRegion(QRegion(around) - QRegion(place.toRect().adjusted(edge, 0, -edge, -edge)))
    for depth in range(1, SHADOW):
        ground = QColor(15, 22, 41, 10 - 2 * depth)
        box(painter, place.translated(0, depth).adjusted(-0.5, 0, 0.5, 0), radius + 0.5, ground)
    painter.setClipping(False)


def raised(widget: QWidget) -> None:
    """Draw the ground of something that lies over the window, with the room for its shadow below."""
    painter = smooth(widget)
    place = QRectF(widget.rect()).adjusted(0, 0, 0, -SHADOW)
    shadow(painter, place, RADIUS + 2)
    box(painter, place, RADIUS + 2, colour("surface"), colour("line_strong"))
    painter.end()


def focus_ring(painter: QPainter, place: QRectF, radius: float = RADIUS, gap: Token | None = None) -> None:
    """Draw the two-pixel focus ring just inside ``place``; ``gap`` sets it off from a filled control."""
    box(painter, place, radius, None, colour("accent"), 2)
    if gap is not None:
        box(painter, place.adjusted(2, 2, -2, -2), radius - 2, None, colour(gap), 2)


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Tell whether the focus came by the keyboard; coming back to the window keeps what was true ``before``."""
    reason = event.reason()
    if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        return before
    keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
    return reason in keys


def own_way(painter: QPainter, words: str) -> str:
    """Return words that run as their own letters do, whichever way the window runs: ``B.V.`` keeps its last point."""
    return isolate(words) if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft else words


def isolate(words: str) -> str:
    """Return words that run as their own letters do, whatever stands around them."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def way_of(words: str) -> int:
    """Return the drawing flag with which words run as their first letter does."""
    flag = Qt.TextFlag.TextForceRightToLeft if _from_the_right(words) else Qt.TextFlag.TextForceLeftToRight
    return flag.value


def _from_the_right(words: str) -> bool:
    if words.isascii():
        return False
    apart = 0
    for way in map(bidirectional, words):
        apart += (way in ("FSI", "LRI", "RLI")) - (way == "PDI")
        if apart <= 0 and way in ("L", "R", "AL"):
            return way != "L"
    return False


def placed(widget: QWidget, part: QRect) -> QRect:
    """Return a part's rectangle mirrored where the writing runs from right to left."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return part
    from PySide6.QtWidgets import QStyle  # its many names take the start a tenth of its time

    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), part)
