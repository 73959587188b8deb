"""Levers of size, term and price: agents, months, billing and the discretionary discount."""

from decimal import Decimal

from msgspec.structs import replace

from omnidesk.domain.deal import Deal
from omnidesk.domain.named import by_id
from omnidesk.domain.subscription import ADDITIONAL_AGENTS, AddOn, unit_price
from omnidesk.domain.tier import annual_only
from omnidesk.domain.what_if.bounds import FIXED, SWITCH, Bounds, Standing

NO_REASON = "Tried in the meeting"
"""A discount always has a reason; this one stands until the account manager writes a better."""


def agents(at: Standing) -> Decimal | None:
    """The agents that are priced; none to turn where they are unlimited or not stated."""
    counted = isinstance(at.pricing.agents, int) and at.deal.models.subscription is not None
    return Decimal(at.pricing.agents) if counted and isinstance(at.pricing.agents, int) else None


def agents_bounds(at: Standing) -> Bounds:
    """From the tier's least to its most, and beyond it only where an additional agent has a price."""
    tier, ceiling = at.pricing.tier.agents, at.ranges.agents.maximum
    if tier.maximum is None or _agent_price(at) is not None:
        return Bounds(Decimal(tier.minimum), max(ceiling, Decimal(tier.minimum)))
    return Bounds(Decimal(tier.minimum), Decimal(tier.maximum))


def with_agents(at: Standing, value: Decimal) -> Deal:
    """Price this many agents, those beyond the tier's as additional ones; the network counts the same number."""
    subscription = at.deal.models.subscription
    if subscription is None:
        return at.deal
    wanted, included = int(value), at.pricing.tier.agents.maximum
    beyond = 0 if included is None else max(0, wanted - included)
    add_ons = _with_additional(subscription.add_ons, beyond)
    network = at.deal.value.network and replace(at.deal.value.network, agents=wanted)
    return replace(
        at.deal,
        models=replace(at.deal.models, subscription=replace(subscription, agents=wanted, add_ons=add_ons)),
        value=replace(at.deal.value, network=network),
    )


def _with_additional(add_ons: tuple[AddOn, ...], quantity: int) -> tuple[AddOn, ...]:
    known = any(add_on.id == ADDITIONAL_AGENTS for add_on in add_ons)
    if not known:
        added = AddOn(id=ADDITIONAL_AGENTS, quantity=quantity, recurring=True)
        return (*add_ons, added) if quantity else add_ons
    changed = (replace(each, quantity=quantity) if each.id == ADDITIONAL_AGENTS else each for each in add_ons)
    return tuple(each for each in changed if each.quantity)


def _agent_price(at: Standing) -> Decimal | None:
    row = by_id(at.catalog.subscription.add_ons, ADDITIONAL_AGENTS)
    if row is None or at.deal.models.subscription is None:
        return None
    stated = (each for each in at.deal.models.subscription.add_ons if each.id == ADDITIONAL_AGENTS)
    return unit_price(next(stated, AddOn(id=ADDITIONAL_AGENTS)), row, at.pricing)


def months(at: Standing) -> Decimal:
    """The term in months."""
    return Decimal(at.pricing.months)


def months_bounds(at: Standing) -> Bounds:
    """From the tier's shortest commitment on."""
    least = Decimal(at.pricing.tier.commitment.minimum_months)
    ranged = at.ranges.months
    return Bounds(least, max(least, ranged.maximum), ranged.step)


def with_months(at: Standing, value: Decimal) -> Deal:
    """Run for this many months."""
    return replace(at.deal, terms=replace(at.deal.terms, months=int(value)))


def annual_billing(at: Standing) -> Decimal:
    """Whether the subscription is invoiced by the year."""
    return Decimal(at.pricing.billing == "annual")


def billing_bounds(at: Standing) -> Bounds:
    """No choice where the tier is billed by the year only."""
    return FIXED if annual_only(at.pricing.tier, at.pricing.policy.annual_billing_only.value) else SWITCH


def with_annual_billing(at: Standing, value: Decimal) -> Deal:
    """Invoice by the year or by the month."""
    return replace(at.deal, terms=replace(at.deal.terms, billing="annual" if value else "monthly"))


def discount(at: Standing) -> Decimal | None:
    """The discretionary discount in percent."""
    subscription = at.deal.models.subscription
    return subscription.discounts.discretionary_percent if subscription else None


def discount_bounds(at: Standing) -> Bounds:
    """As far as an account manager decides alone: nothing is promised in the room that needs a second person."""
    step = at.ranges.discount.step
    return Bounds(Decimal(0), at.pricing.policy.discretionary_limit_percent.value, step)


def with_discount(at: Standing, value: Decimal) -> Deal:
    """Take this discretionary discount off."""
    subscription = at.deal.models.subscription
    if subscription is None:
        return at.deal
    reason = (subscription.discounts.discretionary_reason or NO_REASON) if value else None
    discounts = replace(subscription.discounts, discretionary_percent=value, discretionary_reason=reason)
    return replace(at.deal, models=replace(at.deal.models, subscription=replace(subscription, discounts=discounts)))
