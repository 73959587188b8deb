"""How sure the value is: the fan of the simulated runs, and which estimate moves the return most."""

from omnidesk.charts.bars import Swing, layout_tornado
from omnidesk.charts.fan import Drift, layout_fan
from omnidesk.domain.monte_carlo import Fan
from omnidesk.domain.pricing import month_step
from omnidesk.domain.roi import Roi
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, QUIET, TOP, Look, Sheet
from omnidesk.slides.show import Show

HEAD = Look(BODY, "strong", lines=1)
SMALL = Look(QUIET.size, colour="muted", lines=2)
BESIDE = 1000.0
"""From this width on both charts stand side by side."""
SHARE, HIGHER = 0.56, 0.6
"""Of the width, or of the height, for the fan."""
TELLING, FEW = 5, 3
"""Estimates that are shown, beside the fan and below it; those that move the return less are left out."""
NOTED = 56.0
"""Room for the words under the tornado, where it stands beside the fan."""

Place = tuple[float, float, float, float]


def applies(show: Show) -> bool:
    """Whether there is a return to be sure about."""
    roi = show.proposal.roi
    return roi is not None and roi.monte_carlo.p50 is not None


def draw(show: Show, sheet: Sheet) -> None:
    """Three figures, the fan, and the tornado beside it or below."""
    roi, found, say = show.proposal.roi, show.fan, show.speaker.say
    if roi is None or found is None:
        return
    runs = show.speaker.formatter.number(found.runs)
    sheet.heading(
        say("How sure is it?"),
        say("Return on investment of {runs} simulated terms, every estimate drawn anew.").format(runs=runs),
    )
    y = sheet.tiles(TOP, _figures(roi, show)) + GAP
    if sheet.column >= BESIDE:
        wide = (sheet.column - 2 * GAP) * SHARE
        _fan(found, show, sheet, (MARGIN, y, wide, BOTTOM - y))
        left = MARGIN + wide + 2 * GAP
        _tornado(roi, show, sheet, (left, y, sheet.column - wide - 2 * GAP, BOTTOM - y))
    else:
        high = (BOTTOM - y) * HIGHER
        _fan(found, show, sheet, (MARGIN, y, sheet.column, high))
        _tornado(roi, show, sheet, (MARGIN, y + high + 8, sheet.column, BOTTOM - y - high - 8))


def _figures(roi: Roi, show: Show) -> list[tuple[str, str]]:
    say, found = show.speaker.say, roi.monte_carlo
    rows = (
        (found.p10, say("at least, in nine of ten terms (P10)")),
        (found.p50, say("at least, in half of the terms (P50)")),
        (found.p90, say("at least, in one of ten terms (P90)")),
    )
    return [(show.share(value), words) for value, words in rows if value is not None]


def drift_of(found: Fan, show: Show) -> Drift:
    """The fan with its months named."""
    start = show.proposal.months[0].start
    labels = [show.speaker.formatter.month(month_step(start, month - 1)) for month in found.months]
    return Drift(found.months, tuple(labels), found.p10, found.p50, found.p90)


def _fan(found: Fan, show: Show, sheet: Sheet, place: Place) -> None:
    x, y, width, height = place
    top = sheet.write(show.speaker.say("Benefit less cost, added up over the term"), (x, y, width), HEAD) + 6
    drift, names = drift_of(found, show), ("P10", "P50", "P90")
    sheet.chart(
        lambda wide, high, pen: layout_fan(drift, names, (wide, high), pen),
        show.compact,
        (x, top, width, y + height - top),
    )


def _tornado(roi: Roi, show: Show, sheet: Sheet, place: Place) -> None:
    base = roi.scenarios["base"].roi_percent
    swings = [
        Swing(bar.label, bar.low, bar.high) for bar in roi.tornado if bar.low is not None and bar.high is not None
    ]
    if base is None or not swings:
        return
    x, y, width, height = place
    beside = sheet.column >= BESIDE
    swings = swings[: TELLING if beside else FEW]
    say = show.speaker.say
    top = sheet.write(say("What moves the return most"), (x, y, width), HEAD) + 2
    bottom = sheet.chart(
        lambda wide, _high, pen: layout_tornado(swings, base, wide, pen),
        show.share,
        (x, top, width, y + height - top - (NOTED if beside else 0.0)),
    )
    if not beside:
        return
    words = say("Return with one estimate at its low and its high case, the others at base.")
    sheet.write(words, (x, bottom + 8, width), SMALL)
