"""Tables of a Word document: a repeated head, figures flush right, a tinted last row; all by named styles."""

from collections.abc import Sequence

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.text import clean
from omnidesk.documents.word.elements import made, paragraph, run
from omnidesk.documents.word.tree import Element

WIDTH = 9412
"""Width of the text column, in twentieths of a point."""
FIGURES = 1500
"""Width of a column of figures."""


def table(columns: Sequence[Column], rows: Sequence[Row]) -> Element:
    """Return a table; its last row is tinted where it is a total."""
    widths = _widths(columns)
    total = bool(rows) and rows[-1].kind in ("total", "subtotal")
    look = {"firstRow": "1", "lastRow": str(int(total)), "firstColumn": "0", "lastColumn": "0", "noHBand": "1"}
    properties = made(
        "tblPr",
        made("tblStyle", val="TermsTable"),
        made("tblW", w=str(WIDTH), type="dxa"),
        made("tblLayout", type="fixed"),
        made("tblLook", val="0460" if total else "0420", **look, noVBand="1"),
    )
    grid = made("tblGrid", *(made("gridCol", w=str(width)) for width in widths))
    head = [_row(columns, widths, [column.head for column in columns], "Head")] if any(c.head for c in columns) else []
    body = [_row(columns, widths, row.cells, "Total" if row.kind in ("total", "subtotal") else "") for row in rows]
    return made("tbl", properties, grid, *head, *body)


def _widths(columns: Sequence[Column]) -> list[int]:
    free = WIDTH - FIGURES * sum(column.figures for column in columns)
    shares = sum(column.share for column in columns if not column.figures)
    widths = [FIGURES if column.figures else int(free * column.share / shares) for column in columns]
    widths[0] += WIDTH - sum(widths)
    return widths


def _row(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str], kind: str) -> Element:
    parts = [made("cantSplit"), *([made("tblHeader")] if kind == "Head" else [])]
    made_cells: list[Element] = []
    over = _spanned(cells) if kind == "Total" else 1
    for place, (column, width, text) in enumerate(zip(columns, widths, cells, strict=True)):
        if 0 < place < over:
            continue
        strong = "Total" if column.strong and not kind else kind
        style = f"Table{strong}Figure" if column.figures else f"Table{strong or 'Text'}"
        lines = [line for line in clean(text).split("\n") if line.strip()] or [""]
        paragraphs = [paragraph(style, *([run(line)] if line else [])) for line in lines]
        wide = made("tcW", w=str(sum(widths[:over]) if place == 0 else width), type="dxa")
        spans = [made("gridSpan", val=str(over))] if place == 0 and over > 1 else []
        made_cells.append(made("tc", made("tcPr", wide, *spans), *paragraphs))
    return made("tr", made("trPr", *parts), *made_cells)


def _spanned(cells: Sequence[str]) -> int:
    """Over how many columns a total's name may run: its own and the empty ones after it."""
    return next((place for place, text in enumerate(cells) if place and text), len(cells))
