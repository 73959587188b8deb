"""The step of milestones: development phases, the milestones that pay for them, and every payment by contract year."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial

import msgspec

from omnidesk.charts.roadmap import Roadmap as TimeLine
from omnidesk.domain.deal import Deal
from omnidesk.domain.development import (
    EVENTS,
    CustomDevelopment,
    DevelopmentSpec,
    Milestone,
    dated_milestones,
    event_dates,
    milestones_of,
)
from omnidesk.domain.money import split
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard import payments, time_line
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, entries, put
from omnidesk.wizard.payments import PaymentsView

FIELD = "models.custom_development"
MILESTONES = f"{FIELD}.milestones"
ON_A_DATE = "date"
"""Stands for a milestone that is due on a date and not at an event."""


@dataclass(frozen=True)
class PhaseRow:
    """One development phase: its name and scope; ``fee`` and ``weeks`` are the paths of its inputs."""

    name: str
    scope: str
    fee: str
    weeks: str


@dataclass(frozen=True)
class MilestoneRow:
    """One milestone: whether it is due on a date of its own, which day that is, and its amount, ready to read."""

    on_a_date: bool
    day: str
    amount: str


@dataclass(frozen=True)
class MilestoneMark:
    """A milestone on the time line: the place of its row, its name and the day on which it stands."""

    place: int
    name: str
    day: datetime.date


@dataclass(frozen=True)
class DevelopmentView:
    """The editor of custom development; ``remainder`` says how far the milestones are from 100%."""

    form: Form
    phases: tuple[PhaseRow, ...]
    maintenance: str
    milestones: tuple[MilestoneRow, ...]
    remainder: str
    complete: bool
    full: bool
    total: str
    time_line: TimeLine
    marks: tuple[MilestoneMark, ...]


@dataclass(frozen=True)
class MilestonesView:
    """Everything the step shows; ``development`` is None while the deal has none. ``payments`` are told when asked."""

    currency: str
    development: DevelopmentView | None
    _context: Context = field(repr=False)

    @cached_property
    def payments(self) -> PaymentsView | None:
        """All payments; None while there are none."""
        return payments.view(self._context)


def view(context: Context) -> MilestonesView:
    """What the step shows."""
    development = context.deal.models.custom_development
    return MilestonesView(
        currency=context.deal.terms.currency,
        development=_kept_development(context, development) if development else None,
        _context=context,
    )


def _kept_development(context: Context, development: CustomDevelopment) -> DevelopmentView:
    """The editor as it was for as long as a change touches nothing that it shows."""
    quote = context.quote
    priced = (context.pricing, quote.milestones, quote.line("development"), quote.line("maintenance"))
    stands = (development, context.deal.terms, *priced, *context.told(FIELD))
    return context.kept(FIELD, partial(_development, context, development), *stands)


def start_development(deal: Deal) -> Deal:
    """Put custom development into the deal; its fees are still to be stated."""
    return put(deal, FIELD, CustomDevelopment())


def enter(deal: Deal, spec: DevelopmentSpec, path: str, value: object) -> Deal:
    """Change one milestone; the source's own schedule becomes the deal's as soon as something in it changes."""
    return put(_with_milestones(deal, spec), path, value)


def set_due(deal: Deal, spec: DevelopmentSpec, place: int, due: str) -> Deal:
    """Let a milestone be due at an event, or on the date on which it is due now."""
    development = deal.models.custom_development
    rows = milestones_of(development, spec) if development else ()
    if development is None or place >= len(rows):
        return deal
    row = rows[place]
    if due in EVENTS:
        return _put_row(deal, spec, place, msgspec.structs.replace(row, event=due, date=None))
    start = deal.terms.effective_date
    when = event_dates(development, start).get(row.event or "") if start else None
    return _put_row(deal, spec, place, msgspec.structs.replace(row, event=None, date=row.date or when))


def move(deal: Deal, spec: DevelopmentSpec, place: int, day: datetime.date) -> Deal:
    """Let a milestone be due on a day of its own, not before the effective date."""
    rows, start = _rows(deal, spec), deal.terms.effective_date
    if place >= len(rows) or start is None:
        return deal
    return _put_row(deal, spec, place, msgspec.structs.replace(rows[place], event=None, date=max(day, start)))


def add_milestone(deal: Deal, spec: DevelopmentSpec) -> Deal:
    """Add a milestone that takes what is left of 100%, due at the end of deployment."""
    rows = _rows(deal, spec)
    left = max(Decimal(0), 100 - _total(rows)).quantize(Decimal("0.01"))
    row = Milestone(name=_("Milestone {number}").format(number=len(rows) + 1), percent=left, event=EVENTS[-1])
    return put(deal, MILESTONES, (*rows, row))


def drop_milestone(deal: Deal, spec: DevelopmentSpec, place: int) -> Deal:
    """Take a milestone out; the others keep their percentages."""
    rows = _rows(deal, spec)
    return put(deal, MILESTONES, (*rows[:place], *rows[place + 1 :]))


def use_standard(deal: Deal) -> Deal:
    """Go back to the source's schedule: four milestones of 25%."""
    return put(deal, MILESTONES, None)


def split_evenly(deal: Deal, spec: DevelopmentSpec) -> Deal:
    """Share 100.00% evenly; what two decimals cannot share goes to the first milestones."""
    rows = _rows(deal, spec)
    shares = split(Decimal(100), [1] * len(rows), 2)
    fresh = tuple(
        msgspec.structs.replace(row, percent=share.normalize() + 0) for row, share in zip(rows, shares, strict=True)
    )
    return put(deal, MILESTONES, fresh)


