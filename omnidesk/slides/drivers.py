"""Where the value comes from: the benefits on the value ladder, with what is typical of each rung."""

from collections.abc import Iterator
from decimal import Decimal

from omnidesk.charts.ladder import Reach, RungBar, layout_ladder
from omnidesk.domain.roi import SCENARIOS, Roi
from omnidesk.domain.value import Rung, benefits_by_rung
from omnidesk.slides.sheet import BODY, BOTTOM, GAP, MARGIN, QUIET, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show

DRIVER = Look(BODY, "strong", lines=2)
FIGURE = Look(BODY, "strong", "accent", lines=1, least=15.0)
WIDTHS = (2, 1.4, 2.1, 1.5)
LADDER = 0.58
"""Share of the sheet that the ladder takes at most."""


def draw(show: Show, sheet: Sheet) -> None:
    """The ladder above, the deal's benefits by driver below."""
    roi, say = show.proposal.roi, show.speaker.say
    if roi is None:
        return
    lead = say("Each benefit stands on a rung of the value ladder. The bars are the returns that are typical there.")
    sheet.heading(say("Where the value comes from"), lead)
    bars, reach = tuple(_rungs(show)), _reach(roi, show)
    height = (BOTTOM - TOP) * LADDER
    bottom = sheet.chart(
        lambda width, _height, pen: layout_ladder(bars, reach, width, pen),
        show.share,
        (MARGIN, TOP, sheet.column, height),
    )
    heads = (say("Benefit a year"), say("Base case"), say("Low to high"), say("In full effect"))
    rows = [[Cell(each, QUIET) for each in heads], *_benefits(show)]
    sheet.rows(bottom + GAP, WIDTHS, rows)


def _rungs(show: Show) -> Iterator[RungBar]:
    used = {each.driver for each in show.proposal.deal.value.benefits}
    for rung in show.printed.scaling.value_ladder:
        high = rung.maximum_roi_percent
        yield RungBar(
            rung.name,
            Decimal(rung.minimum_roi_percent),
            None if high is None else Decimal(high),
            typical(rung, show),
            rung.id in used,
        )


def typical(rung: Rung, show: Show) -> str:
    """The return that is typical of a rung, in words."""
    speaker = show.speaker
    low, high = speaker.percent(rung.minimum_roi_percent), rung.maximum_roi_percent
    if high is None:
        return speaker.say("{low} or more").format(low=low)
    return speaker.say("{low} to {high}").format(low=low, high=speaker.percent(high))


def _reach(roi: Roi, show: Show) -> Reach | None:
    low, base, high = (roi.scenarios[case].roi_percent for case in SCENARIOS)
    if low is None or base is None or high is None:
        return None
    words = show.speaker.say("Your base case: {roi}").format(roi=show.share(base))
    return Reach(low, base, high, words)


def _benefits(show: Show) -> Iterator[tuple[Cell, ...]]:
    """One row a rung: what its benefits add up to, and when the last of them is in full effect."""
    speaker, say, ladder = show.speaker, show.speaker.say, show.printed.scaling.value_ladder
    names = {rung.id: rung.name for rung in ladder}
    for each in benefits_by_rung(show.proposal.deal.value, ladder):
        span = say("{low} to {high}").format(low=show.whole(each.yearly.low), high=show.whole(each.yearly.high))
        after = say("after {months}").format(months=speaker.months(each.ramp_months))
        yield Cell(names[each.driver], DRIVER), Cell(show.whole(each.yearly.base), FIGURE), Cell(span), Cell(after)
