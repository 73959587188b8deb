"""The last slide: what is agreed to, and where to sign."""

from omnidesk.slides.sheet import GAP, LARGE, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show

PARTY = Look(20.0, "medium", lines=2)
PERSON = Look(18.0, colour="muted", lines=1)
BOX = 210.0


def draw(show: Show, sheet: Sheet) -> None:
    """One sentence with the price, and a line for each side."""
    speaker, proposal = show.speaker, show.proposal
    say = speaker.say
    sheet.heading(say("Shall we begin?"))
    quote, contact = proposal.quote, proposal.deal.client.contact
    if quote.totals is not None and quote.term is not None:
        words = say("{tier} for {months} from {start}: {amount} committed, before tax.").format(
            tier=proposal.tier.name,
            months=speaker.months(quote.term.months),
            start=speaker.formatter.day(quote.term.start),
            amount=speaker.short(quote.totals.committed_total),
        )
        sheet.write(words, (MARGIN, TOP - 20, sheet.column), LARGE)
    width = (sheet.column - GAP) / 2
    ours, theirs = say("For {party}").format(party=show.printed.company.legal_name), say("For {party}")
    _box(sheet, (MARGIN, width), ours, "")
    person = speaker.person(contact.name, contact.title)
    _box(sheet, (MARGIN + width + GAP, width), theirs.format(party=show.client), person)


def _box(sheet: Sheet, place: tuple[float, float], party: str, person: str) -> None:
    left, width = place
    top = TOP + 150
    sheet.panel(left, top, width, BOX)
    sheet.write(party, (left + GAP, top + 20, width - 2 * GAP), PARTY)
    sheet.rule(left + GAP, top + BOX - 54, width - 2 * GAP, "ink")
    if person:
        sheet.write(person, (left + GAP, top + BOX - 44, width - 2 * GAP), PERSON)
