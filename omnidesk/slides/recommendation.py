"""The recommendation and why: the tier, and the needs that decided it."""

from omnidesk.slides.sheet import BODY, LARGE, MARGIN, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard, why_tier

MOST = 6
WHY = Look(BODY, colour="muted", lines=2)
STRONG = Look(BODY, "medium", lines=2)


def draw(show: Show, sheet: Sheet) -> None:
    """The tier in a sentence, then what decided it."""
    say, proposal = show.speaker.say, show.proposal
    tagline = show.speaker.inside(proposal.tier.tagline.rstrip(".。"))
    sheet.heading(say("What we recommend"))
    words = say("We propose the {tier} tier: {tagline}.").format(tier=proposal.tier.name, tagline=tagline)
    y = sheet.write(words, (MARGIN, TOP - 24, sheet.column), LARGE) + 8
    y = sheet.write(why_tier(show.proposal, show.speaker), (MARGIN, y, sheet.column), WHY) + 20
    found = proposal.recommendation
    if found.recommended != proposal.tier.id:
        return
    told = {row.question: heard(row, show.speaker) for row in proposal.situation}
    rows = [
        (Cell(proposal.needs.get(need, need), STRONG), Cell(told.get(need, say("Yes")), Look(lines=2)))
        for need in found.decisive[:MOST]
    ]
    sheet.rows(y, (1.4, 2), rows)
