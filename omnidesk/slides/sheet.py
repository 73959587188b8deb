"""A slide under construction: large type, wrapped words, figures and charts on a sheet of any width."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from omnidesk.charts.display import (
    ASCENT,
    Chart,
    FormatValue,
    Line,
    Measure,
    Pen,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Text,
    Token,
    Weight,
)
from omnidesk.line_breaks import may_break

HEIGHT = 720.0
"""Every sheet is this high; its width follows from the screen. Lengths on a slide are these units."""
MARGIN = 64.0
TOP = 168.0
"""Where the content begins, under the heading."""
BOTTOM = HEIGHT - 56.0
GAP = 24.0

TITLE, LEAD, BODY, SMALL = 42.0, 28.0, 21.0, 17.0
LEADING = 1.34
CHARTS = (3.4, 1.2)
"""How much larger a chart's text is on a slide than on a page: at most, and at least."""
WIDE = 400.0
"""A chart is laid out at least this wide (in its own points), so that its labels have room."""


@dataclass(frozen=True)
class Look:
    """How words are set; with ``lines`` they take no more than these, and are set smaller where they would."""

    size: float = BODY
    weight: Weight = "regular"
    colour: Token = "ink"
    lines: int = 0


HEADING = Look(TITLE, "strong", lines=1)
SUBTITLE = Look(BODY, colour="muted", lines=2)
LARGE = Look(LEAD, "medium", lines=4)
PLAIN = Look()
QUIET = Look(SMALL, colour="muted")
FIGURE = Look(36.0, "strong", lines=1)
LABEL = Look(SMALL, colour="muted", lines=2)


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    text: str
    look: Look = Look(lines=2)


class Sheet:
    """Collects the shapes of one slide. Words that do not fit are set smaller, never over the edge."""

    def __init__(self, width: float, measure: Measure) -> None:
        self.width, self.measure = width, measure
        self._shapes: list[Shape] = []
        self._said: list[str] = []

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    def slide(self) -> Chart:
        """The finished slide; what is written on it stands for it where it cannot be seen."""
        return Chart(self.width, HEIGHT, tuple(self._shapes), " ".join(self._said))

    def heading(self, title: str, lead: str = "") -> None:
        """The slide's title, and one line under it."""
        bottom = self.write(title, (MARGIN, 56.0, self.column), HEADING)
        if lead:
            self.write(lead, (MARGIN, bottom + 6, self.column), SUBTITLE)

    def write(self, words: str, place: tuple[float, float, float], look: Look = PLAIN) -> float:
        """Write wrapped words at ``place`` (left, top, width); return where they end."""
        left, top, width = place
        size, wrapped = self._fitted(words, width, look)
        for row, line in enumerate(wrapped):
            base = top + ASCENT * size + row * size * LEADING
            self._shapes.append(Text(left, base, line, size, "start", look.weight, look.colour))
        self._said.append(words)
        return top + len(wrapped) * size * LEADING

    def panel(self, x: float, y: float, width: float, height: float, fill: Token = "tint") -> None:
        """A calm area behind words."""
        self._shapes.append(Rect(x, y, width, height, fill, 14.0))

    def rule(self, x: float, y: float, width: float, colour: Token = "rule") -> None:
        """A thin line across."""
        self._shapes.append(Line(x, y, x + width, y, colour, 1.0))

    def tile(self, x: float, y: float, width: float, figure: str, label: str) -> float:
        """One large figure with what it is; return where it ends."""
        self.panel(x, y, width, 116.0)
        self.write(figure, (x + 22, y + 18, width - 44), FIGURE)
        self.write(label, (x + 22, y + 68, width - 44), LABEL)
        return y + 116.0

    def tiles(self, y: float, figures: Sequence[tuple[str, str]]) -> float:
        """Figures side by side over the whole column; return where they end."""
        width = (self.column - GAP * (len(figures) - 1)) / max(len(figures), 1)
        for place, (figure, label) in enumerate(figures):
            self.tile(MARGIN + place * (width + GAP), y, width, figure, label)
        return y + 116.0 if figures else y

    def rows(self, y: float, widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> float:
        """A table without a frame; rows that find no room are left out. Return where it ends."""
        whole = sum(widths)
        rooms = [share / whole * self.column for share in widths]
        for row in rows:
            height = max(self._height(cell, room) for cell, room in zip(row, rooms, strict=True))
            if y + height + 18 > BOTTOM:
                break
            x = MARGIN
            for cell, room in zip(row, rooms, strict=True):
                self.write(cell.text, (x, y + 9, room - GAP), cell.look)
                x += room
            y += height + 18
            self.rule(MARGIN, y, self.column)
        return y

    def chart(
        self,
        layout: Callable[[float, float, Pen], Chart],
        format_value: FormatValue,
        place: tuple[float, float, float, float],
        *,
        empty: str = "",
    ) -> None:
        """Place a chart that is laid out for a width and a height, as large as fits (x, y, width, height)."""
        x, y, width, height = place
        pen = Pen(self.measure, format_value, empty)
        scale, least = CHARTS
        scale = min(scale, max(least, width / WIDE))
        chart = layout(width / scale, height / scale, pen)
        while chart.height * scale > height and scale > least:
            scale -= 0.1
            chart = layout(width / scale, height / scale, pen)
        self._shapes.extend(_placed(shape, x, y, scale) for shape in chart.shapes)
        self._said.append(chart.alt)

    def _height(self, cell: Cell, room: float) -> float:
        size, wrapped = self._fitted(cell.text, room - GAP, cell.look)
        return len(wrapped) * size * LEADING

    def _fitted(self, words: str, width: float, look: Look) -> tuple[float, list[str]]:
        """Set the words smaller until they take no more lines than they may; only then cut them."""
        size, smallest = look.size, max(look.size * 0.62, 13.0)
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


def _placed(shape: Shape, x: float, y: float, scale: float) -> Shape:
    """A shape of a chart, made larger and moved."""
    match shape:
        case Rect():
            return replace(
                shape,
                x=x + shape.x * scale,
                y=y + shape.y * scale,
                width=shape.width * scale,
                height=shape.height * scale,
                radius=shape.radius * scale,
            )
        case Line():
            return replace(
                shape,
                x1=x + shape.x1 * scale,
                y1=y + shape.y1 * scale,
                x2=x + shape.x2 * scale,
                y2=y + shape.y2 * scale,
                width=shape.width * scale,
            )
        case Polyline():
            return replace(shape, points=_moved(shape.points, x, y, scale), width=shape.width * scale)
        case Polygon():
            return replace(shape, points=_moved(shape.points, x, y, scale))
        case Text():
            return replace(shape, x=x + shape.x * scale, y=y + shape.y * scale, size=shape.size * scale)


def _moved(
    points: tuple[tuple[float, float], ...], x: float, y: float, scale: float
) -> tuple[tuple[float, float], ...]:
    return tuple((x + left * scale, y + top * scale) for left, top in points)
