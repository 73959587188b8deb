"""The roadmap: phases, milestones and payments on one axis of time."""

import datetime
from collections.abc import Iterator

from omnidesk.charts.roadmap import Moment, Phase, Roadmap, layout_roadmap, months_between
from omnidesk.domain.roadmap import PlannedPhase
from omnidesk.slides.sheet import MARGIN, TOP, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import growth

MOST_PAYMENTS = 24


def applies(show: Show) -> bool:
    """Whether there is anything to place in time."""
    return bool(show.proposal.roadmap.phases)


def draw(show: Show, sheet: Sheet) -> None:
    """The whole plan in one chart."""
    say = show.speaker.say
    sheet.heading(say("How we get there"))
    words = say("The pale end of a bar is time that the phase may still take.")
    foot = sheet.fine(show.speaker.sentences(words, growth(show.proposal, show.speaker)))
    plan, names = _plan(show), (say("Milestones"), say("Payments"))
    sheet.chart(
        lambda width, _height, pen: layout_roadmap(plan, names, width, pen),
        show.speaker.short,
        (MARGIN, TOP - 36, sheet.column, foot - TOP + 28),
    )


def _plan(show: Show) -> Roadmap:
    planned, proposal = show.proposal.roadmap, show.proposal
    start = min([month.start for month in proposal.months[:1]] + [phase.earliest_start for phase in planned.phases])
    paid = sorted({payment.date for payment in planned.payments if payment.kind != "estimated"})
    return Roadmap(
        phases=tuple(
            Phase(
                _name(each, show),
                months_between(start, each.earliest_start),
                months_between(start, each.earliest_end),
                months_between(start, each.latest_end),
            )
            for each in planned.phases
        ),
        milestones=tuple(
            Moment(show.speaker.percent(each.percent), months_between(start, each.date)) for each in planned.milestones
        ),
        payments=tuple(Moment("", months_between(start, day)) for day in paid) if len(paid) <= MOST_PAYMENTS else (),
        months=tuple(_ticks(show, start)),
    )


def _name(phase: PlannedPhase, show: Show) -> str:
    """A phase of custom development is named by what is done in it, for journey phases are called alike."""
    scopes = {each.name: each.scope for each in show.printed.development.phases}
    return scopes.get(phase.name, phase.name) if phase.of_development else phase.name


def _ticks(show: Show, start: datetime.date) -> Iterator[tuple[float, str]]:
    months = show.proposal.months
    step = next((step for most, step in ((8, 1), (18, 3), (48, 6)) if len(months) <= most), 12)
    for month in months[::step]:
        yield months_between(start, month.start), show.speaker.formatter.month(month.start)
