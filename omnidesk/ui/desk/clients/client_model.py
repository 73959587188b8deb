"""The address book as Qt reads it: pages of clients come from the store when they are looked at."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from omnidesk.store.clients import ClientPage, ClientRow
from omnidesk.ui.background import Background

PAGE = 100
"""Clients that are read at once."""

Fetch = Callable[[str, int], ClientPage]
"""Reads the clients that a search finds, from a place in the list on; called off the window's thread."""
_Index = QModelIndex | QPersistentModelIndex


class ClientModel(QAbstractListModel):
    """Clients of the search of the moment. ``loaded`` tells how many there are once the first page is there."""

    loaded = Signal(int)
    failed = Signal(Exception)

    def __init__(self, fetch: Fetch, background: Background) -> None:
        super().__init__()
        self._fetch, self._background = fetch, background
        self.text = ""
        self._turn, self._total = 0, 0
        self._reading = False
        self._pages: dict[int, tuple[ClientRow, ...]] = {}
        self._asked: set[int] = set()

    def show_text(self, text: str) -> None:
        """Show what a search finds; the list on screen stays until that has arrived."""
        self.text = text
        self._turn += 1
        if not self._reading:
            self._begin()

    def reload(self) -> None:
        """Read the list again."""
        self.show_text(self.text)

    def client(self, row: int) -> ClientRow | None:
        """Return the client of a row; None while its page is on its way."""
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked and row >= 0:
                self._ask(page)
            return None
        return rows[place] if place < len(rows) else None

    def row_of(self, client_id: str) -> int:
        """Return the row of a client on a page that is there, -1 where it is on none."""
        return next(
            (
                page * PAGE + place
                for page, rows in self._pages.items()
                for place, row in enumerate(rows)
                if row.id == client_id
            ),
            -1,
        )

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many clients the list has."""
        return 0 if parent is not None and parent.isValid() else self._total

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a client's name."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.client(index.row())
        return "…" if row is None else row.entry.name

    def _begin(self) -> None:
        self._reading = True
        text = self.text
        self._background.run(lambda _job: self._fetch(text, 0), partial(self._take_first, self._turn), self._give_up)

    def _take_first(self, turn: int, found: object) -> None:
        self._reading = False
        if turn != self._turn:
            self._begin()
            return
        page = cast(ClientPage, found)
        self.beginResetModel()
        self._pages, self._asked, self._total = {0: page.rows}, {0}, page.total
        self.endResetModel()
        self.loaded.emit(page.total)

    def _give_up(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)

    def _ask(self, page: int) -> None:
        self._asked.add(page)
        text = self.text
        self._background.run(
            lambda _job: self._fetch(text, page * PAGE), partial(self._take, self._turn, page), self.failed.emit
        )

    def _take(self, turn: int, page: int, found: object) -> None:
        rows = cast(ClientPage, found).rows
        if turn == self._turn and rows:
            self._pages[page] = rows
            self.dataChanged.emit(self.index(page * PAGE), self.index(page * PAGE + len(rows) - 1))
