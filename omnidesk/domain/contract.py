"""The contract of a deal: its clauses in order and the variables that fill them (domain rules §9)."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import Clause
from omnidesk.domain.deal import Deal, RevenueModels, money_of
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import Money
from omnidesk.domain.performance import Performance
from omnidesk.domain.pricing import NET_DAYS
from omnidesk.domain.problems.performance import contract_gaps
from omnidesk.domain.quote import Quote, frame
from omnidesk.domain.subscription import period_price
from omnidesk.domain.tier import Tier
from omnidesk.domain.usage import UsagePlan

VariableKind = Literal["text", "money", "rate", "percent", "count", "date", "rows"]
Plain = str | int | Decimal | datetime.date

PLACE = re.compile(r"\{([a-z_]+)\}")
"""A variable's place in a clause."""


@dataclass(frozen=True)
class Variable:
    """A typed value for a place in a clause; ``value`` None: not resolved, ``field`` says where to fill it in.

    ``rows`` hold several tuples of typed values that ``pattern`` puts into words, one after another.
    """

    kind: VariableKind
    value: Plain | None = None
    field: str = ""
    rows: tuple[Mapping[str, "Variable"], ...] = ()
    pattern: str = ""

    @property
    def resolved(self) -> bool:
        """Whether there is something to print."""
        return bool(self.rows) if self.kind == "rows" else self.value not in (None, "")


def clauses_for(deal: Deal, clauses: Sequence[Clause], tier: Tier) -> tuple[Clause, ...]:
    """The clauses whose conditions this deal meets, in the order of the library."""
    return tuple(
        clause
        for clause in clauses
        if (not clause.when.tiers or tier.id in clause.when.tiers)
        and (not clause.when.models or any(_has(deal.models, path) for path in clause.when.models))
        and (not clause.when.needs or any(deal.discovery.get(need) is True for need in clause.when.needs))
    )


def _has(models: RevenueModels, path: str) -> bool:
    """Whether a part of the models is agreed: ``performance`` or ``performance.revenue_share``."""
    found: object = models
    for name in path.split("."):
        found = getattr(found, name, None)
    return found not in (None, ())


def places(clause: Clause) -> tuple[str, ...]:
    """The variables that a clause uses, in order."""
    return tuple(name for paragraph in clause.text for name in PLACE.findall(paragraph))


def contract_variables(deal: Deal, catalog: Catalog, priced: Quote, tier: Tier) -> dict[str, Variable]:
    """Every variable that a clause may use, resolved from the deal and its quote as far as they say."""
    terms, totals, term = deal.terms, priced.totals, priced.term
    return {
        "company_name": Variable("text", catalog.company.legal_name),
        "client_name": Variable("text", deal.client.name, "client.name"),
        "effective_date": Variable("date", terms.effective_date, "terms.effective_date"),
        "end_date": Variable("date", term.end if term else None, "terms.months"),
        "term_months": Variable("count", terms.months, "terms.months"),
        "minimum_months": Variable("count", tier.commitment.minimum_months),
        "renewal": Variable("text", RENEWS if terms.auto_renewal else ENDS),
        "currency": Variable("text", priced.currency),
        "payment_days": Variable("text", _due(NET_DAYS[terms.payment])),
        "base_price": Variable("money", _yearly_base(deal, catalog, tier), "terms.negotiated_base_per_year"),
        "committed_total": Variable("money", totals.committed_total if totals else None, "terms"),
        "tier_name": Variable("text", tier.name),
        "tier_inclusions": Variable("text", _inclusions(tier)),
        "response_time": Variable("text", _response_time(tier)),
        "reviews": Variable("text", tier.reviews or "no regular"),
        **_usage_variables(priced.usage.plan if priced.usage else None, money_of(terms)),
        **_performance_variables(deal.models.performance),
        **_development_variables(deal, priced),
        "stake": Variable("count", deal.models.flamecoin.stake if deal.models.flamecoin else None, "models.flamecoin"),
    }


