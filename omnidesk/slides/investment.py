"""The investment: key figures, and the way from list prices to what the client pays."""

from collections.abc import Sequence
from typing import Literal

from omnidesk.charts.bars import Step, layout_waterfall
from omnidesk.domain.price_steps import PriceStep
from omnidesk.slides.sheet import BOTTOM, STRETCH, TOP, Sheet
from omnidesk.slides.show import Show

DISCRETIONARY = "discretionary"


def draw(show: Show, sheet: Sheet) -> None:
    """Figures above, the waterfall below."""
    say, quote = show.speaker.say, show.proposal.quote
    sheet.heading(say("Your investment"))
    if quote.totals is None or quote.term is None:
        return
    figures = [
        *committed(show),
        (show.speaker.months(quote.term.months), show.speaker.span(quote.term.start, quote.term.end)),
    ]
    foot = BOTTOM
    if quote.totals.estimated_total:
        words = say("Beside it, estimated and not committed: {amount}.")
        foot = sheet.fine(words.format(amount=show.whole(quote.totals.estimated_total))) - 8
    place = sheet.figures_first(TOP - 30, figures, foot=foot)
    bars = steps_of(show.proposal.price_steps, show)
    sheet.chart(
        lambda width, _height, pen: layout_waterfall(bars, width, pen),
        show.speaker.short,
        place,
        stretch=STRETCH,
    )


def committed(show: Show) -> list[tuple[str, str]]:
    """What is committed over the term; for the first year beside it where that is another amount."""
    totals, say = show.proposal.quote.totals, show.speaker.say
    if totals is None:
        return []
    figures = [(totals.committed_total, say("committed over the term, before tax"))]
    if totals.first_year_total != totals.committed_total:
        figures.append((totals.first_year_total, say("for the first year of service")))
    return [(show.speaker.short(amount), words) for amount, words in figures]


def steps_of(steps: Sequence[PriceStep], show: Show) -> list[Step]:
    """The waterfall's bars, each with its name; whose discretion a discount was is ours to know."""
    say = show.speaker.say
    names = {"committed": say("Committed total"), "payable": say("Total payable")}
    return [
        Step(
            names.get(step.kind, say("Agreed discount") if step.name == DISCRETIONARY else step.label),
            step.amount,
            _kind(step),
        )
        for step in steps
    ]


def _kind(step: PriceStep) -> Literal["change", "total"]:
    return "total" if step.kind in ("committed", "payable") else "change"
