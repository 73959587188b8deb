"""A slide under construction: large type, wrapped words, figures and charts on a sheet of any width."""

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from omnidesk.charts.display import (
    ASCENT,
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
)
from omnidesk.slides.lettering import BODY, LEAD, LEADING, SMALL, TITLE, Look, fitted, larger
from omnidesk.slides.placing import placed

HEIGHT = 720.0
"""Every sheet is this high; its width follows from the screen. Lengths on a slide are these units."""
MARGIN = 64.0
TOP = 168.0
"""Where the content begins, under the heading."""
BOTTOM = HEIGHT - 62.0
GAP = 24.0
BESIDE, BROADLY = 1000.0, 1300.0
"""A column at least so wide holds two charts side by side; one so wide holds figures beside a chart too."""
ASIDE = 0.25
"""Share of the column for figures that stand beside what they sum up."""
BROAD_TYPE = 1.2
"""How much larger type is on a broad sheet where it finds room."""
TALLEST, STRETCH = 160.0, 1.7
"""How high a figure's tile becomes to fill its place, and how far rows of a chart are drawn apart for that."""

CHARTS = (2.9, 2.1, 1.5)
"""How much larger a chart's text is on a slide than on a page: at most, usually at least, where many rows need it."""
AIRY, BROAD = 2.6, 700.0
"""How much larger where few rows stand in a place at least so wide."""
WIDE = 400.0
"""A chart is laid out this wide (in its own points) where it can be, so that its labels have room."""

Place = tuple[float, float, float, float]
"""Left, top, width and height."""

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
AROUND = 18.0
"""Room above and below the words of a table's row, together."""
FOOT = HEIGHT - 40.0
LOGO, COMPANY = (150.0, 24.0), 0.4
"""Room of the logo in the foot, width and height, and the share of it that our name takes at most."""


