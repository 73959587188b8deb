"""One way to set a table: hairlines, right-aligned figures in columns, a repeated head, a tinted total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportlab.platypus import Flowable

from omnidesk.documents.fonts import figures, measure
from omnidesk.documents.paragraph import TaggedParagraph
from omnidesk.documents.style import Role, Style
from omnidesk.documents.tagged import Node, TaggedCanvas, canvas_of
from omnidesk.documents.text import Typesetter

GUTTER = 6.0
"""Space between a column's text and the next column."""
INSET = 2.0
"""Space before the first column's text."""
ABOVE, BELOW = 3.2, 3.8
ROOM = 0.01
WHOLE = 250.0
"""Up to this height a table is not split between pages."""
FEWEST = 3
"""Rows that begin a page when a table goes on there."""

Kind = Literal["line", "subtotal", "total", "note", "head"]


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


class HeadedTable(NamedTuple):
    """A table in words, for PDF and Word alike: its heading, its columns and its rows."""

    heading: str
    columns: tuple[Column, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Cell:
    """A cell ready to draw: one line in a face at its place, or paragraphs where text takes several lines."""

    line: str
    face: str
    role: Role
    left: float
    width: float
    flush: bool
    paragraphs: tuple[TaggedParagraph, ...] = ()


@dataclass(frozen=True)
class SetRow:
    """A row ready to draw, with its height in points."""

    cells: tuple[Cell, ...]
    kind: Kind
    height: float


@dataclass
class Placed:
    """What the parts of one table on several pages share: the table's structure element."""

    node: Node | None = None
    headed: bool = field(default=False)


def table(setter: Typesetter, columns: Sequence[Column], rows: Sequence[Row]) -> "TableFlow":
    """Return a table as wide as the text column, tagged, splitting over pages with its head.

    Raises:
        ValueError: the columns do not fit into the width, a row has another number of cells than there are columns, or
            an amount is wider than its column; a figure that is cut or overlaps is worse than no document.
    """
    widths = column_widths(columns, setter.style.column)
    head = _set_row(setter, tuple(column.head for column in columns), "head", columns, widths)
    body = [_set_row(setter, row.cells, row.kind, columns, widths) for row in rows]
    return TableFlow(head, body, sum(widths), setter.style, Placed())


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Return each column's width in points; together they are exactly ``width``.

    Raises:
        ValueError: the fixed columns leave too little for the others, or are wider than the table.
    """
    fixed = sum(column.points or 0.0 for column in columns)
    shares = sum(column.share for column in columns if column.points is None)
    least = 18.0 * sum(column.points is None for column in columns)
    if fixed + least > width + ROOM:
        raise ValueError(f"columns of {fixed + least:.0f} points do not fit into {width:.0f}")
    return [column.share / shares * (width - fixed) if column.points is None else column.points for column in columns]


class TableFlow(Flowable):
    """A table in the flow of the page: a head that is repeated, rows that break between or, if long, inside."""

    def __init__(self, head: SetRow, rows: Sequence[SetRow], width: float, style: Style, placed: Placed) -> None:
        super().__init__()
        self._head, self._rows, self._style, self._placed = head, rows, style, placed
        self.width = width
        self.height = head.height + sum(row.height for row in rows)
        self.spaceBefore, self.spaceAfter = style.gap, 2.5 * style.gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the table's size."""
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002 - reportlab's signature
        """Split between rows so that totals and notes keep the line before them and no few rows begin a page.

        A short table goes to the next page whole; a row longer than half a page splits inside.
        """
        if self.height <= WHOLE and self._rows and not self._placed.headed:
            return []
        room = aH - self._head.height
        count, used = 0, 0.0
        while count < len(self._rows) and used + self._rows[count].height <= room + ROOM:
            used += self._rows[count].height
            count += 1
        if count == len(self._rows):
            return [self]
        top, rest = list(self._rows[:count]), list(self._rows[count:])
        if rest[0].height > self._style.page[1] / 2:
            first, second = _split_row(rest[0], room - used)
            top, rest = ([*top, first], [second, *rest[1:]]) if first else (top, rest)
        else:
            while top and (rest[0].kind in ("subtotal", "total", "note") or (len(rest) < FEWEST < len(top))):
                rest.insert(0, top.pop())
        if not top:
            return []
        return [TableFlow(self._head, part, self.width, self._style, self._placed) for part in (top, rest)]

    def draw(self) -> None:
        """Draw grounds and rules as decoration, then row by row the cells."""
        canvas, placed = canvas_of(self), self._placed
        placed.node = placed.node or canvas.structure.place("Table")
        with canvas.artifact():
            self._draw_rules(canvas)
        top = self.height
        for row in (self._head, *self._rows):
            if row.kind == "head" and placed.headed:
                with canvas.artifact():
                    _draw_row(canvas, row, top, self._style, None)
            else:
                _draw_row(canvas, row, top, self._style, placed.node.add("TR"))
            top -= row.height
        placed.headed = True

    def _draw_rules(self, canvas: TaggedCanvas) -> None:
        style, top = self._style, self.height
        for row in (self._head, *self._rows):
            if row.kind == "total":
                canvas.setFillColor(style.paint("tint"))
                canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            top -= row.height
        top = self.height
        for row in (self._head, *self._rows):
            colour, thick = _rule(row.kind)
            canvas.setStrokeColor(style.paint(colour))
            canvas.setLineWidth(thick)
            if row.kind == "total":
                canvas.line(0, top, self.width, top)
            top -= row.height
            canvas.line(0, top, self.width, top)


def _rule(kind: Kind) -> tuple[str, float]:
    """Return the colour token and thickness of the rule below a row."""
    if kind == "head":
        return "ink", 0.7
    return ("accent", 0.7) if kind == "total" else ("rule", 0.4)


def _draw_row(canvas: TaggedCanvas, row: SetRow, top: float, style: Style, node: Node | None) -> None:
    """Draw a row's cells; without a node (a repeated head) nothing is tagged."""
    for cell in row.cells:
        role = style.role(cell.role)
        if node is None:
            _draw_cell(canvas, cell, row, top, role.fontSize, style)
            continue
        with canvas.marked(node.add("TH" if row.kind == "head" else "TD")):
            _draw_cell(canvas, cell, row, top, role.fontSize, style)


def _draw_cell(canvas: TaggedCanvas, cell: Cell, row: SetRow, top: float, size: float, style: Style) -> None:
    y = top - ABOVE
    if cell.paragraphs:
        for paragraph in cell.paragraphs:
            y -= paragraph.height
            paragraph.drawOn(canvas, cell.left, y)
        return
    if not cell.line:
        return
    muted = row.kind in ("head", "note")
    canvas.setFillColor(style.paint("muted" if muted else "ink"))
    base = top - row.height + BELOW + 2 if row.kind == "head" else y - size
    if cell.flush:
        canvas.write(cell.left + cell.width, base, cell.line, cell.face, size, "end")
    else:
        canvas.write(cell.left, base, cell.line, cell.face, size)


def _set_row(
    setter: Typesetter, cells: tuple[str, ...], kind: Kind, columns: Sequence[Column], widths: Sequence[float]
) -> SetRow:
    """Set every cell and find the row's height."""
    if len(cells) != len(columns):
        raise ValueError(f"a row of {len(cells)} cells in a table of {len(columns)} columns: {cells!r}")
    left = 0.0
    made: list[Cell] = []
    for index, (text, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        inset, gutter = (INSET if index == 0 else 0.0), (INSET if index + 1 == len(columns) else GUTTER)
        made.append(_cell(setter, text, kind, column, (left + inset, width - inset - gutter)))
        left += width
    leading = setter.style.role("head" if kind == "head" else "cell").leading
    heights = [sum(paragraph.height for paragraph in cell.paragraphs) for cell in made]
    return SetRow(tuple(made), kind, max(leading, *heights) + ABOVE + BELOW)


def _cell(setter: Typesetter, text: str, kind: Kind, column: Column, place: tuple[float, float]) -> Cell:
    """Set a cell on one line where it fits, otherwise as paragraphs; figures must fit."""
    strong = column.strong or kind in ("total", "subtotal")
    role: Role = "head" if kind == "head" else "cell_strong" if strong else "cell"
    style = setter.style.role(role)
    flush = column.figures
    face = figures(style.fontName) if flush and kind != "head" else style.fontName
    left, width = place
    if flush or "\n" not in text:
        line = setter.line(text, face)
        if measure(line, style.fontSize, face) <= width + ROOM:
            return Cell(line, face, role, left, width, flush)
        if flush and kind != "head":
            raise ValueError(f"{line!r} is wider than its column {column.head!r} of {width:.0f} points")
    paragraphs = setter.prose(text, role)
    for paragraph in paragraphs:
        paragraph.wrap(width, 0)
    return Cell("", face, role, left, width, flush, tuple(paragraphs))


def _split_row(row: SetRow, room: float) -> tuple[SetRow | None, SetRow]:
    """Split a long row's paragraphs at ``room`` points; no first part if not even three lines of it fit."""
    if room < 48:
        return None, row
    parts = [_split_cell(cell, room - ABOVE - BELOW) for cell in row.cells]
    first, second = (tuple(cells) for cells in zip(*parts, strict=True))
    heights = [sum(paragraph.height for paragraph in cell.paragraphs) + ABOVE + BELOW for cell in second]
    return SetRow(first, row.kind, room), SetRow(second, row.kind, max(18.2, *heights))


def _split_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    """Split a cell: what fits, and the rest (nothing for a cell of one line)."""
    rest = list(cell.paragraphs)
    fitting: list[TaggedParagraph] = []
    while rest and rest[0].height <= room:
        room -= rest[0].height
        fitting.append(rest.pop(0))
    if rest:
        parts = rest[0].split(cell.width, room)
        if len(parts) == 2:
            head, tail = (part for part in parts if isinstance(part, TaggedParagraph))
            for part in (head, tail):
                part.wrap(cell.width, 0)
            fitting.append(head)
            rest[0] = tail
    first = Cell(cell.line, cell.face, cell.role, cell.left, cell.width, cell.flush, tuple(fitting))
    return first, Cell("", cell.face, cell.role, cell.left, cell.width, cell.flush, tuple(rest))
