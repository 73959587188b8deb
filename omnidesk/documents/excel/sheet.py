"""Cells of a workbook: text that never runs, inputs, formulas and how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

from omnidesk.documents.style import Style
from omnidesk.documents.text import clean
from omnidesk.domain.money import MINOR_DIGITS

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["text", "amount", "percent", "rate", "count", "date", "head", "head_right", "total", "note"]

LONGEST = 32_000
"""Characters that a cell holds."""
_DATES = {"de": "dd.mm.yyyy", "fr": "dd/mm/yyyy", "ja": "yyyy/mm/dd"}


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in characters and what it holds."""

    head: str
    width: float
    kind: Kind = "text"


@dataclass(frozen=True)
class Look:
    """How the cells of one workbook look: the company's accent, the currency's digits, the language's dates."""

    style: Style
    currency: str
    language: str

    def format(self, kind: Kind) -> str:
        """The number format of a kind of cell."""
        digits = MINOR_DIGITS.get(self.currency, 2)
        figures = f"#,##0.{'0' * digits}" if digits else "#,##0"
        formats: dict[Kind, str] = {
            "amount": figures,
            "total": figures,
            "percent": "0.00##%",
            "rate": "#,##0.00##########",
            "count": "#,##0",
            "date": _DATES.get(self.language[:2], "d mmm yyyy"),
        }
        return formats.get(kind, "@")


def put(
    sheet: "Worksheet", place: tuple[int, int], value: object, kind: Kind, look: Look, *, given: bool = False
) -> str:
    """Write a cell and return its name (``B7``); a text that begins with = is a formula only if it is ours.

    ``given`` marks an input, which may be changed.
    """
    cell = cast("Cell", sheet.cell(*place))
    if isinstance(value, str) and kind in ("text", "head", "head_right", "note"):
        write_text(cell, value)
    else:
        cell.value = float(value) if isinstance(value, Decimal) else value  # pyright: ignore[reportAttributeAccessIssue] - what the caller gives is a cell's value
        cell.number_format = look.format(kind)
    _dress(cell, kind, look, given=given)
    return cell.coordinate


def write_text(cell: "Cell", text: str) -> None:
    """Write people's text as text, whatever it begins with, also once somebody edits the cell."""
    words = clean(text)[:LONGEST]
    cell.value = words
    cell.data_type = "s"
    cell.quotePrefix = bool(words) and not words[0].isalnum()


def _dress(cell: "Cell", kind: Kind, look: Look, *, given: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    colour = {name: look.style.colour(name).removeprefix("#") for name in ("accent", "tint", "muted", "rule", "ink")}
    line = Side("thin", colour["rule"])
    cell.font = Font("Calibri", 11, color=colour["accent" if given else "ink"])
    if kind in ("head", "head_right"):
        cell.font = Font("Calibri", 11, bold=True, color=colour["accent"])
        cell.border = Border(bottom=Side("medium", colour["accent"]))
        side = "right" if kind == "head_right" else "general"
        cell.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True)
    elif kind == "total":
        cell.font = Font("Calibri", 11, bold=True, color=colour["ink"])
        cell.border = Border(top=line)
        cell.fill = PatternFill("solid", colour["tint"])
    elif kind == "note":
        cell.font = Font("Calibri", 10, italic=True, color=colour["muted"])
    if given:
        cell.fill = PatternFill("solid", colour["tint"])
    if kind == "date":
        cell.alignment = Alignment(horizontal="left")


def head(sheet: "Worksheet", columns: Sequence[Column], look: Look, row: int = 1) -> None:
    """Write the heads of a table, which stay on the screen and on every printed page, and set its widths."""
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, start=1):
        figures = column.kind in ("amount", "percent", "rate", "count")
        put(sheet, (row, place), column.head, "head_right" if figures else "head", look)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"B{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def row(sheet: "Worksheet", number: int, values: Sequence[object], columns: Sequence[Column], look: Look) -> None:
    """Write one row of a table; None leaves a cell empty."""
    for place, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
        if value is not None:
            put(sheet, (number, place), value, column.kind, look)


def set_up(sheet: "Worksheet", look: Look, foot: str, *, wide: bool = False) -> None:
    """Set paper, foot and colour of a sheet."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_properties.tabColor = look.style.accent.removeprefix("#")
    below = sheet.oddFooter
    if below is not None:
        below.left.text, below.right.text = clean(foot).replace("&", "&&")[:120], "&P / &N"
    sheet.sheet_view.showGridLines = False


def reference(sheet: "Worksheet", cell: str) -> str:
    """The absolute reference of a cell from any sheet."""
    letters = cell.rstrip("0123456789")
    title = sheet.title.replace("'", "''")
    return f"'{title}'!${letters}${cell.removeprefix(letters)}"


def span(sheet: "Worksheet", letter: str, first: int, last: int) -> str:
    """The absolute reference of a part of a column."""
    return f"{reference(sheet, f'{letter}{first}')}:${letter}${last}"
