"""Approvals: exceptions that someone must consent to, bound to the priced deal by its hash (domain rules §4).

Where the catalog names approvers, only an answer that one of them signed counts. Whether a signature holds is checked
where deals come in and before anything goes out (``operations.approvals``); here it is held against price and limits.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from omnidesk.domain.approval_request import client_mark
from omnidesk.domain.approval_token import Claims, read_token
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.deal_hash import same_price
from omnidesk.domain.discount import Approval
from omnidesk.domain.errors import InputError, Problem
from omnidesk.domain.line import LineItem
from omnidesk.domain.money import percent_text
from omnidesk.domain.policy import Policy
from omnidesk.domain.recommendation import priced_tier

DISCRETIONARY = "discretionary_discount"
"""The rule that a discretionary discount above the policy limit breaks."""
DISCRETIONARY_FIELD = "models.subscription.discounts.discretionary_percent"
"""Where the deal's own problems warn of that rule."""


def exceptions(deal: Deal, policy: Policy) -> tuple[str, ...]:
    """The rules that this deal breaks and that an approval can lift."""
    return (DISCRETIONARY,) if discount_percent(deal) > policy.discretionary_limit_percent.value else ()


def discount_percent(deal: Deal) -> Decimal:
    """The discretionary discount in percent."""
    subscription = deal.models.subscription
    return Decimal(0) if subscription is None else subscription.discounts.discretionary_percent


def discount_amount(lines: Sequence[LineItem]) -> Decimal:
    """What the discretionary discount takes off over the term, in the deal's currency."""
    return sum((off.amount for line in lines for off in line.discounts if off.name == "discretionary"), Decimal(0))


def in_dollars(deal: Deal, amount: Decimal) -> Decimal:
    """An amount of the deal in US dollars, unrounded."""
    return amount / deal.terms.fx.rate if deal.terms.fx is not None and deal.terms.fx.rate > 0 else amount


def needed_approvals(deal: Deal, catalog: Catalog, deal_hash: str, lines: Sequence[LineItem]) -> tuple[str, ...]:
    """The exceptions without a valid approval: one given for exactly this price."""
    open_rules = exceptions(deal, catalog.policy)
    if not open_rules or not deal.approvals:
        return open_rules
    off = in_dollars(deal, discount_amount(lines))
    given = {each.rule for each in deal.approvals if not void_because(each, deal, catalog, deal_hash, off)}
    return tuple(rule for rule in open_rules if rule not in given)


def of_this_price(approval: Approval, deal: Deal, catalog: Catalog, deal_hash: str) -> bool:
    """Whether an approval was given for this price."""
    return same_price(approval.deal_hash, deal, catalog, priced_tier(deal, catalog), deal_hash)


def void_because(approval: Approval, deal: Deal, catalog: Catalog, deal_hash: str, off: Decimal) -> str:
    """Why an approval does not hold for this price (``off``: the discount in US dollars); empty where it does."""
    if not of_this_price(approval, deal, catalog, deal_hash):
        return f"the approval of {approval.who} is void: a price or term changed since; ask again"
    if not approval.who.strip() or not approval.why.strip():
        return "say who approved and why"
    if not catalog.approvers.people:
        return ""
    if not approval.token:
        return f"the approval of {approval.who} is not signed; ask one of the approvers for a signed answer"
    claims = claims_of(approval)
    if claims is None or not _says(claims, approval, deal):
        return f"the approval of {approval.who} is not what was signed; ask again"
    return refused_because(claims, deal, catalog, off)


def refused_because(claims: Claims, deal: Deal, catalog: Catalog, off: Decimal) -> str:
    """Why an answer for this price does not count by who gave it and what it covers; empty where it does."""
    person = catalog.approvers.by_fingerprint(claims.by)
    if person is None:
        named = "; ".join(each.titled for each in catalog.approvers.people)
        return f"the answer is signed by somebody who may not approve; those who may are: {named}"
    percent = discount_percent(deal)
    if percent > claims.percent:
        return f"the answer covers a discount of {percent_text(claims.percent)}, not {percent_text(percent)}"
    return person.beyond(percent, off)


def claims_of(approval: Approval) -> Claims | None:
    """What the answer behind an approval says; None where there is none that can be read."""
    try:
        return read_token(approval.token).claims if approval.token else None
    except InputError:
        return None


def expired(approval: Approval, today: datetime.date) -> bool:
    """Whether the last day on which a signed approval may be used is over."""
    claims = claims_of(approval)
    return claims is not None and today > claims.until


def _says(claims: Claims, approval: Approval, deal: Deal) -> bool:
    """Whether the entry in the deal is what was signed, and for this client."""
    signed = (claims.decision, claims.rule, claims.deal_hash, claims.why, claims.on, claims.client)
    entry = (approval.rule, approval.deal_hash, approval.why, approval.when, client_mark(deal.client.name))
    return signed == ("approved", *entry)


def still_open(problems: tuple[Problem, ...], needed: tuple[str, ...]) -> tuple[Problem, ...]:
    """The problems without the warning of an exception that a valid approval lifts."""
    if DISCRETIONARY in needed:
        return problems
    return tuple(each for each in problems if each.field != DISCRETIONARY_FIELD or each.severity != "warning")


def approval_problems(deal: Deal, catalog: Catalog, deal_hash: str, lines: Sequence[LineItem]) -> list[Problem]:
    """Approvals that do not hold: nobody's, without a reason, of another price, or not signed by whom they need."""
    if not deal.approvals:
        return []
    found: list[Problem] = []
    off = in_dollars(deal, discount_amount(lines))
    for index, approval in enumerate(deal.approvals):
        field = f"approvals.{index}"
        missing = [name for name in ("who", "why") if not getattr(approval, name).strip()]
        for name in missing:
            told = "say who approved" if name == "who" else "say why it was approved"
            found.append(Problem(field=f"{field}.{name}", reason=told))
        reason = void_because(approval, deal, catalog, deal_hash, off)
        if not of_this_price(approval, deal, catalog, deal_hash):
            found.append(Problem(field=f"{field}.deal_hash", reason=reason, limit=deal_hash, severity="warning"))
        elif reason and not missing:
            found.append(Problem(field=field, reason=reason, severity="warning"))
    return found


def issue_problems(deal: Deal, catalog: Catalog, deal_hash: str, needed: Sequence[str]) -> tuple[Problem, ...]:
    """What refuses issue beyond the deal's own problems: the exceptions that are ``needed``, a stale approval named."""
    stale = {each.rule: each for each in deal.approvals if not of_this_price(each, deal, catalog, deal_hash)}
    found: list[Problem] = []
    for rule in needed:
        old = stale.get(rule)
        reason = f"the approval of {old.who} is stale" if old else f"the {_said(rule)} needs an approval for this price"
        limit = f"{catalog.policy.discretionary_limit_percent.value}%" if rule == DISCRETIONARY else None
        found.append(Problem(field="approvals", reason=f"{reason}; ask for one bound to {deal_hash[:12]}", limit=limit))
    return tuple(found)


def _said(rule: str) -> str:
    return rule.replace("_", " ")
