"""The first slide: who meets whom, about what, on which day."""

import math

from omnidesk.slides.lettering import Look
from omnidesk.slides.sheet import GAP, HEIGHT, MARGIN, Sheet
from omnidesk.slides.show import Show

NAME = Look(68.0, "strong", lines=3, least=26.0)
SENTENCE = Look(28.0, colour="muted", lines=3)
SIGNED = Look(20.0, colour="muted", lines=1)
LOGO = (300.0, 64.0)
NODES = 11
"""Agents in the drawing of a network that stands beside the name."""
HUB = 4
"""Every so many nodes one is large."""


def draw(show: Show, sheet: Sheet) -> None:
    """Write the client's name large, beside a network whose every node knows every other."""
    say, proposal = show.speaker.say, show.proposal
    radius = min(sheet.width * 0.15, 250.0)
    room = sheet.column - 2 * radius - 2 * GAP
    _network(sheet, (sheet.width - MARGIN - radius, HEIGHT / 2 - 20), radius)
    if show.logo:
        sheet.picture(show.logo, MARGIN, 72.0, LOGO)
    sheet.panel(MARGIN, 178.0, 96.0, 10.0, "accent")
    bottom = sheet.write(show.client, (MARGIN, 216.0, room), sheet.for_broad(NAME))
    words = say("A partnership with {company}: the {tier} tier").format(
        company=show.printed.company.name, tier=proposal.tier.name
    )
    sheet.write(words, (MARGIN, bottom + 14, room), sheet.for_broad(SENTENCE))
    day = show.speaker.formatter.day(proposal.made_on)
    sheet.write(f"{show.printed.company.name}  ·  {day}", (MARGIN, HEIGHT - 92, sheet.column), SIGNED)


def _network(sheet: Sheet, middle: tuple[float, float], radius: float) -> None:
    turns = [2 * math.pi * place / NODES - math.pi / 2 for place in range(NODES)]
    points = [(middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)) for turn in turns]
    for place, point in enumerate(points):
        for other in points[place + 1 :]:
            sheet.stroke((point, other), "accent_pale", 1.0)
    for place, (x, y) in enumerate(points):
        sheet.dot(x, y, 11.0 if place % HUB == 0 else 6.5, "accent" if place % HUB == 0 else "accent_soft")
