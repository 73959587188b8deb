"""Deals and clients for other programs, read from the store here and written where there is time for it."""

from collections.abc import Iterator

from omnidesk.operations.exporting_tables import (
    CLIENT_HEAD,
    DEAL_HEAD,
    Cells,
    Exported,
    Progress,
    TableFormat,
    client_cells,
    client_line,
    deal_cells,
    deal_lines,
    lines_of,
    table_of,
)
from omnidesk.store import clients
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, StoredDeal, load
from omnidesk.store.search import DealFilter, list_deals

PAGE = 200
"""Deals that are read and written at once."""
READING = 0.7
"""Share of the work that is reading deals; the rest is writing the file."""


def export_deals(store: Store, wanted: DealFilter, kind: TableFormat, *, progress: Progress | None = None) -> Exported:
    """Write the deals that a filter finds, the newest first, as they are now.

    Raises:
        DamagedError: a deal is not what was saved.
        MachineError: the store is out of reach.
    """
    if kind == "jsonl":
        return lines_of([line for page in pages_of(store, wanted, progress) for line in deal_lines(page)])
    reading = None if progress is None else _between(progress, 0, READING)
    writing = None if progress is None else _between(progress, READING, 1)
    rows = [cells for page in pages_of(store, wanted, reading) for cells in deal_cells(page)]
    return table_of(kind, "Deals", DEAL_HEAD, rows, progress=writing)


def export_clients(store: Store, text: str, kind: TableFormat, *, progress: Progress | None = None) -> Exported:
    """Write the address book, or the clients that a search finds.

    Raises:
        MachineError: the store is out of reach.
    """
    rows = clients.list_clients(store, text, limit=-1).rows
    if kind == "jsonl":
        return lines_of([client_line(row.id, row.entry) for row in rows])
    cells: list[Cells] = [client_cells(row.id, row.entry) for row in rows]
    return table_of(kind, "Clients", CLIENT_HEAD, cells, progress=progress)


def pages_of(store: Store, wanted: DealFilter, progress: Progress | None = None) -> Iterator[tuple[StoredDeal, ...]]:
    """Give every deal that a filter finds with its text, the newest first, so many at once.

    What is saved meanwhile may be there in either state, never in half of one.

    Raises:
        DamagedError: a deal is not what was saved.
        MachineError: the store is out of reach.
    """
    rows = tuple(_rows(store, wanted))
    for start in range(0, len(rows), PAGE):
        if progress is not None:
            progress(start / len(rows), f"{start:,} of {len(rows):,} deals")
        yield tuple(load(store, row.id) for row in rows[start : start + PAGE])


def _rows(store: Store, wanted: DealFilter) -> Iterator[DealRow]:
    offset = 0
    while True:
        page = list_deals(store, wanted, sort="created", limit=PAGE, offset=offset)
        yield from page.rows
        offset += PAGE
        if len(page.rows) < PAGE:
            return


def _between(progress: Progress, first: float, last: float) -> Progress:
    """Tell of a part of the work as a share of the whole."""
    return lambda share, words: progress(first + (last - first) * share, words)
