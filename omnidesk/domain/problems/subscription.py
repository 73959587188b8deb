"""Problems of the subscription: agents, add-ons and discounts (domain rules §4, §10)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from omnidesk.domain.discovery import UNLIMITED
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import percent_text
from omnidesk.domain.named import by_id
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.subscription import (
    ADDITIONAL_AGENTS,
    AddOn,
    Subscription,
    SubscriptionDiscounts,
    SubscriptionSpec,
    unit_price,
)

FIELD = "models.subscription"


def subscription_problems(
    subscription: Subscription, spec: SubscriptionSpec, pricing: Pricing, discovered: object
) -> Iterator[Problem]:
    """All problems; ``discovered`` is discovery's answer on agents."""
    yield from _agents_problems(subscription, spec, pricing, discovered)
    counts = Counter(add_on.id for add_on in subscription.add_ons)
    for index, add_on in enumerate(subscription.add_ons):
        yield from _add_on_problems(f"{FIELD}.add_ons.{index}", add_on, spec, pricing)
        if counts[add_on.id] > 1:
            name = _name_of(add_on.id, spec)
            yield Problem(field=f"{FIELD}.add_ons.{index}.id", reason=f"{name} stands twice; put it in one entry")
    yield from _discount_problems(subscription.discounts, pricing)


def _agents_problems(
    subscription: Subscription, spec: SubscriptionSpec, pricing: Pricing, discovered: object
) -> Iterator[Problem]:
    field, agents, maximum = f"{FIELD}.agents", pricing.agents, pricing.tier.agents.maximum
    if isinstance(agents, int) and agents < 1:
        yield Problem(field=field, reason="a subscription has at least 1 agent", limit="1")
    if subscription.agents is not None and discovered is not None and subscription.agents != discovered:
        reason = f"discovery says {discovered} agents, the subscription prices {subscription.agents}"
        yield Problem(field=field, reason=reason, severity="warning")
    if agents == UNLIMITED and not pricing.tier.agents.unlimited:
        yield Problem(field=field, reason=f"{pricing.tier.name} has no unlimited agents; state a number")
    if not isinstance(agents, int) or maximum is None or agents <= maximum:
        return
    added = sum(add_on.quantity for add_on in subscription.add_ons if add_on.id == ADDITIONAL_AGENTS)
    if added < agents - maximum:
        name, missing = pricing.tier.name, agents - maximum
        yield Problem(
            field=field,
            reason=f"{name} includes up to {maximum} agents: add {missing} {_name_of(ADDITIONAL_AGENTS, spec)}",
            limit=str(missing),
        )


def _name_of(add_on_id: str, spec: SubscriptionSpec) -> str:
    """The add-on's name as it stands in a sentence, its id where the catalog has no such add-on."""
    row = by_id(spec.add_ons, add_on_id)
    return add_on_id if row is None else f"{row.name[:1].lower()}{row.name[1:]}"


def _add_on_problems(field: str, add_on: AddOn, spec: SubscriptionSpec, pricing: Pricing) -> Iterator[Problem]:
    row = by_id(spec.add_ons, add_on.id)
    if row is None:
        known = ", ".join(each.id for each in spec.add_ons)
        yield Problem(field=f"{field}.id", reason=f"{add_on.id} is not an add-on; choose from {known}")
        return
    if add_on.quantity < 1:
        yield Problem(field=f"{field}.quantity", reason="the quantity is at least 1", limit="1")
    if add_on.unit_price is not None and add_on.unit_price < 0:
        yield Problem(field=f"{field}.unit_price", reason="a price cannot be negative", limit="0")
    elif unit_price(add_on, row, pricing) is None:
        yield Problem(
            field=f"{field}.unit_price", reason=f"no list price for {_name_of(row.id, spec)}: state the price of one"
        )
    if add_on.id == ADDITIONAL_AGENTS and not add_on.recurring:
        yield Problem(field=f"{field}.recurring", reason="additional agents are recurring: set recurring to true")


def _discount_problems(discounts: SubscriptionDiscounts, pricing: Pricing) -> Iterator[Problem]:
    field, policy = f"{FIELD}.discounts", pricing.policy
    yield from _multi_year_problems(f"{field}.multi_year_percent", discounts.multi_year_percent, pricing)
    if not 0 <= discounts.discretionary_percent <= 100:
        yield Problem(field=f"{field}.discretionary_percent", reason="a discount is 0 to 100%", limit="0–100%")
    elif discounts.discretionary_percent > 0 and not (discounts.discretionary_reason or "").strip():
        yield Problem(field=f"{field}.discretionary_reason", reason="a discretionary discount needs a reason")
    if discounts.discretionary_percent > policy.discretionary_limit_percent.value:
        limit = percent_text(policy.discretionary_limit_percent.value)
        given = percent_text(discounts.discretionary_percent)
        yield Problem(
            field=f"{field}.discretionary_percent",
            reason=f"{given} is above {limit} and needs an approval before issue",
            limit=limit,
            severity="warning",
        )


def _multi_year_problems(field: str, percent: Decimal | None, pricing: Pricing) -> Iterator[Problem]:
    if percent is None:
        return
    maximum = pricing.policy.multi_year_maximum_percent.value
    months = pricing.policy.multi_year_by_hand_from_months.value
    if percent > maximum:
        reason = (
            f"{percent_text(percent)} is above the multi-year limit of {percent_text(maximum)}, whoever approves it"
        )
        yield Problem(field=field, reason=reason, limit=percent_text(maximum))
    elif percent < 0:
        yield Problem(field=field, reason="a discount cannot be negative", limit="0%")
    elif percent > 0 and pricing.months < months:
        reason = f"a multi-year discount by hand needs a term of {months} months or more, not {pricing.months}"
        yield Problem(field=field, reason=reason, limit=f"{months} months")
