"""A page that scrolls up and down, never sideways, and follows the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class PageScroll(QScrollArea):
    """Holds one page between free sides; a scroll bar takes its room from the side, so the page keeps its width."""

    def __init__(self, page: QWidget, side: Callable[[int], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        holder = QWidget()
        self._around = QVBoxLayout(holder)
        self._around.addWidget(page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the free sides for the new width."""
        side = self._side(self.width())
        bar = self.width() - self.viewport().width()
        left, right = (side - bar, side) if self.isRightToLeft() else (side, side - bar)
        self._around.setContentsMargins(left, 8, right, 24)
        super().resizeEvent(event)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen, with some room around it."""
        self.ensureWidgetVisible(widget, 24, 72)
