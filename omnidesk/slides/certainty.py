"""How sure the value is: the fan of the simulated runs, and which estimate moves the return most."""

from dataclasses import replace

from omnidesk.charts.bars import Swing, layout_tornado, swings_of
from omnidesk.charts.fan import drift_of, layout_fan
from omnidesk.domain.monte_carlo import Fan
from omnidesk.domain.roi import Roi
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import GAP, QUIET, STRETCH, TOP, Place, Sheet
from omnidesk.slides.show import Show

HEAD = Look(BODY, "strong", lines=1)
SMALL = Look(QUIET.size, colour="muted", lines=2)
SHARE = 0.58
"""Of the width, for the fan."""
TELLING = 5
"""Estimates that are shown; those that move the return less are left out."""
NOTED = 56.0
"""Room for the words under the tornado."""


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
    left, y, across, height = sheet.figures_first(TOP, _figures(roi, show))
    wide = (across - 2 * GAP) * SHARE
    _fan(found, show, sheet, (left, y, wide, height))
    place = (left + wide + 2 * GAP, y, across - wide - 2 * GAP, height)
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


def _fan(found: Fan, show: Show, sheet: Sheet, place: Place) -> None:
    x, y, width, height = place
    top = sheet.write(show.speaker.say("Benefit less cost, added up over the term"), (x, y, width), HEAD) + 6
    starts = [month.start for month in show.proposal.months]
    drift, names = drift_of(found, starts, show.speaker.formatter.month), ("P10", "P50", "P90")
    sheet.chart(
        lambda wide, high, pen: layout_fan(drift, names, (wide, high), pen),
        show.compact,
        (x, top, width, y + height - top),
    )


def _swings(roi: Roi) -> tuple[Swing, ...]:
    return swings_of(roi)[:TELLING]


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
        stretch=STRETCH,
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
