"""The journal of a meeting in words: when, what was turned, and what it is called."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from omnidesk.domain.meeting import Meeting, Moment
from omnidesk.domain.what_if.levers import apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, Outcome, outcome
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.what_if import FigureView, figure_view, lever_view


@dataclass(frozen=True)
class MomentView:
    """One moment: the local time, what was turned in it, its name where it is a scenario."""

    number: int
    clock: str
    text: str
    name: str
    stands: bool


def moments(meeting: Meeting, context: Context, zone: datetime.tzinfo | None = None) -> tuple[MomentView, ...]:
    """Every moment in the order of the clock; ``zone`` None is the clock of this machine."""
    return tuple(
        MomentView(
            number=moment.number,
            clock=moment.at.astimezone(zone).strftime("%H:%M"),
            text=_words(moment, context),
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


def title(moment: Moment, context: Context, zone: datetime.tzinfo | None = None) -> str:
    """What a moment is called in a list: its name, the offer, or when it was and what was turned."""
    if moment.name or not moment.settings:
        return moment.name or _("The offer as it is")
    return f"{moment.at.astimezone(zone).strftime('%H:%M')} {_words(moment, context)}"


def _priced(moment: Moment, context: Context) -> Outcome:
    return outcome(apply(context.deal, context.catalog, moment.settings), context.catalog)


def _words(moment: Moment, context: Context) -> str:
    if not moment.settings:
        return _("The offer as it is")
    standing = levers(context.deal, context.catalog, moment.settings)
    if moment.lever is not None:
        turned = [each for each in standing if each.id == moment.lever]
    else:
        turned = [each for each in standing if each.turned]
    views = [lever_view(each, context) for each in turned]
    return ", ".join(f"{view.name}: {view.text}" for view in views) or _("The offer as it is")
