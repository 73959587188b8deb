"""The recommendation and why: the tier with what it brings, and the needs that decided it."""

from collections.abc import Sequence

from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, GAP, LARGE, MARGIN, TOP, Cell, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard, why_tier

MOST = 8
BESIDE = 0.36
"""Share of the sheet for the tier."""
WHY = Look(BODY, colour="muted", lines=2)
SIZES = (27.0, 24.0, BODY, 19.0, 17.0)
"""The needs are set as large as all of them find room."""
WIDTHS = (1.5, 1)
TIER = Look(34.0, "strong", "accent", lines=1)
TAGLINE = Look(18.0, colour="muted", lines=2)
POINT = Look(19.0, lines=2)
INSET = 28.0

Rows = list[tuple[Cell, Cell]]


def draw(show: Show, sheet: Sheet) -> None:
    """The tier in a sentence, what decided it at the left, what it brings at the right."""
    say, proposal = show.speaker.say, show.proposal
    tagline = show.speaker.inside(proposal.tier.tagline.rstrip(".。"))
    sheet.heading(say("What we recommend"))
    words = say("We propose the {tier} tier: {tagline}.").format(tier=proposal.tier.name, tagline=tagline)
    y = sheet.write(words, (MARGIN, TOP - 40, sheet.column), LARGE) + 6
    y = sheet.write(why_tier(show.proposal, show.speaker), (MARGIN, y, sheet.column), WHY) + GAP
    width = (sheet.column - GAP) * BESIDE
    needs = _needs(show, sheet)
    _tier(show, sheet, (MARGIN + sheet.column - width, y, width) if needs else (MARGIN, y, sheet.column))
    room = sheet.column - width - 2 * GAP
    sheet.rows(y, WIDTHS, _fitting(needs, sheet, (y, room)), across=(MARGIN, room))


def _needs(show: Show, sheet: Sheet) -> list[tuple[str, str]]:
    """What speaks for the tier, as it was asked or in short on a narrow sheet, each with what the client said."""
    proposal, said = show.proposal, show.proposal.situation
    told = {row.question: heard(row, show.speaker) for row in said}
    declined = {row.question for row in said if row.value is False}
    needs = proposal.recommendation.telling(proposal.tier.id, declined)[:MOST]
    asked = {**proposal.needs, **({} if sheet.is_wide else {row.question: row.subject for row in said})}
    return [(asked.get(need, need), told.get(need, show.speaker.say("Yes"))) for need in needs]


def _fitting(needs: Sequence[tuple[str, str]], sheet: Sheet, place: tuple[float, float]) -> Rows:
    y, room = place
    rows = Rows()
    for size in SIZES:
        asked, answered = Look(size, lines=2), Look(size, "medium", lines=2)
        rows = [(Cell(need, asked), Cell(answer, answered)) for need, answer in needs]
        if y + sheet.height_of_rows(WIDTHS, rows, room) <= BOTTOM:
            break
    return rows


def _tier(show: Show, sheet: Sheet, place: tuple[float, float, float]) -> None:
    left, top, width = place
    tier, room = show.proposal.tier, width - 2 * INSET
    sheet.panel(left, top, width, BOTTOM - top, "wash")
    y = sheet.write(tier.name, (left + INSET, top + 20, room), TIER)
    y = sheet.write(tier.tagline, (left + INSET, y, room), sheet.for_broad(TAGLINE)) + 14
    point = sheet.for_broad(POINT)
    for highlight in tier.highlights:
        if y + 2 * point.size > BOTTOM - 12:
            return
        sheet.dot(left + INSET + 4, y + point.size * 0.52, 4.0, "accent")
        y = sheet.write(highlight, (left + INSET + 22, y, room - 22), point) + 8
