"""The roadmap: phases, milestones and payments on one time line, then each phase in words."""

import datetime
from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from omnidesk.charts.display import Chart, Pen
from omnidesk.charts.roadmap import Moment, Phase, Roadmap, layout_roadmap, months_between
from omnidesk.documents.tables import Column, HeadedTable, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.named import Named
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.roadmap import PlannedPhase
from omnidesk.speaker import growth

MOST_PAYMENTS = 24
"""With more days of payment than this, the time line shows none; the payment schedule does."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the time line, the phases, and the milestones with their amounts."""
    say, steps = writer.say, growth(proposal, writer)
    return [
        *time_line(proposal, writer),
        *([writer.text(steps)] if steps else []),
        writer.heading(say("Phase by phase")),
        _phases(proposal, writer),
        *(part for each in milestones(proposal, writer) for part in writer.headed(each)),
    ]


def time_line(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the chart of phases, milestones and payments, with its caption."""
    words = [writer.say("The pale end of a bar is time that the phase may still take.")]
    if proposal.roadmap.milestones:
        words.append(writer.say("Milestones stand with their share of the fees."))
    return writer.captioned(_chart(proposal, writer), writer.sentences(*words))


def _chart(proposal: Proposal, writer: Writer) -> Flowable:
    planned, say = proposal.roadmap, writer.say
    start = min([month.start for month in proposal.months[:1]] + [phase.earliest_start for phase in planned.phases])
    paid = sorted({payment.date for payment in planned.payments if payment.kind != "estimated"})
    plan = Roadmap(
        phases=tuple(
            Phase(
                _name(each, proposal),
                months_between(start, each.earliest_start),
                months_between(start, each.earliest_end),
                months_between(start, each.latest_end),
            )
            for each in planned.phases
        ),
        milestones=tuple(
            Moment(writer.percent(each.percent), months_between(start, each.date)) for each in planned.milestones
        ),
        payments=tuple(Moment("", months_between(start, day)) for day in paid) if len(paid) <= MOST_PAYMENTS else (),
        months=tuple(_named(proposal, writer, start)),
    )
    alt = say("Time line: {phases}.").format(
        phases=writer.listed((f"{_name(each, proposal)} {_when(each, writer)}" for each in planned.phases), "; ")
    )

    def layout(pen: Pen) -> Chart:
        return layout_roadmap(plan, (say("Milestones"), say("Payments")), writer.column, pen)

    return writer.chart(layout, alt, writer.short)


def _name(phase: PlannedPhase, proposal: Proposal) -> str:
    """A phase's name; one of custom development by what is done in it, for journey phases are called alike."""
    scopes = {each.name: each.scope for each in proposal.catalog.development.phases}
    return scopes.get(phase.name, phase.name) if phase.of_development else phase.name


def _named(proposal: Proposal, writer: Writer, start: datetime.date) -> Iterator[tuple[float, str]]:
    step = 1 if len(proposal.months) <= 8 else 3 if len(proposal.months) <= 36 else 6
    for month in proposal.months[::step]:
        yield months_between(start, month.start), writer.formatter.month(month.start)


def _phases(proposal: Proposal, writer: Writer) -> Flowable:
    say = writer.say
    columns = (
        Column(say("Phase"), 1, strong=True),
        Column(say("When"), 1.15),
        Column(say("Activities"), 1.3),
        Column(say("Deliverables"), 1.35),
        Column(say("It succeeded when"), 1.2),
    )
    planned = {phase.id: phase for phase in proposal.roadmap.phases}
    rows: list[Row] = []
    for phase in proposal.catalog.journey.phases:
        when = _when(planned[phase.id], writer) if phase.id in planned else say("after this term")
        cells = (phase.activities, phase.deliverables, phase.success_criteria)
        rows.append(Row((phase.name, when, *(_names(each) for each in cells))))
    return writer.table(columns, rows)


def _names(items: Sequence[Named]) -> str:
    return "\n".join(item.name for item in items)


def _when(phase: PlannedPhase, writer: Writer) -> str:
    day, say = writer.formatter.day, writer.say
    if phase.ongoing:
        return say("from {start} to the end of the term").format(start=day(phase.earliest_start))
    if phase.earliest_end == phase.latest_end:
        return say("until {end}").format(end=day(phase.latest_end))
    words = say("from {start}, done between {first} and {last}")
    return words.format(start=day(phase.earliest_start), first=day(phase.earliest_end), last=day(phase.latest_end))


def milestones(proposal: Proposal, writer: Writer) -> Iterator[HeadedTable]:
    """One table of the milestones of custom development; none where there are none."""
    planned, say = proposal.roadmap.milestones, writer.say
    if not planned:
        return
    columns = (
        Column(say("Milestone"), 2),
        Column(say("Date"), 1),
        Column(say("Share"), figures=True),
        Column(say("Amount ({currency})").format(currency=writer.currency), figures=True),
    )
    rows = [
        Row((each.name, writer.formatter.day(each.date), writer.percent(each.percent), writer.figure(each.amount)))
        for each in planned
    ]
    yield HeadedTable(say("Milestones of the custom development"), columns, rows)