CELL = Look(lines=2)


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    text: str
    look: Look = CELL


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

    @property
    def is_broad(self) -> bool:
        """Whether there is more room across than a slide needs from above to below."""
        return self.column >= BROADLY

    def for_broad(self, usual: Look, factor: float = BROAD_TYPE) -> Look:
        """A look, larger on a broad sheet."""
        return larger(usual, factor) if self.is_broad else usual

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
        height = self._highest(figures, width)
        for place, each in enumerate(figures):
            self._tile((MARGIN + place * (width + GAP), y, width, height), each)
        return y + height

    def figures_first(self, y: float, figures: Sequence[Sequence[str]], *, foot: float = BOTTOM) -> Place:
        """Large figures above what they sum up, or beside it on a broad sheet where they fit; the place that is left.

        ``foot`` is where that place ends below.
        """
        width, room = self.column * ASIDE, foot - y - GAP * (len(figures) - 1)
        types = (BROAD_TYPE, 1.0) if self.is_broad and figures else ()
        fitting = (each for each in types if self._highest(figures, width, each) * len(figures) <= room)
        factor = next(fitting, 0.0)
        if not factor:
            bottom = self.tiles(y, figures) + GAP if figures else y
            return MARGIN, bottom, self.column, foot - bottom
        height = max(min(room / len(figures), TALLEST), self._highest(figures, width, factor))
        for place, each in enumerate(figures):
            self._tile((MARGIN, y + place * (height + GAP), width, height), each, factor)
        left = MARGIN + width + 2 * GAP
        return left, y, self.width - MARGIN - left, foot - y

    def _highest(self, figures: Sequence[Sequence[str]], width: float, factor: float = 1.0) -> float:
        return max(self._tile_height(each, width, factor) for each in figures)

    def _tile_height(self, words: Sequence[str], width: float, factor: float) -> float:
        parts = zip(words[1:], (LABEL, NOTE), strict=False)
        below = sum(self.height_of(each, width - 44, larger(look, factor)) for each, look in parts)
        return max(UNDER * factor + below + 12, LEAST)

    def _tile(self, place: Place, words: Sequence[str], factor: float = 1.0) -> None:
        x, y, width, height = place
        self.panel(x, y, width, height)
        self.write(words[0], (x + 22, y + 16, width - 44), larger(FIGURE, factor))
        below = y + UNDER * factor
        for each, look in zip(words[1:], (LABEL, NOTE), strict=False):
            below = self.write(each, (x + 22, below, width - 44), larger(look, factor))

    def foot(self, company: str, logo: bytes, client: str) -> None:
        """Whose slide it is and whom it was made for."""
        ours = LOGO[0] if logo else min(self.measure(company, SIGNED.size, SIGNED.weight) + 1, self.column * COMPANY)
        if logo:
            self.picture(logo, MARGIN, FOOT - 6, LOGO)
        else:
            self.write(company, (MARGIN, FOOT, ours), SIGNED)
        left = MARGIN + ours + GAP
        self.write(client, (left, FOOT, self.width - MARGIN - left), replace(SIGNED, anchor="end"))

    def rows(
        self,
        y: float,
        widths: Sequence[float],
        rows: Iterable[Sequence[Cell]],
        *,
        across: tuple[float, float] | None = None,
    ) -> float:
        """A table without a frame, over the column or ``across`` (left, width); where it ends.

        Rows that find no room are left out.
        """
        left, width = across or (MARGIN, self.column)
        rooms = [share / sum(widths) * width for share in widths]
        for row in rows:
            height = max(self._height(cell, room) for cell, room in zip(row, rooms, strict=True))
            if y + height + AROUND > BOTTOM:
                break
            x = left
            for cell, room in zip(row, rooms, strict=True):
                self.write(cell.text, (x, y + AROUND / 2, room - GAP), cell.look)
                x += room
            y += height + AROUND
            self.rule(left, y, width)
        return y

    def height_of_rows(self, widths: Sequence[float], rows: Iterable[Sequence[Cell]], width: float) -> float:
        """How high a table is, with every row."""
        rooms = [share / sum(widths) * width for share in widths]
        return sum(
            max(self._height(cell, room) for cell, room in zip(row, rooms, strict=True)) + AROUND for row in rows
        )

    def chart(
        self,
        layout: Callable[[float, float, Pen], Chart],
        format_value: FormatValue,
        place: Place,
        *,
        stretch: float = 1.0,
        high: float = 0.0,
    ) -> float:
        """Place a chart that is laid out for a width and a height, as large as fits; where it ends.

        ``stretch``: how far rows that leave room below them may be drawn apart. ``high``: the chart's own height, where
        that is known before; then it is laid out but once.
        """
        x, y, width, height = place
        pen = Pen(self.measure, format_value, "")
        most, usual, least = CHARTS
        scale = min(most, max(usual, width / WIDE))
        if high * scale > height:
            scale = max(least, height / high)
        chart = layout(width / scale, height / scale, pen)
        if width >= BROAD and scale < AIRY and chart.height * scale < height * 0.8:  # few rows leave room to be larger
            scale = min(AIRY, height / chart.height)
            chart = layout(width / scale, height / scale, pen)
        while chart.height * scale > height and scale > least:
            while chart.height * scale > height and scale > least:  # most charts are as high however wide
                scale -= 0.1
            chart = layout(width / scale, height / scale, pen)
        apart = min(max(height / (chart.height * scale), 1.0), stretch)
        self._shapes.extend(placed(chart, x, y, scale, apart))
        self._said.append(chart.alt)
        return y + chart.height * scale * apart

    def height_of(self, words: str, width: float, look: Look) -> float:
        """How high words are when they are written so wide."""
        size, wrapped = self._fitted(words, width, look)
        return len(wrapped) * size * LEADING

    def _height(self, cell: Cell, room: float) -> float:
        return self.height_of(cell.text, room - GAP, cell.look)

    def _fitted(self, words: str, width: float, look: Look) -> tuple[float, list[str]]:
        return fitted(words, width, look, self.measure)
