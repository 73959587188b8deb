"""Success: what is measured, against which target, and when we look at it together."""

from collections.abc import Sequence

from omnidesk.domain.success_plan import PlannedMetric
from omnidesk.slides.sheet import BODY, BOTTOM, MARGIN, TOP, Look, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import reviews

AREA = Look(22.0, "strong", lines=1)
RHYTHM = Look(17.0, colour="muted", lines=1, anchor="end")
METRIC = Look(18.0, colour="muted", lines=2)
TARGET = Look(BODY - 1, "medium", lines=2)
OPEN = Look(18.0, colour="muted", lines=1)
ACROSS = 2
SPACE, INSET = 20.0, 24.0


def draw(show: Show, sheet: Sheet) -> None:
    """One card a category of measures, those with a target first; reviews in the line under the heading."""
    speaker = show.speaker
    sheet.heading(speaker.say("How we know that it works"), reviews(show.proposal.success, speaker))
    groups: dict[str, list[PlannedMetric]] = {}
    for metric in show.proposal.success.metrics:
        groups.setdefault(metric.category, []).append(metric)
    rows = -(-len(groups) // ACROSS)
    width = (sheet.column - SPACE) / ACROSS
    height = (BOTTOM - TOP + SPACE) / max(rows, 1) - SPACE
    for place, (name, metrics) in enumerate(groups.items()):
        left, top = MARGIN + place % ACROSS * (width + SPACE), TOP + place // ACROSS * (height + SPACE)
        _card(show, sheet, (name, metrics), (left, top, width, height))


def _card(
    show: Show,
    sheet: Sheet,
    group: tuple[str, Sequence[PlannedMetric]],
    place: tuple[float, float, float, float],
) -> None:
    name, metrics = group
    left, top, width, height = place
    say = show.speaker.say
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    agreed = any(metric.target for metric in metrics)
    sheet.panel(left, top, width, height, "wash" if agreed else "tint")
    room = width - 2 * INSET
    rhythm = cadences.get(metrics[0].cadence, metrics[0].cadence)
    sheet.write(name, (left + INSET, top + 16, room * 0.6), AREA)
    sheet.write(rhythm, (left + INSET + room * 0.5, top + 20, room * 0.5), RHYTHM)
    step = (height - 68) / max(len(metrics), 1)
    for number, metric in enumerate(sorted(metrics, key=lambda each: not each.target)):
        y = top + 60 + number * step
        sheet.write(metric.name, (left + INSET, y, room * 0.4), METRIC)
        target, look = (metric.target, TARGET) if metric.target else (say("to be agreed"), OPEN)
        sheet.write(target, (left + INSET + room * 0.42, y - (1 if metric.target else 0), room * 0.58), look)
