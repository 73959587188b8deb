"""The quote: what a deal costs, when it is paid and why, as one pure function of deal and catalog (domain rules §5)."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter

import msgspec

from omnidesk.domain.approval import approval_problems, needed_approvals, still_open
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal, Terms, money_of
from omnidesk.domain.deal_hash import deal_hash
from omnidesk.domain.development import DatedMilestone, price_development
from omnidesk.domain.errors import Problem
from omnidesk.domain.flamecoin import Flame, flame_of
from omnidesk.domain.line import Derivation, LineItem, Payment, PricedLine
from omnidesk.domain.money import AMOUNT_LIMIT
from omnidesk.domain.performance import price_performance
from omnidesk.domain.policy import Policy
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.problems.deal import deal_problems
from omnidesk.domain.recommendation import recommended_tier
from omnidesk.domain.remembered import remembered
from omnidesk.domain.subscription import price_subscription
from omnidesk.domain.tier import Tier, annual_only
from omnidesk.domain.totals import TaxTotal, Totals, tax_totals, total_derivations, total_up
from omnidesk.domain.usage import UsageForecast, cheapest, chosen, plan_forecasts, price_usage
from omnidesk.domain.wording import Wording


class TermDates(msgspec.Struct, frozen=True):
    """First and last day of the term, and its length in months."""

    start: datetime.date
    end: datetime.date
    months: int


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A priced deal.

    With refusals among ``problems`` it is a preview of what could be priced and must not be issued; ``term`` and
    ``totals`` are None when not even the frame (tier, currency, dates) stands.
    """

    currency: str
    tier: str | None
    term: TermDates | None = None
    lines: tuple[LineItem, ...] = ()
    totals: Totals | None = None
    taxes: tuple[TaxTotal, ...] = ()
    payments: tuple[Payment, ...] = ()
    milestones: tuple[DatedMilestone, ...] = ()
    approvals_needed: tuple[str, ...] = ()
    flame: Flame = Flame()
    usage: UsageForecast | None = None
    cheapest_plan: str | None = None
    deal_hash: str = ""
    derivations: tuple[Derivation, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """The problems that stop issue and export."""
        return tuple(problem for problem in self.problems if problem.severity == "refusal")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only need a look."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    def line(self, line_id: str) -> LineItem | None:
        """The line with this id."""
        return next((line for line in self.lines if line.id == line_id), None)


def quote(deal: Deal, catalog: Catalog) -> Quote:
    """Price a deal. Never raises on any deal: what is wrong with it is in the quote's problems."""
    recommended = recommended_tier(deal, catalog)
    tier = catalog.tier(deal.tier) if deal.tier else recommended
    pricing = frame(deal, catalog, tier)
    problems = deal_problems(deal, catalog, recommended, tier, pricing)
    if tier is None or pricing is None:
        return Quote(currency=deal.terms.currency, tier=tier.id if tier else None, problems=problems)
    return _priced(deal, catalog, pricing, problems)


def frame(deal: Deal, catalog: Catalog, tier: Tier | None) -> Pricing | None:
    """The frame in which the models are priced; None while tier, currency, dates or negotiated price are missing."""
    subscription = deal.models.subscription
    agents = subscription.agents if subscription and subscription.agents is not None else deal.discovery.get("agents")
    return None if tier is None else _frame(deal.terms, agents, tier, catalog.policy, catalog.wording)


@remembered
def _frame(terms: Terms, agents: object, tier: Tier, policy: Policy, wording: Wording) -> Pricing | None:
    money = money_of(terms)
    if money is None or terms.effective_date is None or terms.months is None:
        return None
    dates = policy.effective_dates.value
    if not dates.earliest <= terms.effective_date <= dates.latest:
        return None
    if not 1 <= terms.months <= policy.term_maximum_months.value:
        return None
    return Pricing(
        money=money,
        start=terms.effective_date,
        months=terms.months,
        billing="annual" if annual_only(tier, policy.annual_billing_only.value) else terms.billing,
        payment_terms=terms.payment,
        tier=tier,
        policy=policy,
        negotiated=(terms.negotiated_base_per_year or Decimal(0)) if tier.price.negotiated else None,
        agents=agents if isinstance(agents, int | str) and not isinstance(agents, bool) else None,
        wording=wording,
    )


def _priced(deal: Deal, catalog: Catalog, pricing: Pricing, problems: tuple[Problem, ...]) -> Quote:
    usage = deal.models.usage
    forecasts = plan_forecasts(usage, catalog.usage, pricing) if usage else ()
    priced, milestones = _price_models(deal, catalog, pricing, forecasts)
    lines = tuple(each.line for each in priced)
    payments = _in_order(priced)
    taxes = tax_totals(lines, deal.terms.taxes, pricing)
    totals = total_up(lines, payments, taxes, pricing)
    if too_large := _too_large(totals, lines):
        return Quote(currency=pricing.money.currency, tier=pricing.tier.id, problems=(*problems, too_large))
    signature = deal_hash(deal, catalog, pricing.tier)
    needed = needed_approvals(deal, catalog, signature, lines)
    return Quote(
        currency=pricing.money.currency,
        tier=pricing.tier.id,
        term=TermDates(pricing.start, pricing.after_term - datetime.timedelta(days=1), pricing.months),
        lines=lines,
        totals=totals,
        taxes=taxes,
        payments=payments,
        milestones=milestones,
        approvals_needed=needed,
        flame=flame_of(deal.models.flamecoin, catalog.flamecoin, pricing.policy, pricing.money),
        usage=chosen(usage, forecasts) if usage else None,
        cheapest_plan=cheapest(forecasts).id if usage else None,
        deal_hash=signature,
        derivations=total_derivations(totals, lines, taxes, pricing.months),
        problems=(
            *still_open(problems, needed),
            *_line_problems(deal, lines),
            *approval_problems(deal, catalog, signature, lines),
        ),
    )


def _price_models(
    deal: Deal, catalog: Catalog, pricing: Pricing, forecasts: tuple[UsageForecast, ...]
) -> tuple[list[PricedLine], tuple[DatedMilestone, ...]]:
    models = deal.models
    milestones: tuple[DatedMilestone, ...] = ()
    priced: list[PricedLine] = []
    if models.subscription:
        priced += price_subscription(models.subscription, catalog.subscription, pricing)
    if models.usage:
        priced.append(price_usage(models.usage, catalog.usage, pricing, forecasts))
    if models.performance:
        priced += price_performance(models.performance, catalog.performance, pricing)
    if models.custom_development:
        lines, milestones = price_development(models.custom_development, catalog.development, pricing)
        priced += lines
    return priced, milestones


def _in_order(priced: Sequence[PricedLine]) -> tuple[Payment, ...]:
    """By date; payments of one day keep the order of the lines (the sort is stable)."""
    return tuple(sorted(chain.from_iterable(each.payments for each in priced), key=attrgetter("date")))


def _too_large(totals: Totals, lines: Sequence[LineItem]) -> Problem | None:
    """Why the amounts cannot be kept; each number of the deal may be in bounds and their product not."""
    amounts = [line.list for line in lines]
    amounts += [totals.committed_total, totals.estimated_total, totals.tax_total]
    if max(map(abs, amounts)) < AMOUNT_LIMIT:
        return None
    limit = f"{AMOUNT_LIMIT - 1:,}"
    return Problem(field="models", reason=f"a line or total comes to more than {limit}", limit=limit)


def _line_problems(deal: Deal, lines: Sequence[LineItem]) -> list[Problem]:
    known = {line.id for line in lines}
    choice = f"choose from {', '.join(line.id for line in lines[:12])}"
    return [
        Problem(field=f"terms.taxes.{index}.lines", reason=f"{line_id} is not a line of this deal; {choice}")
        for index, tax in enumerate(deal.terms.taxes)
        for line_id in tax.lines or ()
        if line_id not in known
    ]
