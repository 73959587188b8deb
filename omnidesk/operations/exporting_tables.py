"""Files for other programs: JSON Lines with every word, CSV and Excel with what lists show.

No text of a table can act as a formula in a spreadsheet. All of it is work for the worker, where there is one.
"""

import csv
import datetime
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from omnidesk.deal_file import decode_deal, encode_deal
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import MINOR_DIGITS
from omnidesk.operations.plan_files import harmless
from omnidesk.operations.proven import proven
from omnidesk.operations.worker import in_worker
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store.deals import DealRow, StoredDeal

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Font
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TableFormat = Literal["jsonl", "csv", "xlsx"]
FORMATS: tuple[TableFormat, ...] = ("jsonl", "csv", "xlsx")

Value = str | int | Decimal | datetime.date | None
Cells = tuple[Value, ...]

DEAL_HEAD = (
    *("Deal id", "Number", "Title", "Client", "Country", "Contact", "Contact's email", "Stage", "Tier", "Currency"),
    *("Committed total", "Estimated total", "Starts on", "Term in months", "Offer holds until", "Created", "Changed"),
    "Archived",
)
CLIENT_HEAD = (
    *("Client id", "Client", "Web address", "Industry", "People", "Country", "Region", "Language", "Address"),
    *("Contact", "Contact's position", "Contact's email", "Phone", "Notes"),
)
TOLD_EVERY = 500
"""Rows of a file after which it is told how far it is."""
WIDTH = 22
"""Letters that a column of the workbook shows."""
CELL_MAXIMUM = 32_767
"""Letters that a cell of a workbook can hold."""


class Exported(msgspec.Struct, frozen=True):
    """The content of a file, and how many deals or clients are in it."""

    content: bytes
    count: int


@in_worker
def deal_lines(stored: Sequence[StoredDeal]) -> tuple[str, ...]:
    """Write deals as lines of JSON, every word of them.

    Raises:
        DamagedError: a deal is not what was saved.
    """
    return tuple(_deal_line(each.row, deal_in(each)) for each in stored)


@in_worker
def deal_cells(stored: Sequence[StoredDeal]) -> tuple[Cells, ...]:
    """Write deals as rows of a table. Raises as :func:`deal_lines`."""
    return tuple(_deal_cells(each.row, deal_in(each)) for each in stored)


@in_worker
def table_of(
    kind: TableFormat, name: str, head: Sequence[str], rows: Sequence[Cells], *, progress: Progress | None = None
) -> Exported:
    """Write a table of rows; ``progress`` counts the rows that are written."""
    told = progress or tell_nobody
    return _workbook(name, head, rows, told) if kind == "xlsx" else _delimited(head, rows, told)


def deal_in(stored: StoredDeal) -> Deal:
    """The deal of a stored text. Raises as :func:`deal_lines`."""
    return proven(decode_deal(stored.body, f"the stored deal “{stored.row.title}”"))


def client_line(client_id: str, entry: ClientEntry) -> str:
    """A client as a line of JSON."""
    return json.dumps({"id": client_id, **msgspec.to_builtins(entry)}, ensure_ascii=False)


def client_cells(client_id: str, entry: ClientEntry) -> Cells:
    """A client as a row of a table."""
    contact = entry.contact
    return (
        *(client_id, entry.name, entry.domain, entry.industry, entry.size, entry.country, entry.region, entry.language),
        *("\n".join(entry.address), contact.name, contact.title, contact.email, entry.phone, entry.notes),
    )


def lines_of(lines: Sequence[str]) -> Exported:
    """A file of lines."""
    return Exported("".join(f"{line}\n" for line in lines).encode(), len(lines))


def _deal_line(row: DealRow, deal: Deal) -> str:
    shown = {name: value for name, value in msgspec.to_builtins(row).items() if not name.endswith("_minor")}
    amounts = {
        f"{name}_total": _text(_amount(getattr(row, f"{name}_minor"), row.currency))
        for name in ("committed", "estimated")
    }
    return json.dumps({**shown, **amounts, "deal": json.loads(encode_deal(deal))}, ensure_ascii=False)


def _deal_cells(row: DealRow, deal: Deal) -> Cells:
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


def _amount(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-MINOR_DIGITS.get(currency, 2))


def _text(value: Value) -> str | None:
    return None if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _delimited(head: Sequence[str], rows: Sequence[Cells], told: Progress) -> Exported:
    """UTF-8 with a mark that spreadsheets know it by."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    for place, row in enumerate(rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else _text(cell) or "" for cell in row])
        _tell(told, place, len(rows))
    return Exported(text.getvalue().encode("utf-8-sig"), len(rows))


def _workbook(name: str, head: Sequence[str], rows: Sequence[Cells], told: Progress) -> Exported:
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
    try:
        for place, row in enumerate(rows):
            sheet.append([_cell(sheet, value) for value in row])
            _tell(told, place, len(rows))
    except BaseException:
        sheet.close()  # whoever stops the work leaves no half-written sheet to be complained of
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
    written = io.BytesIO()
    book.save(written)
    return Exported(written.getvalue(), len(rows))


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


def _tell(told: Progress, place: int, rows: int) -> None:
    if place % TOLD_EVERY == 0:
        told(place / rows, "writing the file")
