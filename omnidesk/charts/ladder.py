"""The value ladder: the return that is typical of each rung, and where the return of a deal lies among them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.display import LABEL, Chart, Drawing, Line, Pen, Rect, Text, empty_chart
from omnidesk.domain.roi import SCENARIOS, Roi
from omnidesk.domain.value import Rung, Value

ROW, BAR, HEAD = 23.0, 13.0, 18.0
OPEN = Decimal(3)
"""A rung that is open above is drawn up to so many times its lower end."""
BEND = 50.0
"""Percent. Returns far above are drawn ever closer together, as the rungs themselves rise."""


@dataclass(frozen=True)
class RungBar:
    """One rung with its typical return in percent (``high`` None: open above) and its words; ``used`` by the deal."""

    label: str
    low: Decimal
    high: Decimal | None
    words: str
    used: bool


@dataclass(frozen=True)
class Reach:
    """The return of a deal in percent, from its low to its high case, with the words for the base."""

    low: Decimal
    base: Decimal
    high: Decimal
    words: str


def rungs_of(value: Value, ladder: Sequence[Rung], words: Callable[[Rung], str]) -> tuple[RungBar, ...]:
    """The rungs of a ladder, with those marked that a deal's benefits stand on; ``words`` tell what is typical."""
    used = {each.driver for each in value.benefits}
    return tuple(_bar(rung, words(rung), used=rung.id in used) for rung in ladder)


def _bar(rung: Rung, words: str, *, used: bool) -> RungBar:
    high = rung.maximum_roi_percent
    return RungBar(
        rung.name, Decimal(rung.minimum_roi_percent), None if high is None else Decimal(high), words, used=used
    )


def reach_of(roi: Roi, words: Callable[[Decimal], str]) -> Reach | None:
    """The returns of a projection; None where it has none. ``words`` tell its base case."""
    low, base, high = (roi.scenarios[case].roi_percent for case in SCENARIOS)
    if low is None or base is None or high is None:
        return None
    return Reach(low, base, high, words(base))


def layout_ladder(rungs: Sequence[RungBar], reach: Reach | None, width: float, pen: Pen) -> Chart:
    """Lay out the rungs from the highest down to the lowest, with the deal's return drawn through them."""
    if not rungs:
        return empty_chart(width, 2 * ROW, pen)
    drawing = Drawing(width, HEAD + ROW * len(rungs), pen.measure)
    beside = min(drawing.widest((rung.label for rung in rungs), "strong") + 14, width * 0.36)
    plot = beside + drawing.widest((rung.words for rung in rungs), "medium") + 14
    last = max(_place(rung.high or rung.low * OPEN) for rung in rungs)
    unit = (width - plot) / last
    ends = () if reach is None else (reach.low, reach.base, reach.high)
    marks = [plot + min(_place(end), last) * unit for end in ends]
    if marks:
        drawing.add(Rect(marks[0], HEAD - 2, max(marks[2] - marks[0], 0.6), drawing.height - HEAD + 2, "wash"))
    for index, rung in enumerate(reversed(rungs)):
        _rung(drawing, rung, HEAD + index * ROW, (beside, plot, unit))
    if marks and reach is not None:
        drawing.add(Line(marks[1], HEAD - 4, marks[1], drawing.height, "ink", 0.9))
        drawing.label(Text(marks[1], LABEL + 2, reach.words, anchor="middle", weight="strong", colour="ink"))
    return drawing.chart(pen.alt)


def _rung(drawing: Drawing, rung: RungBar, y: float, axis: tuple[float, float, float]) -> None:
    beside, plot, unit = axis
    weight = "strong" if rung.used else "regular"
    base = y + ROW / 2 + LABEL * 0.36
    name = drawing.fitted(rung.label, beside - 8, LABEL, weight)
    drawing.label(Text(0, base, name, weight=weight, colour="ink" if rung.used else "muted"))
    left, right = (plot + _place(at) * unit for at in (rung.low, rung.high or rung.low * OPEN))
    drawing.add(Rect(left, y + (ROW - BAR) / 2, right - left, BAR, "accent" if rung.used else "accent_pale", 2.0))
    drawing.label(Text(beside, base, rung.words, weight="medium", colour="ink" if rung.used else "muted"))


def _place(percent: Decimal) -> float:
    return math.log1p(max(float(percent), 0.0) / BEND)
