"""Phases, milestones and payments of a deal on one axis of months, as the roadmap chart takes them."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from omnidesk.charts.roadmap import Moment, Phase, Roadmap, months_between
from omnidesk.domain.line import Payment
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.roadmap import PlannedPhase
from omnidesk.i18n import _
from omnidesk.wizard.context import Context


def of_development(context: Context) -> Roadmap:
    """The development phases and their milestones alone."""
    planned = context.roadmap
    if planned is None:
        return Roadmap((), (), (), ())
    phases = [phase for phase in planned.phases if phase.of_development]
    return _chart(context, phases, payments=())


def of_deal(context: Context) -> Roadmap:
    """Everything on one axis; of the payments the committed ones, a day's payments as one."""
    planned = context.roadmap
    if planned is None:
        return Roadmap((), (), (), ())
    return _chart(context, planned.phases, planned.payments)


def _chart(context: Context, phases: Sequence[PlannedPhase], payments: Sequence[Payment]) -> Roadmap:
    pricing, planned = context.pricing, context.roadmap
    if pricing is None or planned is None:
        return Roadmap((), (), (), ())
    start = min([pricing.start, *(phase.earliest_start for phase in phases)])
    percent = context.formatter.percent
    milestones = [Moment(percent(each.percent), months_between(start, each.date)) for each in planned.milestones]
    return Roadmap(
        phases=tuple(_phase(start, phase, apart=bool(payments)) for phase in phases),
        milestones=tuple(milestones),
        payments=tuple(_payments(context, start, payments)),
        months=tuple(_named(context, pricing, start, phases, all_of_term=bool(payments))),
    )


def _phase(start: datetime.date, phase: PlannedPhase, *, apart: bool) -> Phase:
    """One bar; beside the journey's phases those of development say that they are the project's."""
    project = apart and phase.of_development
    name = _("Project: {phase}").format(phase=phase.name.lower()) if project else phase.name
    begin = months_between(start, phase.earliest_start)
    return Phase(name, begin, months_between(start, phase.earliest_end), months_between(start, phase.latest_end))


def _payments(context: Context, start: datetime.date, payments: Iterable[Payment]) -> Iterator[Moment]:
    days: dict[datetime.date, list[Payment]] = {}
    for payment in payments:
        if payment.kind != "estimated":
            days.setdefault(payment.date, []).append(payment)
    for date, due in days.items():
        total = sum((pay.amount for pay in due[1:]), due[0].amount)
        amount = context.formatter.money(total, context.deal.terms.currency, short=True)
        yield Moment(amount, months_between(start, date))


def _named(
    context: Context, pricing: Pricing, start: datetime.date, phases: Sequence[PlannedPhase], *, all_of_term: bool
) -> Iterator[tuple[float, str]]:
    """The first day of the deal and each quarter after it, for a short axis each month."""
    last = pricing.after_term if all_of_term else max((phase.latest_end for phase in phases), default=pricing.start)
    step = 3 if months_between(start, last) > 15 else 1
    for month in range(0, pricing.months + 1, step):
        date = pricing.month_starts[month]
        if date <= last:
            yield months_between(start, date), context.formatter.month(date)


def names() -> tuple[str, str]:
    """Return the words for the chart's rows of milestones and payments."""
    return _("Milestones"), _("Payments")
