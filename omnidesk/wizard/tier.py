"""The tier: a card for each, the recommendation with its reasons, what would change it, and all that each includes."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import stated_needs
from omnidesk.domain.recommendation import Assessment, price_per_year
from omnidesk.domain.tier import Tier, annual_only
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard import typed
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put, sentence
from omnidesk.wizard.needs import change_words, counted, need_words
from omnidesk.wizard.reasons import Reasons, reasons

Availability = Literal["included", "available", "limited", "stated"]
"""``stated`` is a term or a price: nothing that could be included or missing."""


_TIER_TERMS = ("terms.months", "terms.billing", "terms.negotiated_base_per_year")


@dataclass(frozen=True)
class TierOption:
    """One tier as a card. ``change`` says what would have to be answered otherwise to make it the recommended one."""

    id: str
    name: str
    tagline: str
    icon: str
    price: str
    price_note: str
    commitment: str
    highlights: tuple[str, ...]
    typical_for: str
    recommended: bool
    chosen: bool
    verdict: str
    meets: bool
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    change: tuple[str, ...]
    change_note: str


@dataclass(frozen=True)
class Feature:
    """One thing a tier includes, as the comparison lists it."""

    text: str
    availability: Availability
    remark: str


@dataclass(frozen=True)
class ComparisonRow:
    """One subject of the comparison with a cell for each tier, in the order of the cards."""

    name: str
    cells: tuple[tuple[Feature, ...], ...]


@dataclass(frozen=True)
class NeedRow:
    """One answered need, and for each tier, in the order of the cards, whether it meets it."""

    name: str
    met: tuple[bool, ...]


@dataclass(frozen=True)
class Consequence:
    """What the tier asks of the terms, and the field in which it is put right."""

    field: str
    text: str


@dataclass(frozen=True)
class TierView:
    """The step. ``needs_reason`` is true where the choice differs from the recommendation."""

    options: tuple[TierOption, ...]
    reasons: Reasons
    needs_reason: bool
    reason: str
    reason_problem: str
    reason_help: str
    consequences: tuple[Consequence, ...]
    needs: tuple[NeedRow, ...]
    needs_of_every_tier: str
    comparison: tuple[ComparisonRow, ...]


def view(context: Context) -> TierView:
    """Describe the step."""
    found, chosen = context.recommendation, context.tier
    differs = chosen is not None and found.recommended is not None and chosen.id != found.recommended
    recommended = context.catalog.tier(found.recommended)
    needs = _needs(context)
    missing = differs and not (context.deal.tier_reason or "").strip()
    return TierView(
        options=tuple(_option(tier, context) for tier in context.catalog.tiers),
        reasons=reasons(context),
        needs_reason=differs,
        reason=context.deal.tier_reason or "",
        reason_problem=_("Say why this tier and not the recommended one.") if missing else "",
        reason_help=_("The proposal recommends {tier}; the reason is kept with the deal and not printed.").format(
            tier=recommended.name
        )
        if recommended
        else "",
        consequences=tuple(
            Consequence(problem.field, sentence(problem))
            for problem in context.problems("terms")
            if problem.field in _TIER_TERMS and problem.severity == "refusal"
        ),
        needs=tuple(row for row in needs if not all(row.met)),
        needs_of_every_tier=_everywhere(sum(all(row.met) for row in needs)),
        comparison=_comparison(context),
    )


def choose(deal: Deal, tier_id: str) -> Deal:
    """Choose a tier, whatever the answers recommend; a reason that was written stays."""
    return msgspec.structs.replace(deal, tier=tier_id)


def follow(deal: Deal) -> Deal:
    """Follow the recommendation, also when later answers change it."""
    return msgspec.structs.replace(deal, tier=None)


def explain(deal: Deal, reason: str) -> Deal:
    """Write why another tier than the recommended one was chosen."""
    return put(deal, "tier_reason", typed.words(reason))


def _needs(context: Context) -> tuple[NeedRow, ...]:
    tiers = context.recommendation.tiers
    ids = [need.id for need in stated_needs(context.catalog.discovery.questions, context.deal.discovery)]
    return tuple(NeedRow(need_words(need, context), tuple(need in tier.met for tier in tiers)) for need in ids)


def _everywhere(count: int) -> str:
    if count == 1:
        return _("1 need is met by every tier.")
    return _("{count} needs are met by every tier.").format(count=count) if count else ""


def _option(tier: Tier, context: Context) -> TierOption:
    found = context.recommendation
    assessment = found.tier(tier.id) or found.tiers[0]
    price, note = _price(tier, context)
    return TierOption(
        id=tier.id,
        name=tier.name,
        tagline=tier.summary,
        icon=tier.icon,
        price=price,
        price_note=note,
        commitment=_commitment(tier, context),
        highlights=tier.highlights,
        typical_for=_("Typical for organisations like this one") if tier.id == found.typical_for_audience else "",
        recommended=tier.id == found.recommended,
        chosen=context.tier is not None and tier.id == context.tier.id,
        verdict=_verdict(assessment),
        meets=assessment.meets,
        met=tuple(need_words(need, context) for need in assessment.met),
        unmet=tuple(need_words(need, context) for need in assessment.unmet),
        change=tuple(change_words(change, context) for change in assessment.change or ()),
        change_note=_change_note(assessment),
    )


def _price(tier: Tier, context: Context) -> tuple[str, str]:
    """The price of a year, and what stands under it."""
    terms, deal = context.deal.terms, context.deal
    if tier.price.negotiated:
        base = terms.negotiated_base_per_year
        if base is None:
            return _("Negotiated"), _("a year, by agreement")
        return context.figure(base, f"tier:{tier.id}:year", short=True), _("a year, as negotiated")
    yearly = price_per_year(tier, put(deal, "terms.billing", "annual"), context.catalog)
    if yearly is None:
        return _("Pin a rate"), _("to see the price in {currency}").format(currency=terms.currency)
    note = _("a year")
    monthly = price_per_year(tier, put(deal, "terms.billing", "monthly"), context.catalog)
    if monthly is not None and not annual_only(tier, context.catalog.policy.annual_billing_only.value):
        price = context.figure(monthly / 12, f"tier:{tier.id}:month", short=True)
        note = Amount(_("a year, or {price} a month").format(price=price), price.figure)
    elif "usage" in tier.price.model:
        note = _("a year, plus usage")
    return context.figure(yearly, f"tier:{tier.id}:year", short=True), note


def _commitment(tier: Tier, context: Context) -> str:
    months = tier.commitment.minimum_months
    if months == 1:
        return _("Month to month")
    return _("At least {months}").format(months=counted(months, "months", context))


def _verdict(assessment: Assessment) -> str:
    met, all_needs = len(assessment.met), len(assessment.met) + len(assessment.unmet)
    if not all_needs:
        return _("No needs yet")
    if assessment.meets:
        return _("Meets the one need") if all_needs == 1 else _("Meets all {count} needs").format(count=all_needs)
    return _("Meets {met} of {count} needs").format(met=met, count=all_needs)


def _change_note(assessment: Assessment) -> str:
    if assessment.change is None:
        return _("No answers would make it the recommended tier.")
    if not assessment.change:
        return _("It is the recommended tier.")
    if len(assessment.change) == 1:
        return _("One answer would make it the recommended tier:")
    return _("{count} answers would make it the recommended tier:").format(count=len(assessment.change))


def _comparison(context: Context) -> tuple[ComparisonRow, ...]:
    tiers = context.catalog.tiers
    groups = dict.fromkeys(inclusion.group for tier in tiers for inclusion in tier.inclusions)
    rows = [
        ComparisonRow(group.replace("_", " ").capitalize(), tuple(_included(tier, group) for tier in tiers))
        for group in groups
    ]
    audience = context.catalog.question("audience")
    names = {option.id: option.name for option in audience.options} if audience else {}
    usual = ComparisonRow(
        _("Usual for"),
        tuple(tuple(_plain(names.get(each, each)) for each in tier.audience) for tier in tiers),
    )
    terms = ComparisonRow(_("Price and term"), tuple(_terms(tier, context) for tier in tiers))
    return (terms, *rows, usual)


def _included(tier: Tier, group: str) -> tuple[Feature, ...]:
    return tuple(
        Feature(each.text, each.availability, _remark(each.availability))
        for each in tier.inclusions
        if each.group == group
    )


def _terms(tier: Tier, context: Context) -> tuple[Feature, ...]:
    price, note = _price(tier, context)
    whole = price if tier.price.negotiated else Amount(f"{price} {note}", f"tier:{tier.id}:year")
    found = [whole, _commitment(tier, context)]
    commitment = tier.commitment
    for percent, told in (
        (commitment.annual_discount_percent, _("{percent}% annual discount, in the price")),
        (commitment.multi_year_discount_percent, _("{percent}% multi-year discount")),
    ):
        if percent is not None:
            found.append(told.format(percent=context.formatter.number(percent)))
    return tuple(_plain(text) for text in (*found, *tier.price.notes, *commitment.notes))


def _plain(text: str) -> Feature:
    return Feature(text, "stated", "")


def _remark(availability: Availability) -> str:
    remarks = {"available": _("priced separately"), "limited": _("limited")}
    return remarks.get(availability, "")
