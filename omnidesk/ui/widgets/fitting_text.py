"""A figure that is written as large as it can be read whole."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.tokens import TypeRole
from omnidesk.ui.widgets.text import ElidedText


class FittingText(ElidedText):
    """One line in the first of its roles that has room for it; it is as high as the largest, whichever it wears."""

    _roles: tuple[TypeRole, ...] = ()
    _peers: "tuple[FittingText, ...]" = ()

    def __init__(self, roles: tuple[TypeRole, ...], parent: QWidget | None = None) -> None:
        super().__init__("", roles[0], tabular=True, parent=parent)
        self._roles, self._worn = roles, 0
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
        peers = self._peers or (self,)
        role = max(peer.role_that_fits() for peer in peers)
        for peer in peers:
            peer.wear(role)

    def role_that_fits(self) -> int:
        """Return the place of the first role that has room for the words, of the last where none has."""
        words, room = self.text(), self.width()
        faces = (QFontMetrics(font(role, tabular=True)) for role in self._roles)
        fits = (place for place, face in enumerate(faces) if face.horizontalAdvance(words) <= room)
        return next(fits, len(self._roles) - 1)

    def wear(self, role: int) -> None:
        """Write in a role, by its place."""
        if role != self._worn:
            self._worn = role
            self.setFont(font(self._roles[role], tabular=True))

    def join(self, peers: "Sequence[FittingText]") -> None:
        """Be as large as the smallest of figures that stand side by side and have the same roles."""
        self._peers = tuple(peers)


def equally_large(figures: Sequence[FittingText]) -> None:
    """Let figures that stand side by side be equally large."""
    for figure in figures:
        figure.join(figures)
