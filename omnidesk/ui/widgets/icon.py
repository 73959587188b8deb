"""Icons as widgets: bare, and on the soft accent chip."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import Token


class Icon(QWidget):
    """A decorative icon; what it means must also stand in text."""

    def __init__(
        self,
        name: str,
        ink: Token = "muted",
        size: int = 18,
        *,
        chip: Token | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._size = name, size
        self._ink: Token = ink
        self._chip: Token | None = chip
        self.setFixedSize(self.sizeHint())

    def set_icon(self, name: str, ink: Token | None = None) -> None:
        """Show another icon, in another colour where one is given."""
        if (name, ink or self._ink) != (self._name, self._ink):
            self._name, self._ink = name, ink or self._ink
            self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's square; a chip is twice as large."""
        side = self._size * 2 if self._chip else self._size
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip, then the icon in its middle."""
        painter = smooth(self)
        if self._chip:
            box(painter, QRectF(self.rect()), 9, colour(self._chip))
        gap = (self.width() - self._size) / 2
        paint_icon(painter, self._name, self._ink, QRectF(gap, gap, self._size, self._size))
        painter.end()
