"""The scaling path as a map: three horizontal lines with their stations, and the depth that goes down beside them."""

from collections.abc import Sequence

from omnidesk.domain.value import Dimension, ScalingPath
from omnidesk.slides.lettering import BODY, Look, larger
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, TOP, Place, Sheet
from omnidesk.slides.show import Show

LINE = Look(BODY, "strong", lines=1)
CHOSEN = Look(19.0, "strong", lines=2, anchor="middle")
OPEN = Look(19.0, colour="muted", lines=2, anchor="middle")
LEVEL = Look(19.0, "strong", lines=1)
OTHER = Look(19.0, colour="muted", lines=1)
BRINGS = Look(15.0, colour="muted", lines=6)
DUTIES = Look(15.0, colour="muted", lines=2)
DEEP = 0.27
"""Share of the sheet for the depth."""
ALONE, SHALLOW = 190.0, 200.0
"""Height of a line that stands alone above the depth, and of levels that stand side by side at most."""
ASIDE, AROUND, OVER = 24.0, 40.0, 10.0
"""Room beside the words of a level at the left, at both sides together, and over them."""
FACTORS = (1.3, 1.2, 1.0, 0.87)
"""How much larger words of the depth are set where they find room."""
STATION, STOP = 13.0, 7.0
"""Radius of a chosen station and of one that is only passed."""


def applies(show: Show) -> bool:
    """Whether a step or a depth is chosen."""
    return bool(show.proposal.scaling) or show.proposal.deal.scaling.depth is not None


def draw(show: Show, sheet: Sheet) -> None:
    """The lines with a chosen station at the left, the depth at the right."""
    say, spec, chosen = show.speaker.say, show.printed.scaling, show.proposal.deal.scaling
    sheet.heading(say("Where you can grow from here"), say("The steps you mean to take are filled; each line goes on."))
    rows = (
        (spec.industry, chosen.industry),
        (spec.geography, chosen.geography),
        (spec.use_cases, chosen.use_cases),
    )
    lines = [(dimension, path, ids) for dimension, ids in rows if (path := _path(dimension, ids)) is not None]
    lined, deep = _parted(len(lines), sheet, has_depth=chosen.depth is not None)
    height = lined[3] / max(len(lines), 1)
    for place, line in enumerate(lines):
        _line(show, sheet, line, (lined[0], lined[1] + place * height, lined[2]))
    if chosen.depth:
        _depth(show, sheet, deep)


def _parted(lines: int, sheet: Sheet, *, has_depth: bool) -> tuple[Place, Place]:
    """The places of the lines and of the depth: side by side, or one line above it."""
    whole = MARGIN, TOP, sheet.column, BOTTOM - TOP
    if not (lines and has_depth):
        return whole, whole
    if lines == 1:
        return (MARGIN, TOP, sheet.column, ALONE), (MARGIN, TOP + ALONE, sheet.column, BOTTOM - TOP - ALONE)
    deep = sheet.column * DEEP
    wide = sheet.column - deep - 2 * GAP
    return (MARGIN, TOP, wide, BOTTOM - TOP), (MARGIN + sheet.column - deep, TOP, deep, BOTTOM - TOP)


def _path(dimension: Dimension, ids: Sequence[str]) -> ScalingPath | None:
    return next((path for path in dimension.paths if any(step.id in ids for step in path.steps)), None)


def _line(
    show: Show,
    sheet: Sheet,
    line: tuple[Dimension, ScalingPath, Sequence[str]],
    place: tuple[float, float, float],
) -> None:
    dimension, path, ids = line
    left, top, width = place
    sheet.write(dimension.name, (left, top, width), sheet.for_broad(LINE))
    room = width / len(path.steps)
    middles = [left + room * (number + 0.5) for number in range(len(path.steps))]
    y, under, taken = top + 46, 0.0, [step.id in ids for step in path.steps]
    sheet.stroke(((middles[0], y), (middles[-1], y)), "rule", 4.0)
    if any(taken):
        reached = len(taken) - 1 - taken[::-1].index(True)
        sheet.stroke(((middles[taken.index(True)], y), (middles[reached], y)), "accent", 4.0)
    for step, x, is_taken in zip(path.steps, middles, taken, strict=True):
        sheet.dot(x, y, STATION if is_taken else STOP + 2, "accent" if is_taken else "muted")
        if not is_taken:
            sheet.dot(x, y, STOP - 1, "paper")
        named = sheet.write(
            step.name, (x - room / 2 + 4, y + 18, room - 8), sheet.for_broad(CHOSEN if is_taken else OPEN)
        )
        under = max(under, named)
    if dimension.duties:
        duties = show.speaker.joined([show.speaker.inside(duty.name) for duty in dimension.duties])
        words = show.speaker.say("Each market asks for {duties}.").format(duties=duties)
        sheet.write(words, (left, under + 8, width), sheet.for_broad(DUTIES))


def _depth(show: Show, sheet: Sheet, place: Place) -> None:
    """Levels from the surface down, or across where there is more room; those up to the chosen one are filled."""
    left, top, width, high = place
    levels = show.printed.scaling.depth
    chosen = next((number for number, each in enumerate(levels) if each.id == show.proposal.deal.scaling.depth), -1)
    sheet.write(show.speaker.say("Capability depth"), (left, top, width), sheet.for_broad(LINE))
    top, high, gaps = top + 40, high - 40, 8 * (len(levels) - 1)
    down = width < high
    size = (width, (high - gaps) / len(levels)) if down else ((width - gaps) / len(levels), min(high, SHALLOW))
    brings = [show.speaker.listed(each.name for each in level.capabilities) for level in levels]
    factor = _factor([level.name for level in levels], brings, sheet, size)
    for number, level in enumerate(levels):
        x = left if down else left + number * (size[0] + 8)
        y = top + number * (size[1] + 8) if down else top
        sheet.panel(x, y, *size, "wash" if number <= chosen else "tint")
        if number == chosen:
            sheet.panel(x, y, 8.0, size[1], "accent")
        name = larger(LEVEL if number <= chosen else OTHER, factor)
        bottom = sheet.write(level.name, (x + ASIDE, y + OVER, size[0] - AROUND), name)
        sheet.write(brings[number], (x + ASIDE, bottom, size[0] - AROUND), larger(BRINGS, factor))


def _factor(names: Sequence[str], brings: Sequence[str], sheet: Sheet, size: tuple[float, float]) -> float:
    """How much larger the words of every level can be set."""
    width, height = size[0] - AROUND, size[1] - 2 * OVER + 2
    for factor in FACTORS:
        words = zip(names, brings, strict=True)
        looks = larger(LEVEL, factor), larger(BRINGS, factor)
        if all(sum(map(sheet.height_of, pair, (width, width), looks)) <= height for pair in words):
            return factor
    return FACTORS[-1]
