"""A list of short lines of which one stands: the slides of a meeting, the moments of its journal."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, focus_ring, own_way, placed
from omnidesk.ui.theme.tokens import Token, TypeRole

_Index = QModelIndex | QPersistentModelIndex
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

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self.lines[index.row()].spoken if shown and index.isValid() else None

    def show(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class LineList(QListView):
    """``chosen`` gives the place of the line that a person wants to stand."""

    chosen = Signal(int)

    def __init__(self, name: str, lead: int) -> None:
        super().__init__()
        self._lines, self._quiet = _Lines(), False
        self.setModel(self._lines)
        self.setItemDelegate(_LinePainter(self, lead))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; every other key belongs to the meeting."""
        if Qt.Key(event.key()) in KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.row())


class _LinePainter(QStyledItemDelegate):
    def __init__(self, view: LineList, lead: int) -> None:
        super().__init__(view)
        self._view, self._lead = view, lead

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW + (SECOND if self._view.lines[index.row()].name else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        line, stands = self._view.lines[index.row()], bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(place.adjusted(1, 1, -1, -1))
        if stands or state & QStyle.StateFlag.State_MouseOver:
            box(painter, ground, 6, colour("accent_soft" if stands else "hover"))
        if stands and self._view.hasFocus():
            focus_ring(painter, ground, 6)
        first = QRect(place.left(), place.top(), place.width(), ROW)
        self._write(painter, first, EDGE, line.lead, "small", "accent_text" if stands else "muted")
        left = EDGE + self._lead
        if line.name:
            self._write(painter, first, left, line.name, "label", "accent_text")
            first.translate(0, SECOND)
        ink: Token = "muted" if line.name else "accent_text" if stands else "text"
        self._write(painter, first, left, line.words, "small" if line.name else "label", ink)
        painter.restore()

    def _write(self, painter: QPainter, row: QRect, left: int, words: str, role: TypeRole, ink: Token) -> None:
        face = font(role, tabular=True)
        painter.setFont(face)
        painter.setPen(colour(ink))
        width = row.width() - left - EDGE
        room = placed(self._view.viewport(), QRect(left, row.top(), width, row.height()))
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, width)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(align), own_way(painter, shown))
