"""A table out of a workbook's first sheet with rows, after a look at how it is packed."""

import datetime
import io
import math
import zipfile
import zlib
from decimal import Decimal
from typing import Any

from omnidesk.domain.errors import InputError
from omnidesk.operations.importing.table import COLUMNS_MAXIMUM, ROWS_MAXIMUM, Cell, Table, table_of

UNPACKED_MAXIMUM = 150_000_000
"""Bytes of all parts together."""
RATIO_MAXIMUM = 200
"""Times that a part may grow; rows of the same cells grow some 40 times."""
PARTS_MAXIMUM = 2_000
PROLOGUE = 4_096
"""Bytes in which an XML part would declare its own entities."""
BLANK_MAXIMUM = 10_000
"""Empty rows in a run after which a sheet has ended, whatever size it states."""


def xlsx_table(content: bytes, name: str) -> Table:
    """Read a workbook; formulas count as the values that were last calculated.

    Raises:
        InputError: it is no workbook, or packed or built as no program packs one.
    """
    check_packing(content, name)
    try:
        sheet, lines = _lines(content)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads it into
        reason = type(error).__name__
        raise InputError(f"{name}: the workbook is damaged ({reason}); save it anew and try again") from None
    return table_of(lines, name, f"Excel, {sheet}")


def check_packing(content: bytes, name: str) -> None:
    """Refuse what would unpack to far more than it is, or whose XML brings entities of its own.

    Raises:
        InputError: it is so, or no archive at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as stream:
                        _check_prologue(stream.read(PROLOGUE), name)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"{name}: this is no workbook that can be opened ({error}); save it anew") from None


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise InputError(f"{name}: this archive is no Excel workbook; save the table as .xlsx or .csv")
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 1_000_000 and part.file_size > RATIO_MAXIMUM * max(1, part.compress_size) for part in parts
    )
    if swollen or total > UNPACKED_MAXIMUM or len(parts) > PARTS_MAXIMUM:
        raise InputError(f"{name}: the workbook unpacks to {total:,} bytes; no table needs that, so it stays closed")


def _check_prologue(start: bytes, name: str) -> None:
    plain = start.replace(b"\0", b"").upper()  # UTF-16 hides nothing so
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError(f"{name}: the workbook declares entities of its own, as no program does; it stays closed")


def _lines(content: bytes) -> tuple[str, list[tuple[int, list[Cell]]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            lines = _sheet_lines(sheet)
            if len(lines) > 1:
                return str(sheet.title), lines
        return "no rows", []
    finally:
        book.close()


def _sheet_lines(sheet: Any) -> list[tuple[int, list[Cell]]]:  # noqa: ANN401 - openpyxl's read-only sheet has no stub
    """The rows that hold something, by their number; what a sheet states of its size is never believed."""
    sheet.reset_dimensions()
    lines: list[tuple[int, list[Cell]]] = []
    blank = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values[: COLUMNS_MAXIMUM + 1]]
        if any(cell != "" for cell in cells):
            lines.append((number, cells))
            blank = 0
        else:
            blank += 1
        if blank > BLANK_MAXIMUM or len(lines) > ROWS_MAXIMUM + 1:
            break
    return lines


def _cell(value: object) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(repr(value))
    if isinstance(value, datetime.date):
        return value.date() if isinstance(value, datetime.datetime) else value
    return "" if value is None else str(value)
