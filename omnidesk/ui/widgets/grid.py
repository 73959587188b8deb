"""A table of texts: figures to the right, cells that can be edited, problems marked in place."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from omnidesk.formatting import Amount
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import focus_ring, own_way
from omnidesk.ui.theme.tokens import TypeRole
from omnidesk.ui.widgets.figure_link import ask_about
from omnidesk.ui.widgets.grid_model import Column, GridModel, GridRow, Index, alignment, role_of

_ROW, _PAD = 44, 11
REST = 60
"""Milliseconds without a change after which a table is painted: while a slider moves, price and chart go first."""
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


@cache
def _widest(role: TypeRole, tabular: bool) -> int:
    """Return the width of the widest plain letter: words of no more than so many surely have room."""
    face = QFontMetrics(font(role, tabular=tabular))
    return max(face.horizontalAdvance(chr(code)) for code in range(32, 127))


def _write(painter: QPainter, room: QRect, words: str, look: tuple[TypeRole, bool]) -> None:
    """Write words; where the room is short for one line, on two, which then end in an ellipsis.

    ``look`` is their role, and whether they are figures, which stay on their line.
    """
    role, figures = look
    painter.setFont(font(role, tabular=figures))
    flags = alignment(figures)
    if not words.isascii() or len(words) * _widest(role, figures) > room.width():
        face = painter.fontMetrics()
        if face.horizontalAdvance(words) > room.width():
            wrapped = flags | Qt.TextFlag.TextWordWrap.value
            whole = face.boundingRect(QRect(0, 0, room.width(), 9 * room.height()), wrapped, words)
            if not figures and whole.height() <= room.height() and whole.width() <= room.width():
                flags = wrapped
            else:
                words = face.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, flags, own_way(painter, words))


class _Cell(QStyledItemDelegate):
    """Paints the cells itself: Qt would ask Python for each of a dozen roles, for every cell after every change."""

    def __init__(self, grid: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = cast(Any, option)
        place, state = QRect(look.rect), look.state.value
        row, column = self._grid.rows[index.row()], self._grid.columns[index.column()]
        problem = self._grid.trouble(row, column)
        if problem:
            painter.fillRect(place, colour("danger_soft"))
        elif state & _SELECTED:
            painter.fillRect(place, colour("accent_soft"))
        words = self._grid.words(row, column, index.column())
        if words:
            painter.setPen(colour("danger" if problem else "muted" if column.key in row.quiet else "text"))
            _write(painter, place.adjusted(_PAD, 1, -_PAD, 1), words, (role_of(row), column.figures))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, colour("line"))
        if state & _FOCUSED:
            focus_ring(painter, QRectF(place), 4)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(index.data(Qt.ItemDataRole.FontRole))
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        editor.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(cast(Any, option).rect)


class Grid(QTableView):
    """The table as a widget, as high as its rows; ``edited`` gives row key, column key and the text as typed.

    ``pasted`` gives the keys of the current cell and the rows of cells that were pasted from there on.
    """

    edited = Signal(str, str, str)
    pasted = Signal(str, str, object)

    def __init__(self, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(columns, self)
        self.grid.edited.connect(self.edited)
        self.setModel(self.grid)
        self.setItemDelegate(_Cell(self.grid, self))
        dress(self)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self._set_widths(columns)
        self._waiting = QRect()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._tell_changes)
        self.clicked.connect(self._ask_about)
        self.activated.connect(self._ask_about)
        self.grid.modelReset.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show the rows of a refresh."""
        self.grid.set_rows(rows)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Let cells that changed be painted once changes rest; who asks the model finds them at once."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().dataChanged(first, last, roles)
        else:
            self._waiting |= QRect(QPoint(first.column(), first.row()), QPoint(last.column(), last.row()))
            self._rest.start()

    def _tell_changes(self) -> None:
        """Tell all that waited as one block of cells; those of a table that was made anew are there already."""
        place, self._waiting = self._waiting, QRect()
        first = self.grid.index(place.top(), place.left())
        last = self.grid.index(place.bottom(), place.right())
        if first.isValid() and last.isValid():
            super().dataChanged(first, last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a block of cells from a spreadsheet, where the current cell can be edited."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste) and self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            rows = [tuple(line.split("\t")) for line in QGuiApplication.clipboard().text().rstrip().splitlines()]
            if rows:
                self.pasted.emit(self.grid.rows[index.row()].key, self.grid.columns[index.column()].key, tuple(rows))
        else:
            super().keyPressEvent(event)

    def _ask_about(self, index: Index) -> None:
        """Ask how the amount in a cell came about."""
        text = self.grid.rows[index.row()].cells[index.column()]
        if isinstance(text, Amount):
            ask_about(text.figure, self, self.visualRect(index).translated(self.viewport().pos()))

    def _set_widths(self, columns: Sequence[Column]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(38)
        for place, column in enumerate(columns):
            fixed = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, fixed)
            if column.width:
                header.resizeSection(place, column.width)

    def _fit(self) -> None:
        self.setFixedHeight(38 + _ROW * self.grid.rowCount() + 4)

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(480, self.height())
