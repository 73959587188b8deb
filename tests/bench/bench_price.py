"""How long it takes to price a deal and to recommend a tier, and how both grow with term, lines and answers."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.domain.recommendation import recommend
from omnidesk.domain.roi import project
from omnidesk.specs.load import load_catalog
from tests.bench.figure import Figure, median_ms
from tests.domain.deals import APPRENTICE, ARCHITECT, DEVELOPMENT, deal

TERMS = (12, 60, 120, 240)
BONUSES = (0, 10, 100, 1000)
ADD_ONS = ("additional_agents", "premium_support", "advanced_integrations", "training_sessions")
BENEFITS = (1, 10, 40)

AMOUNTS = {"low": "500000", "base": "900000", "high": "1500000"}
MODELS: dict[str, Any] = {
    "subscription": {"agents": 30},
    "usage": {
        "volumes": {"api_calls": 900000, "reasoning_cycles": 400000, "memory_operations": 90000, "data_processed": 700},
        "monthly_growth_percent": "2.5",
    },
    "performance": {"revenue_share": {"percent": "8", "incremental_revenue": AMOUNTS}},
    "custom_development": DEVELOPMENT,
    "flamecoin": {"stake": 12000, "case_studies": 1},
}
ANSWERS: dict[str, Any] = {
    "audience": "major_media_companies", "agents": 30, "multi_agent": True, "custom_agents": False,
    "reasoning": "full_suite", "memory": "distributed", "goals": "enterprise", "support": "enterprise",
    "response_hours": 1, "channels": ["email", "phone"], "dedicated_contact": True, "reviews": "monthly",
    "integrations": "custom", "api_calls_per_hour": 80000, "on_premises": True, "white_label": False,
    "governance": {"roadmap_input": False, "voting": False}, "budget_per_year": "100000",
    "longest_commitment_months": 12,
}  # fmt: skip


def figures() -> Iterator[Figure]:
    """Measure in this process, the catalog read beforehand."""
    catalog = _any_term(load_catalog())
    yield from _quotes(catalog)
    for count in BENEFITS:
        name = f"projection of {count} benefits, 10,000 runs"
        yield Figure(name=name, value=median_ms(partial(project, _with_benefits(count), catalog), rounds=7))
    for count in (0, 1, 5, len(ANSWERS)):
        answered = deal({"discovery": dict(list(ANSWERS.items())[:count])})
        limit = 1 if count == len(ANSWERS) else None
        took = median_ms(partial(recommend, answered, catalog))
        yield Figure(name=f"recommend from {count} answers", value=took, limit=limit)


def _quotes(catalog: Catalog) -> Iterator[Figure]:
    for months in TERMS:
        name, priced = f"quote of five models over {months} months", _full(months)
        assert not [each for each in quote(priced, catalog).refusals if each.field != "terms.months"]
        limit = 5 if months == 60 else None
        yield Figure(name=name, value=median_ms(partial(quote, priced, catalog)), limit=limit)
    for count in range(len(ADD_ONS) + 1):
        name = f"quote of 60 months billed monthly with {count} add-ons"
        yield Figure(name=name, value=median_ms(partial(quote, _with_add_ons(ADD_ONS[:count]), catalog)))
    for count in BONUSES:
        name = f"quote of 60 months with {count} outcome bonuses"
        yield Figure(name=name, value=median_ms(partial(quote, _with_bonuses(count), catalog), rounds=7))


def _any_term(catalog: Catalog) -> Catalog:
    """The catalog without its longest term, to see how prices grow beyond."""
    longest = replace(catalog.policy.term_maximum_months, value=max(TERMS))
    return replace(catalog, policy=replace(catalog.policy, term_maximum_months=longest))


def _full(months: int) -> Deal:
    return deal(_tree(months))


def _with_add_ons(ids: Sequence[str]) -> Deal:
    add_ons = [{"id": each, "quantity": 12, "unit_price": "149.90", "recurring": True} for each in ids]
    return deal(
        APPRENTICE, terms__months=60, terms__billing="monthly", models__subscription={"agents": 8, "add_ons": add_ons}
    )


def _with_bonuses(count: int) -> Deal:
    bonuses = [{"kpi": "Clips", "target": "120", "amount": "2000", "month": 1 + each % 60} for each in range(count)]
    return deal(ARCHITECT, terms__months=60, models__performance={"outcome_bonuses": bonuses})


def _with_benefits(count: int) -> Deal:
    row = {"driver": "cost_reduction", "yearly": AMOUNTS, "ramp_months": 6}
    return deal(_tree(60), value__benefits=[row] * count)


def _tree(months: int) -> dict[str, Any]:
    return {**ARCHITECT, "terms": {**ARCHITECT["terms"], "months": months}, "models": MODELS}
