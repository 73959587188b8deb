"""The journal of a meeting in words: when, what was turned, and what it is called."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from omnidesk.domain.meeting import Meeting, Moment
from omnidesk.domain.what_if.levers import apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, FigureId, Outcome, outcome
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context
from omnidesk.wizard.what_if import WINDOW, FigureView, Tongue, figure_view, lever_view

PRINTED: tuple[FigureId, ...] = ("per_year", "committed_total", "roi_percent", "payback_month")
"""The figures of a step on paper."""


@dataclass(frozen=True)
class MomentView:
    """One moment: the local time, what was turned in it, its name where it is a scenario."""

    number: int
    clock: str
    text: str
    name: str
    stands: bool


def moments(
    meeting: Meeting, context: Context, zone: datetime.tzinfo | None = None, tongue: Tongue = WINDOW
) -> tuple[MomentView, ...]:
    """Every moment in the order of the clock; ``zone`` None is the clock of this machine."""
    return tuple(
        MomentView(
            number=moment.number,
            clock=moment.at.astimezone(zone).strftime("%H:%M"),
            text=_words(moment, context, tongue),
            name=moment.name,
            stands=moment.number == meeting.current,
        )
        for moment in meeting.moments
    )


@dataclass(frozen=True)
class Compared:
    """Moments side by side: what each is called, and its figures against those of the first."""

    number: int
    name: str
    figures: tuple[FigureView, ...]


def compare(meeting: Meeting, numbers: Sequence[int], context: Context) -> tuple[Compared, ...]:
    """Price moments and hold each against the first; takes some milliseconds for each, so screens ask behind."""
    priced = [_priced(meeting.moments[number], context) for number in numbers]
    return tuple(
        Compared(
            number=number,
            name=title(meeting.moments[number], context),
            figures=tuple(figure_view(figure, each, priced[0], context) for figure in FIGURES),
        )
        for number, each in zip(numbers, priced, strict=True)
    )


@dataclass(frozen=True)
class StepTaken:
    """One step of a meeting: the moment, and its figures with what changed against the step that it came from."""

    moment: MomentView
    figures: tuple[FigureView, ...]


def steps_taken(
    meeting: Meeting, numbers: Sequence[int], context: Context, *, zone: datetime.tzinfo, tongue: Tongue = WINDOW
) -> tuple[StepTaken, ...]:
    """These moments in words, each held against the one that it branched from."""
    views = moments(meeting, context, zone, tongue)
    needed = {*numbers, *(meeting.moments[number].parent or 0 for number in numbers)}
    priced = {number: _priced(meeting.moments[number], context) for number in needed}
    return tuple(
        StepTaken(
            views[number],
            tuple(
                figure_view(figure, priced[number], priced[meeting.moments[number].parent or 0], context, tongue)
                for figure in PRINTED
            ),
        )
        for number in numbers
    )


def title(moment: Moment, context: Context, zone: datetime.tzinfo | None = None) -> str:
    """What a moment is called in a list: its name, the offer, or when it was and what was turned."""
    if moment.name or not moment.settings:
        return moment.name or _("The offer as it is")
    return f"{moment.at.astimezone(zone).strftime('%H:%M')} {_words(moment, context)}"


def _priced(moment: Moment, context: Context) -> Outcome:
    return outcome(apply(context.deal, context.catalog, moment.settings), context.catalog)


def _words(moment: Moment, context: Context, tongue: Tongue = WINDOW) -> str:
    if not moment.settings:
        return tongue.say(marked("The offer as it is"))
    standing = levers(context.deal, context.catalog, moment.settings)
    if moment.lever is not None:
        turned = [each for each in standing if each.id == moment.lever]
    else:
        turned = [each for each in standing if each.turned]
    views = [lever_view(each, context, tongue) for each in turned]
    return ", ".join(f"{view.name}: {view.text}" for view in views) or tongue.say(marked("The offer as it is"))
