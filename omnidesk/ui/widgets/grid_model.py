"""What a table of texts holds: its columns, its rows, and the model that shows them to Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.tokens import TypeRole
from omnidesk.ui.widgets.control import no_trouble

Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
_PROBLEM_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN = _CLOSED | Qt.ItemFlag.ItemIsEditable


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
                first, last = _changed(old, new)
                self.dataChanged.emit(self.index(place, first), self.index(place, last))

    def _forget_typed(self, fresh: tuple[GridRow, ...]) -> None:
        """Drop text that is not valid once its row is gone or its cell has a new value."""
        before = {row.key: row.cells for row in self.rows}
        after = {row.key: row.cells for row in fresh}
        keys = [column.key for column in self.columns]
        for row, column in tuple(self._typed):
            place = keys.index(column)
            if row not in after or after[row][place] != before[row][place]:
                del self._typed[row, column]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | QFont | QColor | None:
        """Return text, alignment, face, colour or problem of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in _TEXT_ROLES:
            return str(self.words(row, column, index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.figures)
        if role == Qt.ItemDataRole.FontRole:
            return font(role_of(row), tabular=column.figures)
        if role == Qt.ItemDataRole.ForegroundRole and column.key in row.quiet and not self.problem(index):
            return colour("muted")
        return self._problem_data(self.problem(index), role)

    def words(self, row: GridRow, column: Column, place: int) -> str:
        """Return the text of a cell: as typed where that is no value yet, else what the refresh brought."""
        typed = self._typed.get((row.key, column.key)) if self._typed else None
        return row.cells[place] if typed is None else typed

    def problem(self, index: Index) -> str:
        """Return what is wrong in a cell: first with the text as typed, then what the refresh brought."""
        return self.trouble(self.rows[index.row()], self.columns[index.column()])

    def trouble(self, row: GridRow, column: Column) -> str:
        """Return the same of the cell where a row and a column meet."""
        typed = self._typed.get((row.key, column.key)) if self._typed else None
        return (column.check(typed) if typed else "") or row.problems.get(column.key, "")

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
                return alignment(column.figures)
            case Qt.ItemDataRole.FontRole:
                return font("caption")
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let editable columns be edited, except in totals."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self.columns[index.column()].editable and not self.rows[index.row()].strong
        return _OPEN if editable else _CLOSED

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
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


def alignment(figures: bool) -> int:
    """Return how words or figures stand in their cell, as flags."""
    return _RIGHT if figures else _LEFT


def role_of(row: GridRow) -> TypeRole:
    """Return the role of a row's words."""
    return "strong" if row.strong else "body"


def _changed(old: GridRow, new: GridRow) -> tuple[int, int]:
    """Return the first and the last cell that look different; all where more than words has changed."""
    if (old.strong, old.quiet, old.problems) != (new.strong, new.quiet, new.problems):
        return 0, len(new.cells) - 1
    others = [place for place, (was, now) in enumerate(zip(old.cells, new.cells, strict=True)) if was != now]
    return others[0], others[-1]
