"""The tiers side by side: price, term, and how many of the client's needs each meets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from omnidesk.domain.recommendation import Assessment
from omnidesk.domain.tier import Tier
from omnidesk.slides.lettering import Look, larger
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, TOP, Sheet
from omnidesk.slides.show import Show

NAME = Look(28.0, "strong", lines=1)
PRICE = Look(28.0, "strong", lines=1, least=13.0)
SMALL = Look(17.0, colour="muted", lines=3)
POINT = Look(18.0, lines=2)
OURS = Look(17.0, "strong", "accent", lines=1)
INSET, SPACE, DOT = 20.0, 6.0, 16.0
SIZES = (24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
NARROW, MOST = 0.82, 1.34
HEAD = 2.0
"""Where a column's name begins under the top of the content."""


@dataclass(frozen=True)
class _Head:
    """What stands above a tier's points: each part in words, how it is set, and the room after it."""

    parts: tuple[tuple[str, Look, float], ...]

    def heights(self, sheet: Sheet, room: float) -> list[float]:
        """How high each part is, with the room after it."""
        return [sheet.height_of(words, room, look) + after for words, look, after in self.parts]


def draw(show: Show, sheet: Sheet) -> None:
    """One column a tier, the proposed one marked; what is told of each stands on one line with the others."""
    sheet.heading(show.speaker.say("The tiers side by side"))
    tiers = show.printed.tiers
    width = (sheet.column - GAP * (len(tiers) - 1)) / len(tiers)
    room = width - 2 * _inset(sheet)
    heads = [_head(tier, show, sheet) for tier in tiers]
    bands = [max(each) for each in zip_longest(*(head.heights(sheet, room) for head in heads), fillvalue=0.0)]
    look = _fitting(tiers, sheet, (TOP + HEAD + sum(bands), room))
    for place, (tier, head) in enumerate(zip(tiers, heads, strict=True)):
        _column(tier, show, sheet, (MARGIN + place * (width + GAP), width), (head, bands, look))


def _column(
    tier: Tier, show: Show, sheet: Sheet, place: tuple[float, float], head: tuple[_Head, Sequence[float], Look]
) -> None:
    (left, width), (told, bands, look) = place, head
    top, inset = TOP - 40, _inset(sheet)
    room = width - 2 * inset
    ours = tier.id == show.proposal.tier.id
    sheet.panel(left, top, width, BOTTOM - top, "wash" if ours else "tint")
    if ours:
        sheet.panel(left, top, width, 8.0, "accent")
        sheet.write(show.speaker.say("Proposed"), (left + inset, top + 18, room), OURS)
    y = TOP + HEAD
    for (words, set_, _after), band in zip(told.parts, bands, strict=False):
        sheet.write(words, (left + inset, y, room), set_)
        y += band
    y = TOP + HEAD + sum(bands)
    for highlight in tier.highlights:
        sheet.dot(left + inset + 4, y + look.size * 0.55, 3.0, "accent" if ours else "muted")
        y = sheet.write(highlight, (left + inset + DOT, y, room - DOT), look) + SPACE


def _head(tier: Tier, show: Show, sheet: Sheet) -> _Head:
    """Name, tagline and how the tier stands."""
    named = (tier.name, _sized(NAME, sheet), 2.0), (tier.tagline, _sized(SMALL, sheet), 12.0)
    assessed = show.proposal.recommendation.tier(tier.id)
    return _Head(named if assessed is None else (*named, *_judged(assessed, show, sheet)))


def _inset(sheet: Sheet) -> float:
    return INSET if sheet.is_wide else INSET / 2


def _sized(look: Look, sheet: Sheet) -> Look:
    """Smaller where columns are narrow, larger on a broad sheet."""
    return sheet.for_broad(look) if sheet.is_wide else larger(look, NARROW)


def _fitting(tiers: Sequence[Tier], sheet: Sheet, place: tuple[float, float]) -> Look:
    """The largest size in which every point of every tier finds room."""
    y, room = place
    most = sheet.for_broad(POINT, MOST).size if sheet.is_wide else POINT.size
    looks = [replace(POINT, size=size) for size in SIZES if size <= most]
    for look in looks:
        columns = ([sheet.height_of(each, room - DOT, look) + SPACE for each in tier.highlights] for tier in tiers)
        if y + max((sum(column) for column in columns), default=0.0) <= BOTTOM - 8:
            return look
    return looks[-1]


def _judged(assessed: Assessment, show: Show, sheet: Sheet) -> tuple[tuple[str, Look, float], ...]:
    speaker = show.speaker
    price = assessed.price_per_year
    figure = speaker.say("Negotiated") if price is None else speaker.short(price)
    term = speaker.say("a year at list price; from {months}").format(months=speaker.months(assessed.minimum_months))
    unmet = len(assessed.unmet)
    words = speaker.count("Leaves {number} need open", "Leaves {number} needs open", unmet)
    met = words if unmet else speaker.say("Meets every need")
    return (
        (figure, _sized(PRICE, sheet), 0.0),
        (term, _sized(SMALL, sheet), 10.0),
        (met, _sized(POINT, sheet), 12.0),
    )
