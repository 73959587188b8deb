"""Words on paper: the one place that turns people's text into paragraphs.

Whatever someone typed is made safe here: normalised, freed of control and direction characters, cut into pieces that
are quick to set, and never read as markup. What no face can draw becomes a visible □ and is reported, not dropped.
"""

import re
import unicodedata
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from omnidesk.documents.fonts import face_of, glyphs, measure
from omnidesk.documents.paragraph import Span, TaggedParagraph
from omnidesk.documents.style import Role, Style
from omnidesk.documents.tagged import TaggedStyle
from omnidesk.line_breaks import WIDE

MISSING = "□"
CHUNK = 2500
"""Characters of one paragraph; setting time grows faster than length."""
LONGEST_WORD = 200
"""Characters of one word; more is cut, so that no line breaker chokes on it."""

_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_LONG_WORD = re.compile(rf"[^\s{WIDE}]{{{LONGEST_WORD}}}(?=[^\s{WIDE}])")


@dataclass(frozen=True)
class Run:
    """A stretch of text set in another face or colour than its paragraph."""

    text: str
    strong: bool = False
    face: str | None = None
    colour: str | None = None


def clean(text: str) -> str:
    """Return the text in composed form, one kind of line end, without control, direction and unassigned characters."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).translate(_SEEN)


class _Seen(dict[int, int | None]):
    """The translation of each code point met so far: itself, a space for a tab, nothing for what has no shape."""

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        self[code] = None if category in ("Cc", "Cf", "Cs", "Co", "Cn") else code
        return self[code]


_SEEN = _Seen({0x0A: 0x0A, 0x09: 0x20})


def one_line(text: str) -> str:
    """Return the cleaned text on one line, runs of white space as one space, overlong words cut.

    A no-break space stays, at an edge too: there it parts a run from its neighbour.
    """
    text = clean(text)
    if "\n" in text:
        text = text.replace("\n", " ")
    if "  " in text:
        text = re.sub(" {2,}", " ", text)
    text = text.strip(" ")
    return _LONG_WORD.sub(r"\g<0> ", text) if len(text) > LONGEST_WORD else text


class Typesetter:
    """Makes the paragraphs of one document and remembers every character that no face could draw."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._missing: set[str] = set()

    @property
    def missing(self) -> list[str]:
        """The characters that were replaced by □, sorted."""
        return sorted(self._missing)

    def line(self, text: str, face: str) -> str:
        """Return text that is drawn as one line in one face (charts, table cells, page heads)."""
        text = one_line(text)
        known = glyphs(face)
        if text.isascii():
            return text
        unknown = {c for c in text if ord(c) not in known and face_of(c, face) is None}
        for character in unknown:
            self._missing.add(character)
            text = text.replace(character, MISSING if face_of(MISSING, face) else "?")
        return text

    def fitted(self, text: str, face: str, size: float, width: float) -> str:
        """Return the line cut with an ellipsis so that it is no wider than ``width`` points."""
        text = self.line(text, face)
        if measure(text, size, face) <= width:
            return text
        while text and measure(text + "…", size, face) > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def paragraph(self, *runs: str | Run, role: Role = "body", number: str | None = None) -> TaggedParagraph:
        """Return one paragraph of at most :data:`CHUNK` characters a run; ``number`` stands before it, hanging."""
        style = self.style.role(role)
        spans: list[Span] = []
        for run in runs:
            spans.extend(self._spans(Run(run) if isinstance(run, str) else run, style))
        bullet = "" if number is None else self.line(number, style.bulletFontName)
        return TaggedParagraph(spans, style, bullet)

    def prose(self, text: str, role: Role = "body") -> list[TaggedParagraph]:
        """Return people's text of any length as paragraphs: one per line that is not empty, long ones in pieces."""
        lines = (line.strip() for line in clean(text).split("\n"))
        return [self.paragraph(piece, role=role) for line in lines if line for piece in _pieces(line)]

    def heading(self, text: str, level: int = 2, number: str | None = None) -> TaggedParagraph:
        """Return a heading; level 1 opens a section, and every one lands in the outline and the contents page."""
        roles: dict[int, Role] = {1: "h1", 2: "h2", 3: "h3"}
        return self.paragraph(text, role=roles[level], number=number)

    def _spans(self, run: Run, style: TaggedStyle) -> list[Span]:
        """Split a run by the face that can draw each stretch of it."""
        face = run.face or (_strong(style.fontName) if run.strong else style.fontName)
        colour = style.textColor if run.colour is None else HexColor(run.colour)
        text = _edged(run.text)
        known = glyphs(face)
        if all(ord(c) in known for c in set(text)):
            return [Span(text, face, colour)]
        stretches: list[tuple[str, str]] = []
        for character in text:
            drawn, chosen = self._choose(character, face)
            if stretches and stretches[-1][1] == chosen:
                stretches[-1] = (stretches[-1][0] + drawn, chosen)
            else:
                stretches.append((drawn, chosen))
        return [Span(part, chosen, colour) for part, chosen in stretches]

    def _choose(self, character: str, face: str) -> tuple[str, str]:
        chosen = face_of(character, face)
        if chosen:
            return character, chosen
        self._missing.add(character)
        return MISSING, "Inter"


def _edged(text: str) -> str:
    """Clean a run to one line but keep the space that parts it from its neighbours."""
    body = one_line(text)
    return " " * text.startswith(" ") + body + " " * (text.endswith(" ") and len(text) > 1)


def _strong(face: str) -> str:
    return "Serif-SemiBold" if face.startswith("Serif") else "Inter-SemiBold"


def _pieces(line: str) -> list[str]:
    """Cut a long line between words."""
    pieces: list[str] = []
    while len(line) > CHUNK:
        cut = line.rfind(" ", 1, CHUNK)
        cut = CHUNK if cut < 1 else cut
        pieces.append(line[:cut])
        line = line[cut:].strip()
    return [*pieces, line]
