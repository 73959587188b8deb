"""The roadmap: journey phases and development phases dated from the effective date (domain rules §7, §10)."""

import datetime

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.development import DatedMilestone, DatedPhase, dated_phases
from omnidesk.domain.journey import Phase
from omnidesk.domain.line import Payment
from omnidesk.domain.pricing import Pricing, month_step
from omnidesk.domain.quote import Quote, frame, quote

_OF_DEVELOPMENT = "development."
DEVELOPMENT_PARTS = {"discovery": "discovery", "development": "build", "deployment": "deployment"}
"""Development phases by their short names on the roadmap."""


class PlannedPhase(msgspec.Struct, frozen=True, kw_only=True):
    """A phase on the time line: it starts between the two starts and ends between the two ends.

    ``done`` of its ``items`` (activities and deliverables) are done.
    """

    id: str
    name: str
    earliest_start: datetime.date
    latest_start: datetime.date
    earliest_end: datetime.date
    latest_end: datetime.date
    ongoing: bool
    done: int = 0
    items: int = 0

    @property
    def of_development(self) -> bool:
        """Whether it is a phase of the custom development, not of the journey."""
        return self.id.startswith(_OF_DEVELOPMENT)


class Roadmap(msgspec.Struct, frozen=True, kw_only=True):
    """Phases, milestones and payments on one time line."""

    phases: tuple[PlannedPhase, ...]
    milestones: tuple[DatedMilestone, ...]
    payments: tuple[Payment, ...]


def plan(deal: Deal, catalog: Catalog, priced: Quote | None = None) -> Roadmap | None:
    """Date the phases of a deal; None while it has no tier, date or term. ``priced`` saves pricing it again."""
    priced = priced or quote(deal, catalog)
    pricing = frame(deal, catalog, catalog.tier(priced.tier))
    if pricing is None:
        return None
    phases = _journey_phases(deal, catalog, pricing)
    if deal.models.custom_development:
        names = {phase.id: phase.name for phase in catalog.development.phases}
        phases += [
            _development_phase(each, names.get(each.id, each.id))
            for each in dated_phases(deal.models.custom_development, pricing.start)
        ]
    return Roadmap(phases=tuple(phases), milestones=priced.milestones, payments=priced.payments)


def _journey_phases(deal: Deal, catalog: Catalog, pricing: Pricing) -> list[PlannedPhase]:
    """The first phase ends on the effective date, timed ones follow, the rest runs to the end of the term."""
    end = pricing.after_term - datetime.timedelta(days=1)
    strategic = month_step(pricing.start, catalog.policy.strategic_phase_from_month.value - 1)
    before, *after = catalog.journey.phases
    planned = [_before_signing(before, pricing.start)]
    earliest = latest = pricing.start
    ongoing = 0
    for phase in after:
        if phase.weeks is None:
            ongoing += 1
            begins = (earliest, latest) if ongoing == 1 else (strategic, strategic)
            if begins[0] <= end:
                planned.append(_phase(phase, (begins[0], min(begins[1], end)), (end, end)))
            continue
        ends = (
            min(earliest + datetime.timedelta(weeks=phase.weeks.minimum), end),
            min(latest + datetime.timedelta(weeks=phase.weeks.maximum), end),
        )
        planned.append(_phase(phase, (earliest, latest), ends))
        earliest, latest = ends
    return [_with_progress(each, phase, deal) for each, phase in _matched(planned, catalog.journey.phases)]


def _before_signing(phase: Phase, start: datetime.date) -> PlannedPhase:
    if phase.weeks is None:
        return _phase(phase, (start, start), (start, start))
    longest = start - datetime.timedelta(weeks=phase.weeks.maximum)
    shortest = start - datetime.timedelta(weeks=phase.weeks.minimum)
    return _phase(phase, (longest, shortest), (start, start))


def _phase(
    phase: Phase, starts: tuple[datetime.date, datetime.date], ends: tuple[datetime.date, datetime.date]
) -> PlannedPhase:
    return PlannedPhase(
        id=phase.id,
        name=phase.name,
        earliest_start=starts[0],
        latest_start=starts[1],
        earliest_end=ends[0],
        latest_end=ends[1],
        ongoing=phase.weeks is None,
    )


def _matched(planned: list[PlannedPhase], phases: tuple[Phase, ...]) -> list[tuple[PlannedPhase, Phase]]:
    by_id = {phase.id: phase for phase in phases}
    return [(each, by_id[each.id]) for each in planned]


def _with_progress(planned: PlannedPhase, phase: Phase, deal: Deal) -> PlannedPhase:
    items = progress_items(phase)
    done = sum(item in deal.journey.done for item in items)
    return msgspec.structs.replace(planned, done=done, items=len(items))


def progress_items(phase: Phase) -> tuple[str, ...]:
    """The ids by which progress of a phase is tracked: its activities and deliverables."""
    return tuple(f"{phase.id}.{item.id}" for item in (*phase.activities, *phase.deliverables))


def _development_phase(phase: DatedPhase, name: str) -> PlannedPhase:
    return PlannedPhase(
        id=f"{_OF_DEVELOPMENT}{DEVELOPMENT_PARTS[phase.id]}",
        name=name,
        earliest_start=phase.start,
        latest_start=phase.start,
        earliest_end=phase.end,
        latest_end=phase.end,
        ongoing=False,
    )
