"""How sure the value is: the fan of the simulated runs, and which estimate moves the return most."""

from dataclasses import replace

from omnidesk.charts.bars import Swing, layout_tornado
from omnidesk.charts.fan import Drift, layout_fan
from omnidesk.domain.monte_carlo import Fan
from omnidesk.domain.pricing import month_step
from omnidesk.domain.roi import Roi
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, QUIET, TOP, Look, Sheet
from omnidesk.slides.show import Show

HEAD = Look(BODY, "strong", lines=1)
SMALL = Look(QUIET.size, colour="muted", lines=2)
SHARE = 0.58
"""Of the width, for the fan."""
TELLING = 5
"""Estimates that are shown; those that move the return less are left out."""
NOTED = 56.0
"""Room for the words under the tornado."""

Place = tuple[float, float, float, float]


def applies(show: Show) -> bool:
    """Whether there is a return to be sure about."""
    roi = show.proposal.roi
    return roi is not None and roi.monte_carlo.p50 is not None


def draw(show: Show, sheet: Sheet) -> None:
    """Three figures, the fan, and beside it what moves the return most."""
    roi, found, say = show.proposal.roi, show.fan, show.speaker.say
    if roi is None or found is None:
        return
    runs = show.speaker.formatter.number(found.runs)
    sheet.heading(
        say("How sure is it?"),
        say("Return on investment of {runs} simulated terms, every estimate drawn anew.").format(runs=runs),
    )
    y = sheet.tiles(TOP, _figures(roi, show)) + GAP
    wide = (sheet.column - 2 * GAP) * SHARE
    _fan(found, show, sheet, (MARGIN, y, wide, BOTTOM - y))
    place = (MARGIN + wide + 2 * GAP, y, sheet.column - wide - 2 * GAP, BOTTOM - y)
    if sheet.is_wide:
        _tornado(roi, show, sheet, place)
    else:
        _tornado_in_words(roi, show, sheet, place)


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


def _swings(roi: Roi) -> list[Swing]:
    found = [Swing(bar.label, bar.low, bar.high) for bar in roi.tornado if bar.low is not None and bar.high is not None]
    return found[:TELLING]


def _tornado(roi: Roi, show: Show, sheet: Sheet, place: Place) -> None:
    base, swings = roi.scenarios["base"].roi_percent, _swings(roi)
    if base is None or not swings:
        return
    x, y, width, height = place
    say = show.speaker.say
    top = sheet.write(say("What moves the return most"), (x, y, width), HEAD) + 6
    bottom = sheet.chart(
        lambda wide, _high, pen: layout_tornado(swings, base, wide, pen),
        show.share,
        (x, top, width, y + height - top - NOTED),
    )
    words = say("Return with one estimate at its low and its high case, the others at base.")
    sheet.write(words, (x, bottom + 8, width), SMALL)


def _tornado_in_words(roi: Roi, show: Show, sheet: Sheet, place: Place) -> None:
    """Where bars would be too short to be read: each estimate with the returns at its ends."""
    x, y, width, height = place
    say = show.speaker.say
    top = sheet.write(say("What moves the return most"), (x, y, width), replace(HEAD, lines=2)) + 8
    for swing in _swings(roi):
        if top + 60 > y + height:
            return
        top = sheet.write(swing.label, (x, top, width), SMALL)
        low, high = sorted((swing.low, swing.high))
        ends = say("{low} to {high}").format(low=show.share(low), high=show.share(high))
        top = sheet.write(ends, (x, top, width), HEAD) + 10
