"""Subscription: period price × periods over the term, add-ons and discounts (domain rules §4, §10)."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from omnidesk.domain.discount import PercentOff, apply_discounts
from omnidesk.domain.line import Derivation, LineItem, PricedLine
from omnidesk.domain.money import LIST_CURRENCY, plain
from omnidesk.domain.named import Named, Prose, Spec, Unit, by_id
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.remembered import remembered

Agents = int | Literal["unlimited"]

ADDITIONAL_AGENTS = "additional_agents"
QUOTED = "quoted"


class AddOn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An add-on of the deal.

    ``unit_price`` is in the deal's currency and overrides the catalog's; a recurring one is priced per month.
    """

    id: str
    quantity: int = 1
    unit_price: Decimal | None = None
    recurring: bool = False


class SubscriptionDiscounts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Discounts decided by hand, in percent. ``multi_year_percent`` None takes the catalog's."""

    multi_year_percent: Decimal | None = None
    discretionary_percent: Decimal = Decimal(0)
    discretionary_reason: str | None = None


class Subscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The subscription of a deal. ``agents`` None takes discovery's."""

    agents: Agents | None = None
    add_ons: tuple[AddOn, ...] = ()
    discounts: SubscriptionDiscounts = SubscriptionDiscounts()


class AddOnSpec(Named, frozen=True, kw_only=True):
    """An add-on that can be sold. ``price`` is ``quoted`` or a list price in USD (per month when recurring)."""

    description: str
    unit: Unit
    price: str = QUOTED
    recurring: bool

    @property
    def list_price(self) -> Decimal | None:
        """The list price in USD; None where the deal states it."""
        return None if self.price == QUOTED else Decimal(self.price)


class BillingSpec(Spec, frozen=True, kw_only=True):
    """How a model may be invoiced, as the source prints it."""

    frequency: tuple[Named, ...]
    payment_terms: tuple[Named, ...]
    auto_renewal: bool


class Adjustments(Spec, frozen=True, kw_only=True):
    """The adjustments that the source prints: whole percents; the volume discount has no figure there."""

    annual_discount_minimum_percent: Decimal
    annual_discount_maximum_percent: Decimal
    multi_year_discount_maximum_percent: Decimal
    volume_discount: str


class SubscriptionSpec(Spec, frozen=True, kw_only=True):
    """``specs/subscription.yaml``."""

    name: Prose
    description: str
    base_fee_includes: tuple[Named, ...]
    add_ons: tuple[AddOnSpec, ...]
    billing: BillingSpec
    adjustments: Adjustments


def period_price(pricing: Pricing) -> Decimal:
    """The price of one full invoicing period in the deal's currency, converted once and rounded there."""
    if pricing.negotiated is not None:
        return pricing.money.round(pricing.negotiated)
    price = pricing.tier.price.annual if pricing.billing == "annual" else pricing.tier.price.monthly
    return pricing.money.from_list(price or 0)


@remembered
def price_subscription(subscription: Subscription, spec: SubscriptionSpec, pricing: Pricing) -> tuple[PricedLine, ...]:
    """The subscription's line, then one line for each add-on in the order of the deal, the first of its entries.

    Source: domain rules §4, §10.
    """
    lines = [_base_line(subscription, spec, pricing)]
    once: dict[str, AddOn] = {}
    for add_on in subscription.add_ons:
        once.setdefault(add_on.id, add_on)
    for add_on in once.values():
        row = by_id(spec.add_ons, add_on.id)
        if row is not None and unit_price(add_on, row, pricing) is not None:
            lines.append(_add_on_line(add_on, row, pricing))
    return tuple(lines)


def _base_line(subscription: Subscription, spec: SubscriptionSpec, pricing: Pricing) -> PricedLine:
    price = period_price(pricing)
    step = 12 if pricing.billing == "annual" else 1
    amounts = [pricing.money.round(Fraction(price) * months / step) for _, months in pricing.periods]
    full = pricing.money.total(amounts)
    applied, derived, net = apply_discounts(full, _discounts(subscription.discounts, pricing), pricing.money)
    key = "terms.negotiated_base_per_year" if pricing.negotiated is not None else _price_key(pricing)
    first = Derivation(
        figure="list",
        amount=full,
        inputs=(
            ("price per period", plain(price)),
            ("periods", ", ".join(f"{count} × {months} months" for months, count in _lengths(pricing))),
            ("rate", rate_text(pricing)),
        ),
        rule="period price × periods; a last annual period that is not whole counts months / 12",
        rounding="each period half-up to the minor unit",
        source=key,
    )
    line = LineItem(
        id="subscription",
        label=pricing.wording.base_fee.format(tier=pricing.tier.name, model=spec.name.lower(), Model=spec.name),
        model="subscription",
        kind="recurring",
        quantity=Decimal(pricing.months),
        unit="months",
        list=full,
        discounts=applied,
        net=net,
        derivations=(first, *derived),
    )
    parts = [(date, months, pricing.wording.months(line.label, months)) for date, months in pricing.periods]
    return pricing.scheduled(line, parts, [months for _, months in pricing.periods])


