"""A page that scrolls up and down, never sideways, and follows the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from omnidesk.ui.theme import dress_bars

TOP = 8
"""Free pixels over a page, and over a strip."""


def reveal(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it can be seen, with some room around it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        area = area.parentWidget()
    if area is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
        area.ensureWidgetVisible(widget, 24, 72)


class _Holder(QWidget):
    def minimumSizeHint(self) -> QSize:
        """Be as high as the page in the width that there is, and not as in the narrowest one."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0 if self.hasHeightForWidth() else hint.height())


class PageScroll(QScrollArea):
    """Holds one page between free sides; a scroll bar takes its room from the side, so the page keeps its width.

    ``strip`` stands above the page and stays there while the page scrolls; hidden it takes no room.
    """

    def __init__(
        self,
        page: QWidget,
        side: Callable[[int], int],
        *,
        strip: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side, self._strip = side, strip
        holder = _Holder()
        self._around = QVBoxLayout(holder)
        self._around.addWidget(page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress_bars(self)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        if strip is not None:
            strip.setParent(self)
            strip.installEventFilter(self)
            self._fit_strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the free sides for the new width."""
        side = self._side(self.width())
        bar = self.width() - self.viewport().width()
        left, right = (side - bar, side) if self.isRightToLeft() else (side, side - bar)
        self._around.setContentsMargins(left, TOP, right, 24)
        super().resizeEvent(event)
        self._fit_strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the strip's room to the page while it is hidden."""
        if watched is self._strip and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit_strip()
        return super().eventFilter(watched, event)

    def _fit_strip(self) -> None:
        if self._strip is None:
            return
        side = self._side(self.width())
        width = self.width() - 2 * side
        wraps = self._strip.hasHeightForWidth() and width > 0
        height = self._strip.heightForWidth(width) if wraps else self._strip.sizeHint().height()
        self._strip.setGeometry(side, TOP, width, height)
        self.setViewportMargins(0, 0 if self._strip.isHidden() else TOP + height + 4, 0, 0)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen, with some room around it."""
        self.ensureWidgetVisible(widget, 24, 72)


def on_top(inner: QWidget) -> QWidget:
    """Let a part keep its height at the top of its page."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inner)
    column.addStretch(1)
    return holder
