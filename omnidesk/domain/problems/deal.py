"""All problems of a deal, feature by feature in the order of the wizard."""

from collections.abc import Iterator

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.private import private_problems
from omnidesk.domain.problems.development import development_problems
from omnidesk.domain.problems.discovery import answers_problems, client_problems
from omnidesk.domain.problems.flamecoin import flamecoin_problems
from omnidesk.domain.problems.performance import performance_problems
from omnidesk.domain.problems.subscription import subscription_problems
from omnidesk.domain.problems.terms import terms_problems, tier_problems
from omnidesk.domain.problems.usage import usage_problems
from omnidesk.domain.problems.value import value_problems
from omnidesk.domain.remembered import remembered_all
from omnidesk.domain.tier import Tier

_of_terms = remembered_all(terms_problems)
_of_subscription = remembered_all(subscription_problems)
_of_usage = remembered_all(usage_problems)
_of_performance = remembered_all(performance_problems)
_of_development = remembered_all(development_problems)
_of_flamecoin = remembered_all(flamecoin_problems)
_of_answers = remembered_all(answers_problems)
_of_value = remembered_all(value_problems)


def deal_problems(
    deal: Deal, catalog: Catalog, recommended: Tier | None, tier: Tier | None, pricing: Pricing | None
) -> tuple[Problem, ...]:
    """Every refusal and warning that the deal's own values give rise to."""
    return tuple(_all(deal, catalog, recommended, tier, pricing))


def _all(
    deal: Deal, catalog: Catalog, recommended: Tier | None, tier: Tier | None, pricing: Pricing | None
) -> Iterator[Problem]:
    yield from _of_answers(deal.discovery, deal.discovery_notes, catalog.discovery)
    yield from client_problems(deal.client)
    yield from tier_problems(deal, tier, recommended, catalog.tiers)
    if tier is not None:
        yield from _of_terms(deal.terms, tier, catalog.policy)
    if pricing is not None:
        yield from _model_problems(deal, catalog, pricing)
    yield from _of_value(deal.value, deal.scaling, catalog)
    yield from private_problems(deal.private)


def _model_problems(deal: Deal, catalog: Catalog, pricing: Pricing) -> Iterator[Problem]:
    models = deal.models
    if models.subscription:
        discovered = deal.discovery.get("agents")
        yield from _of_subscription(models.subscription, catalog.subscription, pricing, discovered)
    if models.usage:
        yield from _of_usage(models.usage, catalog.usage, pricing)
    elif "usage" in pricing.tier.price.model:
        reason = f"{pricing.tier.name} is priced with usage, and the deal has none"
        yield Problem(field="models.usage", reason=reason, severity="warning")
    if models.performance:
        yield from _of_performance(models.performance, catalog.performance, pricing)
    if models.custom_development:
        yield from _of_development(models.custom_development, catalog.development, pricing)
    if models.flamecoin:
        yield from _of_flamecoin(models.flamecoin)
    if not any((models.subscription, models.usage, models.performance, models.custom_development)):
        yield Problem(field="models", reason="no revenue model is chosen, so there is no price", severity="warning")
