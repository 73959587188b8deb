"""Shapes of a chart, and the drawing they are collected in, where no label leaves the canvas or meets another.

Lengths are points (or device-independent pixels), the origin is the upper left corner, y grows downwards. Colours
are names that each painter looks up in its own theme.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import msgspec

Token = Literal[
    "ink", "muted", "navy", "accent", "accent_soft", "accent_pale", "wash", "tint", "rule", "faint", "amber", "paper"
]
Weight = Literal["regular", "medium", "strong"]
Anchor = Literal["start", "middle", "end"]
Measure = Callable[[str, float, Weight], float]
"""Width of one line of text: words, size, weight."""
FormatValue = Callable[[Decimal], str]
"""Turns an amount into the words people read."""

ASCENT, DESCENT = 0.78, 0.24
"""Height above and below the base line, as shares of the size."""
LABEL = 7.2
"""Size of a chart's text."""
ASIDE = 1.5
"""Room around a word that a line of the ground leaves free."""


@dataclass(frozen=True)
class Pen:
    """What a layout writes with.

    ``measure`` knows how wide words are, ``format_value`` how amounts read; ``empty`` is the note of a chart without
    figures, ``alt`` the sentence that stands for the chart where it cannot be seen.
    """

    measure: Measure
    format_value: FormatValue
    empty: str
    alt: str = ""


class Rect(msgspec.Struct, frozen=True):
    """A filled rectangle; ``x``, ``y`` is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Token
    radius: float = 0.0


class Line(msgspec.Struct, frozen=True):
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Token
    width: float = 0.5
    dashed: bool = False


class Polyline(msgspec.Struct, frozen=True):
    """A stroke through points."""

    points: tuple[tuple[float, float], ...]
    stroke: Token
    width: float = 1.4
    dashed: bool = False


class Polygon(msgspec.Struct, frozen=True):
    """A filled shape."""

    points: tuple[tuple[float, float], ...]
    fill: Token


class Text(msgspec.Struct, frozen=True):
    """One line of text; ``y`` is its base line, ``anchor`` says which part of it stands at ``x``.

    Figures are set in equal widths.
    """

    x: float
    y: float
    text: str
    size: float = LABEL
    anchor: Anchor = "start"
    weight: Weight = "regular"
    colour: Token = "muted"


class Picture(msgspec.Struct, frozen=True):
    """A picture (PNG) that fills a rectangle; it stands on white in any theme, as on paper."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


Shape = Rect | Line | Polyline | Polygon | Text | Picture


class Chart(msgspec.Struct, frozen=True):
    """A laid-out chart: its size, its shapes in painting order, and one sentence that stands for it.

    ``accent`` (``#rrggbb``) is whose colours it wears on a screen; empty: those of the window. ``title`` is what a
    slide is called among others.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""
    accent: str = ""
    title: str = ""


class Box(msgspec.Struct, frozen=True):
    """The area a label takes: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether the areas overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def box_of(text: Text, measure: Measure) -> Box:
    """Return the area that a text takes."""
    width = measure(text.text, text.size, text.weight)
    left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    return Box(left, text.y - ASCENT * text.size, left + width, text.y + DESCENT * text.size)


class Drawing:
    """Shapes under construction. Labels are placed by rank: what comes later gives way to what is there."""

    def __init__(self, width: float, height: float, measure: Measure) -> None:
        self.width, self.height, self.measure = width, height, measure
        self._shapes: list[Shape] = []
        self._taken: list[Box] = []
        self._grid: list[Line] = []

    def add(self, *shapes: Rect | Line | Polyline | Polygon) -> None:
        """Add shapes that hold no text."""
        self._shapes.extend(shapes)

    def grid(self, line: Line) -> None:
        """Add an upright or level line of the ground, which leaves room for every word in its way, also later ones."""
        self._grid.append(line)
        self._shapes.append(line)

    def label(self, *candidates: Text, apart: float = 0.0) -> bool:
        """Place the first candidate that is free, moved sideways into the canvas if needed; say whether one was.

        ``apart`` keeps so much room between it and the words beside it.
        """
        return any(self._place(candidate, apart) for candidate in candidates)

    def fitted(self, text: str, width: float, size: float = LABEL, weight: Weight = "regular") -> str:
        """Return the text, cut with an ellipsis so that it is no wider than ``width``; nothing if not a letter fits."""
        if self.measure(text, size, weight) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.measure(text[:middle].rstrip() + "…", size, weight) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…" if low else ""

    def widest(self, texts: Iterable[str], weight: Weight = "regular") -> float:
        """Return the width of the widest text, 0 for none."""
        return max((self.measure(text, LABEL, weight) for text in texts), default=0.0)

    def chart(self, alt: str = "") -> Chart:
        """Return the finished chart."""
        pieces = {id(line): self._pieces(line) for line in self._grid}
        shapes = (piece for shape in self._shapes for piece in pieces.get(id(shape), (shape,)))
        return Chart(self.width, self.height, tuple(shapes), alt)

    def _pieces(self, line: Line) -> Sequence[Line]:
        """Return what words leave of an upright or a level line."""
        if line.x1 == line.x2:
            met = [box for box in self._taken if box.left - ASIDE < line.x1 < box.right + ASIDE]
            gaps = [(box.top - ASIDE, box.bottom + ASIDE) for box in met]
            return [
                Line(line.x1, start, line.x2, end, line.stroke, line.width, line.dashed)
                for start, end in _left_over(line.y1, line.y2, gaps)
            ]
        met = [box for box in self._taken if box.top < line.y1 < box.bottom]
        gaps = [(box.left - ASIDE, box.right + ASIDE) for box in met]
        return [
            Line(start, line.y1, end, line.y2, line.stroke, line.width, line.dashed)
            for start, end in _left_over(line.x1, line.x2, gaps)
        ]

    def _place(self, text: Text, apart: float) -> bool:
        if not text.text:
            return True
        box = box_of(text, self.measure)
        shift = max(0.0, -box.left) - max(0.0, box.right - self.width)
        if shift:
            text = Text(text.x + shift, text.y, text.text, text.size, text.anchor, text.weight, text.colour)
            box = box_of(text, self.measure)
        inside = box.left >= -0.01 and box.right <= self.width + 0.01 and box.top >= 0 and box.bottom <= self.height
        if not inside or self._is_taken(Box(box.left - apart, box.top, box.right + apart, box.bottom)):
            return False
        self._taken.append(box)
        self._shapes.append(text)
        return True

    def _is_taken(self, box: Box) -> bool:
        """Tell whether a word is there; most lie in other rows, which is seen at once."""
        top, bottom = box.top, box.bottom
        return any(box.meets(other) for other in reversed(self._taken) if other.top < bottom and top < other.bottom)


def _left_over(start: float, end: float, gaps: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield what gaps leave of a length."""
    for first, last in sorted(gaps):
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end


def empty_chart(width: float, height: float, pen: Pen) -> Chart:
    """Return a chart that says why it is empty."""
    drawing = Drawing(width, max(height, 24.0), pen.measure)
    drawing.add(Line(0, drawing.height - 0.5, width, drawing.height - 0.5, "rule", 0.4))
    drawing.label(Text(0, drawing.height / 2, drawing.fitted(pen.empty, width)))
    return drawing.chart(pen.empty)


def every(count: int, room: float, needed: float) -> Sequence[int]:
    """Return which of ``count`` evenly spread labels to show so that each has ``needed`` of ``room`` in all."""
    pitch = room / count if count else room
    stride = max(1, -int(-needed // pitch)) if pitch > 0 else 1
    return range(0, count, stride)
