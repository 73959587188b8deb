"""One hash over everything that makes the price: approvals and issued documents are bound to it."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal, RevenueModels
from omnidesk.domain.money import plain
from omnidesk.domain.remembered import remembered
from omnidesk.domain.tier import Tier

PRICE_POLICIES = (
    "annual_billing_only",
    "charged_per_unit_begun",
    "default_plans",
    "flame_tier_upgrades",
    "maintenance_base",
    "milestones_maximum",
    "multi_year",
    "multi_year_by_hand_from_months",
    "multi_year_maximum_percent",
    "volume_discount",
)
"""The house decisions that make a price; one on reminders or simulations must not void an approval."""

EARLIER_POLICIES = tuple(sorted((*PRICE_POLICIES, "discretionary_limit_percent")))
"""What the hash covered before version 2, which is why documents told clients how far we may go down alone."""


def canonical(value: Any) -> Any:  # noqa: ANN401 (any JSON tree)
    """A tree of plain JSON values: text in NFC, decimals normalised as text, ISO dates, tuples as lists."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict | Mapping):
        return {canonical(str(key)): canonical(each) for key, each in value.items()}
    if isinstance(value, list | tuple | Sequence):
        return [canonical(each) for each in value]
    return value


def canonical_json(value: object) -> str:
    """Canonical JSON of a struct or tree: sorted keys, no spaces, NFC, defaults filled in."""
    tree = canonical(msgspec.to_builtins(value, builtin_types=(Decimal,)))
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def deal_hash(deal: Deal, catalog: Catalog, tier: Tier) -> str:
    """SHA-256 over tier, terms, models and the resolved list prices and policies.

    Not over client, discovery, value, scaling and approvals, nor over the reason for a discount and how much discount
    needs nobody else: these are neither a price nor a term, and stay with the company. Source: domain rules §10.
    """
    return _hash(deal, tier, _house_part(catalog, tier, PRICE_POLICIES))


def earlier_hash(deal: Deal, catalog: Catalog, tier: Tier) -> str:
    """What versions that covered that limit too wrote as the hash of this price."""
    return _hash(deal, tier, _house_part(catalog, tier, EARLIER_POLICIES))


def same_price(stated: str, deal: Deal, catalog: Catalog, tier: Tier | None, priced: str) -> bool:
    """Whether a stated hash is that of this price (``priced``), as this version or an earlier one works it out."""
    return stated == priced or (tier is not None and stated == earlier_hash(deal, catalog, tier))


def _hash(deal: Deal, tier: Tier, house: tuple[str, str]) -> str:
    policies, prices = house
    parts = {
        "models": _models_json(_without_reason(deal.models)),
        "policies": policies,
        "prices": prices,
        "terms": _terms_json(deal.terms),
        "tier": canonical_json(tier.id),
    }
    content = "{" + ",".join(f'"{name}":{part}' for name, part in parts.items()) + "}"
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()


def _models_json(models: RevenueModels) -> str:
    """The models as canonical JSON, put together from each one's: a change of a deal touches one of them."""
    return "{" + ",".join(f'"{name}":{json_of(getattr(models, name))}' for name, json_of in _MODEL_JSON.items()) + "}"


_terms_json = remembered(canonical_json)
_MODEL_JSON = {name: remembered(canonical_json) for name in sorted(RevenueModels.__struct_fields__)}


@remembered
def _house_part(catalog: Catalog, tier: Tier, names: tuple[str, ...]) -> tuple[str, str]:
    """Policies and prices as canonical JSON."""
    prices = {
        "tier": tier.price,
        "add_ons": {row.id: row.price for row in catalog.subscription.add_ons},
        "plans": catalog.usage.plans,
        "milestones": catalog.development.milestones,
        "flamecoin": catalog.flamecoin,
    }
    policies = {name: getattr(catalog.policy, name).value for name in names}
    return canonical_json(policies), canonical_json(prices)


def _without_reason(models: RevenueModels) -> RevenueModels:
    subscription = models.subscription
    if subscription is None or subscription.discounts.discretionary_reason is None:
        return models
    discounts = replace(subscription.discounts, discretionary_reason=None)
    return replace(models, subscription=replace(subscription, discounts=discounts))


def reference_of(deal: Deal, priced: str) -> str:
    """A short reference of one client's offer at one price; ``priced`` is the deal's hash. Equal offers share it."""
    content = canonical_json(deal.client) + priced
    return f"OD-{hashlib.sha256(content.encode()).hexdigest()[:8].upper()}"
