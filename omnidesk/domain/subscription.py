"""Subscription: period price × periods over the term, add-ons and discounts (domain rules §4, §10)."""

from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.domain.named import Named, Spec

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
    unit: str
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

    name: str
    description: str
    base_fee_includes: tuple[Named, ...]
    add_ons: tuple[AddOnSpec, ...]
    billing: BillingSpec
    adjustments: Adjustments
