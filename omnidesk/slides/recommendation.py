"""The recommendation and why: the tier with what it brings, and the needs that decided it."""

from omnidesk.slides.sheet import BODY, BOTTOM, GAP, LARGE, MARGIN, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard, why_tier

MOST = 8
BESIDE = 0.36
"""Share of the sheet for the tier."""
WHY = Look(BODY, colour="muted", lines=2)
NEED = Look(BODY, lines=2)
HEARD = Look(BODY, "medium", lines=2)
TIER = Look(34.0, "strong", "accent", lines=1)
TAGLINE = Look(18.0, colour="muted", lines=2)
POINT = Look(19.0, lines=2)
INSET = 28.0


def draw(show: Show, sheet: Sheet) -> None:
    """The tier in a sentence, what decided it at the left, what it brings at the right."""
    say, proposal = show.speaker.say, show.proposal
    tagline = show.speaker.inside(proposal.tier.tagline.rstrip(".。"))
    sheet.heading(say("What we recommend"))
    words = say("We propose the {tier} tier: {tagline}.").format(tier=proposal.tier.name, tagline=tagline)
    y = sheet.write(words, (MARGIN, TOP - 40, sheet.column), LARGE) + 6
    y = sheet.write(why_tier(show.proposal, show.speaker), (MARGIN, y, sheet.column), WHY) + GAP
    width = (sheet.column - GAP) * BESIDE
    decided = _decided(show)
    _tier(show, sheet, (MARGIN + sheet.column - width, y, width) if decided else (MARGIN, y, sheet.column))
    sheet.rows(y, (1.5, 1), decided, width=sheet.column - width - 2 * GAP)


def _decided(show: Show) -> list[tuple[Cell, Cell]]:
    say, proposal = show.speaker.say, show.proposal
    found = proposal.recommendation
    if found.recommended != proposal.tier.id:
        return []
    told = {row.question: heard(row, show.speaker) for row in proposal.situation}
    assessed = found.tier(proposal.tier.id)
    declined = {row.question for row in proposal.situation if row.value is False}
    met = [need for need in (assessed.met if assessed else ()) if need not in declined]
    needs = tuple(dict.fromkeys((*found.decisive, *met)))
    return [
        (Cell(proposal.needs.get(need, need), NEED), Cell(told.get(need, say("Yes")), HEARD)) for need in needs[:MOST]
    ]


def _tier(show: Show, sheet: Sheet, place: tuple[float, float, float]) -> None:
    left, top, width = place
    tier, room = show.proposal.tier, width - 2 * INSET
    sheet.panel(left, top, width, BOTTOM - top, "wash")
    y = sheet.write(tier.name, (left + INSET, top + 20, room), TIER)
    y = sheet.write(tier.tagline, (left + INSET, y, room), TAGLINE) + 14
    for highlight in tier.highlights:
        if y + 2 * POINT.size > BOTTOM - 12:
            return
        sheet.dot(left + INSET + 4, y + POINT.size * 0.52, 4.0, "accent")
        y = sheet.write(highlight, (left + INSET + 22, y, room - 22), POINT) + 8
