"""A slide under construction: large type, wrapped words, figures and charts on a sheet of any width."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from omnidesk.charts.display import (
    ASCENT,
    Anchor,
    Chart,
    FormatValue,
    Line,
    Measure,
    Pen,
    Picture,
    Polyline,
    Rect,
    Shape,
    Text,
    Token,
    Weight,
)
from omnidesk.line_breaks import may_break
from omnidesk.slides.placing import placed

HEIGHT = 720.0
"""Every sheet is this high; its width follows from the screen. Lengths on a slide are these units."""
MARGIN = 64.0
TOP = 168.0
"""Where the content begins, under the heading."""
BOTTOM = HEIGHT - 62.0
GAP = 24.0
BESIDE = 1000.0
"""A column at least so wide holds two charts side by side."""

TITLE, LEAD, BODY, SMALL = 42.0, 28.0, 21.0, 17.0
LEADING = 1.34
CHARTS = (2.9, 2.1, 1.5)
"""How much larger a chart's text is on a slide than on a page: at most, usually at least, where many rows need it."""
AIRY, BROAD = 2.6, 700.0
"""How much larger where few rows stand in a place at least so wide."""
WIDE = 400.0
"""A chart is laid out this wide (in its own points) where it can be, so that its labels have room."""


@dataclass(frozen=True)
class Look:
    """How words are set; with ``lines`` they take no more than these, and are set smaller where they would.

    ``anchor`` is the part of the room that they stand at, ``least`` the smallest size (0: as usual).
    """

    size: float = BODY
    weight: Weight = "regular"
    colour: Token = "ink"
    lines: int = 0
    anchor: Anchor = "start"
    least: float = 0.0


HEADING = Look(TITLE, "strong", lines=1)
HEADINGS = Look(34.0, "strong", lines=2)
"""A title that would be smaller than this on one line takes two; they begin higher, so that they end alike."""
SUBTITLE = Look(BODY, colour="muted", lines=1)
SUBTITLES = Look(SMALL, colour="muted", lines=2)
"""One line under the title where it can be, else two smaller ones: they end above the content."""
LARGE = Look(LEAD, "medium", lines=4)
PLAIN = Look()
QUIET = Look(SMALL, colour="muted")
FIGURE = Look(36.0, "strong", lines=1, least=15.0)
LABEL = Look(SMALL, colour="muted", lines=2)
NOTE = Look(SMALL, "medium", lines=2)
FINE = Look(SMALL - 1, colour="muted", lines=3)
SIGNED = Look(14.0, colour="muted", lines=1)
UNDER, LEAST = 66.0, 116.0
"""Where the words of a tile begin under its figure, and how high a tile is at least."""
FOOT = HEIGHT - 40.0
LOGO = (150.0, 24.0)
"""Room of the logo in the foot: width and height."""


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    text: str
    look: Look = Look(lines=2)


