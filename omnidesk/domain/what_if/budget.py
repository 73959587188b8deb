"""What fits a budget: the ways to bring a deal's committed price a year down to a target, the gentlest first."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.recommendation import recommend
from omnidesk.domain.subscription import ADDITIONAL_AGENTS
from omnidesk.domain.tier import Tier
from omnidesk.domain.what_if.levers import Lever, LeverId, Settings, apply, levers, standing
from omnidesk.domain.what_if.outcome import Outcome, outcome
from omnidesk.domain.what_if.seek import seek

GENTLEST_FIRST: tuple[LeverId, ...] = ("annual_billing", "months", "discount", "custom_development", "agents")
"""What costs the client nothing comes before what costs us, and that before what the client would go without.

Usage and performance are estimates: leaving them out changes nothing that is committed.
"""


YEAR = Decimal(12)
"""Months. Invoices by the year need a term of at least one."""
NO_REASON = "Fits the budget that the client named"


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way towards a budget: the levers that were turned, in a lower tier where ``tier`` names one.

    ``unmet`` are the needs (question ids) that the lower tier leaves unmet; the deal itself is in the outcome.
    """

    turned: tuple[Lever, ...]
    tier: str | None = None
    unmet: tuple[str, ...] = ()
    outcome: Outcome
    reached: bool


def ways(base: Deal, catalog: Catalog, settings: Settings, per_year: Decimal) -> tuple[Way, ...]:
    """The ways to pay at most ``per_year`` (committed, in the deal's currency), the gentlest first.

    Each turns as little as it must; a lower tier comes after everything that keeps the tier. Where none reaches the
    budget, the one that comes nearest stands alone. Source: domain rules §5 (estimates are never added).
    """
    here = _within_tier(base, catalog, settings, per_year)
    if here[0].reached and not here[0].turned:
        return here
    found = (*here, *_lower_tiers(base, catalog, settings, per_year))
    reached = tuple(way for way in found if way.reached)
    return reached or tuple(sorted(found, key=_price))[:1]


def _within_tier(base: Deal, catalog: Catalog, settings: Settings, per_year: Decimal) -> tuple[Way, ...]:
    now = _way(base, catalog, settings, {}, per_year)
    if now.reached:
        return (now,)
    single = tuple(_single(base, catalog, settings, per_year))
    if any(way.reached for way in single):
        return single
    return (*single, *_combined(base, catalog, settings, per_year), now)


def _way(base: Deal, catalog: Catalog, before: Settings, changes: Settings, per_year: Decimal) -> Way:
    after = {**before, **changes}
    result = outcome(apply(base, catalog, after), catalog)
    stood = {lever.id: lever.value for lever in levers(base, catalog, before)}
    return Way(
        turned=tuple(lever for lever in levers(base, catalog, after) if lever.value != stood[lever.id]),
        outcome=result,
        reached=_fits(result, per_year),
    )


def _single(base: Deal, catalog: Catalog, settings: Settings, per_year: Decimal) -> Iterator[Way]:
    for lever_id in GENTLEST_FIRST:
        changes = _by_the_year(base, catalog, settings) if lever_id == "annual_billing" else None
        found = None if changes else seek(base, catalog, settings, lever_id, "per_year", per_year)
        if changes or (found is not None and found.lever.turned):
            yield _way(base, catalog, settings, changes or (found.settings if found else {}), per_year)


def _by_the_year(base: Deal, catalog: Catalog, settings: Settings) -> dict[LeverId, Decimal]:
    """Invoices by the year, with the shortest term that they need; nothing where that is so already."""
    stands = {lever.id: lever for lever in levers(base, catalog, settings)}
    billing, months = stands.get("annual_billing"), stands.get("months")
    if billing is None or months is None or billing.value == billing.maximum:
        return {}
    return {"annual_billing": billing.maximum, "months": months.snapped(max(months.value, YEAR))}


def _combined(base: Deal, catalog: Catalog, settings: Settings, per_year: Decimal) -> Iterator[Way]:
    """Turn one lever after the other as far as it helps; the last one only as far as it must."""
    so_far = {**settings, **_by_the_year(base, catalog, settings)}
    price = _price(_way(base, catalog, settings, so_far, per_year))
    for lever_id in GENTLEST_FIRST:
        if price <= per_year:
            break
        found = seek(base, catalog, so_far, lever_id, "per_year", per_year)
        cheaper = found.outcome.figures["per_year"] if found else None
        if found is not None and cheaper is not None and cheaper < price:
            so_far, price = found.settings, cheaper
    yield _way(base, catalog, settings, so_far, per_year)


def _lower_tiers(base: Deal, catalog: Catalog, settings: Settings, per_year: Decimal) -> Iterator[Way]:
    """The best way in each lower tier, with no more agents than it includes, down to the first that fits."""
    deal = apply(base, catalog, settings)
    at = standing(deal, catalog)
    assessed = recommend(deal, catalog)
    for tier in reversed(catalog.tiers[: catalog.tiers.index(at.pricing.tier)] if at else ()):
        judged = assessed.tier(tier.id)
        found = _within_tier(_moved_to(deal, tier), catalog, {}, per_year)
        best = next((way for way in found if way.reached), min(found, key=_price))
        if judged is not None and best.outcome.holds:
            yield replace(best, tier=tier.id, unmet=judged.unmet)
        if best.reached:
            return


def _moved_to(deal: Deal, tier: Tier) -> Deal:
    most, subscription = tier.agents.maximum, deal.models.subscription
    if subscription is not None and most is not None:
        add_ons = tuple(each for each in subscription.add_ons if each.id != ADDITIONAL_AGENTS)
        subscription = replace(subscription, agents=most, add_ons=add_ons)
    return replace(deal, tier=tier.id, tier_reason=NO_REASON, models=replace(deal.models, subscription=subscription))


def _fits(result: Outcome, per_year: Decimal) -> bool:
    price = result.figures["per_year"]
    return result.holds and price is not None and price <= per_year


def _price(way: Way) -> Decimal:
    price = way.outcome.figures["per_year"]
    return price if price is not None and way.outcome.holds else Decimal("Infinity")
