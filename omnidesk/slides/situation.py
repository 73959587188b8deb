"""The client's situation: the use case in their own words, and what we heard."""

from omnidesk.slides.sheet import GAP, LARGE, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard

USE_CASE = "use_case"
SUBJECT = Look(16.0, colour="muted", lines=1)
HEARD = Look(21.0, "medium", lines=2)
PLACES = 9
ROW = 82.0


def applies(show: Show) -> bool:
    """Whether the client told anything."""
    return bool(show.proposal.situation)


def draw(show: Show, sheet: Sheet) -> None:
    """The use case large, then up to nine answers in three columns."""
    say = show.speaker.say
    sheet.heading(say("What {client} needs").format(client=show.client))
    use_case = next((str(row.value) for row in show.proposal.situation if row.question == USE_CASE), "")
    top = TOP - 24
    if use_case:
        top = sheet.write(use_case, (MARGIN, top, sheet.column), LARGE) + GAP
    stated = [row for row in show.proposal.situation if row.value is not False and row.question != USE_CASE]
    width = (sheet.column - 2 * GAP) / 3
    for place, row in enumerate(stated[:PLACES]):
        left, y = MARGIN + place % 3 * (width + GAP), top + place // 3 * (ROW + GAP)
        sheet.panel(left, y, width, ROW)
        sheet.write(row.subject, (left + 18, y + 12, width - 36), SUBJECT)
        sheet.write(heard(row, show.speaker), (left + 18, y + 36, width - 36), HEARD)