class Sheet:
    """Collects the shapes of one slide. Words that do not fit are set smaller, never over the edge."""

    def __init__(self, width: float, measure: Measure, accent: str = "") -> None:
        self.width, self.measure, self.accent = width, measure, accent
        self._shapes: list[Shape] = []
        self._said: list[str] = []

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def is_wide(self) -> bool:
        """Whether there is room for things side by side that need much of it."""
        return self.column >= BESIDE

    def slide(self) -> Chart:
        """The finished slide; what is written on it stands for it where it cannot be seen."""
        said, title = " ".join(self._said), "".join(self._said[:1])
        return Chart(self.width, HEIGHT, tuple(self._shapes), said, self.accent, title)

    def heading(self, title: str, lead: str = "") -> None:
        """The slide's title, and one line under it."""
        small = self._fitted(title, self.column, HEADING)[0] < HEADINGS.size
        look, top = (HEADINGS, 30.0) if small else (HEADING, 56.0)
        bottom = self.write(title, (MARGIN, top, self.column), look)
        if lead:
            size, _lines = self._fitted(lead, self.column, SUBTITLE)
            self.write(lead, (MARGIN, bottom + 4, self.column), SUBTITLE if size >= SMALL else SUBTITLES)

    def write(self, words: str, place: tuple[float, float, float], look: Look = PLAIN) -> float:
        """Write wrapped words at ``place`` (left, top, width); return where they end."""
        left, top, width = place
        size, wrapped = self._fitted(words, width, look)
        x = left + width * {"start": 0.0, "middle": 0.5, "end": 1.0}[look.anchor]
        for row, line in enumerate(wrapped):
            base = top + ASCENT * size + row * size * LEADING
            self._shapes.append(Text(x, base, line, size, look.anchor, look.weight, look.colour))
        self._said.append(words)
        return top + len(wrapped) * size * LEADING

    def fine(self, words: str) -> float:
        """Write small words above the foot, over as many lines as they need; return where they begin."""
        top = BOTTOM - self.height_of(words, self.column, FINE)
        self.write(words, (MARGIN, top, self.column), FINE)
        return top

    def panel(self, x: float, y: float, width: float, height: float, fill: Token = "tint") -> None:
        """A calm area behind words."""
        self._shapes.append(Rect(x, y, width, height, fill, min(14.0, width / 2, height / 2)))

    def rule(self, x: float, y: float, width: float, colour: Token = "rule") -> None:
        """A thin line across."""
        self._shapes.append(Line(x, y, x + width, y, colour, 1.0))

    def stroke(self, points: Sequence[tuple[float, float]], colour: Token = "rule", width: float = 2.0) -> None:
        """A line through points."""
        self._shapes.append(Polyline(tuple(points), colour, width))

    def dot(self, x: float, y: float, radius: float, fill: Token) -> None:
        """A filled circle around a point."""
        self._shapes.append(Rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, radius))

    def picture(self, content: bytes, x: float, y: float, room: tuple[float, float]) -> None:
        """A picture (PNG) from its upper left corner, as large as the room (width, height) allows."""
        wide, high = struct.unpack(">II", content[16:24])
        scale = min(room[0] / wide, room[1] / high)
        self._shapes.append(Picture(x, y, wide * scale, high * scale, content))

    def tiles(self, y: float, figures: Sequence[Sequence[str]]) -> float:
        """Large figures side by side over the whole column, each with what it is and perhaps a note; where they end."""
        if not figures:
            return y
        width = (self.column - GAP * (len(figures) - 1)) / len(figures)
        height = max(self._tile_height(each, width) for each in figures)
        for place, each in enumerate(figures):
            self._tile((MARGIN + place * (width + GAP), y, width, height), each)
        return y + height

    def _tile_height(self, words: Sequence[str], width: float) -> float:
        parts = zip(words[1:], (LABEL, NOTE), strict=False)
        return max(UNDER + sum(self.height_of(each, width - 44, look) for each, look in parts) + 12, LEAST)

    def _tile(self, place: tuple[float, float, float, float], words: Sequence[str]) -> None:
        x, y, width, height = place
        self.panel(x, y, width, height)
        self.write(words[0], (x + 22, y + 16, width - 44), FIGURE)
        below = y + UNDER
        for each, look in zip(words[1:], (LABEL, NOTE), strict=False):
            below = self.write(each, (x + 22, below, width - 44), look)

    def foot(self, company: str, logo: bytes, client: str) -> None:
        """Whose slide it is and whom it was made for."""
        half = (self.column - GAP) / 2
        if logo:
            self.picture(logo, MARGIN, FOOT - 6, LOGO)
        else:
            self.write(company, (MARGIN, FOOT, half), SIGNED)
        self.write(client, (MARGIN + half + GAP, FOOT, half), replace(SIGNED, anchor="end"))

    def rows(
        self, y: float, widths: Sequence[float], rows: Iterable[Sequence[Cell]], *, width: float | None = None
    ) -> float:
        """A table without a frame, over the column or so wide; rows that find no room are left out. Where it ends."""
        across, whole = width or self.column, sum(widths)
        rooms = [share / whole * across for share in widths]
        for row in rows:
            height = max(self._height(cell, room) for cell, room in zip(row, rooms, strict=True))
            if y + height + 18 > BOTTOM:
                break
            x = MARGIN
            for cell, room in zip(row, rooms, strict=True):
                self.write(cell.text, (x, y + 9, room - GAP), cell.look)
                x += room
            y += height + 18
            self.rule(MARGIN, y, across)
        return y

    def fits(self, y: float, widths: Sequence[float], rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether every row of a table finds room."""
        rooms = [share / sum(widths) * self.column for share in widths]
        heights = (max(self._height(cell, room) for cell, room in zip(row, rooms, strict=True)) + 18 for row in rows)
        return y + sum(heights) <= BOTTOM

    def chart(
        self,
        layout: Callable[[float, float, Pen], Chart],
        format_value: FormatValue,
        place: tuple[float, float, float, float],
        *,
        empty: str = "",
    ) -> float:
        """Place a chart that is laid out for a width and a height, as large as fits (x, y, width, height); its end."""
        x, y, width, height = place
        pen = Pen(self.measure, format_value, empty)
        most, usual, least = CHARTS
        scale = min(most, max(usual, width / WIDE))
        chart = layout(width / scale, height / scale, pen)
        if width >= BROAD and scale < AIRY and chart.height * scale < height * 0.8:  # few rows leave room to be larger
            scale = min(AIRY, height / chart.height)
            chart = layout(width / scale, height / scale, pen)
        while chart.height * scale > height and scale > least:
            while chart.height * scale > height and scale > least:  # most charts are as high however wide
                scale -= 0.1
            chart = layout(width / scale, height / scale, pen)
        self._shapes.extend(placed(chart, x, y, scale))
        self._said.append(chart.alt)
        return y + chart.height * scale

    def height_of(self, words: str, width: float, look: Look) -> float:
        """How high words are when they are written so wide."""
        size, wrapped = self._fitted(words, width, look)
        return len(wrapped) * size * LEADING

    def _height(self, cell: Cell, room: float) -> float:
        return self.height_of(cell.text, room - GAP, cell.look)

    def _fitted(self, words: str, width: float, look: Look) -> tuple[float, list[str]]:
        """Set the words smaller until they take no more lines than they may; only then cut them."""
        size, smallest = look.size, look.least or max(look.size * 0.62, 13.0)
        if "\n" not in words and self.measure(words, size, look.weight) <= width:
            return size, [words.rstrip()]
        while True:
            wrapped = list(self._wrapped(words, width, size, look.weight))
            narrow = all(self.measure(line, size, look.weight) <= width for line in wrapped)
            if narrow and (not look.lines or len(wrapped) <= look.lines):
                return size, wrapped
            if size <= smallest and not look.lines:
                return size, wrapped
            if size <= smallest:
                rest = " ".join(wrapped[look.lines - 1 :])
                return size, [*wrapped[: look.lines - 1], self._cut(rest, width, size, look.weight)]
            size = max(smallest, size * 0.94)

    def _wrapped(self, words: str, width: float, size: float, weight: Weight) -> Iterator[str]:
        for paragraph in words.split("\n"):
            line = ""
            for part in _parts(paragraph):
                if line and self.measure((line + part).rstrip(), size, weight) > width:
                    yield line.rstrip()
                    line = ""
                line += part
            yield line.rstrip()

    def _cut(self, words: str, width: float, size: float, weight: Weight) -> str:
        while words and self.measure(words + "…", size, weight) > width:
            words = words[:-1].rstrip()
        return words + "…"


def _parts(paragraph: str) -> Iterator[str]:
    """What stays together on a line: a word with the space after it, a single sign of a script without spaces."""
    part = ""
    for place, sign in enumerate(paragraph):
        part += sign
        after = paragraph[place + 1 : place + 2]
        if sign == " " or (after and after != " " and may_break(sign, after)):
            yield part
            part = ""
    if part:
        yield part
