"""Success: what is measured, against which target, and when we look at it together."""

from omnidesk.domain.success_plan import PlannedMetric
from omnidesk.slides.sheet import BODY, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show

AREA = Look(BODY, "medium", lines=1)
QUIET = Look(BODY, colour="muted", lines=2)
MOST = 8


def draw(show: Show, sheet: Sheet) -> None:
    """The measures with a target first; reviews in the line under the heading."""
    speaker = show.speaker
    say = speaker.say
    sheet.heading(say("How we know that it works"), _reviews(show))
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    metrics = sorted(show.proposal.success.metrics, key=lambda metric: not metric.target)[:MOST]
    rows = [(*_cells(metric, show), Cell(cadences.get(metric.cadence, metric.cadence), QUIET)) for metric in metrics]
    sheet.rows(TOP, (1.2, 2.2, 2, 1), rows)


def _cells(metric: PlannedMetric, show: Show) -> tuple[Cell, Cell, Cell]:
    target = metric.target or show.speaker.say("to be agreed")
    return Cell(metric.category, AREA), Cell(metric.name), Cell(target, Look(lines=2) if metric.target else QUIET)


def _reviews(show: Show) -> str:
    plan, speaker = show.proposal.success, show.speaker
    rhythms = {
        "monthly": speaker.say("Monthly business reviews"),
        "quarterly": speaker.say("Quarterly business reviews"),
        "continuous": speaker.say("Continuous reviews"),
    }
    if not plan.reviews:
        return ""
    reviews = rhythms.get(plan.reviews, plan.reviews)
    if not plan.review_dates:
        return speaker.say("{reviews} keep us on these targets.").format(reviews=reviews)
    words = speaker.say("{reviews} keep us on these targets: {count} in the term, the first on {first}.")
    first = speaker.formatter.day(plan.review_dates[0])
    return words.format(reviews=reviews, count=speaker.formatter.number(len(plan.review_dates)), first=first)
