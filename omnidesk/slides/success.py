"""Success: what is measured, against which target, and when we look at it together."""

from collections.abc import Sequence

from omnidesk.domain.success_plan import PlannedMetric
from omnidesk.i18n import marked
from omnidesk.slides.lettering import BODY, Look
from omnidesk.slides.sheet import BOTTOM, MARGIN, TOP, Place, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import reviews

AREA = Look(22.0, "strong", lines=1)
RHYTHM = Look(17.0, colour="muted", lines=1, anchor="end")
METRIC = Look(18.0, colour="muted", lines=2)
TARGET = Look(BODY - 1, "medium", lines=2)
OPEN = Look(18.0, colour="muted", lines=1)
POINT = Look(19.0, lines=1)
HEAD, APART = 60.0, 54.0
"""Height of the head of a card, and from one measure to the next where none has a target, at most."""
OPEN_YET = marked("We set a target for each of these together.")
SPACE, INSET = 20.0, 24.0


def draw(show: Show, sheet: Sheet) -> None:
    """One card a category of measures, those with a target first; reviews in the line under the heading."""
    speaker = show.speaker
    groups: dict[str, list[PlannedMetric]] = {}
    for metric in show.proposal.success.metrics:
        groups.setdefault(metric.category, []).append(metric)
    agreed = any(metric.target for metric in show.proposal.success.metrics)
    lead = reviews(show.proposal.success, speaker) or ("" if agreed else speaker.say(OPEN_YET))
    sheet.heading(speaker.say("How we know that it works"), lead)
    across = max(len(groups), 1) if sheet.is_broad else 2
    rows = -(-len(groups) // across)
    width = (sheet.column - SPACE * (across - 1)) / across
    height = (BOTTOM - TOP + SPACE) / max(rows, 1) - SPACE
    for place, (name, metrics) in enumerate(groups.items()):
        left, top = MARGIN + place % across * (width + SPACE), TOP + place // across * (height + SPACE)
        _card(show, sheet, (name, metrics), (left, top, width, height))


def _card(show: Show, sheet: Sheet, group: tuple[str, Sequence[PlannedMetric]], place: Place) -> None:
    name, metrics = group
    left, top, width, height = place
    say = show.speaker.say
    cadences = {"weekly": say("every week"), "quarterly": say("every quarter"), "annually": say("every year")}
    agreed = any(metric.target for metric in metrics)
    sheet.panel(left, top, width, height, "wash" if agreed else "tint")
    room = width - 2 * INSET
    rhythm = cadences.get(metrics[0].cadence, metrics[0].cadence)
    sheet.write(name, (left + INSET, top + 16, room * 0.6), sheet.for_broad(AREA, 1.1))
    sheet.write(rhythm, (left + INSET + room * 0.5, top + 20, room * 0.5), RHYTHM)
    step = min((height - HEAD - 8) / max(len(metrics), 1), height if agreed else APART)
    for number, metric in enumerate(sorted(metrics, key=lambda each: not each.target)):
        at = left + INSET, top + HEAD + number * step, room
        if not agreed:
            _point(sheet, metric, at)
        elif sheet.is_broad:
            below = sheet.write(metric.name, at, METRIC)
            words, look = _target(show, metric)
            sheet.write(words, (at[0], below, room), sheet.for_broad(look))
        else:
            sheet.write(metric.name, (at[0], at[1], room * 0.4), METRIC)
            words, look = _target(show, metric)
            sheet.write(words, (at[0] + room * 0.42, at[1] - (1 if metric.target else 0), room * 0.58), look)


def _point(sheet: Sheet, metric: PlannedMetric, place: tuple[float, float, float]) -> None:
    """A measure of a kind that has no target yet."""
    left, y, room = place
    sheet.dot(left + 4, y + POINT.size * 0.55, 4.0, "accent_soft")
    sheet.write(metric.name, (left + 20, y, room - 20), POINT)


def _target(show: Show, metric: PlannedMetric) -> tuple[str, Look]:
    return (metric.target, TARGET) if metric.target else (show.speaker.say("to be agreed"), OPEN)
