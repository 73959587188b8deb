"""What the value rests on, in words that whoever signs off a budget can check one by one."""

from collections.abc import Iterator, Sequence

from omnidesk.domain.roi import Roi
from omnidesk.slides.drivers import typical
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, TOP, Cell, Sheet
from omnidesk.slides.show import Show

SIZES = (25.0, 23.0, BODY, 19.0, 17.0, 15.0)
"""An assumption that is left out would be worse than smaller words."""
WIDTHS = (1, 3.6)

Rows = list[tuple[Cell, Cell]]


def draw(show: Show, sheet: Sheet) -> None:
    """One row an assumption; in two columns on a broad sheet."""
    roi, say = show.proposal.roi, show.speaker.say
    if roi is None:
        return
    sheet.heading(say("What this rests on"))
    count = 2 if sheet.is_broad else 1
    width = (sheet.column - (count - 1) * 2 * GAP) / count
    for place, rows in enumerate(_fitting(list(assumptions(roi, show)), count, width, sheet)):
        sheet.rows(TOP - 40, WIDTHS, rows, across=(MARGIN + place * (width + 2 * GAP), width))


def _fitting(said: Sequence[tuple[str, str]], count: int, width: float, sheet: Sheet) -> list[Rows]:
    """The rows of each column, as large as all of them find room."""
    columns: list[Rows] = []
    for size in SIZES if sheet.is_broad else SIZES[2:]:
        name, text = Look(size, "strong", lines=2), Look(size, lines=4)
        columns = _parted([(Cell(each, name), Cell(words, text)) for each, words in said], count, width, sheet)
        if all(TOP - 40 + sheet.height_of_rows(WIDTHS, rows, width) <= BOTTOM for rows in columns):
            break
    return columns


def _parted(rows: Rows, count: int, width: float, sheet: Sheet) -> list[Rows]:
    """Rows in so many columns of about the same height, in their order."""
    whole = sheet.height_of_rows(WIDTHS, rows, width)
    columns, reached = [Rows() for _each in range(count)], 0.0
    for row in rows:
        high = sheet.height_of_rows(WIDTHS, [row], width)
        columns[min(int((reached + high / 2) * count / whole), count - 1)].append(row)
        reached += high
    return columns


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
