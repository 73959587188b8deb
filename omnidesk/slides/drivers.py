"""Where the value comes from: the benefits on the value ladder, with what is typical of each rung."""

from collections.abc import Iterator

from omnidesk.charts.ladder import layout_ladder, reach_of, rungs_of
from omnidesk.domain.value import Rung, benefits_by_rung
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, QUIET, STRETCH, TOP, Cell, Sheet
from omnidesk.slides.show import Show

DRIVER = Look(BODY, "strong", lines=2)
FIGURE = Look(BODY, "strong", "accent", lines=1, least=15.0)
WIDTHS = (2, 1.4, 2.1, 1.5)
LADDER, BESIDE = 0.4, 0.52
"""Share of the sheet's height that the ladder takes at least, and of its width where the benefits stand beside it."""


def draw(show: Show, sheet: Sheet) -> None:
    """The ladder above, the deal's benefits by driver below or beside it."""
    roi, say = show.proposal.roi, show.speaker.say
    if roi is None:
        return
    lead = say("Each benefit stands on a rung of the value ladder. The bars are the returns that are typical there.")
    sheet.heading(say("Where the value comes from"), lead)
    value, ladder, base = show.proposal.deal.value, show.printed.scaling.value_ladder, say("Your base case: {roi}")
    bars = rungs_of(value, ladder, lambda rung: typical(rung, show))
    reach = reach_of(roi, lambda percent: base.format(roi=show.share(percent)))
    width = sheet.column * BESIDE if sheet.is_broad else sheet.column
    heads = (say("Benefit a year"), say("Base case"), say("Low to high"), say("In full effect"))
    rows = [[Cell(each, QUIET) for each in heads], *_benefits(show)]
    below = BOTTOM - GAP - sheet.height_of_rows(WIDTHS, rows, sheet.column) - TOP
    height = BOTTOM - TOP if sheet.is_broad else max(below, (BOTTOM - TOP) * LADDER)
    bottom = sheet.chart(
        lambda wide, _height, pen: layout_ladder(bars, reach, wide, pen),
        show.share,
        (MARGIN, TOP, width, height),
        stretch=STRETCH,
    )
    if sheet.is_broad:
        left = MARGIN + width + 2 * GAP
        sheet.rows(TOP, WIDTHS, rows, across=(left, sheet.width - MARGIN - left))
    else:
        sheet.rows(bottom + GAP, WIDTHS, rows)


def typical(rung: Rung, show: Show) -> str:
    """The return that is typical of a rung, in words."""
    speaker = show.speaker
    low, high = speaker.percent(rung.minimum_roi_percent), rung.maximum_roi_percent
    if high is None:
        return speaker.say("{low} or more").format(low=low)
    return speaker.say("{low} to {high}").format(low=low, high=speaker.percent(high))


def _benefits(show: Show) -> Iterator[tuple[Cell, ...]]:
    """One row a rung: what its benefits add up to, and when the last of them is in full effect."""
    speaker, say, ladder = show.speaker, show.speaker.say, show.printed.scaling.value_ladder
    names = {rung.id: rung.name for rung in ladder}
    for each in benefits_by_rung(show.proposal.deal.value, ladder):
        span = say("{low} to {high}").format(low=show.whole(each.yearly.low), high=show.whole(each.yearly.high))
        after = say("after {months}").format(months=speaker.months(each.ramp_months))
        yield Cell(names[each.driver], DRIVER), Cell(show.whole(each.yearly.base), FIGURE), Cell(span), Cell(after)
