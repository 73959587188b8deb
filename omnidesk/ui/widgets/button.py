"""Buttons: one primary a screen, secondary and quiet ones beside it, and icons alone."""

from typing import Literal

import msgspec
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, placed, smooth
from omnidesk.ui.theme.tokens import CONTROL, RADIUS, Token

Variant = Literal["primary", "secondary", "quiet", "danger"]
_GAP, _ICON = 8, 18


class _Look(msgspec.Struct, frozen=True):
    fill: Token | None
    over: Token
    ink: Token
    line: Token | None = None
    gap: Token | None = None


_LOOKS: dict[Variant, _Look] = {
    "primary": _Look("accent", "accent_hover", "on_accent", gap="surface"),
    "secondary": _Look("surface", "hover", "text", line="line_input"),
    "quiet": _Look(None, "hover", "muted"),
    "danger": _Look("danger_fill", "danger_hover", "on_danger", gap="surface"),
}


class _Pressable(QAbstractButton):
    """What both buttons share: hover, a focus ring for the keyboard only, Enter as well as Space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came from the keyboard."""
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button as Space does."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_ground(self, painter: QPainter, look: _Look, radius: float) -> None:
        place = QRectF(self.rect())
        warm = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        fill = look.over if warm else look.fill
        if not self.isEnabled() and look.fill is not None:
            fill = "sunken"
        line = colour(look.line if self.isEnabled() else "line") if look.line else None
        box(painter, place, radius, colour(fill) if fill else None, line)
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place, radius, look.gap)

    def _ink(self, look: _Look) -> Token:
        if not self.isEnabled():
            return "faint"
        return "accent_text" if self.isChecked() else look.ink


class Button(_Pressable):
    """A button with text, an icon before or after it, and its shortcut written beside it."""

    def __init__(
        self,
        text: str,
        variant: Variant = "secondary",
        *,
        icon: str = "",
        icon_after: str = "",
        hint: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._variant: Variant = variant
        self._before, self._after, self._hint, self._small = icon, icon_after, hint, small
        self._words = ""
        self.setFont(font("label" if small else "strong"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the text, shown and read aloud; an ampersand is an ampersand."""
        if text == self._words:
            return
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Change the icon before the text."""
        self._before = icon
        self.updateGeometry()
        self.update()

    def _shown(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size of the text, its icons and the padding."""
        width = self.fontMetrics().horizontalAdvance(self._shown()) + 2 * (12 if self._small else 18)
        width += sum(_ICON + _GAP for name in (self._before, self._after) if name)
        if self._hint:
            width += _GAP + QFontMetrics(font("caption")).horizontalAdvance(self._hint)
        return QSize(width, 32 if self._small else CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, then icon, text, hint and second icon in a row."""
        look = _LOOKS[self._variant]
        painter = smooth(self)
        self._paint_ground(painter, look, RADIUS)
        ink = self._ink(look)
        left = (self.width() - self.sizeHint().width()) // 2 + (12 if self._small else 18)
        left = self._paint_icon(painter, self._before, ink, left)
        width = self.fontMetrics().horizontalAdvance(self._shown())
        self._paint_words(painter, self._shown(), ink, QRect(left, 0, width + 1, self.height()))
        left += width + _GAP
        if self._hint:
            painter.setFont(font("caption"))
            wide = painter.fontMetrics().horizontalAdvance(self._hint)
            self._paint_words(painter, self._hint, ink, QRect(left, 0, wide + 1, self.height()))
            left += wide + _GAP
        self._paint_icon(painter, self._after, ink, left)
        painter.end()

    def _paint_words(self, painter: QPainter, words: str, ink: Token, place: QRect) -> None:
        painter.setPen(colour(ink))
        painter.drawText(placed(self, place), int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_icon(self, painter: QPainter, name: str, ink: Token, left: int) -> int:
        if not name:
            return left
        place = placed(self, QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON))
        paint_icon(painter, name, ink, QRectF(place))
        return left + _ICON + _GAP


class IconButton(_Pressable):
    """An icon alone; its name is the tool tip and what a screen reader says."""

    def __init__(
        self, icon: str, name: str, *, shortcut: str = "", side: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._side = icon, side
        self.set_icon(icon, name, shortcut)
        self.setFixedSize(side, side)

    def set_icon(self, icon: str, name: str, shortcut: str = "") -> None:
        """Show another icon with another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground when it is warm, and the icon."""
        look = _LOOKS["quiet"]
        painter = smooth(self)
        self._paint_ground(painter, look, RADIUS)
        gap = (self._side - _ICON) / 2
        ink = self._ink(look) if self.isEnabled() else "line_input"
        paint_icon(painter, self._icon, ink, QRectF(gap, gap, _ICON, _ICON))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Repaint when it becomes possible or impossible to press it."""
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        return super().event(event)
