"""A figure that is written as large as it can be read whole."""

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.tokens import TypeRole
from omnidesk.ui.widgets.text import ElidedText


class FittingText(ElidedText):
    """One line in the first of its roles that has room for it; it is as high as the largest, whichever it wears."""

    _roles: tuple[TypeRole, ...] = ()

    def __init__(self, roles: tuple[TypeRole, ...], parent: QWidget | None = None) -> None:
        super().__init__("", roles[0], tabular=True, parent=parent)
        self._roles, self._worn = roles, roles[0]
        self.setMinimumHeight(self.fontMetrics().height())

    def setText(self, text: str) -> None:
        """Show a figure."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as the new width allows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._roles or not self.width():
            return
        faces = {role: font(role, tabular=True) for role in self._roles}
        words, room = self.text(), self.width()
        fits = (role for role in self._roles if QFontMetrics(faces[role]).horizontalAdvance(words) <= room)
        role = next(fits, self._roles[-1])
        if role != self._worn:
            self._worn = role
            self.setFont(faces[role])
