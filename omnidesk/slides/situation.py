"""The client's situation: the use case in their own words, and what we heard."""

from omnidesk.slides.sheet import BOTTOM, GAP, LARGE, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard

USE_CASE = "use_case"
SPACE = 16.0
SUBJECT = Look(16.0, colour="muted", lines=1)
HEARD = Look(21.0, "medium", lines=2)
COLUMNS, PLACES = 3, 12
LOWEST, HIGHEST = 88.0, 118.0
"""Height of an answer, by how many there are."""


def applies(show: Show) -> bool:
    """Whether the client told anything."""
    return bool(show.proposal.situation)


def draw(show: Show, sheet: Sheet) -> None:
    """The use case large, then up to twelve answers in three columns."""
    say = show.speaker.say
    sheet.heading(say("What {client} needs").format(client=show.client))
    use_case = next((str(row.value) for row in show.proposal.situation if row.question == USE_CASE), "")
    top = TOP - 40
    if use_case:
        top = sheet.write(use_case, (MARGIN, top, sheet.column), LARGE) + GAP
    stated = [row for row in show.proposal.situation if row.value is not False and row.question != USE_CASE]
    rows = min(-(-len(stated) // COLUMNS), max(int((BOTTOM - top + SPACE) // (LOWEST + SPACE)), 1), PLACES // COLUMNS)
    height = min(max((BOTTOM - top + SPACE) / max(rows, 1) - SPACE, LOWEST), HIGHEST)
    width = (sheet.column - (COLUMNS - 1) * GAP) / COLUMNS
    for place, row in enumerate(stated[: rows * COLUMNS]):
        left, y = MARGIN + place % COLUMNS * (width + GAP), top + place // COLUMNS * (height + SPACE)
        sheet.panel(left, y, width, height)
        sheet.write(row.subject, (left + 18, y + 13, width - 36), SUBJECT)
        sheet.write(heard(row, show.speaker), (left + 18, y + 38, width - 36), HEARD)
