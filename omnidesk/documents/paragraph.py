"""Paragraphs: styled runs broken into lines, set ragged right, tagged, and split between pages.

Runs are plain text, never markup. Lines are broken greedily at spaces from cached word widths, which is several times
as fast as a general paragraph; scripts without spaces break between characters, words too wide for a line are cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from omnidesk.documents.fonts import measure
from omnidesk.documents.tagged import HEADINGS, HeadingPlace, Node, TaggedCanvas, TaggedStyle, canvas_of
from omnidesk.line_breaks import has_wide, may_break

BULLET_GAP = 6.0


@dataclass(frozen=True)
class Span:
    """A stretch of text in one face and colour."""

    text: str
    face: str
    colour: Color


Line = list[Span]


class TaggedParagraph(Flowable):
    """A paragraph that marks itself with its style's tag; its parts on several pages stay one element.

    Headings (tags ``H1`` to ``H3``) also note where they came to stand. ``bullet`` hangs at the left of the first line.
    """

    def __init__(self, spans: Sequence[Span], style: TaggedStyle, bullet: str = "") -> None:
        super().__init__()
        self.style, self.tag, self.bullet = style, style.tag, bullet
        self.words = "".join(span.text for span in spans)
        self.spans = spans
        self.placed: list[Node] = []
        self._lines: list[Line] | None = None
        self._measured = -1.0
        self._indent = 0.0 if self.tag in HEADINGS else style.leftIndent
        if bullet:
            wide = measure(bullet, style.bulletFontSize, style.bulletFontName)
            self._indent = max(style.leftIndent, wide + BULLET_GAP)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the size at this width; measured once, though several boxes around a paragraph may ask."""
        if self._measured != aW or self._lines is None:
            if self._lines is None or self._measured >= 0:
                self._lines = list(broken(tuple(self.spans), self.style.fontSize, aW - self._indent))
            self._measured = aW
        self.width, self.height = aW, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Split between lines, leaving no single line at the foot or head of a page."""
        self.wrap(aW, aH)
        lines = self._lines or []
        fitting = int(aH / self.style.leading + 1e-6)
        if fitting == len(lines) - 1:
            fitting -= 1
        if fitting < 2 or fitting >= len(lines):
            return [] if fitting < len(lines) else [self]
        return [self._part(lines[:fitting], self.bullet, aW), self._part(lines[fitting:], "", aW)]

    def draw(self) -> None:
        """Draw inside a mark, unless what holds the paragraph is marked already."""
        canvas = canvas_of(self)
        if canvas.marking:
            self._paint(canvas)
            return
        if not self.placed:
            self.placed.append(canvas.structure.place(self.tag))
            if self.tag in HEADINGS:
                top = canvas.absolutePosition(0, self.height)[1]
                canvas.structure.headings.append(HeadingPlace(int(self.tag[1]), self.words, canvas.page_index, top))
        with canvas.marked(self.placed[0]):
            self._paint(canvas)

    def _part(self, lines: list[Line], bullet: str, width: float) -> "TaggedParagraph":
        part = TaggedParagraph([], self.style, bullet)
        part.words, part.placed, part._indent = self.words, self.placed, self._indent
        part.spans = [span for line in lines for span in line]
        part._lines, part._measured = lines, width
        return part

    def _paint(self, canvas: TaggedCanvas) -> None:
        style = self.style
        first = self.height - style.fontSize
        if self.bullet:
            canvas.setFillColor(style.bulletColor)
            canvas.write(0, first, self.bullet, style.bulletFontName, style.bulletFontSize)
        text = canvas.beginText(self._indent, first)
        text.setLeading(style.leading)
        _set_lines(text, self._lines or [], style)
        canvas.drawText(text)


def _set_lines(text: PDFTextObject, lines: Sequence[Line], style: TaggedStyle) -> None:
    """Write the lines below one another, changing face and colour only where they change."""
    face, colour = "", None
    for line in lines:
        for span in line:
            if span.face != face:
                text.setFont(span.face, style.fontSize, style.leading)
                face = span.face
            if colour is None or not _same(span.colour, colour):
                text.setFillColor(span.colour)
                colour = span.colour
            if span is line[-1]:
                text.textLine(span.text)
            else:
                text.textOut(span.text)


@lru_cache(maxsize=4096)
def broken(spans: tuple[Span, ...], size: float, width: float) -> tuple[Line, ...]:
    """Return the lines of a text, kept: most of a document is the same when it is built again after an edit.

    A kept line holds the colours of an earlier document, so colours are told apart by value, never by identity.
    """
    return tuple(_lines(spans, size, width))


def _lines(spans: Sequence[Span], size: float, width: float) -> Iterator[Line]:
    """Break the spans into lines no wider than ``width``."""
    line: Line = []
    used = 0.0
    for word, spaced in ((unit, not place) for each in _words(spans) for place, unit in enumerate(units(each))):
        wide = sum(unit_width(part.text, part.face) for part in word) * size
        space = unit_width(" ", word[0].face) * size if line and spaced else 0.0
        if line and used + space + wide > width:
            yield line
            line, used, space = [], 0.0, 0.0
        *full, rest = _cut(word, size, width) if wide > width else [word]
        if full:
            yield from full
            wide = sum(unit_width(part.text, part.face) for part in rest) * size
        _append(line, rest, spaced=spaced)
        used += space + wide
    if line:
        yield line


def _words(spans: Sequence[Span]) -> Iterator[Line]:
    """Yield the words; one that runs on from a span into the next has several parts."""
    word: Line = []
    for span in spans:
        for number, text in enumerate(span.text.split(" ")):
            if number and word:
                yield word
                word = []
            if text:
                word.append(Span(text, span.face, span.colour))
    if word:
        yield word


def units(word: Line) -> Iterator[Line]:
    """Split a word where a line may break inside it; a word of letters is one unit."""
    if not any(has_wide(part.text) for part in word):
        yield word
        return
    unit: Line = []
    before = ""
    for part in word:
        for character in part.text:
            if before and may_break(before, character):
                yield unit
                unit = []
            _glue(unit, Span(character, part.face, part.colour))
            before = character
    yield unit


def _append(line: Line, word: Line, *, spaced: bool) -> None:
    """Append a word to a line, as part of the last span where face and colour go on."""
    for number, part in enumerate(word):
        text = f" {part.text}" if spaced and line and not number else part.text
        if line and line[-1].face == part.face and _same(line[-1].colour, part.colour):
            line[-1] = Span(line[-1].text + text, part.face, part.colour)
        else:
            line.append(Span(text, part.face, part.colour))


def _cut(word: Line, size: float, width: float) -> list[Line]:
    """Cut a word into pieces that each fit a line; at least one character goes on every line."""
    pieces: list[Line] = [[]]
    used = 0.0
    for part in word:
        for character in part.text:
            wide = unit_width(character, part.face) * size
            if pieces[-1] and used + wide > width:
                pieces.append([])
                used = 0.0
            _glue(pieces[-1], Span(character, part.face, part.colour))
            used += wide
    return pieces


def _glue(line: Line, part: Span) -> None:
    if line and line[-1].face == part.face and _same(line[-1].colour, part.colour):
        line[-1] = Span(line[-1].text + part.text, part.face, part.colour)
    else:
        line.append(part)


def _same(one: Color, other: Color) -> bool:
    """Whether two colours look alike; most are the very same, and that is quicker to see."""
    return one is other or one == other


@lru_cache(maxsize=16384)
def unit_width(text: str, face: str) -> float:
    """Return the width of a word at size 1."""
    return measure(text, 1, face)
