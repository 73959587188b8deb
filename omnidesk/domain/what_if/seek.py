"""Goal seek: where one lever has to stand for a figure to reach a target."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.what_if.levers import Lever, LeverId, Settings, apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, FigureId, Outcome, outcome

Direction = Literal["at_most", "at_least"]

DIRECTIONS: dict[FigureId, Direction] = {
    "per_year": "at_most",
    "committed_total": "at_most",
    "first_year_total": "at_most",
    "estimated_total": "at_most",
    "roi_percent": "at_least",
    "payback_month": "at_most",
    "npv": "at_least",
    "network_value": "at_least",
}
"""Which way a client wants each figure: costs and payback down, returns up."""

SCANNED = 24
"""Places that are tried over a lever's whole way before the space between two of them is halved."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Where the lever has to stand, what follows there, and how many steps that is from where it stood.

    ``reached`` False: no place of the lever reaches the target; this is the place that comes nearest.
    """

    lever: Lever
    settings: dict[LeverId, Decimal]
    outcome: Outcome
    reached: bool


def seek(
    base: Deal, catalog: Catalog, settings: Settings, lever_id: LeverId, figure: FigureId, target: Decimal
) -> Found | None:
    """Turn one lever as little as possible until the figure reaches the target, the other levers standing as they do.

    A figure need not rise or fall evenly with a lever (discounts begin at a term, invoices at a month), so the whole
    way is scanned and only the space between the nearest place that reaches the target and its neighbour is halved.
    None: the deal has no such lever, or no place of it can be priced.
    """
    lever = next((each for each in levers(base, catalog, settings) if each.id == lever_id), None)
    if lever is None:
        return None
    tried: dict[Decimal, Outcome] = {}

    def at(value: Decimal) -> Outcome:
        if value not in tried:
            tried[value] = outcome(apply(base, catalog, {**settings, lever_id: value}), catalog)
        return tried[value]

    def reaches(value: Decimal) -> bool:
        return _gap(at(value), figure, target) == 0

    near_first = sorted(_scan(lever), key=lambda value: abs(value - lever.value))
    hit = next((value for value in near_first if reaches(value)), None)
    if hit is not None:
        hit = _nearer(lever, hit, near_first, reaches)
    else:
        priced = [value for value in near_first if _gap(at(value), figure, target) is not None]
        hit = min(priced, key=lambda value: _gap(at(value), figure, target) or Decimal(0), default=None)
    if hit is None:
        return None
    return Found(
        lever=msgspec.structs.replace(lever, value=hit),
        settings={**settings, lever_id: hit},
        outcome=at(hit),
        reached=reaches(hit),
    )


def moved(base: Deal, catalog: Catalog, settings: Settings, lever_id: LeverId) -> tuple[FigureId, ...]:
    """The figures that a lever moves between the ends of its way and where it stands; the others stay as they are.

    Every figure where the lever cannot be turned.
    """
    lever = next((each for each in levers(base, catalog, settings) if each.id == lever_id), None)
    if lever is None:
        return FIGURES
    places = (lever.minimum, lever.value, lever.maximum)
    found = [outcome(apply(base, catalog, {**settings, lever_id: place}), catalog).figures for place in places]
    return tuple(each for each in FIGURES if len({figures[each] for figures in found}) > 1)


def _scan(lever: Lever) -> list[Decimal]:
    """Places over the whole way, both ends and where the lever stands now."""
    steps = int((lever.maximum - lever.minimum) / lever.step)
    stride = max(1, steps // SCANNED)
    places = {lever.snapped(lever.minimum + index * lever.step) for index in range(0, steps + 1, stride)}
    return sorted({*places, lever.value, lever.minimum, lever.maximum})


def _nearer(lever: Lever, hit: Decimal, scanned: list[Decimal], reaches: Callable[[Decimal], bool]) -> Decimal:
    """Halve the way from the place that reaches the target back to its neighbour that does not."""
    closer = [value for value in scanned if abs(value - lever.value) < abs(hit - lever.value)]
    same_side = [value for value in closer if (value - lever.value) * (hit - lever.value) >= 0]
    if not same_side:
        return hit
    short = max(same_side, key=lambda value: abs(value - lever.value))
    while abs(hit - short) > lever.step:
        middle = lever.snapped((hit + short) / 2)
        if middle in (hit, short):
            break
        if reaches(middle):
            hit = middle
        else:
            short = middle
    return hit


def _gap(result: Outcome, figure: FigureId, target: Decimal) -> Decimal | None:
    """How far the figure is from the target; 0 where it reaches it, None where there is none or it cannot be sold."""
    value = result.figures[figure]
    if value is None or not result.holds:
        return None
    over = value - target if DIRECTIONS[figure] == "at_most" else target - value
    return max(over, Decimal(0))
