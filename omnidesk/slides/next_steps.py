"""The way from here: the steps to a partnership, with those that lie behind us marked as done."""

from omnidesk.domain.journey import ApplicationStep
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, TOP, Place, Sheet
from omnidesk.slides.show import Show

NUMBER = Look(30.0, "strong", "accent", lines=1)
DONE = Look(30.0, "strong", lines=1)
NAME = Look(24.0, "strong", lines=2)
TEXT = Look(BODY, colour="muted", lines=3)
TICK = ((2.0, 12.0), (9.0, 19.0), (22.0, 4.0))
TALL, SPACE = 340.0, 10.0
"""Height of steps side by side, and the room between steps below each other."""


def draw(show: Show, sheet: Sheet) -> None:
    """One row a step, side by side on a broad sheet."""
    say, steps = show.speaker.say, show.printed.journey.application_steps
    until = show.speaker.formatter.day(show.proposal.valid_until)
    sheet.heading(say("What happens next"), say("This offer is valid until {day}.").format(day=until))
    across = (sheet.column - GAP * (len(steps) - 1)) / max(len(steps), 1)
    down = min((BOTTOM - TOP + SPACE) / max(len(steps), 1), 98.0)
    for number, step in enumerate(steps, start=1):
        if sheet.is_broad:
            _card(sheet, number, step, (MARGIN + (number - 1) * (across + GAP), TOP, across, TALL))
        else:
            _row(sheet, number, step, (MARGIN, TOP + (number - 1) * down, sheet.column, down - SPACE))


def _row(sheet: Sheet, number: int, step: ApplicationStep, place: Place) -> None:
    x, y, width, height = place
    sheet.panel(x, y, width, height, "tint" if step.before_offer else "wash")
    _mark(sheet, number, step, (x + GAP, y + 24))
    sheet.write(step.name, (x + 84, y + 14, width - 108), NAME)
    sheet.write(step.text, (x + 84, y + 48, width - 108), TEXT)


def _card(sheet: Sheet, number: int, step: ApplicationStep, place: Place) -> None:
    x, y, width, height = place
    sheet.panel(x, y, width, height, "tint" if step.before_offer else "wash")
    _mark(sheet, number, step, (x + GAP, y + GAP))
    below = sheet.write(step.name, (x + GAP, y + 92, width - 2 * GAP), sheet.for_broad(NAME)) + 10
    sheet.write(step.text, (x + GAP, below, width - 2 * GAP), sheet.for_broad(TEXT))


def _mark(sheet: Sheet, number: int, step: ApplicationStep, place: tuple[float, float]) -> None:
    """A tick for what is done, else the step's number."""
    x, y = place
    if step.before_offer:
        sheet.stroke([(x + left, y + 8 + top) for left, top in TICK], "accent", 4.0)
    else:
        sheet.write(f"{number}", (x, y, 40.0), NUMBER)
