"""The subscription's editor: agents, add-ons from the catalog, discounts, and how they lead to the net price."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.deal import Deal
from omnidesk.domain.line import LineItem
from omnidesk.domain.money import plain
from omnidesk.domain.named import by_id
from omnidesk.domain.subscription import AddOn, AddOnSpec, Subscription, multi_year_percent, unit_price
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, add_row, entries

FIELD = "models.subscription"
ADD_ONS = f"{FIELD}.add_ons"
_DISCOUNTS = f"{FIELD}.discounts"
STEPS = 20
"""As many lines lead from list to net one by one; more are added up in the last one."""


@dataclass(frozen=True)
class AddOnRow:
    """One add-on of the deal: its name, what it is, the price's unit, and what it costs over the term."""

    name: str
    about: str
    unit: str
    recurring: bool
    amount: str


@dataclass(frozen=True)
class Offer:
    """An add-on that can still be added."""

    id: str
    name: str
    about: str


@dataclass(frozen=True)
class PriceStep:
    """One step from list to net: its words, the amount, and whether it is taken off or the result."""

    label: str
    amount: str
    off: bool = False
    result: bool = False


@dataclass(frozen=True)
class SubscriptionView:
    """Everything the editor shows."""

    form: Form
    add_ons: tuple[AddOnRow, ...]
    offers: tuple[Offer, ...]
    steps: tuple[PriceStep, ...]


def view(context: Context) -> SubscriptionView | None:
    """What the editor shows; None while the deal has no subscription."""
    subscription = context.deal.models.subscription
    if subscription is None:
        return None
    taken = {add_on.id for add_on in subscription.add_ons}
    return SubscriptionView(
        form=entries(
            context, _paths(subscription), _ranges(context), _examples(context, subscription), _notes(context)
        ),
        add_ons=tuple(_row(context, add_on) for add_on in subscription.add_ons),
        offers=tuple(
            Offer(row.id, row.name, row.description)
            for row in context.catalog.subscription.add_ons
            if row.id not in taken
        ),
        steps=tuple(_steps(context)),
    )


def add_add_on(deal: Deal, spec: AddOnSpec) -> Deal:
    """Add one of an add-on, recurring where the catalog says so."""
    return add_row(deal, ADD_ONS, AddOn(id=spec.id, recurring=spec.recurring))


def _paths(subscription: Subscription) -> Iterator[str]:
    yield f"{FIELD}.agents"
    for place in range(len(subscription.add_ons)):
        yield from (f"{ADD_ONS}.{place}.{name}" for name in ("quantity", "unit_price"))
    for name in ("multi_year_percent", "discretionary_percent", "discretionary_reason"):
        yield f"{_DISCOUNTS}.{name}"


def _ranges(context: Context) -> dict[str, str]:
    most = plain(context.catalog.policy.multi_year_maximum_percent.value)
    return {
        f"{_DISCOUNTS}.multi_year_percent": _("0 to {most}%").format(most=most),
        f"{_DISCOUNTS}.discretionary_percent": _("0 to {most}%").format(most=100),
    }


def _notes(context: Context) -> dict[str, str]:
    policy = context.catalog.policy
    months, limit = policy.multi_year_by_hand_from_months.value, plain(policy.discretionary_limit_percent.value)
    return {
        f"{FIELD}.agents": _included(context),
        f"{_DISCOUNTS}.multi_year_percent": _("By hand from {months} months on").format(months=months),
        f"{_DISCOUNTS}.discretionary_percent": _("Above {limit}% needs an approval").format(limit=limit),
    }


def _included(context: Context) -> str:
    tier = context.tier
    if tier is None:
        return ""
    if tier.agents.unlimited:
        return _("{tier} includes any number").format(tier=tier.name)
    words = _("{tier} includes {low} to {high}") if tier.agents.maximum else _("{tier} includes {low} and more")
    return words.format(tier=tier.name, low=tier.agents.minimum, high=tier.agents.maximum)


def _examples(context: Context, subscription: Subscription) -> dict[str, str]:
    found: dict[str, str] = {}
    discovered = context.deal.discovery.get("agents")
    if discovered is not None:
        found[f"{FIELD}.agents"] = _("{count} from discovery").format(count=discovered)
    pricing = context.pricing
    if pricing is None:
        return found
    found[f"{_DISCOUNTS}.multi_year_percent"] = _("{percent} by the tier").format(
        percent=plain(multi_year_percent(Subscription().discounts, pricing))
    )
    for place, add_on in enumerate(subscription.add_ons):
        spec = by_id(context.catalog.subscription.add_ons, add_on.id)
        price = unit_price(AddOn(id=add_on.id), spec, pricing) if spec else None
        found[f"{ADD_ONS}.{place}.unit_price"] = "" if price is None else plain(price)
    return found


def _row(context: Context, add_on: AddOn) -> AddOnRow:
    spec = by_id(context.catalog.subscription.add_ons, add_on.id)
    line = context.quote.line(f"addon:{add_on.id}")
    return AddOnRow(
        name=spec.name if spec else add_on.id,
        about=spec.description if spec else _("Not in the catalog"),
        unit=spec.unit if spec else "",
        recurring=add_on.recurring,
        amount=context.figure(line.net, f"line:{line.id}:net") if line else "",
    )


def _steps(context: Context) -> Iterator[PriceStep]:
    """From the list price of the subscription and its add-ons over the discounts to what is left."""
    lines = [line for line in context.quote.lines if line.model == "subscription"]
    own, rest = (lines, []) if len(lines) <= STEPS else (lines[: STEPS - 1], lines[STEPS - 1 :])
    for line in own:
        yield PriceStep(_listed(line), context.figure(line.list, f"line:{line.id}:list"))
        for off in line.discounts:
            label = f"{off.label}, {plain(off.percent)}%"
            less = context.formatter.signed(-off.amount, context.quote.currency)
            yield PriceStep(label, Amount(less, f"line:{line.id}:{off.name}"), off=True)
    if rest:
        left = sum((line.net for line in rest), Decimal(0))
        amount = context.formatter.money(left, context.quote.currency)
        yield PriceStep(_("{count} more, net").format(count=len(rest)), amount)
    if lines:
        total = sum((line.net for line in lines), Decimal(0))
        yield PriceStep(_("Subscription over the term"), context.figure(total, "model:subscription"), result=True)


def _listed(line: LineItem) -> str:
    if line.id == "subscription":
        return _("{name}, {count} months").format(name=line.label, count=plain(line.quantity))
    return f"{line.label} × {plain(line.quantity)}"
