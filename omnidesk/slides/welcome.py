"""The first slide: who meets whom, about what, on which day."""

from omnidesk.slides.sheet import HEIGHT, MARGIN, Look, Sheet
from omnidesk.slides.show import Show

NAME = Look(68.0, "strong", lines=2)
SENTENCE = Look(28.0, colour="muted", lines=2)
SIGNED = Look(20.0, colour="muted", lines=1)


def draw(show: Show, sheet: Sheet) -> None:
    """Write the client's name large."""
    say, proposal = show.speaker.say, show.proposal
    sheet.panel(MARGIN, 150.0, 96.0, 10.0, "accent")
    bottom = sheet.write(show.client, (MARGIN, 196.0, sheet.column), NAME)
    words = say("A partnership with {company}: the {tier} tier").format(
        company=show.printed.company.name, tier=proposal.tier.name
    )
    sheet.write(words, (MARGIN, bottom + 14, sheet.column), SENTENCE)
    day = show.speaker.formatter.day(proposal.made_on)
    sheet.write(f"{show.printed.company.name}  ·  {day}", (MARGIN, HEIGHT - 92, sheet.column), SIGNED)