RENEWS = "At its end the agreement renews for twelve months at a time, unless a party gives three months' notice."
ENDS = "At its end the agreement ends without notice; a renewal needs a new agreement."


def _yearly_base(deal: Deal, catalog: Catalog, tier: Tier) -> Decimal | None:
    pricing = frame(deal, catalog, tier)
    if pricing is None or deal.models.subscription is None:
        return None
    return period_price(pricing) * (12 if pricing.billing == "monthly" else 1)


def _due(days: int) -> str:
    return f"within {days} days of the invoice date" if days else "on the invoice date"


def _inclusions(tier: Tier) -> str:
    """What the fee covers; what is only available is priced separately and no part of the services."""
    return "; ".join(each.text for each in tier.inclusions if each.availability != "available")


def _response_time(tier: Tier) -> str:
    hours = tier.provides.get("response_hours")
    if not isinstance(hours, int):
        return "agreed by annex"
    return "immediate" if hours == 0 else f"{hours} hour{'s' if hours > 1 else ''}"


def _usage_variables(plan: UsagePlan | None, money: Money | None) -> dict[str, Variable]:
    rate = plan.overage * money.stated_rate if plan and money else None
    return {
        "usage_plan": Variable("text", plan.name if plan else None, "models.usage"),
        "included_interactions": Variable("count", plan.included if plan else None, "models.usage"),
        "overage_rate": Variable("rate", rate, "models.usage"),
    }


def _performance_variables(performance: Performance | None) -> dict[str, Variable]:
    agreed = performance or Performance()
    revenue, savings = agreed.revenue_share, agreed.savings_share
    bonuses = tuple(
        {
            "kpi": Variable("text", bonus.kpi),
            "target": Variable("text", str(bonus.target)),
            "amount": Variable("money", bonus.amount),
            "month": Variable("count", bonus.month),
        }
        for bonus in agreed.outcome_bonuses
    )
    pattern = "{amount} when {kpi} reaches {target}, due in month {month}"
    return {
        "revenue_share_percent": Variable("percent", revenue.percent if revenue else Decimal(0)),
        "savings_share_percent": Variable("percent", savings.percent if savings else Decimal(0)),
        "outcome_bonuses": Variable("rows", rows=bonuses, pattern=pattern)
        if bonuses
        else Variable("text", "no outcome bonus is agreed"),
        "baseline": Variable("text", agreed.baseline, "models.performance.baseline"),
        "attribution": Variable("text", agreed.attribution, "models.performance.attribution"),
    }


def _development_variables(deal: Deal, priced: Quote) -> dict[str, Variable]:
    line, development = priced.line("development"), deal.models.custom_development
    percent = development.maintenance_percent if development else None
    rows = tuple(
        {
            "name": Variable("text", milestone.name),
            "percent": Variable("percent", milestone.percent),
            "date": Variable("date", milestone.date),
            "amount": Variable("money", milestone.amount),
        }
        for milestone in priced.milestones
    )
    pattern = "{name}, {percent} or {amount}, on {date}"
    return {
        "development_total": Variable("money", line.net if line else None, "models.custom_development"),
        "milestones": Variable("rows", rows=rows, pattern=pattern, field="models.custom_development.milestones"),
        "maintenance_percent": Variable("percent", percent or Decimal(0)),
    }


def contract_problems(deal: Deal, clauses: Sequence[Clause], variables: Mapping[str, Variable]) -> tuple[Problem, ...]:
    """What blocks issuing a contract: unresolved variables, and what the performance model still lacks."""
    found: dict[str, Problem] = {}
    if deal.models.performance:
        for field, missing in contract_gaps(deal.models.performance).items():
            found[field] = Problem(field=field, reason=f"{missing} before a contract can be issued")
    for clause in clauses:
        for name in places(clause):
            variable = variables.get(name)
            if variable is None or not variable.resolved:
                field = variable.field if variable and variable.field else f"clauses.{clause.id}"
                reason = f"clause {clause.id} needs {name}, which nothing fills in yet"
                found.setdefault(field, Problem(field=field, reason=reason))
    return tuple(found.values())
