"""A place of the desk in its side: as wide as the side, its icon and name where reading begins."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, focus_ring, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token
from omnidesk.ui.widgets.button import Button

PAD, ICON, GAP = 12, 18, 12


class PlaceButton(Button):
    """Stays pressed while its place is on screen."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", icon=icon, parent=parent)
        self._name = icon
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), self.accessibleName()
        )
        painter.end()
