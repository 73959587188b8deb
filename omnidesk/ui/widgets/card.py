"""Cards: a raised surface that holds other widgets, and can be chosen like a radio button."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import SHADOW, box, by_keyboard, focus_ring, placed, shadow, smooth
from omnidesk.ui.theme.tokens import RADIUS_LARGE
from omnidesk.ui.widgets.spoken import chosen_changed

_BANNER = 24
_MARK = 20


class Card(QFrame):
    """A surface with padding; put children into ``body``.

    ``selectable`` makes it one choice of several: a mark in the corner, a two-pixel accent border when it is the
    chosen one, and ``chosen`` on a click, Space or Enter. ``banner_place`` keeps room for a banner on its upper edge
    (the same for all cards of a row, so that they line up).
    """

    chosen = Signal()

    def __init__(
        self, *, selectable: bool = False, banner_place: bool = False, padding: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selectable, self._selected, self._banner = selectable, False, ""
        self._by_keyboard = False
        self._top = _BANNER // 2 if banner_place else 0
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding + self._top, padding, padding + SHADOW)
        self.body.setSpacing(8)
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def selected(self) -> bool:
        """Whether this card is the chosen one."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Show the card as the chosen one or not; emits nothing."""
        if selected != self._selected:
            self._selected = selected
            self.update()
            chosen_changed(self)

    def set_banner(self, text: str) -> None:
        """Write a banner on the upper edge (``Recommended``), or take it away with an empty text."""
        self._banner = text
        self.update()

    def surface(self) -> QRect:
        """Return the rectangle of the surface itself, without the room for banner and shadow."""
        return self.rect().adjusted(0, self._top, 0, -SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow, surface, border, mark and banner; only the surface where nothing else is to be seen again."""
        painter = smooth(self)
        place = QRectF(self.surface())
        edge = round(RADIUS_LARGE)
        if not self._selectable and self.surface().adjusted(edge, edge, -edge, -edge).contains(event.rect()):
            painter.fillRect(event.rect(), colour("surface"))
            painter.end()
            return
        shadow(painter, place, RADIUS_LARGE)
        warm = self._selectable and self.isEnabled() and self.underMouse()
        box(painter, place, RADIUS_LARGE, colour("surface"), colour("accent", 150) if warm else colour("line"))
        if self._selected:
            box(painter, place, RADIUS_LARGE, None, colour("accent"), 2)
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place, RADIUS_LARGE)
            box(painter, place.adjusted(4, 4, -4, -4), RADIUS_LARGE - 4, None, colour("accent", 110), 1)
        if self._selectable:
            self._paint_mark(painter)
        if self._banner:
            self._paint_banner(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        inside = self.surface()
        place = QRectF(placed(self, QRect(inside.right() - 20 - _MARK, inside.top() + 21, _MARK, _MARK)))
        if self._selected:
            box(painter, place, _MARK / 2, colour("accent"))
            paint_icon(painter, "check-bold", "on_accent", place.adjusted(4, 4, -4, -4))
        else:
            box(painter, place, _MARK / 2, None, colour("line_input"), 1.5)

    def _paint_banner(self, painter: QPainter) -> None:
        face = font("caption")
        width = min(QFontMetrics(face).horizontalAdvance(self._banner) + 44, self.width() - 16)
        place = QRect((self.width() - width) // 2, self._top - _BANNER // 2, width, _BANNER)
        box(painter, QRectF(place), _BANNER / 2, colour("accent"))
        star = placed(self, QRect(place.left() + 11, place.top() + 5, 14, 14))
        paint_icon(painter, "star-fill", "on_accent", QRectF(star))
        painter.setFont(face)
        painter.setPen(colour("on_accent"))
        words = placed(self, QRect(place.left() + 29, place.top(), width - 40, _BANNER))
        shown = painter.fontMetrics().elidedText(self._banner, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only for the keyboard."""
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the card by a click on it."""
        if (
            self._selectable
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the card by Space or Enter."""
        pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._selectable and pressed and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
