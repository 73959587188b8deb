"""Approvals: exceptions that someone must consent to, bound to the priced deal by its hash (domain rules §4)."""

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.policy import Policy

DISCRETIONARY = "discretionary_discount"
"""The rule that a discretionary discount above the policy limit breaks."""
DISCRETIONARY_FIELD = "models.subscription.discounts.discretionary_percent"
"""Where the deal's own problems warn of that rule."""


def exceptions(deal: Deal, policy: Policy) -> tuple[str, ...]:
    """The rules that this deal breaks and that an approval can lift."""
    subscription = deal.models.subscription
    limit = policy.discretionary_limit_percent.value
    over = subscription is not None and subscription.discounts.discretionary_percent > limit
    return (DISCRETIONARY,) if over else ()


def needed_approvals(deal: Deal, policy: Policy, deal_hash: str) -> tuple[str, ...]:
    """The exceptions without a valid approval: one given for exactly this price."""
    given = {
        each.rule for each in deal.approvals if each.deal_hash == deal_hash and each.who.strip() and each.why.strip()
    }
    return tuple(rule for rule in exceptions(deal, policy) if rule not in given)


def still_open(problems: tuple[Problem, ...], needed: tuple[str, ...]) -> tuple[Problem, ...]:
    """The problems without the warning of an exception that a valid approval lifts."""
    if DISCRETIONARY in needed:
        return problems
    return tuple(each for each in problems if each.field != DISCRETIONARY_FIELD or each.severity != "warning")


def approval_problems(deal: Deal, deal_hash: str) -> list[Problem]:
    """Approvals that do not hold: nobody's, without a reason, or of a price or term that changed since."""
    found: list[Problem] = []
    for index, approval in enumerate(deal.approvals):
        field = f"approvals.{index}"
        if approval.deal_hash != deal_hash:
            reason = f"the approval of {approval.who} is void: a price or term changed since; ask again"
            found.append(Problem(field=f"{field}.deal_hash", reason=reason, limit=deal_hash, severity="warning"))
        for name, missing in (("who", "say who approved"), ("why", "say why it was approved")):
            if not getattr(approval, name).strip():
                found.append(Problem(field=f"{field}.{name}", reason=missing))
    return found


def issue_problems(deal: Deal, policy: Policy, deal_hash: str) -> tuple[Problem, ...]:
    """What refuses issue beyond the deal's own problems: open exceptions, a stale approval named where there is one."""
    stale = {approval.rule: approval for approval in deal.approvals if approval.deal_hash != deal_hash}
    found: list[Problem] = []
    for rule in needed_approvals(deal, policy, deal_hash):
        old = stale.get(rule)
        reason = f"the approval of {old.who} is stale" if old else f"the {_said(rule)} needs an approval for this price"
        limit = f"{policy.discretionary_limit_percent.value} %" if rule == DISCRETIONARY else None
        found.append(Problem(field="approvals", reason=f"{reason}; ask for one bound to {deal_hash[:12]}", limit=limit))
    return tuple(found)


def _said(rule: str) -> str:
    return rule.replace("_", " ")
