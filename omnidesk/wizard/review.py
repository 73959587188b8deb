"""The step of review: what stops issue, what needs a look, what is unusual, and the approvals bound to this price."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from omnidesk.domain.approval import DISCRETIONARY, claims_of, discount_amount, in_dollars, of_this_price, void_because
from omnidesk.domain.deal import Deal
from omnidesk.domain.discount import Approval
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import plain
from omnidesk.formatting import Amount
from omnidesk.i18n import _, marked
from omnidesk.wizard import contract
from omnidesk.wizard.approvals import people
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put, sentence
from omnidesk.wizard.steps import STEPS, StepId, step_of

RULES = {DISCRETIONARY: marked("Discretionary discount above the limit")}
"""Names of the rules that an approval can lift."""
DISCOUNT = "models.subscription.discounts.discretionary_percent"


@dataclass(frozen=True)
class Finding:
    """One thing to look at: the sentence, and the field and step where it is put right."""

    text: str
    path: str
    step: StepId
    where: str


@dataclass(frozen=True)
class Unusual:
    """Something out of the ordinary in this deal, with the reason given for it."""

    title: str
    text: str
    path: str
    step: StepId


@dataclass(frozen=True)
class Needed:
    """An approval that is still open."""

    rule: str
    title: str
    why: str


@dataclass(frozen=True)
class Given:
    """An approval on record; ``valid`` while nothing of the price has changed since, ``void`` says why it is not."""

    place: int
    title: str
    text: str
    valid: bool
    void: str = ""


@dataclass(frozen=True)
class ReviewView:
    """Everything the step shows. ``verdict`` is the one sentence over it all."""

    verdict: str
    ready: bool
    stops: tuple[Finding, ...]
    before_contract: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    unusual: tuple[Unusual, ...]
    needed: tuple[Needed, ...]
    given: tuple[Given, ...]
    fingerprint: str
    notes: str
    approvers: str = ""
    """Who may approve, where signed answers are needed; empty: an approval is written down."""


def view(context: Context) -> ReviewView:
    """What the step shows."""
    priced = context.quote
    stops = (*_findings((*priced.refusals, *context.document_problems)), *_open_approvals(context))
    gaps = _findings(context.contract_problems)
    known = {finding.path for finding in gaps} | ({DISCOUNT} if priced.approvals_needed else set[str]())
    return ReviewView(
        verdict=_verdict(len(stops)),
        ready=not stops,
        stops=stops,
        before_contract=gaps,
        warnings=tuple(each for each in _findings(priced.warnings) if each.path not in known),
        unusual=tuple(_unusual(context)),
        needed=tuple(_needed(context)),
        given=tuple(_given(context)),
        fingerprint=priced.deal_hash[:12],
        notes=context.deal.notes,
        approvers=people(context.catalog.approvers, context.formatter),
    )


def write_notes(deal: Deal, text: str) -> Deal:
    """Write the internal notes, which no document prints."""
    return put(deal, "notes", text)


def approve(context: Context, rule: str, who: str, why: str, when: datetime.date) -> Deal:
    """Record an approval bound to the price as it is now; a void one of the same rule gives way to it."""
    fresh = Approval(rule=rule, who=who.strip(), when=when, why=why.strip(), deal_hash=context.quote.deal_hash)
    others = (each for each in context.deal.approvals if each.rule != rule)
    return put(context.deal, "approvals", (*others, fresh))


def withdraw(deal: Deal, place: int) -> Deal:
    """Take an approval back."""
    return put(deal, "approvals", (*deal.approvals[:place], *deal.approvals[place + 1 :]))


def _verdict(stops: int) -> str:
    if not stops:
        return _("Nothing stops this proposal.")
    return _("1 thing stops this proposal.") if stops == 1 else _("{count} things stop this proposal.").format(
        count=stops
    )  # fmt: skip


def _open_approvals(context: Context) -> Iterator[Finding]:
    stale = {approval.rule: approval.who for approval in context.deal.approvals}
    for rule in context.quote.approvals_needed:
        name = _(RULES.get(rule, rule))
        words = _("{rule}: someone has to approve this price.").format(rule=name)
        if rule in stale:
            words = _("{rule}: {who} approved another price; ask again.").format(rule=name, who=stale[rule])
        yield Finding(words, "approvals", "review", _("Approvals"))


def _findings(problems: Sequence[Problem]) -> tuple[Finding, ...]:
    names: dict[StepId, str] = {step.id: step.name for step in STEPS}
    found: list[Finding] = []
    for problem in problems:
        step = step_of(problem.field)
        found.append(Finding(sentence(problem), problem.field, step, names[step]))
    return tuple(found)


def _needed(context: Context) -> Iterator[Needed]:
    limit = plain(context.catalog.policy.discretionary_limit_percent.value)
    for rule in context.quote.approvals_needed:
        why = _("Above {limit}% someone else has to agree before the document can be issued.").format(limit=limit)
        yield Needed(rule, _(RULES.get(rule, rule)), why)


def _given(context: Context) -> Iterator[Given]:
    off = in_dollars(context.deal, discount_amount(context.quote.lines))
    for place, approval in enumerate(context.deal.approvals):
        when = context.formatter.day(approval.when)
        text = _("{who}, {when}: {why}").format(who=approval.who, when=when, why=approval.why)
        claims = claims_of(approval)
        if claims is not None:
            until = context.formatter.day(claims.until)
            text = _("{given} (signed, until {until})").format(given=text, until=until)
        void = void_because(approval, context.deal, context.catalog, context.quote.deal_hash, off)
        same = of_this_price(approval, context.deal, context.catalog, context.quote.deal_hash)
        words = _("Does not count") if same else _("Void: the price changed")
        yield Given(place, _(RULES.get(approval.rule, approval.rule)), text, not void, words if void else "")


def _unusual(context: Context) -> Iterator[Unusual]:
    yield from _unusual_tier(context)
    yield from _unusual_terms(context)
    yield from _discounts(context)
    for title, reason, path in contract.departures(context):
        yield Unusual(title, reason, path, "contract")


def _unusual_tier(context: Context) -> Iterator[Unusual]:
    deal, tier = context.deal, context.tier
    recommended = context.catalog.tier(context.recommendation.recommended)
    if tier is not None and recommended is not None and tier.id != recommended.id:
        title = _("{tier} instead of the recommended {other}").format(tier=tier.name, other=recommended.name)
        yield Unusual(title, deal.tier_reason or _("No reason given yet."), "tier_reason", "tier")


def _unusual_terms(context: Context) -> Iterator[Unusual]:
    terms = context.deal.terms
    if terms.negotiated_base_per_year is not None:
        amount = context.figure(terms.negotiated_base_per_year, f"tier:{context.quote.tier}:year")
        text = Amount(_("{amount} a year").format(amount=amount), amount.figure)
        yield Unusual(_("Negotiated price"), text, "terms.negotiated_base_per_year", "client")
    if terms.fx is not None:
        text = _("{rate} {currency} per USD on {date} {source}").format(
            rate=plain(terms.fx.rate), currency=terms.currency, date=terms.fx.date.isoformat(), source=terms.fx.source
        )
        yield Unusual(_("Pinned exchange rate"), text.strip(), "terms.fx.rate", "client")


def _discounts(context: Context) -> Iterator[Unusual]:
    subscription = context.deal.models.subscription
    by_hand = subscription is not None and subscription.discounts.multi_year_percent is not None
    field = "models.subscription.discounts"
    for line in context.quote.lines:
        for off in line.discounts:
            if off.name == "discretionary":
                reason = subscription.discounts.discretionary_reason if subscription else ""
                why = reason or _("No reason given yet.")
            elif off.name == "multi_year" and by_hand:
                why = _("Set by hand.")
            else:
                continue
            title = _("{discount}: {percent}%, {amount}").format(
                discount=off.label, percent=plain(off.percent), amount=context.money(off.amount)
            )
            yield Unusual(Amount(title, f"line:{line.id}:{off.name}"), why, f"{field}.{off.name}_percent", "models")
