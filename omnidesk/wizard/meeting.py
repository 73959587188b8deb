"""The journal of a meeting in words: when, what was turned, and what it is called."""

import datetime
from dataclasses import dataclass

from omnidesk.domain.meeting import Meeting, Moment
from omnidesk.domain.what_if.levers import levers
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.what_if import lever_view


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
