"""Layouts that follow the width: words that wrap like text, and cards in as many equal columns as fit."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

GAP = 8
_BETWEEN = 16
"""Pixels between words, and between columns."""


class Flow(QLayout):
    """Places items one after the other, in the direction of the writing, and wraps where the line is full."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by its place, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, None beyond the last."""
        taken = self._items.pop(index) if 0 <= index < len(self._items) else None
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Grow downwards where there is little width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of the largest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = 0
        for line in self._lines(rect.width()):
            tall = max(item.sizeHint().height() for item in line)
            if move:
                self._place_line(line, QRect(rect.left(), rect.top() + top, rect.width(), tall))
            top += tall + self._gap
        return max(top - self._gap, 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines, left = list[list[QLayoutItem]](), 0
        for item in (each for each in self._items if not each.isEmpty()):
            wide = item.sizeHint().width()
            if not lines or (left and left + wide > width):
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        return lines

    def _place_line(self, line: list[QLayoutItem], rect: QRect) -> None:
        """Put items side by side, each in the middle of the line's height."""
        mirrored = (parent := self.parentWidget()) is not None and parent.isRightToLeft()
        left = 0
        for item in line:
            size = item.sizeHint()
            start = rect.right() + 1 - left - size.width() if mirrored else rect.left() + left
            item.setGeometry(QRect(QPoint(start, rect.top() + (rect.height() - size.height()) // 2), size))
            left += size.width() + self._gap


class Columns(QWidget):
    """Equal columns, as many as fit at ``least`` pixels each, and rows as evenly filled as the number allows."""

    def __init__(self, widgets: list[QWidget], *, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets, self._least, self._columns = widgets, least, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_BETWEEN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._arrange(min(len(widgets), 4))

    def minimumSizeHint(self) -> QSize:
        """Allow one column."""
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns for the new width."""
        super().resizeEvent(event)
        fit = max((event.size().width() + _BETWEEN) // (self._least + _BETWEEN), 1)
        rows = -(-len(self._widgets) // fit)
        self._arrange(-(-len(self._widgets) // rows))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