def _rows(deal: Deal, spec: DevelopmentSpec) -> tuple[Milestone, ...]:
    development = deal.models.custom_development
    return milestones_of(development, spec) if development else ()


def _with_milestones(deal: Deal, spec: DevelopmentSpec) -> Deal:
    return put(deal, MILESTONES, _rows(deal, spec))


def _put_row(deal: Deal, spec: DevelopmentSpec, place: int, row: Milestone) -> Deal:
    return put(_with_milestones(deal, spec), f"{MILESTONES}.{place}", row)


def _total(rows: tuple[Milestone, ...]) -> Decimal:
    return sum((row.percent for row in rows), Decimal(0))


def _development(context: Context, development: CustomDevelopment) -> DevelopmentView:
    spec = context.catalog.development
    rows = milestones_of(development, spec)
    left = 100 - _total(rows)
    stated = development.milestones is not None
    filled = context if stated else context.worded(_with_milestones(context.deal, spec))
    line = context.quote.line("development")
    return DevelopmentView(
        form={
            **entries(context, (*_phase_paths(spec), f"{FIELD}.maintenance_percent"), _ranges(spec)),
            **_milestone_form(filled, rows),
        },
        phases=tuple(
            PhaseRow(phase.name, phase.scope, f"{FIELD}.{phase.id}_fee", f"{FIELD}.{phase.id}_weeks")
            for phase in spec.phases
        ),
        maintenance=_maintenance(context),
        milestones=tuple(_milestones(context, development, rows)),
        remainder=_remainder(left),
        complete=left == 0,
        full=len(rows) >= context.catalog.policy.milestones_maximum.value,
        total=context.figure(line.net, "line:development:net") if line else "",
        time_line=time_line.of_development(context),
        marks=tuple(_marks(context, rows)),
    )


def _milestone_form(context: Context, rows: tuple[Milestone, ...]) -> Form:
    """The rows' inputs; where no event is stated, the choice of events says that a date decides."""
    form = entries(context, _milestone_paths(len(rows)))
    for place, row in enumerate(rows):
        if row.event is None:
            path = f"{MILESTONES}.{place}.event"
            form[path] = replace(form[path], text=ON_A_DATE)
    return form


def _phase_paths(spec: DevelopmentSpec) -> Iterator[str]:
    for phase in spec.phases:
        yield from (f"{FIELD}.{phase.id}_fee", f"{FIELD}.{phase.id}_weeks")


def _milestone_paths(count: int) -> Iterator[str]:
    for place in range(count):
        yield from (f"{MILESTONES}.{place}.{name}" for name in ("name", "percent", "event", "date"))


def _ranges(spec: DevelopmentSpec) -> dict[str, str]:
    ranges = {
        f"{FIELD}.maintenance_percent": _("{low} to {high}% a year").format(
            low=spec.maintenance.percent.minimum, high=spec.maintenance.percent.maximum
        )
    }
    for phase in spec.phases:
        ranges[f"{FIELD}.{phase.id}_fee"] = f"{phase.fee.minimum:,} – {phase.fee.maximum:,} USD"
        ranges[f"{FIELD}.{phase.id}_weeks"] = _("{low} to {high}").format(
            low=phase.weeks.minimum, high=phase.weeks.maximum
        )
    return ranges


def _milestones(
    context: Context, development: CustomDevelopment, rows: tuple[Milestone, ...]
) -> Iterator[MilestoneRow]:
    start = context.deal.terms.effective_date
    priced = context.quote.line("development") is not None
    places = {(each.name, each.percent, each.date): place for place, each in enumerate(context.quote.milestones)}
    for row in rows:
        alone = msgspec.structs.replace(development, milestones=(row,))
        dated = dated_milestones(alone, context.catalog.development, start) if start else ()
        day = context.formatter.day(dated[0].date) if dated else ""
        place = places.get((row.name, row.percent, dated[0].date)) if dated and priced else None
        amount = "" if place is None else context.figure(context.quote.milestones[place].amount, f"milestone:{place}")
        yield MilestoneRow(row.event is None, day, amount)


def _marks(context: Context, rows: tuple[Milestone, ...]) -> Iterator[MilestoneMark]:
    """The milestones in the order of the time line, each with the row that it comes from."""
    events = {row.event: place for place, row in reversed(list(enumerate(rows))) if row.date is None}
    for each in context.roadmap.milestones if context.roadmap else ():
        number = each.id.removeprefix("milestone:")
        place = int(number) - 1 if number != each.id else events.get(each.id)
        if place is not None:
            yield MilestoneMark(place, each.name, each.date)


def _remainder(left: Decimal) -> str:
    if left == 0:
        return _("100.00% shared out")
    words = _("{percent}% still to share out") if left > 0 else _("{percent}% too much")
    return words.format(percent=f"{abs(left):.2f}")


def _maintenance(context: Context) -> str:
    line = context.quote.line("maintenance")
    if line is None:
        return _("Leave it empty for no maintenance.")
    told = _("{amount} for the {months} whole months from the end of deployment.")
    amount = context.figure(line.net, "line:maintenance:net")
    return Amount(told.format(amount=amount, months=f"{line.quantity:f}"), amount.figure)
