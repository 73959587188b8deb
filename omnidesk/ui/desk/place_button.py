"""A button in the side of the desk: as wide as the side, its icon and name where reading begins."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, focus_ring, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token
from omnidesk.ui.widgets.button import Button

PAD, ICON, GAP = 12, 18, 12


class PlaceButton(Button):
    """Wears the accent while it is checked; a name that is too long is cut at its end."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", icon=icon, parent=parent)
        self._name = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Take what room there is in the side."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the chosen place, the icon and the name."""
        painter = smooth(self)
        place = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            box(painter, place, RADIUS, colour("accent_soft" if chosen else "hover"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place, RADIUS)
        ink: Token = "accent_text" if chosen else "muted"
        icon = placed(self, QRect(PAD, (self.height() - ICON) // 2, ICON, ICON))
        paint_icon(painter, self._name, ink, QRectF(icon))
        painter.setFont(self.font())
        painter.setPen(colour(ink))
        left = PAD + ICON + GAP
        words = placed(self, QRect(left, 0, self.width() - left - PAD, self.height()))
        shown = painter.fontMetrics().elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