def _price_key(pricing: Pricing) -> str:
    period = "annual" if pricing.billing == "annual" else "monthly"
    return f"specs/tiers.yaml: tiers.{pricing.tier.id}.price.{period}"


def rate_text(pricing: Pricing) -> str:
    """The pinned rate as text."""
    return f"{plain(pricing.money.stated_rate)} {pricing.money.currency} per {LIST_CURRENCY}"


def _lengths(pricing: Pricing) -> list[tuple[int, int]]:
    counts: dict[int, int] = {}
    for _, months in pricing.periods:
        counts[months] = counts.get(months, 0) + 1
    return list(counts.items())


def multi_year_percent(discounts: SubscriptionDiscounts, pricing: Pricing) -> Decimal:
    """The multi-year discount: stated by hand, else the tier's own from its term on."""
    if discounts.multi_year_percent is not None:
        return discounts.multi_year_percent
    own = pricing.policy.multi_year.value.get(pricing.tier.id)
    return own.percent if own and pricing.months >= own.from_months else Decimal(0)


def _discounts(discounts: SubscriptionDiscounts, pricing: Pricing) -> tuple[PercentOff, PercentOff]:
    stated = discounts.multi_year_percent is not None
    by_hand = "models.subscription.discounts"
    return (
        PercentOff(
            name="multi_year",
            label=pricing.wording.multi_year,
            percent=multi_year_percent(discounts, pricing),
            source=f"{by_hand}.multi_year_percent" if stated else "specs/policy.yaml: multi_year",
        ),
        PercentOff(
            name="discretionary",
            label=pricing.wording.discretionary,
            percent=discounts.discretionary_percent,
            source=f"{by_hand}.discretionary_percent",
            why=discounts.discretionary_reason or "",
        ),
    )


def unit_price(add_on: AddOn, row: AddOnSpec, pricing: Pricing) -> Decimal | None:
    """The deal's unit price, else the catalog's converted; None where nobody states one."""
    if add_on.unit_price is not None:
        return add_on.unit_price
    return None if row.list_price is None else pricing.money.from_list(row.list_price)


def volume_percent(add_on: AddOn, pricing: Pricing) -> Decimal:
    """The volume discount on additional agents, by their quantity."""
    steps = pricing.policy.volume_discount.value if add_on.id == ADDITIONAL_AGENTS else ()
    return max((step.percent for step in steps if add_on.quantity >= step.from_quantity), default=Decimal(0))


def _add_on_line(add_on: AddOn, row: AddOnSpec, pricing: Pricing) -> PricedLine:
    price = unit_price(add_on, row, pricing) or Decimal(0)
    parts = _add_on_parts(add_on, row, pricing)
    amounts = [pricing.money.round(Fraction(price) * add_on.quantity * (months or 1)) for _, months, _ in parts]
    full = pricing.money.total(amounts)
    volume = PercentOff(
        name="volume",
        label=pricing.wording.volume,
        percent=volume_percent(add_on, pricing),
        source="specs/policy.yaml: volume_discount",
    )
    applied, derived, net = apply_discounts(full, (volume,), pricing.money)
    first = Derivation(
        figure="list",
        amount=full,
        inputs=(
            ("unit price", plain(price)),
            ("quantity", str(add_on.quantity)),
            ("months", str(pricing.months) if add_on.recurring else "one-time"),
        ),
        rule="unit price × quantity × months" if add_on.recurring else "unit price × quantity",
        rounding="each period half-up to the minor unit",
        source=f"specs/subscription.yaml: add_ons.{add_on.id}.price"
        if add_on.unit_price is None
        else f"models.subscription.add_ons: {add_on.id}.unit_price",
    )
    line = LineItem(
        id=f"addon:{add_on.id}",
        label=row.name,
        model="subscription",
        kind="recurring" if add_on.recurring else "one_time",
        quantity=Decimal(add_on.quantity),
        unit=row.unit,
        list=full,
        discounts=applied,
        net=net,
        derivations=(first, *derived),
    )
    return pricing.scheduled(line, parts, [months or 1 for _, months, _ in parts])


def _add_on_parts(add_on: AddOn, row: AddOnSpec, pricing: Pricing) -> list[tuple[datetime.date, int, str]]:
    if not add_on.recurring:
        return [(pricing.start, 0, row.name)]
    return [(date, months, pricing.wording.months(row.name, months)) for date, months in pricing.periods]
