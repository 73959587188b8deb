"""Problems of the tier choice and of the terms (domain rules §2, §3, §10)."""

from collections.abc import Iterator, Sequence

from omnidesk.domain.deal import Deal, Terms
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import LIST_CURRENCY, MINOR_DIGITS
from omnidesk.domain.policy import Policy
from omnidesk.domain.tier import Tier, annual_only


def tier_problems(deal: Deal, tier: Tier | None, recommended: Tier | None, tiers: Sequence[Tier]) -> Iterator[Problem]:
    """A tier must be known and, where it differs from the recommended one, explained."""
    if tier is None:
        if deal.tier is not None:
            known = ", ".join(each.id for each in tiers)
            yield Problem(field="tier", reason=f"{deal.tier} is not a tier; choose from {known}")
        else:
            known = ", ".join(each.name for each in tiers)
            yield Problem(field="tier", reason=f"no tier is recommended, so choose one: {known}")
    elif recommended is not None and recommended.id != tier.id and not (deal.tier_reason or "").strip():
        yield Problem(field="tier_reason", reason=f"{tier.name} is chosen, {recommended.name} is recommended: say why")


def terms_problems(terms: Terms, tier: Tier, policy: Policy) -> Iterator[Problem]:
    """Currency and rate, dates, billing and the negotiated base."""
    yield from _currency_problems(terms)
    yield from _date_problems(terms, policy)
    yield from _months_problems(terms, tier, policy)
    if terms.billing == "monthly" and annual_only(tier, policy.annual_billing_only.value):
        yield Problem(field="terms.billing", reason=f"{tier.name} bills annually only", limit="annual")
    yield from _negotiated_problems(terms, tier)
    for index, tax in enumerate(terms.taxes):
        if not 0 <= tax.percent <= 100:
            yield Problem(field=f"terms.taxes.{index}.percent", reason="a tax is 0 to 100%", limit="0–100%")
        if not tax.label.strip():
            yield Problem(field=f"terms.taxes.{index}.label", reason="name the tax, for example VAT")


def _currency_problems(terms: Terms) -> Iterator[Problem]:
    if terms.currency not in MINOR_DIGITS:
        reason = f"{terms.currency} is not a currency of ISO 4217; write for example EUR"
        yield Problem(field="terms.currency", reason=reason)
    elif terms.currency == LIST_CURRENCY and terms.fx is not None:
        yield Problem(field="terms.fx", reason=f"a deal in {LIST_CURRENCY} takes no exchange rate: leave it out")
    elif terms.currency != LIST_CURRENCY and terms.fx is None:
        reason = f"prices are listed in {LIST_CURRENCY}: pin a rate of {terms.currency} per 1 {LIST_CURRENCY}"
        yield Problem(field="terms.fx", reason=reason)
    if terms.fx is not None and terms.fx.rate <= 0:
        yield Problem(field="terms.fx.rate", reason="the rate must be above 0", limit="> 0")


def _date_problems(terms: Terms, policy: Policy) -> Iterator[Problem]:
    field, start, dates = "terms.effective_date", terms.effective_date, policy.effective_dates.value
    if start is None:
        yield Problem(field=field, reason="give the day on which the deal begins")
    elif not dates.earliest <= start <= dates.latest:
        limit = f"{dates.earliest} to {dates.latest}"
        yield Problem(field=field, reason=f"a deal begins on a day from {limit}", limit=limit)


def _months_problems(terms: Terms, tier: Tier, policy: Policy) -> Iterator[Problem]:
    minimum, maximum = tier.commitment.minimum_months, policy.term_maximum_months.value
    months = terms.months
    if months is None:
        yield Problem(field="terms.months", reason="give the term in months", limit=f"at least {minimum}")
    elif months < minimum:
        reason = f"{months} months are under the minimum commitment of {tier.name}, {minimum} months"
        yield Problem(field="terms.months", reason=reason, limit=str(minimum))
    elif months > maximum:
        yield Problem(
            field="terms.months", reason=f"{months} months are above the longest term of {maximum}", limit=str(maximum)
        )
    elif terms.billing == "annual" and months < 12:
        reason = f"annual billing needs a term of at least 12 months, not {months}; bill monthly or lengthen the term"
        yield Problem(field="terms.billing", reason=reason, limit="12 months")


def _negotiated_problems(terms: Terms, tier: Tier) -> Iterator[Problem]:
    field, base = "terms.negotiated_base_per_year", terms.negotiated_base_per_year
    if tier.price.negotiated and base is None:
        yield Problem(field=field, reason=f"the price of {tier.name} is negotiated: state the base fee of a year")
    elif not tier.price.negotiated and base is not None:
        yield Problem(field=field, reason=f"{tier.name} has a list price: leave the negotiated base out")
    elif base is not None and base < 0:
        yield Problem(field=field, reason="a fee cannot be negative", limit="0")
