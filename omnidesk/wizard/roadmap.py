"""The step of roadmap and success: dated phases, what is done, the metrics with their targets, resources, reviews."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from omnidesk.charts.roadmap import Roadmap as TimeLine
from omnidesk.domain.deal import Deal
from omnidesk.domain.journey import Phase
from omnidesk.domain.proposal import chosen_steps
from omnidesk.domain.roadmap import PlannedPhase
from omnidesk.domain.success_plan import REVIEW_MONTHS
from omnidesk.i18n import _
from omnidesk.wizard import time_line
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, entries, put

DONE = "journey.done"
TARGETS = "success.targets"


@dataclass(frozen=True)
class Item:
    """One activity, deliverable or criterion of a phase that can be ticked."""

    id: str
    name: str
    done: bool


@dataclass(frozen=True)
class PhaseView:
    """One phase: when, how far it is, what is to do and to hand over, and how success is recognised."""

    id: str
    name: str
    summary: str
    when: str
    progress: str
    activities: tuple[Item, ...]
    deliverables: tuple[Item, ...]
    criteria: tuple[Item, ...]


@dataclass(frozen=True)
class MetricRow:
    """One metric with the path of its target."""

    name: str
    path: str


@dataclass(frozen=True)
class MetricGroup:
    """The metrics of one category, and how often they are measured."""

    name: str
    cadence: str
    metrics: tuple[MetricRow, ...]


@dataclass(frozen=True)
class Resources:
    """What partners can draw on, of one kind."""

    name: str
    items: str


@dataclass(frozen=True)
class RoadmapView:
    """Everything the step shows; ``undated`` is empty once the time line stands, ``growth`` where no step is chosen."""

    form: Form
    time_line: TimeLine
    undated: str
    growth: str
    phases: tuple[PhaseView, ...]
    metrics: tuple[MetricGroup, ...]
    resources: tuple[Resources, ...]
    reviews: str


def view(context: Context) -> RoadmapView:
    """What the step shows."""
    success = context.catalog.success
    return RoadmapView(
        form=entries(context, _paths(context)),
        time_line=time_line.of_deal(context),
        undated="" if context.roadmap else _("Dates appear once the deal has a price: a tier, a start and a term."),
        growth=_growth(context),
        phases=tuple(_phases(context)),
        metrics=tuple(
            MetricGroup(
                group.name,
                _cadence(group.cadence),
                tuple(MetricRow(metric.name, f"{TARGETS}.{metric.id}") for metric in group.metrics),
            )
            for group in success.metrics
        ),
        resources=tuple(
            Resources(group.name, ", ".join(item.name for item in group.items)) for group in success.resources
        ),
        reviews=_reviews(context),
    )


def _growth(context: Context) -> str:
    """The steps of growth chosen in the step of value, which the expansion takes up."""
    names = [f"{step.dimension}: {step.name}" for step in chosen_steps(context.deal, context.catalog)]
    return _("The expansion takes up: {steps}.").format(steps="; ".join(names)) if names else ""


def tick(deal: Deal, item: str, done: bool) -> Deal:
    """Mark an activity, deliverable or criterion (``onboarding.team_training``) as done, or as open again."""
    others = tuple(each for each in deal.journey.done if each != item)
    return put(deal, DONE, (*others, item) if done else others)


def tick_phase(deal: Deal, shown: tuple[str, ...], done: tuple[str, ...]) -> Deal:
    """Mark of the items shown exactly those in ``done``; what is not shown stays as it is."""
    others = tuple(each for each in deal.journey.done if each not in shown)
    return put(deal, DONE, (*others, *done))


def _paths(context: Context) -> Iterator[str]:
    for group in context.catalog.success.metrics:
        yield from (f"{TARGETS}.{metric.id}" for metric in group.metrics)


def _phases(context: Context) -> Iterator[PhaseView]:
    planned = {phase.id: phase for phase in context.roadmap.phases} if context.roadmap else {}
    for phase in context.catalog.journey.phases:
        activities, deliverables = _items(context, phase)
        items = (*activities, *deliverables)
        yield PhaseView(
            id=phase.id,
            name=phase.name,
            summary=phase.summary,
            when=_when(context, phase, planned.get(phase.id)),
            progress=_("{done} of {all} done").format(done=sum(item.done for item in items), all=len(items)),
            activities=activities,
            deliverables=deliverables,
            criteria=_criteria(context, phase),
        )


def _items(context: Context, phase: Phase) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    done = context.deal.journey.done

    def items(rows: tuple[str, ...], names: tuple[str, ...]) -> tuple[Item, ...]:
        ids = tuple(f"{phase.id}.{row}" for row in rows)
        return tuple(Item(each, name, each in done) for each, name in zip(ids, names, strict=True))

    first, second = phase.activities, phase.deliverables
    return (
        items(tuple(row.id for row in first), tuple(row.name for row in first)),
        items(tuple(row.id for row in second), tuple(row.name for row in second)),
    )


def _criteria(context: Context, phase: Phase) -> tuple[Item, ...]:
    done = context.deal.journey.done
    return tuple(Item(name := f"{phase.id}.{each.id}", each.name, name in done) for each in phase.success_criteria)


def _when(context: Context, phase: Phase, planned: PlannedPhase | None) -> str:
    day = context.formatter.day
    if planned is None:
        return _weeks(phase) if context.roadmap is None else _("Not within this term")
    if planned.ongoing:
        return _("From {start} to the end of the term").format(start=day(planned.earliest_start))
    if planned.earliest_end == planned.latest_end:
        begins = _between(context, planned.earliest_start, planned.latest_start)
        return _("Begins {start}, ends {end}").format(start=begins, end=day(planned.latest_end))
    ends = _between(context, planned.earliest_end, planned.latest_end)
    return _("Begins {start}, ends {end}").format(start=day(planned.earliest_start), end=ends)


def _between(context: Context, first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return context.formatter.day(first)
    words = _("between {first} and {last}")
    return words.format(first=context.formatter.day(first), last=context.formatter.day(last))


def _weeks(phase: Phase) -> str:
    if phase.weeks is None:
        return _("ongoing")
    return _("{low} to {high} weeks").format(low=phase.weeks.minimum, high=phase.weeks.maximum)


def _cadence(cadence: str) -> str:
    return {"weekly": _("every week"), "quarterly": _("every quarter"), "annually": _("every year")}.get(
        cadence, cadence
    )


def _reviews(context: Context) -> str:
    tier, pricing = context.tier, context.pricing
    if tier is None or tier.reviews is None:
        return _("This tier includes no regular business reviews.")
    step = REVIEW_MONTHS.get(tier.reviews)
    if step is None or pricing is None:
        return _("{tier}: {cadence} business reviews.").format(tier=tier.name, cadence=tier.reviews)
    dates = [pricing.month_starts[month] for month in range(step, pricing.months + 1, step)]
    if not dates:
        return _("{tier}: {cadence} business reviews.").format(tier=tier.name, cadence=tier.reviews)
    words = _("{tier}: {cadence} business reviews, {count} in the term, the first on {first}.")
    return words.format(tier=tier.name, cadence=tier.reviews, count=len(dates), first=context.formatter.day(dates[0]))
