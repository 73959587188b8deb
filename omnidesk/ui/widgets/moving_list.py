"""A list of lines of which one is chosen and any can be moved: by drag, or by Alt with the arrow keys."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView

from omnidesk.ui.shortcuts import Place, pressed
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.widgets.line_painter import Index

_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class Identified(Protocol):
    """A line that can be told from the others."""

    @property
    def id(self) -> str:
        """What it is known by."""
        ...


Line = TypeVar("Line", bound=Identified)


class Lines(QAbstractListModel, Generic[Line]):
    """The lines of a list; ``say`` puts one into words."""

    def __init__(self, say: Callable[[Line], str]) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self._say = say

    def set_lines(self, lines: Sequence[Line]) -> bool:
        """Show these lines; tell whether others or another order came."""
        fresh = tuple(lines)
        if [line.id for line in fresh] == [line.id for line in self.lines]:
            self.lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return False
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a line in words."""
        return self._say(self.lines[index.row()]) if index.isValid() and role in _TEXT_ROLES else None


class MovingList(QListView, Generic[Line]):
    """``chosen`` gives a line's id, ``moved`` the id and the row it goes in front of, ``stepped`` up (-1) or down.

    ``place`` is where its keys are declared, ``row`` the height of a line.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(str, int)

    def __init__(self, place: Place, row: int, say: Callable[[Line], str]) -> None:
        super().__init__()
        self.rows = Lines[Line](say)
        self._place: Place = place
        self._row = row
        self._from: QPoint | None = None
        self._gap, self._quiet = -1, False
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        dress_bars(self)
        self.selectionModel().currentChanged.connect(self._current)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown."""
        return self.rows.lines

    @property
    def line(self) -> str:
        """The id of the chosen line."""
        row = self.currentIndex().row()
        return self.lines[row].id if 0 <= row < len(self.lines) else ""

    def movable(self, line: Line) -> bool:
        """Whether a line can be moved; those that cannot stand at the end."""
        return bool(line.id)

    def show_lines(self, lines: Sequence[Line], wanted: str) -> None:
        """Show the lines with one of them chosen; emits nothing."""
        self._quiet = True
        try:
            if self.rows.set_lines(lines) or self.line != wanted:
                self.choose(wanted)
        finally:
            self._quiet = False

    def choose(self, line_id: str) -> None:
        """Choose a line as a person would."""
        row = next((place for place, line in enumerate(self.lines) if line.id == line_id), -1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
            self.scrollTo(self.rows.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen line by Alt with an arrow."""
        if pressed(self._place, event) == "move" and self.line:
            self.stepped.emit(self.line, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        row = self.indexAt(place).row()
        movable = 0 <= row < len(self.lines) and self.movable(self.lines[row])
        self._from = place if movable and event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the line would go."""
        at = event.position().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
        elif self._gap >= 0 or (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._gap = min(max(round((at.y() - self._top(0)) / self._row), 0), self._movable())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.scrollTo(self.rows.index(min(self._gap, len(self.lines) - 1)))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the line go where it was dragged."""
        gap, self._gap, begun, self._from = self._gap, -1, self._from, None
        self.unsetCursor()
        self.viewport().update()
        if begun is not None and gap >= 0:
            self.moved.emit(self.line, gap)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, and a stroke where a dragged one would go."""
        super().paintEvent(event)
        if self._gap >= 0:
            painter, room = QPainter(self.viewport()), self.viewport()
            top = min(max(self._top(self._gap) - 1, 0), room.height() - 2)
            painter.fillRect(QRect(4, top, room.width() - 8, 2), colour("accent"))
            painter.end()

    def _movable(self) -> int:
        return sum(map(self.movable, self.lines))

    def _top(self, row: int) -> int:
        return self.visualRect(self.rows.index(0)).top() + row * self._row

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.lines[index.row()].id)
