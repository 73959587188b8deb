"""The list of contents, whose page numbers are filled in when every page exists."""

from collections.abc import Sequence
from copy import copy

from reportlab.platypus import Flowable

from omnidesk.documents.fonts import figures
from omnidesk.documents.paragraph import Span, TaggedParagraph, broken
from omnidesk.documents.tagged import Link, Node, TaggedCanvas, canvas_of
from omnidesk.documents.text import Typesetter


class Contents(Flowable):
    """The list of contents: as high as the story's headings need, filled in when their pages are known.

    Make it after the story, give it the story's headings, and insert it where it belongs. ``deepest`` is the level of
    headings it goes down to (1 or 2), where the page has room for them. A long heading takes several lines, a long
    list several pages.
    """

    ROW = 19.0
    SUB_ROW = 15.0
    MORE = 12.5

    def __init__(self, story: Sequence[Flowable], setter: Typesetter, deepest: int = 2) -> None:
        super().__init__()
        self._setter, self._first = setter, 0
        found = [(_level(flowable), flowable) for flowable in story]
        rows = [
            (level, self._lines(level, each.words))
            for level, each in found
            if level and isinstance(each, TaggedParagraph)
        ]
        high = sum(self._height(row) for row in rows if row[0] <= 2)
        self._deepest = deepest if high < 650 else 1
        self._rows = [row for row in rows if row[0] <= self._deepest]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the column's width and the height of all rows."""
        self.width, self.height = aW, sum(self._height(row) for row in self._rows)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002 - reportlab's signature
        """Part between rows."""
        fitting, used = 0, 0.0
        while fitting < len(self._rows) and used + self._height(self._rows[fitting]) <= aH:
            used += self._height(self._rows[fitting])
            fitting += 1
        if not 0 < fitting < len(self._rows):
            return []
        parts = copy(self), copy(self)
        parts[0]._rows, parts[1]._rows = self._rows[:fitting], self._rows[fitting:]
        parts[1]._first = self._first + fitting
        return list(parts)

    def draw(self) -> None:
        """Hold the place; the rows are drawn at the end."""
        canvas = canvas_of(self)
        node = canvas.structure.place("TOC")
        left, bottom = canvas.absolutePosition(0, 0)
        canvas.at_end(lambda last, _: self._fill(last, node, left, bottom + self.height))

    def _lines(self, level: int, text: str) -> list[str]:
        """A row's words, as wide as leaves room for the page number."""
        style, (face, size, indent) = self._setter.style, _contents_face(level)
        span = Span(self._setter.line(text, face), face, style.paint("navy"))
        lines = broken((span,), size, style.column - 50 - indent)
        return ["".join(part.text for part in line) for line in lines] or [""]

    def _height(self, row: tuple[int, list[str]]) -> float:
        level, lines = row
        return (self.ROW + 5 if level == 1 else self.SUB_ROW) + (len(lines) - 1) * self.MORE

    def _fill(self, canvas: TaggedCanvas, node: Node, left: float, top: float) -> None:
        """Draw the rows with the pages of their headings, and a link over each."""
        listed = [each for each in enumerate(canvas.structure.headings) if each[1].level <= self._deepest]
        for row, (index, place) in zip(self._rows, listed[self._first :], strict=False):
            height = self._height(row)
            top -= height
            link = node.add("TOCI").add("Link")
            with canvas.marked(link):
                self._row(canvas, row, str(place.page + 1), left, top)
            link.kids.append(Link(canvas.page_index, (left, top - 3, left + self.width, top + height - 5), index))
            if place.level == 1:
                with canvas.artifact():
                    canvas.setStrokeColor(self._setter.style.paint("rule"))
                    canvas.setLineWidth(0.4)
                    canvas.line(left, top - 5, left + self.width, top - 5)

    def _row(self, canvas: TaggedCanvas, row: tuple[int, list[str]], folio: str, left: float, y: float) -> None:
        level, lines = row
        face, size, indent = _contents_face(level)
        canvas.setFillColor(self._setter.style.paint("navy" if level == 1 else "muted"))
        for above, words in zip(reversed(range(len(lines))), lines, strict=True):
            canvas.write(left + indent, y + above * self.MORE, words, face, size)
        canvas.write(left + self.width, y, folio, figures(face), size, "end")


def _contents_face(level: int) -> tuple[str, float, float]:
    """Face, size and indent of a row of the contents."""
    return ("Inter-SemiBold", 9.6, 0.0) if level == 1 else ("Inter", 8.6, 14.0)


def _level(flowable: Flowable) -> int:
    """Return the heading level of a flowable, 0 for anything else."""
    tag = flowable.tag if isinstance(flowable, TaggedParagraph) else ""
    return int(tag[1]) if tag in ("H1", "H2", "H3") else 0
