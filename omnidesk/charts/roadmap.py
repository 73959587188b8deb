"""The roadmap: phases with uncertain ends, milestones and payments on one axis of time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from omnidesk.charts.display import (
    LABEL,
    Chart,
    Drawing,
    Line,
    Measure,
    Pen,
    Polygon,
    Rect,
    Text,
    empty_chart,
)

ROW = 19.0
BAR = 9.0
AXIS = 18.0
LEVELS = 3
"""Lines of text that moments may take to keep clear of each other."""
STEP = 9.6
APART = 5.0
"""Room between the words of two moments on one line, without which two shares read as one."""
DAYS_A_MONTH = 30.4375
"""The axis counts in months of average length."""


@dataclass(frozen=True)
class Phase:
    """A phase in months from the start of the deal; it ends between ``end`` and ``latest``."""

    label: str
    start: float
    end: float
    latest: float


@dataclass(frozen=True)
class Moment:
    """A milestone or a payment, ``at`` months from the start."""

    label: str
    at: float


@dataclass(frozen=True)
class Roadmap:
    """Everything on the axis. ``months`` names points in time (month number, words), such as each quarter's start."""

    phases: tuple[Phase, ...]
    milestones: tuple[Moment, ...]
    payments: tuple[Moment, ...]
    months: tuple[tuple[float, str], ...]


def months_between(start: datetime.date, day: datetime.date) -> float:
    """Return where a day stands on the axis: months of average length after the start."""
    return (day - start).days / DAYS_A_MONTH


def layout_roadmap(roadmap: Roadmap, names: tuple[str, str], width: float, pen: Pen) -> Chart:
    """Lay out the roadmap; ``names`` are the words for the rows of milestones and payments.

    The height follows from what there is. A moment whose words find no room keeps its mark.
    """
    if not (roadmap.phases or roadmap.milestones or roadmap.payments):
        return empty_chart(width, 2 * ROW, pen)
    rows = _rows(roadmap, names)
    plot, unit = _time(roadmap, rows, width, pen.measure)
    levels = [_levels(row, plot, unit, Drawing(width, 2 * ROW + LEVELS * STEP, pen.measure)) for row in rows]
    top = AXIS + ROW * len(roadmap.phases)
    drawing = Drawing(width, top + sum(ROW + level * STEP for level in levels) + 2, pen.measure)
    _axis(drawing, roadmap.months, plot, unit)
    for index, phase in enumerate(roadmap.phases):
        _phase(drawing, phase, AXIS + index * ROW, plot, unit)
    for row, level in zip(rows, levels, strict=True):
        _head(drawing, row.name, top, plot)
        _moments(drawing, row, top, plot, unit)
        top += ROW + level * STEP
    return drawing.chart(pen.alt)


@dataclass(frozen=True)
class _Row:
    """A row of moments: its name, and whether they are payments."""

    name: str
    moments: tuple[Moment, ...]
    paid: bool


@dataclass(frozen=True)
class Handles:
    """Where the milestones' marks stand, in their order, and the length of a month."""

    points: tuple[tuple[float, float], ...]
    month: float


def milestone_handles(roadmap: Roadmap, names: tuple[str, str], width: float, measure: Measure) -> Handles:
    """Return where ``layout_roadmap`` puts the marks of the milestones, so that they can be taken hold of."""
    plot, month = _time(roadmap, _rows(roadmap, names), width, measure)
    y = AXIS + ROW * len(roadmap.phases) + ROW / 2
    return Handles(tuple((plot + moment.at * month, y) for moment in roadmap.milestones), month)


def _rows(roadmap: Roadmap, names: tuple[str, str]) -> list[_Row]:
    pairs = ((names[0], roadmap.milestones, False), (names[1], roadmap.payments, True))
    return [_Row(name, moments, paid) for name, moments, paid in pairs if moments]


