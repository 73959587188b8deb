"""A table of texts: figures to the right, cells that can be edited, problems marked in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter
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
from omnidesk.ui.widgets.control import no_trouble
from omnidesk.ui.widgets.figure_link import ask_about

_Index = QModelIndex | QPersistentModelIndex
_ROW, _PAD = 44, 11
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
_PROBLEM_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in pixels, or 0 to share what is left.

    ``check`` says what is wrong with a text as typed; such a text stays in its cell, marked, until it is put right.
    """

    key: str
    label: str
    width: int = 0
    figures: bool = False
    editable: bool = False
    check: Callable[[str], str] = no_trouble


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its key in data, a text for every column, problems by column key; ``strong`` for a total.

    ``quiet`` names columns whose text nobody wrote, such as a figure that follows from another one.
    """

    key: str
    cells: tuple[str, ...]
    problems: Mapping[str, str]
    strong: bool = False
    quiet: frozenset[str] = frozenset()


class GridModel(QAbstractTableModel):
    """Rows of text; an edit is announced, never applied here."""

    edited = Signal(str, str, str)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[GridRow, ...] = ()
        self._typed: dict[tuple[str, str], str] = {}

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show the rows of a refresh; only cells that changed are told, so that an open editor stays."""
        fresh = tuple(rows)
        self._forget_typed(fresh)
        if [row.key for row in fresh] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
            return
        before, self.rows = self.rows, fresh
        for place, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def _forget_typed(self, fresh: tuple[GridRow, ...]) -> None:
        """Drop text that is not valid once its row is gone or its cell has a new value."""
        before = {row.key: row.cells for row in self.rows}
        after = {row.key: row.cells for row in fresh}
        keys = [column.key for column in self.columns]
        for row, column in tuple(self._typed):
            place = keys.index(column)
            if row not in after or after[row][place] != before[row][place]:
                del self._typed[row, column]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | QFont | QColor | None:
        """Return text, alignment, face, colour or problem of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in _TEXT_ROLES:
            return str(self._typed.get((row.key, column.key), row.cells[index.column()]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            return font("strong" if row.strong else "body", tabular=column.figures)
        if role == Qt.ItemDataRole.ForegroundRole and column.key in row.quiet and not self.problem(index):
            return colour("muted")
        return self._problem_data(self.problem(index), role)

    def problem(self, index: _Index) -> str:
        """Return what is wrong in a cell: first with the text as typed, then what the refresh brought."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        return column.check(self._typed.get((row.key, column.key), "")) or row.problems.get(column.key, "")

    def _problem_data(self, problem: str, role: int) -> str | QColor | None:
        if problem and role == Qt.ItemDataRole.ForegroundRole:
            return colour("danger")
        return problem if problem and role in _PROBLEM_ROLES else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | QFont | None:
        """Return a column's label, aligned as its cells."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.label
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole:
                return font("caption")
            case _:
                return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let editable columns be edited, except in totals."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.columns[index.column()].editable and not self.rows[index.row()].strong
        return plain | Qt.ItemFlag.ItemIsEditable if editable else plain

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Announce an edit; the next refresh brings the new text."""
        if role != Qt.ItemDataRole.EditRole or value == index.data(role):
            return False
        row, column = self.rows[index.row()], self.columns[index.column()]
        self._typed.pop((row.key, column.key), None)
        if column.check(str(value)):
            self._typed[row.key, column.key] = str(value)
        self.dataChanged.emit(index, index)
        self.edited.emit(row.key, column.key, str(value))
        return True


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class _Cell(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        look = cast(Any, option)
        look.rect = look.rect.adjusted(8, 0, -8, 0)
        look.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = cast(Any, option)
        place, state = QRect(look.rect), look.state
        model = index.model()
        if isinstance(model, GridModel) and model.problem(index):
            painter.fillRect(place, colour("danger_soft"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("accent_soft"))
        if isinstance(model, GridModel):
            self._write(painter, place, model, index)
        else:
            super().paint(painter, option, index)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, QRectF(place), 4)

    def _write(self, painter: QPainter, place: QRect, model: GridModel, index: _Index) -> None:
        """Write a cell's words; Qt would ask Python for each of a dozen roles, for every cell after every change."""
        words = str(model.data(index, Qt.ItemDataRole.DisplayRole))
        if not words:
            return
        room = place.adjusted(_PAD, 1, -_PAD, 1)
        painter.setFont(cast(QFont, model.data(index, Qt.ItemDataRole.FontRole)))
        painter.setPen(cast(QColor, model.data(index, Qt.ItemDataRole.ForegroundRole) or colour("text")))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _alignment(model.columns[index.column()]), own_way(painter, shown))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(index.data(Qt.ItemDataRole.FontRole))
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        editor.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
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
        self.setItemDelegate(_Cell(self))
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
        self.clicked.connect(self._ask_about)
        self.activated.connect(self._ask_about)
        self.grid.modelReset.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show the rows of a refresh."""
        self.grid.set_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a block of cells from a spreadsheet, where the current cell can be edited."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste) and self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            rows = [tuple(line.split("\t")) for line in QGuiApplication.clipboard().text().rstrip().splitlines()]
            if rows:
                self.pasted.emit(self.grid.rows[index.row()].key, self.grid.columns[index.column()].key, tuple(rows))
        else:
            super().keyPressEvent(event)

    def _ask_about(self, index: _Index) -> None:
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
