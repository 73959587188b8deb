"""A list of short lines of which one stands: the slides of a meeting, the moments of its journal."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.line_painter import Index, LinePainter

ROW, SECOND, EDGE = 32, 18, 10
KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number or time, its words, and a name over them that makes it stand out."""

    lead: str
    words: str
    name: str = ""

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return " ".join(part for part in (self.lead, self.name, self.words) if part)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self.lines[index.row()].spoken if shown and index.isValid() else None

    def show(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class LineList(QListView):
    """``chosen`` gives the place of the line that a person wants to stand, also where the list shows it so already."""

    chosen = Signal(int)

    def __init__(self, name: str, lead: int) -> None:
        super().__init__()
        self._lines, self._quiet = _Lines(), False
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self, lead))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(4 * ROW)
        dress_bars(self)
        self.selectionModel().currentChanged.connect(self._current)
        self.pressed.connect(self._wanted)
        self.activated.connect(self._wanted)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown."""
        return self._lines.lines

    @property
    def row(self) -> int:
        """The place of the line that stands, -1 for none."""
        return self.currentIndex().row()

    def show_lines(self, lines: Sequence[Line], standing: int) -> None:
        """Show the lines with one of them standing; emits nothing."""
        self._quiet = True
        if tuple(lines) != self._lines.lines:
            self._lines.show(tuple(lines))
        if self.row != standing:
            self.setCurrentIndex(self._lines.index(standing))
        self._quiet = False

    def choose(self, place: int) -> None:
        """Choose a line as a person would."""
        self.setCurrentIndex(self._lines.index(place))
        self._wanted(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; every other key belongs to the meeting."""
        if Qt.Key(event.key()) in KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.row())

    def _wanted(self, index: QModelIndex) -> None:
        """What the list follows may have gone on since it was written: the line that stands can be wanted too."""
        self.chosen.emit(index.row())


class _Painter(LinePainter):
    inset = 1

    def __init__(self, view: LineList, lead: int) -> None:
        super().__init__(view)
        self._list, self._lead = view, lead

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW + (SECOND if self._list.lines[index.row()].name else 0))

    def draw(self, painter: QPainter, place: QRect, row: int, chosen: bool) -> None:
        line, left = self._list.lines[row], EDGE + self._lead
        lead = QRect(EDGE, place.top(), place.width() - 2 * EDGE, ROW)
        words = QRect(left, place.top(), place.width() - left - EDGE, ROW)
        self.write(painter, lead, line.lead, "small", "accent_text" if chosen else "muted")
        if line.name:
            self.write(painter, words, line.name, "label", "accent_text")
            words.translate(0, SECOND)
        ink: Token = "muted" if line.name else "accent_text" if chosen else "text"
        self.write(painter, words, line.words, "small" if line.name else "label", ink)
