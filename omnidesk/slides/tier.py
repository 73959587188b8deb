"""The tiers side by side: price, term, and how many of the client's needs each meets."""

from omnidesk.domain.recommendation import Assessment
from omnidesk.domain.tier import Tier
from omnidesk.slides.sheet import BOTTOM, GAP, LEADING, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show

NAME = Look(28.0, "strong", lines=1)
PRICE = Look(28.0, "strong", lines=1)
SMALL = Look(17.0, colour="muted", lines=3)
POINT = Look(18.0, lines=2)
OURS = Look(17.0, "strong", "accent", lines=1)
INSET = 22.0


def draw(show: Show, sheet: Sheet) -> None:
    """One column a tier, the proposed one marked."""
    sheet.heading(show.speaker.say("The tiers side by side"))
    tiers = show.printed.tiers
    width = (sheet.column - GAP * (len(tiers) - 1)) / len(tiers)
    for place, tier in enumerate(tiers):
        _column(tier, show, sheet, (MARGIN + place * (width + GAP), width))


def _column(tier: Tier, show: Show, sheet: Sheet, place: tuple[float, float]) -> None:
    left, width = place
    top, room = TOP - 30, width - 2 * INSET
    ours = tier.id == show.proposal.tier.id
    sheet.panel(left, top, width, BOTTOM - top, "wash" if ours else "tint")
    if ours:
        sheet.panel(left, top, width, 8.0, "accent")
        sheet.write(show.speaker.say("Proposed"), (left + INSET, top + 20, room), OURS)
    y = sheet.write(tier.name, (left + INSET, top + 44, room), NAME)
    y = sheet.write(tier.tagline, (left + INSET, y + 4, room), SMALL) + 14
    assessed = show.proposal.recommendation.tier(tier.id)
    if assessed is not None:
        y = _judged(assessed, show, sheet, (left + INSET, y, room))
    for highlight in tier.highlights:
        if y + 2 * POINT.size * LEADING > BOTTOM - 12:
            return
        sheet.dot(left + INSET + 4, y + POINT.size * 0.55, 3.0, "accent" if ours else "muted")
        y = sheet.write(highlight, (left + INSET + 18, y, room - 18), POINT) + 8


def _judged(assessed: Assessment, show: Show, sheet: Sheet, place: tuple[float, float, float]) -> float:
    left, y, room = place
    speaker = show.speaker
    price = assessed.price_per_year
    figure = speaker.say("Negotiated") if price is None else speaker.short(price)
    y = sheet.write(figure, (left, y, room), PRICE)
    term = speaker.say("a year at list price; from {months}").format(months=speaker.months(assessed.minimum_months))
    y = sheet.write(term, (left, y, room), SMALL) + 12
    unmet = len(assessed.unmet)
    words = speaker.count("Leaves {number} need open", "Leaves {number} needs open", unmet)
    return sheet.write(words if unmet else speaker.say("Meets every need"), (left, y, room), POINT) + 12
