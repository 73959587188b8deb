"""The tiers side by side: price, term, and how many of the client's needs each meets."""

from collections.abc import Sequence
from dataclasses import replace

from omnidesk.domain.recommendation import Assessment
from omnidesk.domain.tier import Tier
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show

NAME = Look(28.0, "strong", lines=1)
PRICE = Look(28.0, "strong", lines=1, least=13.0)
SMALL = Look(17.0, colour="muted", lines=3)
POINT = Look(18.0, lines=2)
OURS = Look(17.0, "strong", "accent", lines=1)
INSET, SPACE, DOT = 20.0, 6.0, 16.0
SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
NARROW = 0.82


def draw(show: Show, sheet: Sheet) -> None:
    """One column a tier, the proposed one marked."""
    sheet.heading(show.speaker.say("The tiers side by side"))
    tiers = show.printed.tiers
    width = (sheet.column - GAP * (len(tiers) - 1)) / len(tiers)
    trial, room = Sheet(sheet.width, sheet.measure), width - 2 * _inset(sheet)
    ends = [_head(tier, show, trial, (MARGIN, TOP - 40, room)) for tier in tiers]
    look = _fitting(tiers, sheet, (max(ends), room))
    for place, tier in enumerate(tiers):
        _column(tier, show, sheet, (MARGIN + place * (width + GAP), max(ends), width), look)


def _column(tier: Tier, show: Show, sheet: Sheet, place: tuple[float, float, float], look: Look) -> None:
    left, y, width = place
    top, inset = TOP - 40, _inset(sheet)
    room = width - 2 * inset
    ours = tier.id == show.proposal.tier.id
    sheet.panel(left, top, width, BOTTOM - top, "wash" if ours else "tint")
    if ours:
        sheet.panel(left, top, width, 8.0, "accent")
        sheet.write(show.speaker.say("Proposed"), (left + inset, top + 18, room), OURS)
    _head(tier, show, sheet, (left + inset, top, room))
    for highlight in tier.highlights:
        sheet.dot(left + inset + 4, y + look.size * 0.55, 3.0, "accent" if ours else "muted")
        y = sheet.write(highlight, (left + inset + DOT, y, room - DOT), look) + SPACE


def _head(tier: Tier, show: Show, sheet: Sheet, place: tuple[float, float, float]) -> float:
    """Name, tagline and how the tier stands; return where that ends."""
    left, top, room = place
    y = sheet.write(tier.name, (left, top + 42, room), _sized(NAME, sheet))
    y = sheet.write(tier.tagline, (left, y + 2, room), _sized(SMALL, sheet)) + 12
    assessed = show.proposal.recommendation.tier(tier.id)
    return y if assessed is None else _judged(assessed, show, sheet, (left, y, room))


def _inset(sheet: Sheet) -> float:
    return INSET if sheet.is_wide else INSET / 2


def _sized(look: Look, sheet: Sheet) -> Look:
    """Smaller where columns are narrow."""
    return look if sheet.is_wide else replace(look, size=look.size * NARROW)


def _fitting(tiers: Sequence[Tier], sheet: Sheet, place: tuple[float, float]) -> Look:
    """The largest size in which every point of every tier finds room."""
    y, room = place
    looks = [replace(POINT, size=size) for size in SIZES]
    for look in looks:
        columns = ([sheet.height_of(each, room - DOT, look) + SPACE for each in tier.highlights] for tier in tiers)
        if y + max((sum(column) for column in columns), default=0.0) <= BOTTOM - 8:
            return look
    return looks[-1]


def _judged(assessed: Assessment, show: Show, sheet: Sheet, place: tuple[float, float, float]) -> float:
    left, y, room = place
    speaker = show.speaker
    price = assessed.price_per_year
    figure = speaker.say("Negotiated") if price is None else speaker.short(price)
    y = sheet.write(figure, (left, y, room), _sized(PRICE, sheet))
    term = speaker.say("a year at list price; from {months}").format(months=speaker.months(assessed.minimum_months))
    y = sheet.write(term, (left, y, room), _sized(SMALL, sheet)) + 10
    unmet = len(assessed.unmet)
    words = speaker.count("Leaves {number} need open", "Leaves {number} needs open", unmet)
    return sheet.write(words if unmet else speaker.say("Meets every need"), (left, y, room), _sized(POINT, sheet)) + 12
