"""Small rounded labels: a state, a count, a recommendation."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, own_way, placed, smooth
from omnidesk.ui.theme.tokens import Token

BadgeTone = Literal["neutral", "accent", "strong", "success", "warning", "danger"]
_INK: dict[BadgeTone, tuple[Token, Token]] = {
    "neutral": ("sunken", "muted"),
    "accent": ("accent_soft", "accent_text"),
    "strong": ("accent", "on_accent"),
    "success": ("success_soft", "success"),
    "warning": ("warning_soft", "warning"),
    "danger": ("danger_soft", "danger"),
}
_ICON, _PAD, _HEIGHT = 13, 9, 24


class Badge(QWidget):
    """A pill with a word or two, and an icon where it helps."""

    def __init__(
        self, text: str, tone: BadgeTone = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._icon = text, icon
        self._tone: BadgeTone = tone
        self.setFont(font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_badge(self, text: str, tone: BadgeTone, icon: str = "") -> None:
        """Show another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what the badge says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the words, the icon and the padding."""
        width = self.fontMetrics().horizontalAdvance(self._text) + 2 * _PAD + 1
        return QSize(width + (_ICON + 5 if self._icon else 0), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        ground, ink = _INK[self._tone]
        painter = smooth(self)
        box(painter, QRectF(self.rect()), self.height() / 2, colour(ground))
        left = _PAD
        if self._icon:
            place = placed(self, QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON))
            paint_icon(painter, self._icon, ink, QRectF(place))
            left += _ICON + 5
        painter.setPen(colour(ink))
        words = placed(self, QRect(left, 0, self.width() - left - _PAD + 2, self.height()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), own_way(painter, self._text))
        painter.end()
