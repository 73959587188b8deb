"""The tables of the tier step: which needs each tier meets, and all that each includes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.tier_card import MarkedLine
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.tier import ComparisonRow, Feature, NeedRow

FIRST, OTHER = 5, 3
"""How the width is shared between the names of needs and each tier."""


class NeedsTable(QWidget):
    """A row for each need, a column for each tier, a mark where the tier meets the need."""

    def __init__(self, tiers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiers, self._rows = tuple(tiers), ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._table = QWidget()
        self._column.addWidget(self._table)

    def set_rows(self, rows: tuple[NeedRow, ...]) -> None:
        """Show the needs; built again only where an answer has changed."""
        if rows == self._rows:
            return
        self._rows: tuple[NeedRow, ...] = rows
        self._column.removeWidget(self._table)
        self._table.hide()
        self._table.deleteLater()
        self._table = self._built(rows)
        self._column.addWidget(self._table)

    def _built(self, rows: tuple[NeedRow, ...]) -> QWidget:
        table = QWidget()
        grid = _grid(table, len(self._tiers))
        for place, name in enumerate(self._tiers, start=1):
            grid.addWidget(Text(name, "label", "muted"), 0, place, Qt.AlignmentFlag.AlignHCenter)
        for line, row in enumerate(rows, start=1):
            grid.addWidget(Rule(), 2 * line - 1, 0, 1, len(self._tiers) + 1)
            grid.addWidget(Text(row.name, "small", wrap=True), 2 * line, 0)
            for place, met in enumerate(row.met, start=1):
                mark = Icon("check-bold" if met else "minus", "success" if met else "danger", 16)
                told = _("{tier} meets it") if met else _("{tier} does not meet it")
                mark.setAccessibleName(told.format(tier=self._tiers[place - 1]))
                grid.addWidget(mark, 2 * line, place, Qt.AlignmentFlag.AlignHCenter)
        return table


class Comparison(QWidget):
    """All that each tier includes, subject by subject."""

    def __init__(self, tiers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[tuple[_Features, ...]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(_line([Text(name, "heading") for name in tiers]))

    def add_row(self, row: ComparisonRow) -> None:
        """Add a subject."""
        cells = tuple(_Features() for _cell in row.cells)
        self._cells.append(cells)
        for cell, features in zip(cells, row.cells, strict=True):
            cell.set_features(features)
        self._column.addSpacing(6)
        self._column.addWidget(Text(row.name, "overline", "muted"))
        self._column.addWidget(Rule())
        self._column.addWidget(_line(cells))

    def set_rows(self, rows: Sequence[ComparisonRow]) -> None:
        """Show the rows; prices follow the currency."""
        for cells, row in zip(self._cells, rows, strict=True):
            for cell, features in zip(cells, row.cells, strict=True):
                cell.set_features(features)


class _Features(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Feature, ...] = ()
        self._lines: list[MarkedLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addStretch(1)

    def set_features(self, features: tuple[Feature, ...]) -> None:
        if features == self._shown:
            return
        self._shown = features
        while len(self._lines) < max(len(features), 1):
            self._lines.append(MarkedLine())
            self._column.insertWidget(len(self._lines) - 1, self._lines[-1])
        if not features:
            self._lines[0].show_line(_("Not included"), good=False)
        for line, feature in zip(self._lines, features, strict=False):
            told = f"{feature.text} ({feature.remark})" if feature.remark else feature.text
            line.show_line(told, good=feature.availability != "limited", marked=feature.availability != "stated")
        for spare in self._lines[max(len(features), 1) :]:
            spare.hide()


def _line(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, 0, place)
        grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(place, 100)
    return holder


def _grid(holder: QWidget, tiers: int) -> QGridLayout:
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, FIRST)
    for place in range(1, tiers + 1):
        grid.setColumnStretch(place, OTHER)
    return grid
