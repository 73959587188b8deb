"""The step of revenue models: any of the five on or off, each with its own editor and what it comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from omnidesk.domain.deal import Deal
from omnidesk.domain.development import CustomDevelopment
from omnidesk.domain.flamecoin import FlameCoin
from omnidesk.domain.line import LineItem
from omnidesk.domain.performance import Performance
from omnidesk.domain.subscription import Subscription
from omnidesk.domain.usage import Usage
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard import flamecoin, performance, subscription, usage
from omnidesk.wizard.context import Context
from omnidesk.wizard.flamecoin import FlameView
from omnidesk.wizard.form import sentence
from omnidesk.wizard.performance import PerformanceView
from omnidesk.wizard.subscription import SubscriptionView
from omnidesk.wizard.usage import UsageView

Model = Subscription | Usage | Performance | CustomDevelopment | FlameCoin

EMPTY: dict[str, Model] = {
    "subscription": Subscription(),
    "usage": Usage(),
    "performance": Performance(),
    "custom_development": CustomDevelopment(),
    "flamecoin": FlameCoin(),
}
"""What a model is when it is switched on for the first time, in the order in which they are shown."""

ICONS = {
    "subscription": "arrows-clockwise",
    "usage": "gauge",
    "performance": "target",
    "custom_development": "code",
    "flamecoin": "flame",
}


@dataclass(frozen=True)
class ModelChoice:
    """One model: its name, one line of explanation, and, when it is on, what it comes to."""

    id: str
    name: str
    about: str
    icon: str
    on: bool
    amount: str
    note: str


@dataclass(frozen=True)
class ModelsView:
    """Everything the step shows; an editor is None while its model is off."""

    models: tuple[ModelChoice, ...]
    currency: str
    problem: str
    subscription: SubscriptionView | None
    usage: UsageView | None
    performance: PerformanceView | None
    flamecoin: FlameView | None


def view(context: Context) -> ModelsView:
    """What the step shows."""
    missing = next((problem for problem in context.quote.problems if problem.field in ("models", "models.usage")), None)
    return ModelsView(
        models=tuple(_choices(context)),
        currency=context.deal.terms.currency,
        problem=sentence(missing) if missing else "",
        subscription=subscription.view(context),
        usage=usage.view(context),
        performance=performance.view(context),
        flamecoin=flamecoin.view(context),
    )


def switch(deal: Deal, model: str, kept: Model | None) -> Deal:
    """Put a model into the deal as ``kept`` from before, or take it out with None."""
    models = msgspec.structs.replace(deal.models, **{model: kept})
    return msgspec.structs.replace(deal, models=models)


def model_of(deal: Deal, model: str) -> Model | None:
    """The model of the deal by its name."""
    return getattr(deal.models, model)


def _choices(context: Context) -> Iterator[ModelChoice]:
    catalog = context.catalog
    specs = {
        "subscription": catalog.subscription,
        "usage": catalog.usage,
        "performance": catalog.performance,
        "custom_development": catalog.development,
        "flamecoin": catalog.flamecoin,
    }
    lines: dict[str, list[LineItem]] = {}
    for line in context.quote.lines:
        lines.setdefault(line.model, []).append(line)
    for model, spec in specs.items():
        on = model_of(context.deal, model) is not None
        amount, note = _comes_to(context, model, lines.get(model, ())) if on else ("", "")
        yield ModelChoice(model, spec.name, spec.description, ICONS[model], on, amount, note)


def _comes_to(context: Context, model: str, lines: Sequence[LineItem]) -> tuple[str, str]:
    if model == "flamecoin":
        stake = f"{context.formatter.number(context.quote.flame.stake)} FLAME"
        return Amount(stake, "flame:stake"), _("outside every total")
    if not lines:
        return "", _("not priced yet")
    estimated = all(line.kind == "estimated" for line in lines)
    total = sum((line.net for line in lines), Decimal(0))
    return context.figure(total, f"model:{model}"), _("estimated") if estimated else _("committed over the term")
