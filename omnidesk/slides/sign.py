"""The last slide: what is agreed to, and where to sign."""

from omnidesk.slides.investment import committed
from omnidesk.slides.lettering import Look
from omnidesk.slides.sheet import BOTTOM, GAP, LARGE, MARGIN, TOP, Place, Sheet
from omnidesk.slides.show import Show

PARTY = Look(22.0, "medium", lines=2)
PERSON = Look(18.0, colour="muted", lines=1)


def draw(show: Show, sheet: Sheet) -> None:
    """One sentence with the price, its figures, and a line for each side."""
    speaker, proposal = show.speaker, show.proposal
    say = speaker.say
    sheet.heading(say("Shall we begin?"))
    quote, contact = proposal.quote, proposal.deal.client.contact
    place: Place = MARGIN, TOP - 40, sheet.column, BOTTOM - TOP + 40
    if quote.totals is not None and quote.term is not None:
        words = say("{tier} for {months} from {start}: {amount} committed, before tax.").format(
            tier=proposal.tier.name,
            months=speaker.months(quote.term.months),
            start=speaker.formatter.day(quote.term.start),
            amount=speaker.short(quote.totals.committed_total),
        )
        y = sheet.write(words, (MARGIN, TOP - 40, sheet.column), LARGE) + GAP
        until = speaker.formatter.day(proposal.valid_until)
        place = sheet.figures_first(y, [*committed(show), (until, say("last day of this offer"))])
    left, y, across, _height = place
    width = (across - GAP) / 2
    ours, theirs = say("For {party}").format(party=show.printed.company.legal_name), say("For {party}")
    _box(sheet, (left, y, width), ours, "")
    person = speaker.person(contact.name, contact.title)
    _box(sheet, (left + width + GAP, y, width), theirs.format(party=show.client), person)


def _box(sheet: Sheet, place: tuple[float, float, float], party: str, person: str) -> None:
    left, top, width = place
    height = BOTTOM - top
    sheet.panel(left, top, width, height)
    sheet.write(party, (left + GAP, top + 20, width - 2 * GAP), PARTY)
    sheet.rule(left + GAP, top + height - 58, width - 2 * GAP, "ink")
    if person:
        sheet.write(person, (left + GAP, top + height - 46, width - 2 * GAP), PERSON)
