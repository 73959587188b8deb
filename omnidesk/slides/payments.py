"""The payments: what is invoiced when, committed and estimated apart."""

from collections.abc import Iterator

from omnidesk.charts.columns import Period, layout_cash_flow
from omnidesk.slides.sheet import TOP, Sheet
from omnidesk.slides.show import Show

MOST_YEARS = 4


def applies(show: Show) -> bool:
    """Whether anything is invoiced."""
    return bool(show.proposal.periods)


def draw(show: Show, sheet: Sheet) -> None:
    """A figure for each of the first years, then the columns."""
    speaker, proposal = show.speaker, show.proposal
    say = speaker.say
    terms = proposal.deal.terms
    due = say("payable within 30 days") if terms.payment == "net_30" else say("payable on the day of the invoice")
    sheet.heading(say("What is invoiced when"), say("Every invoice is {due}.").format(due=due))
    years = [
        (speaker.short(year.committed_total), say("Invoiced in year {number}").format(number=year.number))
        for year in proposal.years[:MOST_YEARS]
    ]
    place = sheet.figures_first(TOP, [*years, *_first(show)] if len(years) == 1 else years)
    bars = [Period(speaker.formatter.month(each.start), each.committed, each.estimated) for each in proposal.periods]
    names = (say("Committed"), say("Estimated"))
    sheet.chart(
        lambda width, height, pen: layout_cash_flow(bars, names, (width, height), pen),
        speaker.short,
        place,
    )


def _first(show: Show) -> Iterator[tuple[str, str]]:
    """How many invoices there are in a short term, and when the first is written."""
    days = sorted({payment.date for payment in show.proposal.roadmap.payments if payment.kind != "estimated"})
    if days:
        count = show.speaker.count("{number} invoice", "{number} invoices", len(days))
        yield count, show.speaker.say("in the term")
        yield show.speaker.formatter.day(days[0]), show.speaker.say("date of the first invoice")
