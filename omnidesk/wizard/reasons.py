"""Why a tier is recommended and what stands against it, in words: shown as answers come, and on the tier step."""

from dataclasses import dataclass

from omnidesk.domain.recommendation import Conflict
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.needs import answer_words, counted, joined, need_words, subject


@dataclass(frozen=True)
class Reasons:
    """The recommendation in words. ``tier`` is empty while none is recommended.

    ``decided_by`` are the needs that rule out the tier below, ``gives`` says for each conflict what would have to give.
    """

    tier: str
    headline: str
    why: str
    decided_by: tuple[str, ...]
    conflicts: tuple[str, ...]
    alternatives: tuple[str, ...]
    notes: tuple[str, ...]


def reasons(context: Context) -> Reasons:
    """Put the recommendation into words."""
    found, catalog = context.recommendation, context.catalog
    tier = catalog.tier(found.recommended)
    return Reasons(
        tier=tier.name if tier else "",
        headline=_headline(context),
        why=_why(context),
        decided_by=tuple(need_words(need, context) for need in found.decisive),
        conflicts=tuple(_conflict(conflict, context) for conflict in found.conflicts),
        alternatives=found.alternatives,
        notes=_notes(context),
    )


def _headline(context: Context) -> str:
    tier = context.catalog.tier(context.recommendation.recommended)
    if tier is not None:
        return _("{tier} is recommended").format(tier=tier.name)
    if any(assessment.met or assessment.unmet for assessment in context.recommendation.tiers):
        return _("No tier meets every need")
    return _("No recommendation yet")


def _why(context: Context) -> str:
    found = context.recommendation
    assessment = found.tier(found.recommended)
    if assessment is None:
        stated = any(each.met or each.unmet for each in found.tiers)
        return _("Drop a need, or choose the tier yourself.") if stated else _("It forms with the first answered need.")
    below = _below(context)
    if not found.decisive or not below:
        return _("It is the lowest tier, and it meets every need.")
    return _("It is the lowest tier that meets every need. {below} does not:").format(below=below)


def _below(context: Context) -> str:
    ids = [tier.id for tier in context.catalog.tiers]
    place = ids.index(context.recommendation.recommended or ids[0])
    return context.catalog.tiers[place - 1].name if place else ""


def _conflict(conflict: Conflict, context: Context) -> str:
    """The constraint that the recommended tier breaks, and what would let a lower tier fit."""
    found, lower = context.recommendation, context.catalog.tier(conflict.lower_tier)
    recommended = found.tier(found.recommended)
    question = context.catalog.question(conflict.constraint)
    if recommended is None or question is None:
        return conflict.text
    limit = answer_words(question, context.deal.discovery.get(conflict.constraint), context)
    if conflict.constraint == "budget_per_year":
        yearly = recommended.price_per_year
        price = context.formatter.money(yearly, context.deal.terms.currency, short=True) if yearly else ""
        told = _("{tier} lists at {price} a year, above the budget of {limit}.")
    else:
        price = counted(recommended.minimum_months, "months", context)
        told = _("{tier} commits for {price}, longer than {limit}.")
    text = told.format(tier=recommended.name, price=price, limit=limit)
    if lower is None:
        told = f"{text} {_('No lower tier fits it.')}"
    else:
        given = joined([subject(need, context.catalog) for need in conflict.give])
        told = f"{text} {_('{tier} would fit without: {needs}.').format(tier=lower.name, needs=given)}"
    return Amount(told, f"tier:{recommended.id}:year") if conflict.constraint == "budget_per_year" else told


def _notes(context: Context) -> tuple[str, ...]:
    found, catalog = context.recommendation, context.catalog
    assessment = found.tier(found.recommended)
    if assessment is None:
        return ()
    extra = [subject(need, catalog) for need in assessment.priced_separately]
    notes = [
        note for note in found.notes if not note.startswith(tuple(f"{need}:" for need in assessment.priced_separately))
    ]
    if extra:
        told = _("Available in {tier} and priced separately: {needs}.")
        notes.insert(0, told.format(tier=assessment.name, needs=joined(extra)))
    larger = catalog.tier(found.grow_into)
    if larger is not None:
        notes.append(
            _("Organisations like this one usually choose {tier}: a tier to grow into.").format(tier=larger.name)
        )
    return tuple(note if note.endswith(".") else f"{note}." for note in notes)
