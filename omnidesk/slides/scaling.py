"""The scaling path as a map: three horizontal lines with their stations, and the depth that goes down beside them."""

from collections.abc import Sequence

from omnidesk.domain.value import Dimension, ScalingPath
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show

LINE = Look(BODY, "strong", lines=1)
CHOSEN = Look(19.0, "strong", lines=2, anchor="middle")
OPEN = Look(19.0, colour="muted", lines=2, anchor="middle")
LEVEL = Look(19.0, "strong", lines=1)
OTHER = Look(19.0, colour="muted", lines=1)
BRINGS = Look(15.0, colour="muted", lines=3)
DUTIES = Look(15.0, colour="muted", lines=2)
DEEP = 0.27
"""Share of the sheet for the depth."""
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
    deep = (sheet.column * DEEP if lines else sheet.column) if chosen.depth else 0.0
    wide = sheet.column - (deep + 2 * GAP if deep else 0.0)
    height = (BOTTOM - TOP) / max(len(lines), 2)
    for place, (dimension, path, ids) in enumerate(lines):
        _line(show, sheet, (dimension, path, ids), (MARGIN, TOP + place * height, wide))
    if deep:
        _depth(show, sheet, (MARGIN + sheet.column - deep, TOP, deep))


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
    sheet.write(dimension.name, (left, top, width), LINE)
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
        named = sheet.write(step.name, (x - room / 2 + 4, y + 18, room - 8), CHOSEN if is_taken else OPEN)
        under = max(under, named)
    if dimension.duties:
        duties = show.speaker.joined([show.speaker.inside(duty.name) for duty in dimension.duties])
        words = show.speaker.say("Each market asks for {duties}.").format(duties=duties)
        sheet.write(words, (left, under + 8, width), DUTIES)


def _depth(show: Show, sheet: Sheet, place: tuple[float, float, float]) -> None:
    """Levels from the surface down; those down to the chosen one are filled."""
    left, top, width = place
    levels = show.printed.scaling.depth
    chosen = next((number for number, each in enumerate(levels) if each.id == show.proposal.deal.scaling.depth), -1)
    sheet.write(show.speaker.say("Capability depth"), (left, top, width), LINE)
    height = (BOTTOM - top - 40 - 8 * (len(levels) - 1)) / len(levels)
    for number, level in enumerate(levels):
        y = top + 40 + number * (height + 8)
        sheet.panel(left, y, width, height, "wash" if number <= chosen else "tint")
        if number == chosen:
            sheet.panel(left, y, 8.0, height, "accent")
        inner = (left + 24, width - 40)
        bottom = sheet.write(level.name, (inner[0], y + 10, inner[1]), LEVEL if number <= chosen else OTHER)
        brings = show.speaker.listed(each.name for each in level.capabilities)
        sheet.write(brings, (inner[0], bottom, inner[1]), BRINGS)
