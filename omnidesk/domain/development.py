"""Custom development: three phases, milestone payments and maintenance (domain rules §4, §10)."""

import datetime
from decimal import Decimal

import msgspec

from omnidesk.domain.line import Derivation, LineItem, PricedLine
from omnidesk.domain.money import percent_of, plain
from omnidesk.domain.named import Named, Prose, Range, Spec
from omnidesk.domain.pricing import Pricing, month_step
from omnidesk.domain.remembered import remembered

DISCOVERY_COMPLETE = "discovery_complete"
DEVELOPMENT_MIDPOINT = "development_midpoint"
DEVELOPMENT_COMPLETE = "development_complete"
DEPLOYMENT_COMPLETE = "deployment_complete"
EVENTS = (DISCOVERY_COMPLETE, DEVELOPMENT_MIDPOINT, DEVELOPMENT_COMPLETE, DEPLOYMENT_COMPLETE)
PHASE_IDS = ("discovery", "development", "deployment")

WEEKS_SHOWN = 520
"""The longest phase that a preview of a refused deal draws: ten years."""


class Milestone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the development fees, due at an event of the phases or on a date. ``percent`` has two decimals."""

    name: str
    percent: Decimal
    event: str | None = None
    date: datetime.date | None = None


class CustomDevelopment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fees in the deal's currency and whole weeks of the three phases. ``milestones`` None takes the catalog's."""

    discovery_fee: Decimal | None = None
    discovery_weeks: int | None = None
    development_fee: Decimal | None = None
    development_weeks: int | None = None
    deployment_fee: Decimal | None = None
    deployment_weeks: int | None = None
    maintenance_percent: Decimal | None = None
    milestones: tuple[Milestone, ...] | None = None


class DevelopmentPhase(Named, frozen=True, kw_only=True):
    """One phase (``discovery``, ``development``, ``deployment``): fee range in USD and duration in weeks."""

    scope: Prose
    fee: Range
    weeks: Range


class MaintenanceSpec(Spec, frozen=True, kw_only=True):
    """Maintenance: yearly percentage range."""

    name: Prose = "Maintenance"
    scope: str
    percent: Range


class MilestoneSpec(Spec, frozen=True, kw_only=True):
    """A milestone that the source names: the event and its usual part."""

    event: str
    name: Prose
    percent: Decimal


class DevelopmentSpec(Spec, frozen=True, kw_only=True):
    """``specs/development.yaml``."""

    name: Prose
    description: str
    phases: tuple[DevelopmentPhase, ...]
    maintenance: MaintenanceSpec
    milestones: tuple[MilestoneSpec, ...]


class DatedPhase(msgspec.Struct, frozen=True):
    """A development phase on the calendar; it completes on ``end``, which is the next phase's first day."""

    id: str
    start: datetime.date
    end: datetime.date


