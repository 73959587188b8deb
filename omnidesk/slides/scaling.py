"""The scaling path as a map: the horizontal steps that the client means to take, and the depth."""

from collections.abc import Sequence

from omnidesk.domain.value import Dimension, ScalingPath
from omnidesk.slides.sheet import BODY, GAP, MARGIN, QUIET, TOP, Look, Sheet
from omnidesk.slides.show import Show

CHOSEN = Look(BODY, "strong", lines=2)
OPEN = Look(BODY, colour="muted", lines=2)
STEP = 62.0


def applies(show: Show) -> bool:
    """Whether a step or a depth is chosen."""
    return bool(show.proposal.scaling) or show.proposal.deal.scaling.depth is not None


def draw(show: Show, sheet: Sheet) -> None:
    """One row a path, chosen steps filled; the depth below."""
    say, spec, chosen = show.speaker.say, show.printed.scaling, show.proposal.deal.scaling
    sheet.heading(say("Where you can grow from here"))
    y = TOP - 30
    rows: tuple[tuple[Dimension, Sequence[str]], ...] = (
        (spec.industry, chosen.industry),
        (spec.geography, chosen.geography),
        (spec.use_cases, chosen.use_cases),
    )
    for dimension, ids in rows:
        path = next((each for each in dimension.paths if any(step.id in ids for step in each.steps)), None)
        if path is not None:
            y = _path(dimension, path, ids, sheet, y)
    depth = [(each.name, each.id == chosen.depth) for each in spec.depth]
    if chosen.depth:
        y = sheet.write(say("Capability depth"), (MARGIN, y, sheet.column), QUIET) + 6
        _boxes(depth, sheet, y)


def _path(dimension: Dimension, path: ScalingPath, ids: Sequence[str], sheet: Sheet, y: float) -> float:
    top = sheet.write(dimension.name, (MARGIN, y, sheet.column), QUIET) + 6
    return _boxes([(step.name, step.id in ids) for step in path.steps], sheet, top)


def _boxes(steps: Sequence[tuple[str, bool]], sheet: Sheet, y: float) -> float:
    width = (sheet.column - GAP * (len(steps) - 1)) / len(steps)
    for place, (name, chosen) in enumerate(steps):
        left = MARGIN + place * (width + GAP)
        sheet.panel(left, y, width, STEP, "accent_pale" if chosen else "tint")
        sheet.write(name, (left + 16, y + 16, width - 32), CHOSEN if chosen else OPEN)
        if place:
            sheet.rule(left - GAP, y + STEP / 2, GAP, "accent" if chosen else "rule")
    return y + STEP + 16
