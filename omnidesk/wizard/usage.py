"""The usage editor: plan, volumes with their growth, the months against the plan's limit, and the cheapest plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import msgspec

from omnidesk.charts.columns import Usage as UsageChart
from omnidesk.domain.deal import Deal
from omnidesk.domain.named import by_id
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.usage import Usage, UsageForecast, UsagePlan, plan_forecasts
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard import usage_months
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, entries
from omnidesk.wizard.usage_months import MonthPlan

FIELD = "models.usage"


@dataclass(frozen=True)
class Plan:
    """A plan on offer with what it includes, and what it would cost for this volume."""

    id: str
    name: str
    about: str
    cost: str
    cheapest: bool


@dataclass(frozen=True)
class Metric:
    """A metered figure: its path, its name, and a note where it is planned month by month."""

    path: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class UsageView:
    """Everything the editor shows. ``chosen`` is the plan in force, ``advice`` a sentence on the cheapest one."""

    form: Form
    plans: tuple[Plan, ...]
    chosen: str
    metrics: tuple[Metric, ...]
    advice: str
    summary: str
    chart: UsageChart
    months: MonthPlan | None


def view(context: Context) -> UsageView | None:
    """What the editor shows; None while the deal has no usage."""
    usage = context.deal.models.usage
    if usage is None:
        return None
    priced = (context.pricing, context.quote.usage, context.quote.cheapest_plan)
    return context.kept(FIELD, partial(_view, context, usage), usage, *priced, *context.told(FIELD))


def _view(context: Context, usage: Usage) -> UsageView:
    quoted, pricing = context.quote.usage, context.pricing
    forecasts = plan_forecasts(usage, context.catalog.usage, pricing) if pricing else ()
    return UsageView(
        form=entries(context, _paths(context), {f"{FIELD}.monthly_growth_percent": _growth_range(context)}),
        plans=tuple(_plans(context, forecasts)),
        chosen=quoted.plan.id if quoted else usage.plan or "",
        metrics=tuple(_metrics(context, usage)),
        advice=_advice(context, forecasts),
        summary=_summary(context),
        chart=_chart(context, usage),
        months=usage_months.view(context, usage),
    )


def choose_plan(deal: Deal, plan: str) -> Deal:
    """Choose a plan by its id."""
    usage = deal.models.usage
    if usage is None:
        return deal
    models = msgspec.structs.replace(deal.models, usage=msgspec.structs.replace(usage, plan=plan))
    return msgspec.structs.replace(deal, models=models)


def _paths(context: Context) -> Iterator[str]:
    yield f"{FIELD}.plan"
    yield from (f"{FIELD}.volumes.{metric.id}" for metric in context.catalog.usage.metrics)
    yield f"{FIELD}.monthly_growth_percent"


def _growth_range(context: Context) -> str:
    limits, number = context.catalog.policy.growth_limits.value, context.formatter.number
    return _("{low} to {high}%").format(low=number(limits.minimum_percent), high=number(limits.maximum_percent))


def _metrics(context: Context, usage: Usage) -> Iterator[Metric]:
    for metric in context.catalog.usage.metrics:
        volume = usage.volumes.get(metric.id)
        note = ""
        if isinstance(volume, tuple):
            note = _("{count} monthly figures, planned below; a figure typed here replaces them").format(
                count=len(volume)
            )
        yield Metric(f"{FIELD}.volumes.{metric.id}", metric.name, note)


def _plans(context: Context, forecasts: tuple[UsageForecast, ...]) -> Iterator[Plan]:
    pricing = context.pricing
    if pricing is None:
        for plan in context.catalog.usage.plans:
            yield Plan(plan.id, plan.name, _about(context, plan, None), "", cheapest=False)
        return
    for forecast in forecasts:
        plan = forecast.plan
        cost = Amount(_("{amount} over the term").format(amount=context.money(forecast.total)), f"plan:{plan.id}")
        cheapest = plan.id == context.quote.cheapest_plan
        yield Plan(plan.id, plan.name, _about(context, plan, pricing), cost, cheapest)


def _about(context: Context, plan: UsagePlan, pricing: Pricing | None) -> str:
    rate = pricing.money.stated_rate if pricing else Decimal(1)
    currency = pricing.money.currency if pricing else "USD"
    return _("{included} a month included, then {rate} {currency} each").format(
        included=context.formatter.number(plan.included),
        rate=f"{(plan.overage * rate).normalize():f}",
        currency=currency,
    )


def _advice(context: Context, forecasts: tuple[UsageForecast, ...]) -> str:
    quoted, best = context.quote.usage, by_id(context.catalog.usage.plans, context.quote.cheapest_plan)
    if quoted is None or best is None:
        return ""
    if best.id == quoted.plan.id:
        return _("{plan} is the cheapest plan for this volume.").format(plan=best.name) if len(forecasts) > 1 else ""
    saved = quoted.total - next((each.total for each in forecasts if each.plan.id == best.id), quoted.total)
    if not saved:
        return _("{plan} costs the same for this volume.").format(plan=best.name)
    told = _("{plan} would cost {amount} less over the term.").format(plan=best.name, amount=context.money(saved))
    return Amount(told, f"plan:saved:{best.id}")


def _summary(context: Context) -> str:
    quoted = context.quote.usage
    if quoted is None:
        return ""
    over = sum(month.overage > 0 for month in quoted.months)
    if not over:
        return _("Within the plan in every month: nothing to pay beyond it.")
    told = _("Beyond the plan in {over} of {months} months: {amount} estimated, invoiced monthly in arrears.")
    amount = context.figure(quoted.total, "line:usage:net")
    return Amount(told.format(over=over, months=len(quoted.months), amount=amount), amount.figure)


def _chart(context: Context, usage: Usage) -> UsageChart:
    pricing, quoted = context.pricing, context.quote.usage
    if pricing is None or quoted is None or not usage.volumes:
        return UsageChart((), ())
    layers = [
        (metric.name, usage_months.grown(usage, metric.id, pricing))
        for metric in context.catalog.usage.metrics
        if metric.id in usage.volumes
    ]
    return UsageChart(
        periods=tuple(context.formatter.month(start) for start in pricing.month_starts[:-1]),
        layers=tuple(layers),
        limit=Decimal(quoted.plan.included),
        limit_name=_("Included in {plan}:").format(plan=quoted.plan.name),
    )
