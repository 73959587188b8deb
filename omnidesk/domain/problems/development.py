"""Problems of custom development: fees, weeks, maintenance and milestones (domain rules §4, §10)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from omnidesk.domain.development import (
    EVENTS,
    CustomDevelopment,
    DevelopmentPhase,
    DevelopmentSpec,
    Milestone,
    dated_milestones,
    milestones_of,
)
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import LIST_CURRENCY, percent_text
from omnidesk.domain.pricing import Pricing

FIELD = "models.custom_development"


def development_problems(development: CustomDevelopment, spec: DevelopmentSpec, pricing: Pricing) -> Iterator[Problem]:
    """Each phase within its ranges, maintenance within its own, milestones complete."""
    for phase in spec.phases:
        yield from _fee_problems(development, phase, pricing)
        yield from _weeks_problems(development, phase)
    percent, bounds = development.maintenance_percent, spec.maintenance.percent
    if percent is not None and not bounds.minimum <= percent <= bounds.maximum:
        limit = f"{bounds.minimum}–{bounds.maximum}%"
        reason = f"{percent_text(percent)} is outside {limit} a year; leave it out for no maintenance"
        yield Problem(field=f"{FIELD}.maintenance_percent", reason=reason, limit=limit)
    yield from _milestone_problems(development, spec, pricing)


def _fee_problems(development: CustomDevelopment, phase: DevelopmentPhase, pricing: Pricing) -> Iterator[Problem]:
    field, fee = f"{FIELD}.{phase.id}_fee", getattr(development, f"{phase.id}_fee")
    limit = f"{phase.fee.minimum:,}–{phase.fee.maximum:,} {LIST_CURRENCY}"
    if fee is None:
        yield Problem(field=field, reason=f"state the fee of {phase.name.lower()}, {limit}", limit=limit)
    elif not phase.fee.minimum <= pricing.money.to_list(fee) <= phase.fee.maximum:
        reason = f"{fee:,} {pricing.money.currency} is outside {limit} for {phase.name.lower()}"
        yield Problem(field=field, reason=reason, limit=limit)


def _weeks_problems(development: CustomDevelopment, phase: DevelopmentPhase) -> Iterator[Problem]:
    field, weeks = f"{FIELD}.{phase.id}_weeks", getattr(development, f"{phase.id}_weeks")
    limit = f"{phase.weeks.minimum}–{phase.weeks.maximum} weeks"
    if weeks is None:
        yield Problem(field=field, reason=f"state how long {phase.name.lower()} takes, {limit}", limit=limit)
    elif not phase.weeks.minimum <= weeks <= phase.weeks.maximum:
        reason = f"{weeks} weeks are outside {limit} for {phase.name.lower()}"
        yield Problem(field=field, reason=reason, limit=limit)


def _milestone_problems(development: CustomDevelopment, spec: DevelopmentSpec, pricing: Pricing) -> Iterator[Problem]:
    field, milestones = f"{FIELD}.milestones", milestones_of(development, spec)
    total = sum((milestone.percent for milestone in milestones), Decimal(0))
    if total != 100:
        reason = f"the milestones total {total:.2f}%; they must total exactly 100.00%"
        yield Problem(field=field, reason=reason, limit="100.00%")
    maximum = pricing.policy.milestones_maximum.value
    if len(milestones) > maximum:
        reason = f"{len(milestones)} milestones are more than the {maximum} allowed"
        yield Problem(field=field, reason=reason, limit=str(maximum))
    for index, milestone in enumerate(milestones):
        yield from _one_milestone_problems(f"{field}.{index}", milestone, pricing.start)
    for dated in dated_milestones(development, spec, pricing.start):
        if dated.date >= pricing.after_term:
            reason = f"{dated.name} falls on {dated.date}, after the term ends"
            yield Problem(field=field, reason=reason, severity="warning")


def _one_milestone_problems(field: str, milestone: Milestone, start: datetime.date) -> Iterator[Problem]:
    if not milestone.name.strip():
        yield Problem(field=f"{field}.name", reason="name the milestone")
    if not 0 <= milestone.percent <= 100 or milestone.percent != milestone.percent.quantize(Decimal("0.01")):
        yield Problem(field=f"{field}.percent", reason="a percentage from 0 to 100 with two decimals", limit="0–100%")
    if (milestone.event is None) == (milestone.date is None):
        yield Problem(field=field, reason="give either the event or the date on which the milestone is due")
    elif milestone.event is not None and milestone.event not in EVENTS:
        reason = f"{milestone.event} is not an event; choose from {', '.join(EVENTS)}"
        yield Problem(field=f"{field}.event", reason=reason)
    elif milestone.date is not None and milestone.date < start:
        reason = f"{milestone.date} lies before the effective date, {start}"
        yield Problem(field=f"{field}.date", reason=reason, limit=str(start))
