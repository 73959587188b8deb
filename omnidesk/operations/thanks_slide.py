"""What stands on the client's screen when everything is signed."""

from omnidesk.charts.display import Chart, Measure
from omnidesk.slides.lettering import Look
from omnidesk.slides.sheet import HEIGHT, MARGIN
from omnidesk.slides.show import Show

THANKS, FROM = Look(52.0, "strong", lines=2), Look(24.0, colour="muted", lines=1)


def lay_out_thanks(show: Show, aspect: float, measure: Measure) -> Chart:
    """Lay it out for a screen of this aspect (width by height)."""
    sheet = show.sheet(aspect, measure)
    words = show.speaker.say("Thank you, {name}. The document is signed.").format(name=show.client)
    sheet.panel(MARGIN, HEIGHT * 0.36 - 38, 96.0, 10.0, "accent")
    bottom = sheet.write(words, (MARGIN, HEIGHT * 0.36, sheet.column), THANKS)
    sheet.write(show.printed.company.name, (MARGIN, bottom + 24, sheet.column), FROM)
    return sheet.slide()
