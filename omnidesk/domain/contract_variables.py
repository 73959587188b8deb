"""The variables of a contract, filled from a deal and its quote as far as they say (domain rules §9)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import ROWS, VARIABLES, VariableKind
from omnidesk.domain.deal import Deal, money_of
from omnidesk.domain.jurisdiction import Law
from omnidesk.domain.money import Money
from omnidesk.domain.performance import Performance
from omnidesk.domain.pricing import NET_DAYS
from omnidesk.domain.quote import Quote, frame
from omnidesk.domain.subscription import period_price
from omnidesk.domain.tier import Tier
from omnidesk.domain.usage import UsagePlan
from omnidesk.domain.wording import Wording

Plain = str | int | Decimal | datetime.date


@dataclass(frozen=True)
class Variable:
    """A typed value for a place in a clause; ``value`` None: not resolved, ``field`` says where to fill it in.

    ``several`` holds the values of the kind ``texts``, ``rows`` those of the kind ``rows``.
    """

    kind: VariableKind
    value: Plain | None = None
    field: str = ""
    several: tuple[str, ...] = ()
    rows: tuple[Mapping[str, "Variable"], ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether there is something to print."""
        if self.kind == "rows":
            return bool(self.rows)
        return bool(self.several) if self.kind == "texts" else self.value not in (None, "")


def contract_variables(deal: Deal, catalog: Catalog, priced: Quote, tier: Tier, law: Law) -> dict[str, Variable]:
    """Every variable that a clause may use, resolved from the deal and its quote as far as they say."""
    return {
        "company_name": _plain("company_name", catalog.company.legal_name),
        "client_name": _plain("client_name", deal.client.name.strip(), "client.name"),
        "law": _plain("law", law.law, "contract.law"),
        "venue": _plain("venue", law.venue, "contract.law"),
        **_terms(deal, priced, tier),
        **_tier(tier, catalog.wording),
        **_fees(deal, catalog, priced, tier),
        **_usage(priced.usage.plan if priced.usage else None, money_of(deal.terms)),
        **_performance(deal.models.performance),
        **_development(deal, priced),
    }


def _plain(name: str, value: Plain | None, field: str = "") -> Variable:
    return Variable(VARIABLES[name], value, field)


def _terms(deal: Deal, priced: Quote, tier: Tier) -> dict[str, Variable]:
    terms, term = deal.terms, priced.term
    return {
        "effective_date": _plain("effective_date", terms.effective_date, "terms.effective_date"),
        "end_date": _plain("end_date", term.end if term else None, "terms.months"),
        "term_months": _plain("term_months", terms.months, "terms.months"),
        "minimum_months": _plain("minimum_months", tier.commitment.minimum_months),
        "payment_days": _plain("payment_days", NET_DAYS[terms.payment], "terms.payment"),
    }


def _tier(tier: Tier, wording: Wording) -> dict[str, Variable]:
    """What the tier gives; what is only available is priced separately and no part of the services."""
    hours = tier.provides.get("response_hours")
    included = tuple(each.text for each in tier.inclusions if each.availability != "available")
    return {
        "tier_name": _plain("tier_name", tier.name),
        "tier_inclusions": Variable(VARIABLES["tier_inclusions"], several=included, field="tier"),
        "response_hours": _plain("response_hours", hours if isinstance(hours, int) else None, "tier"),
        "reviews": _plain("reviews", wording.rhythm(tier.reviews), "tier"),
    }


def _fees(deal: Deal, catalog: Catalog, priced: Quote, tier: Tier) -> dict[str, Variable]:
    totals, flamecoin = priced.totals, deal.models.flamecoin
    base = _yearly_base(deal, catalog, tier)
    return {
        "currency": _plain("currency", priced.currency),
        "base_price": _plain("base_price", base, "terms.negotiated_base_per_year"),
        "committed_total": _plain("committed_total", totals.committed_total if totals else None, "terms"),
        "stake": _plain("stake", flamecoin.stake if flamecoin else None, "models.flamecoin"),
    }


def _yearly_base(deal: Deal, catalog: Catalog, tier: Tier) -> Decimal | None:
    pricing = frame(deal, catalog, tier)
    if pricing is None or deal.models.subscription is None:
        return None
    return period_price(pricing) * (12 if pricing.billing == "monthly" else 1)


def _usage(plan: UsagePlan | None, money: Money | None) -> dict[str, Variable]:
    field, rate = "models.usage", plan.overage * money.stated_rate if plan and money else None
    return {
        "usage_plan": _plain("usage_plan", plan.name if plan else None, field),
        "included_interactions": _plain("included_interactions", plan.included if plan else None, field),
        "overage_rate": _plain("overage_rate", rate, field),
    }


def _performance(performance: Performance | None) -> dict[str, Variable]:
    agreed, field = performance or Performance(), "models.performance"
    revenue, savings = agreed.revenue_share, agreed.savings_share
    bonuses = (
        {"kpi": bonus.kpi, "target": str(bonus.target), "amount": bonus.amount, "month": bonus.month}
        for bonus in agreed.outcome_bonuses
    )
    return {
        "revenue_share_percent": _plain(
            "revenue_share_percent", revenue.percent if revenue else None, f"{field}.revenue_share"
        ),
        "savings_share_percent": _plain(
            "savings_share_percent", savings.percent if savings else None, f"{field}.savings_share"
        ),
        "outcome_bonuses": _rows("outcome_bonuses", bonuses, f"{field}.outcome_bonuses"),
        "baseline": _plain("baseline", (agreed.baseline or "").strip(), f"{field}.baseline"),
        "attribution": _plain("attribution", (agreed.attribution or "").strip(), f"{field}.attribution"),
    }


def _development(deal: Deal, priced: Quote) -> dict[str, Variable]:
    line, development, field = priced.line("development"), deal.models.custom_development, "models.custom_development"
    milestones = (
        {"name": each.name, "percent": each.percent, "date": each.date, "amount": each.amount}
        for each in priced.milestones
    )
    percent = development.maintenance_percent if development else None
    return {
        "development_total": _plain("development_total", line.net if line else None, field),
        "milestones": _rows("milestones", milestones, f"{field}.milestones"),
        "maintenance_percent": _plain("maintenance_percent", percent, f"{field}.maintenance_percent"),
    }


def _rows(name: str, rows: Iterable[Mapping[str, Plain]], field: str) -> Variable:
    kinds = ROWS[name]
    typed = tuple({key: Variable(kinds[key], value) for key, value in row.items()} for row in rows)
    return Variable(VARIABLES[name], rows=typed, field=field)
