"""The way from here: the steps to a partnership."""

from omnidesk.slides.sheet import BODY, GAP, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show

NUMBER = Look(30.0, "strong", "accent", lines=1)
NAME = Look(24.0, "strong", lines=1)
TEXT = Look(BODY, colour="muted", lines=2)
ROW = 88.0


def draw(show: Show, sheet: Sheet) -> None:
    """One numbered row a step."""
    say = show.speaker.say
    until = show.speaker.formatter.day(show.proposal.valid_until)
    sheet.heading(say("What happens next"), say("This offer is valid until {day}.").format(day=until))
    y = TOP + 6
    for number, step in enumerate(show.printed.journey.application_steps, start=1):
        sheet.panel(MARGIN, y, sheet.column, ROW)
        sheet.write(f"{number}", (MARGIN + GAP, y + 24, 40.0), NUMBER)
        sheet.write(step.name, (MARGIN + 84, y + 14, sheet.column - 108), NAME)
        sheet.write(step.text, (MARGIN + 84, y + 48, sheet.column - 108), TEXT)
        y += ROW + 10
