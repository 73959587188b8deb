"""The value: return, payback and how benefit passes cost."""

from omnidesk.charts.lines import Course, CourseNames, layout_course
from omnidesk.domain.money import round_half_up
from omnidesk.domain.roi import SCENARIOS, Roi, ScenarioResult
from omnidesk.slides.sheet import BOTTOM, GAP, MARGIN, QUIET, TOP, Sheet
from omnidesk.slides.show import Show


def applies(show: Show) -> bool:
    """Whether a benefit is stated."""
    return show.proposal.roi is not None


def draw(show: Show, sheet: Sheet) -> None:
    """Key figures, then benefit against cost with its band."""
    roi, say = show.proposal.roi, show.speaker.say
    sheet.heading(say("What it is worth to you"))
    if roi is None:
        return
    base = roi.scenarios["base"]
    y = sheet.tiles(TOP - 30, _figures(base, roi, show)) + GAP
    course, names = course_of(roi, show)
    sheet.chart(
        lambda width, height, pen: layout_course(course, names, (width, height), pen),
        show.speaker.short,
        (MARGIN, y, sheet.column, BOTTOM - 34 - y),
    )
    words = say("Benefits are your own estimates, low to high; the cost is what is invoiced, committed and estimated.")
    sheet.write(words, (MARGIN, BOTTOM - 22, sheet.column), QUIET)


def _figures(base: ScenarioResult, roi: Roi, show: Show) -> list[tuple[str, str]]:
    speaker, say = show.speaker, show.speaker.say
    rate = speaker.percent(roi.discount_rate_percent)
    worth = speaker.short(round_half_up(base.npv, 0))
    figures = [(worth, say("net present value at {rate} a year").format(rate=rate))]
    if base.payback_month is not None:
        figures.insert(0, (say("month {month}").format(month=base.payback_month), say("payback")))
    if base.roi_percent is not None:
        figures.insert(0, (speaker.percent(base.roi_percent), say("return on investment over the term")))
    return figures


def course_of(roi: Roi, show: Show) -> tuple[Course, CourseNames]:
    """Benefit and cost month by month, and what stands beside the lines."""
    low, base, high = (roi.scenarios[case] for case in SCENARIOS)
    say, speaker = show.speaker.say, show.speaker
    month = "–" if base.payback_month is None else say("month {month}").format(month=base.payback_month)
    course = Course(
        labels=tuple(speaker.formatter.month(each.start) for each in show.proposal.months),
        benefit=base.cumulative_benefit,
        low=low.cumulative_benefit,
        high=high.cumulative_benefit,
        cost=base.cumulative_cost,
        payback=base.payback_month,
    )
    return course, CourseNames(say("Benefit"), say("Cost"), say("Payback: {month}").format(month=month))