class DatedMilestone(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone with its date and, once priced, its amount.

    ``id`` is its event; ``milestone:<n>`` on a date, or where an earlier one has the event.
    """

    id: str
    name: str
    percent: Decimal
    date: datetime.date
    amount: Decimal = Decimal(0)


def fee_of(development: CustomDevelopment, phase_id: str) -> Decimal:
    """The stated fee of a phase; 0 where it is missing."""
    return getattr(development, f"{phase_id}_fee") or Decimal(0)


def dated_phases(development: CustomDevelopment, start: datetime.date) -> tuple[DatedPhase, ...]:
    """The three phases one after another from the effective date."""
    phases: list[DatedPhase] = []
    for phase_id in PHASE_IDS:
        end = start + datetime.timedelta(weeks=_weeks(development, phase_id))
        phases.append(DatedPhase(phase_id, start, end))
        start = end
    return tuple(phases)


def _weeks(development: CustomDevelopment, phase_id: str) -> int:
    """The stated weeks; what no calendar could hold is refused elsewhere and kept within it here."""
    return min(max(getattr(development, f"{phase_id}_weeks") or 0, 0), WEEKS_SHOWN)


def event_dates(development: CustomDevelopment, start: datetime.date) -> dict[str, datetime.date]:
    """When each event of the phases happens; the midpoint is half of development's days, rounded down."""
    discovery, build, deployment = dated_phases(development, start)
    return {
        DISCOVERY_COMPLETE: discovery.end,
        DEVELOPMENT_MIDPOINT: build.start + datetime.timedelta(days=(build.end - build.start).days // 2),
        DEVELOPMENT_COMPLETE: build.end,
        DEPLOYMENT_COMPLETE: deployment.end,
    }


def milestones_of(development: CustomDevelopment, spec: DevelopmentSpec) -> tuple[Milestone, ...]:
    """The deal's milestones, else the source's schedule."""
    if development.milestones is not None:
        return development.milestones
    return tuple(Milestone(name=row.name, percent=row.percent, event=row.event) for row in spec.milestones)


def dated_milestones(
    development: CustomDevelopment, spec: DevelopmentSpec, start: datetime.date
) -> tuple[DatedMilestone, ...]:
    """The milestones with their dates, in the order of the deal; one without event or date is left out."""
    events = event_dates(development, start)
    dated: list[DatedMilestone] = []
    for number, milestone in enumerate(milestones_of(development, spec), start=1):
        date = milestone.date or events.get(milestone.event or "")
        if date is not None:
            free = milestone.date is not None or any(each.id == milestone.event for each in dated)
            milestone_id = f"milestone:{number}" if free else str(milestone.event)
            dated.append(DatedMilestone(id=milestone_id, name=milestone.name, percent=milestone.percent, date=date))
    return tuple(dated)


@remembered
def price_development(
    development: CustomDevelopment, spec: DevelopmentSpec, pricing: Pricing
) -> tuple[tuple[PricedLine, ...], tuple[DatedMilestone, ...]]:
    """The development line by milestones, and maintenance; with the priced milestones in order of date."""
    milestones = sorted(dated_milestones(development, spec, pricing.start), key=lambda each: each.date)
    line = _development_line(development, spec, pricing)
    amounts = pricing.money.split(line.net, [milestone.percent for milestone in milestones])
    priced = tuple(
        msgspec.structs.replace(milestone, amount=amount) for milestone, amount in zip(milestones, amounts, strict=True)
    )
    payments = tuple(
        pricing.payment(line, each.date, each.amount, pricing.wording.of.format(label=line.label, name=each.name))
        for each in priced
        if each.amount
    )
    maintenance = _maintenance(development, spec, pricing)
    lines = PricedLine(line, payments)
    return ((lines,) if maintenance is None else (lines, maintenance)), priced


def _development_line(development: CustomDevelopment, spec: DevelopmentSpec, pricing: Pricing) -> LineItem:
    fees = [(phase.name, fee_of(development, phase.id)) for phase in spec.phases]
    total = pricing.money.round(sum((fee for _, fee in fees), Decimal(0)))
    return LineItem(
        id="development",
        label=spec.name,
        model="custom_development",
        kind="one_time",
        quantity=Decimal(1),
        unit="project",
        list=total,
        net=total,
        derivations=(
            Derivation(
                figure="list",
                amount=total,
                inputs=tuple((name, plain(fee)) for name, fee in fees),
                rule="sum of the three phase fees, invoiced by milestones",
                rounding="half-up to the minor unit; milestones by largest remainder",
                source="models.custom_development; ranges in specs/development.yaml: phases",
            ),
        ),
    )


def maintenance_months(start: datetime.date, after_term: datetime.date) -> int:
    """Whole months from the end of deployment that fit before the term's end."""
    months = max(0, (after_term.year - start.year) * 12 + after_term.month - start.month)
    while months > 0 and month_step(start, months) > after_term:
        months -= 1
    return months


def _maintenance(development: CustomDevelopment, spec: DevelopmentSpec, pricing: Pricing) -> PricedLine | None:
    percent = development.maintenance_percent
    start = dated_phases(development, pricing.start)[-1].end
    months = maintenance_months(start, pricing.after_term)
    if not percent or not months:
        return None
    base = sum((fee_of(development, phase) for phase in pricing.policy.maintenance_base.value), Decimal(0))
    total = pricing.money.round(percent_of(percent, base) * months / 12)
    line = LineItem(
        id="maintenance",
        label=spec.maintenance.name,
        model="custom_development",
        kind="recurring",
        quantity=Decimal(months),
        unit="months",
        list=total,
        net=total,
        derivations=(
            Derivation(
                figure="list",
                amount=total,
                inputs=(("development fee", plain(base)), ("percent a year", plain(percent)), ("months", str(months))),
                rule="fee × percent × months / 12, from the end of deployment to the end of the term",
                rounding="once, half-up to the minor unit",
                source="specs/development.yaml: maintenance.percent; specs/policy.yaml: maintenance_base",
            ),
        ),
    )
    lengths = [min(12, months - month) for month in range(0, months, 12)]
    parts = [
        (month_step(start, 12 * year), length, pricing.wording.year.format(label=line.label, year=year + 1))
        for year, length in enumerate(lengths)
    ]
    return pricing.scheduled(line, parts, lengths)
