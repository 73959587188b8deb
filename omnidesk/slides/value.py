"""The value: return, payback and present value in three cases, and how benefit passes cost."""

from collections.abc import Iterator

from omnidesk.charts.lines import CourseNames, course_of, layout_course
from omnidesk.domain.roi import SCENARIOS, Roi, ScenarioResult
from omnidesk.slides.sheet import TOP, Sheet
from omnidesk.slides.show import Show


def applies(show: Show) -> bool:
    """Whether a benefit is stated."""
    return show.proposal.roi is not None


def draw(show: Show, sheet: Sheet) -> None:
    """Key figures with their low and high case, then benefit against cost with its band."""
    roi, say = show.proposal.roi, show.speaker.say
    if roi is None:
        return
    base = roi.scenarios["base"]
    sheet.heading(say("What it is worth to you"), _headline(base, show))
    course = course_of(roi, [show.speaker.formatter.month(each.start) for each in show.proposal.months])
    names = _names(base, show)
    words = say("Benefits are your own estimates, low to high; the cost is what is invoiced, committed and estimated.")
    place = sheet.figures_first(TOP, tuple(_figures(roi, show)), foot=sheet.fine(words) - 8)
    sheet.chart(
        lambda width, height, pen: layout_course(course, names, (width, height), pen),
        show.compact,
        place,
    )


def _headline(base: ScenarioResult, show: Show) -> str:
    if base.payback_month is None:
        return show.speaker.say("In the base case the benefits do not pay back the cost within the term.")
    words = show.speaker.say("In the base case the partnership has paid for itself in month {month} of {months}.")
    return words.format(month=base.payback_month, months=len(base.cumulative_cost))


def _figures(roi: Roi, show: Show) -> Iterator[tuple[str, ...]]:
    speaker, say = show.speaker, show.speaker.say
    low, base, high = (roi.scenarios[case] for case in SCENARIOS)
    reach = say("low {low}, high {high}")
    if low.roi_percent is not None and base.roi_percent is not None and high.roi_percent is not None:
        ends = reach.format(low=show.share(low.roi_percent), high=show.share(high.roi_percent))
        yield show.share(base.roi_percent), say("return on investment over the term"), ends
    if base.payback_month is not None:
        months = (_month(low, show), _month(high, show))
        yield _month(base, show), say("payback"), reach.format(low=months[0], high=months[1])
    rate = speaker.percent(roi.discount_rate_percent)
    ends = reach.format(low=show.compact(low.npv), high=show.compact(high.npv))
    yield show.whole(base.npv), say("net present value at {rate} a year").format(rate=rate), ends


def _month(result: ScenarioResult, show: Show) -> str:
    say = show.speaker.say
    return say("none") if result.payback_month is None else say("month {month}").format(month=result.payback_month)


def _names(base: ScenarioResult, show: Show) -> CourseNames:
    say = show.speaker.say
    return CourseNames(say("Benefit"), say("Cost"), say("Payback: {month}").format(month=_month(base, show)))
