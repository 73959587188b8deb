"""Contract clauses: the library's rows, the typed variables that may stand in them, and when a clause applies."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from omnidesk.domain.deal import Billing, PaymentTerms
from omnidesk.domain.named import Named, Prose, Spec

VariableKind = Literal["text", "texts", "money", "rate", "percent", "count", "hours", "days", "months", "date", "rows"]
"""``hours``, ``days`` and ``months`` are counts printed with their unit; ``rows`` are several tuples of values."""

VARIABLES: Mapping[str, VariableKind] = {
    "attribution": "text",
    "base_price": "money",
    "baseline": "text",
    "client_name": "text",
    "committed_total": "money",
    "company_name": "text",
    "currency": "text",
    "development_total": "money",
    "effective_date": "date",
    "end_date": "date",
    "included_interactions": "count",
    "law": "text",
    "maintenance_percent": "percent",
    "milestones": "rows",
    "minimum_months": "months",
    "outcome_bonuses": "rows",
    "overage_rate": "rate",
    "payment_days": "days",
    "response_hours": "hours",
    "revenue_share_percent": "percent",
    "reviews": "text",
    "savings_share_percent": "percent",
    "stake": "count",
    "term_months": "months",
    "tier_inclusions": "texts",
    "tier_name": "text",
    "usage_plan": "text",
    "venue": "text",
}
"""The places in a clause's text that a deal fills, written ``{client_name}``, and what fills each."""

ROWS: Mapping[str, Mapping[str, VariableKind]] = {
    "milestones": {"name": "text", "percent": "percent", "date": "date", "amount": "money"},
    "outcome_bonuses": {"kpi": "text", "target": "text", "amount": "money", "month": "count"},
}
"""The places in the pattern that puts one row of such a variable into words (``each``)."""

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


class TermsCondition(Spec, frozen=True, kw_only=True):
    """Terms of the deal that a clause belongs to; what is left out does not matter."""

    payment: tuple[PaymentTerms, ...] = ()
    billing: tuple[Billing, ...] = ()
    auto_renewal: bool | None = None


class ClauseCondition(Spec, frozen=True, kw_only=True):
    """When a clause belongs in the contract; empty: always. Every part that is given has to hold.

    For one of ``tiers``, one of ``models`` (model paths), one of ``needs`` (yes/no questions answered with yes), one of
    ``jurisdictions``, for these ``terms``, and where each question of ``answers`` has one of the answers named there.
    """

    tiers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answers: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict[str, tuple[str, ...]])
    jurisdictions: tuple[str, ...] = ()
    terms: TermsCondition = TermsCondition()


class Fallback(Spec, frozen=True, kw_only=True):
    """The softer wording of a clause that was agreed in house beforehand."""

    text: tuple[Prose, ...]


class PackWording(Spec, frozen=True, kw_only=True):
    """How one jurisdiction pack words a clause; without a ``title`` it keeps the clause's own."""

    title: Prose | None = None
    text: tuple[Prose, ...]
    fallback: Fallback | None = None


class Clause(Spec, frozen=True, kw_only=True):
    """One clause of the library.

    ``text`` holds paragraphs with the marks of :mod:`omnidesk.domain.contract_markup`. ``under`` makes it a sub-clause
    of another one. Where ``jurisdictions`` words it for the chosen pack, that replaces text and fallback. ``optional``
    clauses may be dropped. ``each`` puts one row of a variable of rows into words. A clause that ``lists_terms`` is
    followed by the definitions that the contract uses. ``version`` goes up with every change of the wording; ``risk``
    is for us, never printed.
    """

    id: str
    version: int
    title: Prose
    text: tuple[Prose, ...]
    under: str = ""
    when: ClauseCondition = ClauseCondition()
    optional: bool = False
    fallback: Fallback | None = None
    jurisdictions: dict[str, PackWording] = msgspec.field(default_factory=dict[str, PackWording])
    each: dict[str, Prose] = msgspec.field(default_factory=dict[str, str])
    lists_terms: bool = False
    risk: str = ""


class DefinedTerm(Named, frozen=True, kw_only=True):
    """A word with a fixed meaning: ``text`` is the whole sentence that says it, a pack may have its own."""

    text: Prose
    jurisdictions: dict[str, Prose] = msgspec.field(default_factory=dict[str, str])


class ClausesSpec(Spec, frozen=True, kw_only=True):
    """One file of ``specs/clauses/``; files and rows are read in order of ``order``."""

    order: int
    clauses: tuple[Clause, ...]
    terms: tuple[DefinedTerm, ...] = ()
