"""One way to set a table: hairlines, right-aligned figures in columns, a repeated head, a tinted total."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, cast

from reportlab.lib.colors import HexColor
from reportlab.platypus import LongTable, Table
from reportlab.platypus.tables import TableRenderCB

from omnidesk.documents.fonts import figures, measure
from omnidesk.documents.style import Style
from omnidesk.documents.tagged import Node, TaggedParagraph, canvas_of
from omnidesk.documents.text import Typesetter

PADDING = 6.0
Cell = str | TaggedParagraph | list[TaggedParagraph]
ROOM = 0.01


@dataclass(frozen=True)
class Column:
    """A column: its head, and its width as a share of what the fixed columns leave (``points`` fixes it).

    ``figures`` right-aligns it in figures of equal width; ``strong`` sets its text in a heavier face.
    """

    head: str
    share: float = 1.0
    points: float | None = None
    figures: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Row:
    """A row of formatted cells. A ``total`` is tinted and heavy, a ``subtotal`` heavy, a ``note`` muted."""

    cells: tuple[str, ...]
    kind: Literal["line", "subtotal", "total", "note"] = "line"


def table(setter: Typesetter, columns: Sequence[Column], rows: Sequence[Row], width: float | None = None) -> Table:
    """Return a table as wide as the text column (or ``width`` points), tagged, splitting over pages with its head.

    Raises:
        ValueError: the columns do not fit into the width, a row has another number of cells than there are columns, or
            an amount is wider than its column; a figure that is cut or overlaps is worse than no document.
    """
    style = setter.style
    widths = column_widths(columns, width or style.column)
    head = [_head(setter, column, each) for column, each in zip(columns, widths, strict=True)]
    body = [_cells(setter, row, columns, widths) for row in rows]
    heights = [None, *(_height(style, cells) for cells in body)]
    kind = LongTable if len(rows) > 60 else Table
    return kind(
        [head, *body], colWidths=widths, rowHeights=heights, repeatRows=1, splitByRow=1, splitInRow=1, hAlign="LEFT",
        style=_commands(style, columns, rows), renderCB=cast("TableRenderCB", TableTags()), spaceBefore=style.gap,
        spaceAfter=2 * style.gap,
    )  # fmt: skip


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Return each column's width in points; together they are exactly ``width``.

    Raises:
        ValueError: the fixed columns leave nothing for the others, or are wider than the table.
    """
    fixed = sum(column.points or 0.0 for column in columns)
    shares = sum(column.share for column in columns if column.points is None)
    if fixed > width + ROOM or (shares and fixed > width - 24 * len(columns) / 2):
        raise ValueError(f"columns of {fixed:.0f} points do not fit into {width:.0f}")
    return [column.share / shares * (width - fixed) if column.points is None else column.points for column in columns]


def _head(setter: Typesetter, column: Column, width: float) -> Cell:
    role = setter.style.role("head")
    text = setter.line(column.head, role.fontName)
    if measure(text, role.fontSize, role.fontName) <= width - PADDING or column.figures:
        return text
    return setter.paragraph(column.head, role="head")


def _cells(setter: Typesetter, row: Row, columns: Sequence[Column], widths: Sequence[float]) -> list[Cell]:
    if len(row.cells) != len(columns):
        raise ValueError(f"a row of {len(row.cells)} cells in a table of {len(columns)} columns: {row.cells!r}")
    return [_cell(setter, *each, row.kind) for each in zip(row.cells, columns, widths, strict=True)]


def _cell(setter: Typesetter, text: str, column: Column, width: float, kind: str) -> Cell:
    """Return a cell as plain text where it fits on one line, otherwise as paragraphs; figures must fit."""
    strong = column.strong or kind in ("total", "subtotal")
    role = setter.style.role("cell_strong" if strong else "cell")
    face = figures(role.fontName) if column.figures else role.fontName
    line = setter.line(text, face) if column.figures or "\n" not in text else None
    if line is not None and measure(line, role.fontSize, face) <= width - PADDING + ROOM:
        return line
    if column.figures:
        raise ValueError(f"{line!r} is wider than its column {column.head!r} of {width:.0f} points")
    return setter.prose(text, "cell_strong" if strong else "cell") or ""


def _height(style: Style, cells: Sequence[Cell]) -> float | None:
    """Return the height of a row of plain lines, which saves measuring it; otherwise none."""
    plain = all(isinstance(cell, str) for cell in cells)
    return style.role("cell").leading + 7 if plain else None


def _commands(style: Style, columns: Sequence[Column], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    cell, head, rule = style.role("cell"), style.role("head"), HexColor(style.rule)
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), cell.fontName, cell.fontSize, cell.leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), cell.textColor),
        ("FONT", (0, 0), (-1, 0), head.fontName, head.fontSize, head.leading),
        ("TEXTCOLOR", (0, 0), (-1, 0), head.textColor),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 4), ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 3.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, HexColor(style.ink)), ("LINEBELOW", (0, 1), (-1, -1), 0.4, rule),
    ]  # fmt: skip
    for index, column in enumerate(columns):
        face = "Inter-SemiBold" if column.strong else "Inter"
        if column.figures:
            commands.append(("ALIGN", (index, 0), (index, -1), "RIGHT"))
        if column.figures or column.strong:
            commands.append(("FACE", (index, 1), (index, -1), figures(face) if column.figures else face))
    for number, row in enumerate(rows, start=1):
        commands.extend(_row_commands(style, columns, number, row))
    return commands


def _row_commands(style: Style, columns: Sequence[Column], number: int, row: Row) -> list[tuple[Any, ...]]:
    across = (0, number), (-1, number)
    if row.kind == "line":
        return []
    if row.kind == "note":
        return [("TEXTCOLOR", *across, HexColor(style.muted))]
    commands: list[tuple[Any, ...]] = [("FACE", *across, "Inter-SemiBold")]
    for index, column in enumerate(columns):
        if column.figures:
            commands.append(("FACE", (index, number), (index, number), figures("Inter-SemiBold")))
    if row.kind == "total":
        commands += [
            ("BACKGROUND", *across, HexColor(style.tint)),
            ("LINEABOVE", *across, 0.7, HexColor(style.accent)),
            ("LINEBELOW", *across, 0.7, HexColor(style.accent)),
        ]
    return commands


class TableTags:
    """Marks a table as it is drawn: rows, heads and cells as structure, grounds and rules as decoration.

    The parts of a table that is split over pages share one instance, so they become one table; the repeated head on
    later pages is decoration.
    """

    def __init__(self) -> None:
        self._table: Node | None = None
        self._row: Node | None = None
        self._open: AbstractContextManager[None] | None = None

    def __call__(self, part: Table, event: str, *where: int) -> None:
        """Follow reportlab's drawing events."""
        canvas = canvas_of(part)
        if event == "startTable" and self._table is None:
            self._table = canvas.structure.place("Table")
            self._row = None
        elif event == "startRow":
            repeated = where[0] < part.repeatRows and bool(self._table and self._table.kids)
            self._row = None if repeated or self._table is None else self._table.add("TR")
        elif event in ("startBG", "startLines") or (event == "startCell" and self._row is None):
            self._enter(canvas.artifact())
        elif event == "startCell" and self._row is not None:
            self._enter(canvas.marked(self._row.add("TH" if where[0] < part.repeatRows else "TD")))
        elif event in ("endBG", "endLines", "endCell"):
            self._leave()

    def _enter(self, mark: AbstractContextManager[None]) -> None:
        self._open = mark
        mark.__enter__()

    def _leave(self) -> None:
        if self._open is not None:
            self._open.__exit__(None, None, None)
