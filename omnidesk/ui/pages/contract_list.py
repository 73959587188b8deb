"""The clauses of a contract as a list: numbers, state, moved by drag or by Alt with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from omnidesk.i18n import _
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, focus_ring, own_way, placed
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.wizard.contract import ClauseLine

ROW, NUMBER, INDENT, EDGE = 34, 40, 14, 10
ROWS = 14
"""In sight at once."""
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_CHIPS: dict[str, tuple[Token, Token]] = {
    "fallback": ("warning_soft", "warning"),
    "edited": ("warning_soft", "warning"),
    "own": ("accent_soft", "accent_text"),
    "dropped": ("sunken", "muted"),
}


class ClauseModel(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ClauseLine, ...] = ()

    def set_lines(self, lines: Sequence[ClauseLine]) -> bool:
        """Show these lines; tell whether other clauses or another order came."""
        fresh = tuple(lines)
        same = [line.id for line in fresh] == [line.id for line in self.lines]
        if same:
            self.lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return False
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many clauses there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a clause in words."""
        if not index.isValid() or role not in _TEXT_ROLES:
            return None
        line = self.lines[index.row()]
        trouble = _("has a problem") if line.problem else ""
        return ", ".join(part for part in (f"{line.number} {line.title}".strip(), line.chip, trouble) if part)


class ClauseList(QListView):
    """``chosen`` gives a clause's id, ``moved`` the id and the row it goes in front of, ``stepped`` up (-1) or down."""

    chosen = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.clauses = ClauseModel()
        self.setModel(self.clauses)
        self.setItemDelegate(_LinePainter(self))
        self.setObjectName("clauses")
        self.setAccessibleName(_("Clauses"))
        self.setAccessibleDescription(_("Alt with the arrow keys moves a clause."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFixedHeight(ROWS * ROW)
        dress_bars(self)
        self._from: QPoint | None = None
        self._gap = -1
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._current)

    def show_lines(self, lines: Sequence[ClauseLine], wanted: str) -> None:
        """Show the lines with one of them chosen; emits nothing."""
        self._quiet = True
        try:
            if self.clauses.set_lines(lines) or self.clause() != wanted:
                self._select(wanted)
        finally:
            self._quiet = False

    def clause(self) -> str:
        """Return the id of the chosen clause."""
        row = self.currentIndex().row()
        return self.clauses.lines[row].id if 0 <= row < len(self.clauses.lines) else ""

    def choose(self, clause_id: str) -> None:
        """Choose a clause as a person would."""
        self._select(clause_id)

    def _select(self, clause_id: str) -> None:
        row = next((place for place, line in enumerate(self.clauses.lines) if line.id == clause_id), -1)
        if row >= 0:
            self.setCurrentIndex(self.clauses.index(row))
            self.scrollTo(self.clauses.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.clauses.lines[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen clause by Alt with an arrow."""
        wanted, clause = pressed("clauses", event), self.clause()
        if wanted == "move" and clause:
            self.stepped.emit(clause, -1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        movable = 0 <= row < len(self.clauses.lines) and self.clauses.lines[row].state != "dropped"
        self._from = event.position().toPoint() if movable and event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the clause would go."""
        at = event.position().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
            return
        if self._gap < 0 and (at - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        top = self.visualRect(self.clauses.index(0)).top()
        movable = sum(line.state != "dropped" for line in self.clauses.lines)
        self._gap = min(max(round((at.y() - top) / ROW), 0), movable)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the clause go where it was dragged."""
        gap, self._gap, begun, self._from = self._gap, -1, self._from, None
        self.unsetCursor()
        self.viewport().update()
        if begun is not None and gap >= 0:
            self.moved.emit(self.clause(), gap)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the line where a dragged clause would go."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        painter = QPainter(self.viewport())
        top = self.visualRect(self.clauses.index(0)).top() + self._gap * ROW
        painter.fillRect(
            QRect(4, min(top, self.viewport().height() - 2), self.viewport().width() - 8, 2), colour("accent")
        )
        painter.end()

    def sizeHint(self) -> QSize:
        """Return room for a good part of a contract."""
        return QSize(300, ROWS * ROW)


class _LinePainter(QStyledItemDelegate):
    def __init__(self, clauses: ClauseList) -> None:
        super().__init__(clauses)
        self._list = clauses

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        line = self._list.clauses.lines[index.row()]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(place.adjusted(2, 1, -2, -1))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            box(painter, ground, 6, colour("accent_soft" if chosen else "hover"))
        if chosen and self._list.hasFocus():
            focus_ring(painter, ground, 6)
        self._words(painter, place, line, chosen)
        painter.restore()

    def _words(self, painter: QPainter, place: QRect, line: ClauseLine, chosen: bool) -> None:
        deep = INDENT if line.depth > 1 else 0
        left, right = EDGE + deep, EDGE + _chip(painter, self._list, place, line)
        role: TypeRole = "small" if deep or line.state == "dropped" else "label"
        ink: Token = "accent_text" if chosen else "muted" if line.state == "dropped" else "text"
        self._write(painter, place, left, NUMBER, line.number, "small", "muted" if not chosen else "accent_text")
        width = place.width() - left - NUMBER - right
        self._write(painter, place, left + NUMBER, width, line.title, role, ink)

    def _write(
        self, painter: QPainter, place: QRect, left: int, width: int, words: str, role: TypeRole, ink: Token
    ) -> None:
        face = font(role, tabular=True)
        painter.setFont(face)
        painter.setPen(colour(ink))
        room = placed(self._list.viewport(), QRect(left, place.top(), width, place.height()))
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, width)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(align), own_way(painter, shown))


def _chip(painter: QPainter, clauses: ClauseList, place: QRect, line: ClauseLine) -> int:
    """Draw the state at the end of a row; give the room that it takes."""
    used = 0
    if line.problem:
        spot = QRect(place.width() - EDGE - 16, place.top() + (ROW - 16) // 2, 16, 16)
        paint_icon(painter, "warning-circle-fill", "danger", QRectF(placed(clauses.viewport(), spot)))
        used = 22
    if not line.chip:
        return used
    face = font("caption")
    ground, ink = _CHIPS[line.state]
    width = QFontMetrics(face).horizontalAdvance(line.chip) + 16
    spot = placed(clauses.viewport(), QRect(place.width() - EDGE - used - width, place.top() + 8, width, ROW - 16))
    box(painter, QRectF(spot), spot.height() / 2, colour(ground))
    painter.setFont(face)
    painter.setPen(colour(ink))
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), own_way(painter, line.chip))
    return used + width + 8
