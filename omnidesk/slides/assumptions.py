"""What the value rests on, in words that whoever signs off a budget can check one by one."""

from collections.abc import Iterator
from dataclasses import replace

from omnidesk.domain.roi import Roi
from omnidesk.slides.drivers import typical
from omnidesk.slides.sheet import BODY, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show

NAME = Look(BODY, "strong", lines=2)
TEXT = Look(BODY, lines=3)
SIZES = (BODY, 19.0, 17.0, 15.0)
"""An assumption that is left out would be worse than smaller words."""
WIDTHS = (1, 3.6)


def draw(show: Show, sheet: Sheet) -> None:
    """One row an assumption."""
    roi, say = show.proposal.roi, show.speaker.say
    if roi is None:
        return
    sheet.heading(say("What this rests on"))
    said, rows = list(assumptions(roi, show)), list[tuple[Cell, Cell]]()
    for size in SIZES:
        rows = [(Cell(name, replace(NAME, size=size)), Cell(text, replace(TEXT, size=size))) for name, text in said]
        if sheet.fits(TOP - 40, WIDTHS, rows):
            break
    sheet.rows(TOP - 40, WIDTHS, rows)


def assumptions(roi: Roi, show: Show) -> Iterator[tuple[str, str]]:
    """Each assumption with its name."""
    speaker, say, quote = show.speaker, show.speaker.say, show.proposal.quote
    yield (
        say("Benefits"),
        say("They are your own estimates, low, base and high. Each grows evenly until it is in effect."),
    )
    if quote.totals is not None and quote.term is not None:
        words = say("All that is invoiced in the term, before tax: {committed} committed.")
        if quote.totals.estimated_total:
            words = say("All that is invoiced in the term, before tax: {committed} committed, {estimated} estimated.")
        cost = words.format(
            committed=speaker.short(quote.totals.committed_total), estimated=show.whole(quote.totals.estimated_total)
        )
        yield say("Cost"), speaker.sentences(cost, say("Effort in your own house is not in it."))
        words = say("{months} from {start}; what comes after the end of the term is not counted.")
        start = speaker.formatter.day(quote.term.start)
        yield say("Time"), words.format(months=speaker.months(quote.term.months), start=start)
    words = say("Later months count less, at {rate} a year.")
    yield say("Net present value"), words.format(rate=speaker.percent(roi.discount_rate_percent))
    words = say(
        "{runs} terms draw each estimate on its own between low and high, most often near the base. "
        "The same start number, {seed}, gives the same result."
    )
    found = roi.monte_carlo
    yield say("Simulation"), words.format(runs=speaker.formatter.number(found.runs), seed=found.seed)
    yield from _typical(roi, show)
    if roi.network_value is not None:
        yield say("Network value"), say("It is an index that compares networks. No amount of money contains it.")


def _typical(roi: Roi, show: Show) -> Iterator[tuple[str, str]]:
    base, say = roi.scenarios["base"], show.speaker.say
    if roi.typical is None or base.roi_percent is None:
        return
    words = say("The base case, {roi}, lies within what is typical for {name}, {span}.")
    if base.in_typical_range is False:
        words = say(
            "The base case, {roi}, lies outside what is typical for {name}, {span}; let us check the estimates."
        )
    text = words.format(
        roi=show.share(base.roi_percent),
        name=show.speaker.inside(roi.typical.name),
        span=typical(roi.typical, show),
    )
    yield say("Typical return"), text
