"""The list of deals as Qt reads it: pages of rows come from the store when they are looked at, never all of them."""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from omnidesk.formatting import Formatter
from omnidesk.i18n import _, marked
from omnidesk.store.deals import DealRow
from omnidesk.store.search import DealFilter, DealPage, Sort
from omnidesk.ui.background import Background
from omnidesk.ui.desk.deal_rows import DealLine, deal_line
from omnidesk.ui.desk.filter_row import ASKED

PAGE = 100
"""Rows that are read at once."""

_Index = QModelIndex | QPersistentModelIndex


class Query(msgspec.Struct, frozen=True):
    """What the list shows and in which order."""

    wanted: DealFilter = DealFilter()
    sort: Sort = "changed"
    descending: bool = True


Fetch = Callable[[Query, int], DealPage]
"""Reads the rows from a place in the list on; called off the window's thread."""

COLUMNS: tuple[tuple[str, Sort], ...] = (
    (marked("Deal"), "title"),
    (marked("Stage"), "stage"),
    (marked("Tier"), "tier"),
    (marked("Committed total"), "total"),
    (marked("Last change"), "changed"),
)


class DealModel(QAbstractTableModel):
    """Rows of the query of the moment. ``loaded`` tells how many deals there are once the first page is there."""

    loaded = Signal(int)
    failed = Signal(Exception)

    def __init__(self, fetch: Fetch, tiers: Mapping[str, str], formatter: Formatter) -> None:
        super().__init__()
        self._fetch, self._tiers, self._formatter = fetch, dict(tiers), formatter
        self._background = Background(self, threads=1)
        self._query = Query()
        self._turn = 0
        self._reading = False
        self._total = 0
        self._pages: dict[int, tuple[DealRow, ...]] = {}
        self._lines: dict[int, DealLine] = {}
        self._asked: set[int] = set()

    @property
    def query(self) -> Query:
        """What is shown."""
        return self._query

    def show_query(self, query: Query) -> None:
        """Show another list; the one on screen stays until the new one has arrived."""
        self._query = query
        self._turn += 1
        if not self._reading:
            self._begin()

    def reload(self) -> None:
        """Read the list again."""
        self.show_query(self._query)

    def finish(self) -> None:
        """Wait for everything under way; call it before the store is closed."""
        self._background.finish()

    def line(self, row: int) -> DealLine | None:
        """Return a row's deal; None while its page is on its way. Only rows that are looked at are put into words."""
        line = self._lines.get(row)
        if line is not None:
            return line
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._ask(page)
            return None
        if place >= len(rows):
            return None
        now = datetime.datetime.now().astimezone()
        line = self._lines[row] = deal_line(rows[place], self._tiers, self._formatter, now)
        return line

    def row_of(self, deal_id: str) -> int:
        """Return the row of a deal on the first page, -1 where it is not there."""
        return next((row for row, deal in enumerate(self._pages.get(0, ())) if deal.id == deal_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many deals the list has."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a cell's text."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        if line is None:
            return "…"
        return (line.title, line.stage, line.tier, line.total, line.changed)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return a column's label; the total stands over its figures."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][0])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[section][1] == "total"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _begin(self) -> None:
        """Read the first page; what is asked for meanwhile comes next, and only the newest of it."""
        self._reading = True
        query = self._query
        self._background.run(lambda _job: self._fetch(query, 0), partial(self._take_first, self._turn), self._give_up)

    def _take_first(self, turn: int, found: object) -> None:
        self._reading = False
        if turn != self._turn:
            self._begin()
            return
        arrived = cast(DealPage, found)
        self.beginResetModel()
        self._pages, self._asked, self._total = {0: arrived.rows}, {0}, arrived.total
        self._lines = {}
        self.endResetModel()
        self.loaded.emit(arrived.total)

    def _give_up(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)

    def _ask(self, page: int) -> None:
        self._asked.add(page)
        query = self._query
        self._background.run(
            lambda _job: self._fetch(query, page * PAGE), partial(self._take, self._turn, page), self.failed.emit
        )

    def _take(self, turn: int, page: int, found: object) -> None:
        rows = cast(DealPage, found).rows
        if turn == self._turn and rows:
            self._pages[page] = rows
            first = page * PAGE
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, len(COLUMNS) - 1))


def sorted_by(query: Query, column: int) -> Query:
    """The query ordered by a column: words from A on, amounts and changes from the largest; a second time reversed."""
    sort = COLUMNS[column][1]
    if sort == query.sort:
        return replace(query, descending=not query.descending)
    return replace(query, sort=sort, descending=sort in ("total", "changed"))


def filtered(query: Query, text: str, stage: str, tier: str, *, archived: bool) -> Query:
    """The query for what a person looks for, in the order of before; an empty stage or tier leaves nothing out."""
    asked, tiers = stage == ASKED, (tier,) if tier else ()
    stages = (stage,) if stage and not asked else ()
    return replace(query, wanted=DealFilter(text=text, stages=stages, tiers=tiers, archived=archived, asked=asked))
