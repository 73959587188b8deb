"""Deals and clients for other programs: JSON Lines with every word, CSV and Excel with what lists show.

No text of a table can act as a formula in a spreadsheet.
"""

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from omnidesk.deal_file import encode_deal
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import MINOR_DIGITS
from omnidesk.operations.kept_deals import take
from omnidesk.operations.plan_files import harmless
from omnidesk.store import clients
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.search import DealFilter, list_deals

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Font
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TableFormat = Literal["jsonl", "csv", "xlsx"]
FORMATS: tuple[TableFormat, ...] = ("jsonl", "csv", "xlsx")

Value = str | int | Decimal | datetime.date | None
Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and of what; it may raise to stop the work."""

DEAL_HEAD = (
    *("Deal id", "Number", "Title", "Client", "Country", "Contact", "Contact's email", "Stage", "Tier", "Currency"),
    *("Committed total", "Estimated total", "Starts on", "Term in months", "Offer holds until", "Created", "Changed"),
    "Archived",
)
CLIENT_HEAD = (
    *("Client id", "Client", "Web address", "Industry", "People", "Country", "Region", "Language", "Address"),
    *("Contact", "Contact's position", "Contact's email", "Phone", "Notes"),
)
PAGE = 500
WIDTH = 22
"""Letters that a column of the workbook shows."""
CELL_MAXIMUM = 32_767
"""Letters that a cell of a workbook can hold."""


class Exported(msgspec.Struct, frozen=True):
    """The content of a file, and how many deals or clients are in it."""

    content: bytes
    count: int


def export_deals(store: Store, wanted: DealFilter, kind: TableFormat, *, progress: Progress | None = None) -> Exported:
    """Write the deals that a filter finds, the newest first, as they are now.

    Raises:
        DamagedError: a deal is not what was saved.
        MachineError: the store is out of reach.
    """
    deals = _deals(store, wanted, progress)
    if kind == "jsonl":
        return _lines(_deal_line(row, deal) for row, deal in deals)
    return _table(kind, "Deals", DEAL_HEAD, (_deal_cells(row, deal) for row, deal in deals))


def export_clients(store: Store, text: str, kind: TableFormat) -> Exported:
    """Write the address book, or the clients that a search finds.

    Raises:
        MachineError: the store is out of reach.
    """
    rows = clients.list_clients(store, text, limit=-1).rows
    if kind == "jsonl":
        return _lines(json.dumps({"id": row.id, **msgspec.to_builtins(row.entry)}, ensure_ascii=False) for row in rows)
    return _table(kind, "Clients", CLIENT_HEAD, (_client_cells(row.id, row.entry) for row in rows))


def _deals(store: Store, wanted: DealFilter, progress: Progress | None) -> Iterator[tuple[DealRow, Deal]]:
    """One page after another; what is saved meanwhile may be there in either state, never in half of one."""
    rows = rows_of(store, wanted)
    for done, row in enumerate(rows):
        kept = take(store, row.id)
        yield kept.row, kept.deal
        if progress is not None and done % 20 == 0:
            progress(done / len(rows), f"{done:,} of {len(rows):,} deals")


def rows_of(store: Store, wanted: DealFilter) -> tuple[DealRow, ...]:
    """Return every deal that a filter finds, the newest first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    return tuple(_rows(store, wanted))


def _rows(store: Store, wanted: DealFilter) -> Iterator[DealRow]:
    offset = 0
    while True:
        page = list_deals(store, wanted, sort="created", limit=PAGE, offset=offset)
        yield from page.rows
        offset += PAGE
        if len(page.rows) < PAGE:
            return


def _deal_line(row: DealRow, deal: Deal) -> str:
    shown = {name: value for name, value in msgspec.to_builtins(row).items() if not name.endswith("_minor")}
    amounts = {
        f"{name}_total": _text(_amount(getattr(row, f"{name}_minor"), row.currency))
        for name in ("committed", "estimated")
    }
    return json.dumps({**shown, **amounts, "deal": json.loads(encode_deal(deal))}, ensure_ascii=False)


def _deal_cells(row: DealRow, deal: Deal) -> tuple[Value, ...]:
    client = deal.client
    return (
        row.id,
        None if row.offer is None else f"{row.offer} v{row.offer_version}",
        row.title,
        client.name,
        client.country,
        client.contact.name,
        client.contact.email,
        row.stage,
        row.tier,
        row.currency,
        _amount(row.committed_minor, row.currency),
        _amount(row.estimated_minor, row.currency),
        deal.terms.effective_date,
        row.months,
        None if row.valid_until is None else datetime.date.fromisoformat(row.valid_until),
        datetime.date.fromisoformat(row.created_at[:10]),
        datetime.date.fromisoformat(row.changed_at[:10]),
        "yes" if row.archived else "no",
    )


def _client_cells(client_id: str, entry: ClientEntry) -> tuple[Value, ...]:
    contact = entry.contact
    return (
        *(client_id, entry.name, entry.domain, entry.industry, entry.size, entry.country, entry.region, entry.language),
        *("\n".join(entry.address), contact.name, contact.title, contact.email, entry.phone, entry.notes),
    )


def _amount(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-MINOR_DIGITS.get(currency, 2))


def _text(value: Value) -> str | None:
    return None if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _lines(lines: Iterator[str]) -> Exported:
    found = [f"{line}\n" for line in lines]
    return Exported("".join(found).encode(), len(found))


def _table(kind: TableFormat, name: str, head: Sequence[str], rows: Iterator[tuple[Value, ...]]) -> Exported:
    return _workbook(name, head, rows) if kind == "xlsx" else _delimited(head, rows)


def _delimited(head: Sequence[str], rows: Iterator[tuple[Value, ...]]) -> Exported:
    """UTF-8 with a mark that spreadsheets know it by."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else _text(cell) or "" for cell in row])
        count += 1
    return Exported(text.getvalue().encode("utf-8-sig"), count)


def _workbook(name: str, head: Sequence[str], rows: Iterator[tuple[Value, ...]]) -> Exported:
    """A sheet whose amounts are figures, whose days are days, and whose texts are texts whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.append([_cell(sheet, title, Font(bold=True)) for title in head])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{count + 1}"
    written = io.BytesIO()
    book.save(written)
    return Exported(written.getvalue(), count)


def _cell(sheet: "WriteOnlyWorksheet", value: Value, font: "Font | None" = None) -> "Cell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = harmless(ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_MAXIMUM])
        cell.data_type = "s"
    else:
        cell.value = value
    if font is not None:
        cell.font = font
    return cell
