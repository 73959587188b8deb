"""A table out of a file: its head and its rows, within bounds that no honest export comes near."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.strict_yaml.limits import CONTROL, TEXT_MAXIMUM

FILE_MAXIMUM = 50_000_000
"""Bytes of a file."""
ROWS_MAXIMUM = 50_000
COLUMNS_MAXIMUM = 500

Cell = str | Decimal | datetime.date
"""A text is still to be read by someone's notation; figures and days of a workbook mean one thing only."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """``numbers`` are the lines of the file that the rows begin on; ``told`` says how the file was read."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    told: str


def table_of(lines: Sequence[tuple[int, Sequence[Cell]]], name: str, told: str) -> Table:
    """Make a table of numbered lines, of which the first that holds anything is the head; empty rows are left out.

    Raises:
        InputError: there is no row beside the head, or more than a table may have.
    """
    filled = [(number, cells) for number, cells in lines if any(cell != "" for cell in cells)]
    if len(filled) < 2:
        raise InputError(f"{name}: there is no row under the names of the columns; is this the right file?")
    if len(filled) > ROWS_MAXIMUM + 1:
        raise InputError(f"{name}: there are more than {ROWS_MAXIMUM:,} rows; split the file into smaller ones")
    head = tuple(str(cell).strip() for cell in filled[0][1])
    width = max((place + 1 for place, title in enumerate(head) if title), default=0)
    if width == 0 or width > COLUMNS_MAXIMUM:
        raise InputError(f"{name}: a table has 1 to {COLUMNS_MAXIMUM} named columns, this one has {width:,}")
    rows = tuple(_row(cells, width, number, name) for number, cells in filled[1:])
    return Table(head=head[:width], rows=rows, numbers=tuple(number for number, _ in filled[1:]), told=told)


def _row(cells: Sequence[Cell], width: int, number: int, name: str) -> tuple[Cell, ...]:
    kept = tuple(_cell(cell, number, name) for cell in cells[:width])
    return (*kept, *[""] * (width - len(kept)))


def _cell(cell: Cell, number: int, name: str) -> Cell:
    if not isinstance(cell, str):
        return cell
    if len(cell) > TEXT_MAXIMUM:
        raise InputError(f"{name}, line {number}: a text is longer than {TEXT_MAXIMUM:,} letters; is this a table?")
    return CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()
