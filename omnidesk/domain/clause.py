"""Contract clauses: text with typed variables, chosen by tier and revenue models."""

from omnidesk.domain.named import Spec

VARIABLES = frozenset(
    {
        "attribution",
        "base_price",
        "baseline",
        "client_name",
        "committed_total",
        "company_name",
        "currency",
        "development_total",
        "effective_date",
        "end_date",
        "included_interactions",
        "maintenance_percent",
        "milestones",
        "minimum_months",
        "outcome_bonuses",
        "overage_rate",
        "payment_days",
        "renewal",
        "response_time",
        "revenue_share_percent",
        "reviews",
        "savings_share_percent",
        "stake",
        "term_months",
        "tier_inclusions",
        "tier_name",
        "usage_plan",
    }
)
"""The places in a clause's text that a deal fills, written ``{client_name}``."""

MODEL_PATHS = (
    "subscription",
    "usage",
    "performance",
    "performance.revenue_share",
    "performance.savings_share",
    "performance.outcome_bonuses",
    "custom_development",
    "custom_development.maintenance_percent",
    "flamecoin",
)
"""What a clause can depend on: a part of ``deal.models`` that is filled in."""


class ClauseCondition(Spec, frozen=True, kw_only=True):
    """When a clause belongs in the contract; empty: always.

    For one of ``tiers``, one of ``models`` (model paths) and one of ``needs`` (yes/no questions answered with yes).
    """

    tiers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Clause(Spec, frozen=True, kw_only=True):
    """One clause. ``text`` is a list of paragraphs with ``{variable}`` places; ``risk`` is for us, never printed."""

    id: str
    version: int
    title: str
    text: tuple[str, ...]
    when: ClauseCondition = ClauseCondition()
    risk: str = ""


class ClausesSpec(Spec, frozen=True, kw_only=True):
    """One file of ``specs/clauses/``; files and rows are read in order of ``order``."""

    order: int
    clauses: tuple[Clause, ...]