def _time(roadmap: Roadmap, rows: Sequence[_Row], width: float, measure: Measure) -> tuple[float, float]:
    """Return where the axis begins, and the length of a month."""
    labels = [*(phase.label for phase in roadmap.phases), *(row.name for row in rows), ""]
    plot = min(max(measure(label, LABEL, "medium") for label in labels) + 12, width * 0.34)
    ends = [at for phase in roadmap.phases for at in (phase.start, phase.end, phase.latest)]
    moments = [moment.at for moment in (*roadmap.milestones, *roadmap.payments)]
    last = max([1.0, *ends, *moments])
    return plot, (width - plot - 8) / last


def _levels(row: _Row, plot: float, unit: float, scratch: Drawing) -> int:
    """Return how many lines of text the row's words take."""
    _moments(scratch, row, 0, plot, unit)
    bases = [shape.y for shape in scratch.chart().shapes if isinstance(shape, Text)]
    return 1 + round((max(bases) - min(bases)) / STEP) if bases else 0


def _axis(drawing: Drawing, months: Sequence[tuple[float, str]], plot: float, unit: float) -> None:
    """Draw the axis at the top, with a quiet line down from each named month that has room for its name."""
    drawing.add(Line(plot, AXIS - 4, drawing.width, AXIS - 4, "rule", 0.5))
    for at, words in months:
        x = plot + at * unit
        room = drawing.width - x
        if at < 0 or room < drawing.measure(words, LABEL, "regular"):
            continue
        if drawing.label(Text(x, LABEL + 1, words), apart=APART):
            drawing.grid(Line(x, AXIS - 4, x, drawing.height, "faint", 0.4))


def _phase(drawing: Drawing, phase: Phase, y: float, plot: float, unit: float) -> None:
    """Draw the bar up to the earliest end, and a paler, tapering one to the latest."""
    text = drawing.fitted(phase.label, plot - 6, LABEL, "medium")
    drawing.label(Text(0, y + ROW / 2 + LABEL * 0.36, text, weight="medium", colour="ink"))
    left, end, latest = (plot + at * unit for at in (phase.start, phase.end, phase.latest))
    top, bottom = y + (ROW - BAR) / 2, y + (ROW + BAR) / 2
    drawing.add(Rect(left, top, max(end - left, 1.0), BAR, "accent"))
    if latest > end:
        inset = BAR * 0.3
        drawing.add(
            Polygon(((end, top), (latest, top + inset), (latest, bottom - inset), (end, bottom)), "accent_pale")
        )


def _head(drawing: Drawing, name: str, y: float, plot: float) -> None:
    """Write a row's name and draw its line."""
    words = drawing.fitted(name, plot - 6, LABEL, "medium")
    drawing.label(Text(0, y + ROW / 2 + LABEL * 0.36, words, weight="medium", colour="ink"))
    drawing.add(Line(plot, y + ROW / 2, drawing.width, y + ROW / 2, "rule", 0.4))


def _moments(drawing: Drawing, row: _Row, y: float, plot: float, unit: float) -> None:
    """Draw the marks of a row with their words below, on as few lines as keep them apart."""
    middle = y + ROW / 2
    for moment in sorted(row.moments, key=lambda each: each.at):
        x = plot + moment.at * unit
        if row.paid:
            drawing.add(Rect(x - 3, middle - 3, 6, 6, "navy", 3.0))
        else:
            drawing.add(Polygon(((x, middle - 4), (x + 4, middle), (x, middle + 4), (x - 4, middle)), "amber"))
        words = drawing.fitted(moment.label, (drawing.width - plot) * 0.45)
        base = middle + 5 + LABEL
        places = (_beneath(drawing, words, x, base + level * STEP, plot) for level in range(LEVELS))
        drawing.label(*places, apart=APART)


def _beneath(drawing: Drawing, words: str, x: float, y: float, plot: float) -> Text:
    """Return the words centred below a mark, but inside the plot."""
    half = drawing.measure(words, LABEL, "regular") / 2
    return Text(min(max(x, plot + half), drawing.width - half), y, words, anchor="middle", colour="ink")
