"""Success: what is measured, against which target, and when we look at it together."""

from omnidesk.domain.success_plan import PlannedMetric
from omnidesk.slides.sheet import BODY, TOP, Cell, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import reviews

AREA = Look(BODY, "medium", lines=1)
QUIET = Look(BODY, colour="muted", lines=2)
MOST = 8


def draw(show: Show, sheet: Sheet) -> None:
    """The measures with a target first; reviews in the line under the heading."""
    speaker = show.speaker
    say = speaker.say
    sheet.heading(say("How we know that it works"), reviews(show.proposal.success, speaker))
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    metrics = sorted(show.proposal.success.metrics, key=lambda metric: not metric.target)[:MOST]
    rows = [(*_cells(metric, show), Cell(cadences.get(metric.cadence, metric.cadence), QUIET)) for metric in metrics]
    sheet.rows(TOP, (1.2, 2.2, 2, 1), rows)


def _cells(metric: PlannedMetric, show: Show) -> tuple[Cell, Cell, Cell]:
    target = metric.target or show.speaker.say("to be agreed")
    return Cell(metric.category, AREA), Cell(metric.name), Cell(target, Look(lines=2) if metric.target else QUIET)
