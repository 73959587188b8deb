"""What the fields of a deal are called: over their inputs, and wherever else one is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from omnidesk.i18n import _, marked

FieldKind = Literal["text", "number", "amount", "percent", "months", "day"]


@dataclass(frozen=True)
class FieldName:
    """A field's label in English, and what its values are."""

    words: str
    kind: FieldKind = "text"


def _cases(path: str, *labels: str) -> dict[str, FieldName]:
    """The three cases of an estimate."""
    cases = zip(("low", "base", "high"), labels, strict=True)
    return {f"{path}.{case}": FieldName(label, "amount") for case, label in cases}


def _share(path: str, amounts: str) -> dict[str, FieldName]:
    return {
        f"{path}.percent": FieldName(marked("Share"), "percent"),
        **_cases(f"{path}.{amounts}", *YEARLY),
        f"{path}.cap_per_year": FieldName(marked("Cap a year"), "amount"),
        f"{path}.floor_per_year": FieldName(marked("Floor a year"), "amount"),
    }


YEARLY = marked("Low a year"), marked("Base a year"), marked("High a year")
_SUBSCRIPTION, _USAGE = "models.subscription", "models.usage"
_PERFORMANCE, _DEVELOPMENT, _FLAMECOIN = "models.performance", "models.custom_development", "models.flamecoin"

FIELDS: Mapping[str, FieldName] = {
    "client.name": FieldName(marked("Name")),
    "client.industry": FieldName(marked("Industry")),
    "client.size": FieldName(marked("People"), "number"),
    "client.country": FieldName(marked("Country")),
    "client.region": FieldName(marked("Region")),
    "client.language": FieldName(marked("Language of the documents")),
    "client.address": FieldName(marked("Address")),
    "client.contact.name": FieldName(marked("Name")),
    "client.contact.title": FieldName(marked("Position")),
    "client.contact.email": FieldName(marked("Email")),
    "terms.currency": FieldName(marked("Currency")),
    "terms.negotiated_base_per_year": FieldName(marked("Negotiated base fee a year"), "amount"),
    "terms.effective_date": FieldName(marked("Starts on"), "day"),
    "terms.months": FieldName(marked("Term"), "months"),
    "terms.billing": FieldName(marked("Billed")),
    "terms.payment": FieldName(marked("Payment")),
    "terms.auto_renewal": FieldName(marked("Renews itself")),
    "terms.fx.rate": FieldName(marked("Exchange rate"), "number"),
    "terms.fx.date": FieldName(marked("Rate of"), "day"),
    "terms.fx.source": FieldName(marked("Source")),
    "terms.taxes.*.label": FieldName(marked("Name")),
    "terms.taxes.*.percent": FieldName(marked("Rate"), "percent"),
    "terms.taxes.*.note": FieldName(marked("Note")),
    "terms.taxes.*.lines": FieldName(marked("Lines")),
    "tier": FieldName(marked("Tier")),
    "tier_reason": FieldName(marked("Reason")),
    f"{_SUBSCRIPTION}.agents": FieldName(marked("Agents"), "number"),
    f"{_SUBSCRIPTION}.discounts.multi_year_percent": FieldName(marked("Multi-year discount"), "percent"),
    f"{_SUBSCRIPTION}.discounts.discretionary_percent": FieldName(marked("Discretionary"), "percent"),
    f"{_SUBSCRIPTION}.discounts.discretionary_reason": FieldName(marked("Reason for the discretionary discount")),
    f"{_SUBSCRIPTION}.add_ons.*.id": FieldName(marked("Add-on")),
    f"{_SUBSCRIPTION}.add_ons.*.quantity": FieldName(marked("Quantity"), "number"),
    f"{_SUBSCRIPTION}.add_ons.*.unit_price": FieldName(marked("Unit price"), "amount"),
    f"{_SUBSCRIPTION}.add_ons.*.recurring": FieldName(marked("Recurring")),
    f"{_USAGE}.plan": FieldName(marked("Plan")),
    f"{_USAGE}.monthly_growth_percent": FieldName(marked("Growth a month"), "percent"),
    **_share(f"{_PERFORMANCE}.revenue_share", "incremental_revenue"),
    **_share(f"{_PERFORMANCE}.savings_share", "documented_savings"),
    f"{_PERFORMANCE}.outcome_bonuses.*.kpi": FieldName(marked("KPI")),
    f"{_PERFORMANCE}.outcome_bonuses.*.target": FieldName(marked("Target")),
    f"{_PERFORMANCE}.outcome_bonuses.*.amount": FieldName(marked("Amount"), "amount"),
    f"{_PERFORMANCE}.outcome_bonuses.*.month": FieldName(marked("Month"), "number"),
    f"{_PERFORMANCE}.baseline": FieldName(marked("Baseline")),
    f"{_PERFORMANCE}.attribution": FieldName(marked("Attribution")),
    f"{_PERFORMANCE}.mutual_audit_rights": FieldName(marked("Mutual audit rights are agreed")),
    **{f"{_DEVELOPMENT}.{phase}_fee": FieldName(marked("Fee"), "amount")
       for phase in ("discovery", "development", "deployment")},
    **{f"{_DEVELOPMENT}.{phase}_weeks": FieldName(marked("Weeks"), "number")
       for phase in ("discovery", "development", "deployment")},
    f"{_DEVELOPMENT}.maintenance_percent": FieldName(marked("Maintenance a year"), "percent"),
    f"{_DEVELOPMENT}.milestones.*.name": FieldName(marked("Name")),
    f"{_DEVELOPMENT}.milestones.*.percent": FieldName(marked("Share"), "percent"),
    f"{_DEVELOPMENT}.milestones.*.event": FieldName(marked("Due at")),
    f"{_DEVELOPMENT}.milestones.*.date": FieldName(marked("Date"), "day"),
    f"{_FLAMECOIN}.stake": FieldName(marked("Stake"), "number"),
    f"{_FLAMECOIN}.case_studies": FieldName(marked("Case studies"), "number"),
    f"{_FLAMECOIN}.community": FieldName(marked("Community contribution"), "number"),
    f"{_FLAMECOIN}.reference_rate": FieldName(marked("Reference rate"), "number"),
    f"{_FLAMECOIN}.referrals.*.name": FieldName(marked("Deal")),
    f"{_FLAMECOIN}.referrals.*.first_year_value": FieldName(marked("First-year value"), "amount"),
    "value.discount_rate_percent": FieldName(marked("Discount rate a year"), "percent"),
    "value.benefits.*.driver": FieldName(marked("Driver")),
    "value.benefits.*.ramp_months": FieldName(marked("Ramp"), "months"),
    **_cases("value.benefits.*.yearly", *YEARLY),
    "value.network.agents": FieldName(marked("Agents in the network"), "number"),
    "value.network.years": FieldName(marked("Years in the network"), "number"),
    "value.network.connectivity": FieldName(marked("Connectivity"), "number"),
    "value.network.specialization": FieldName(marked("Specialization"), "number"),
    "scaling.depth": FieldName(marked("Capability depth")),
    "journey.done": FieldName(marked("Done")),
    "contract.jurisdiction": FieldName(marked("Jurisdiction")),
    "contract.law": FieldName(marked("Law and venue")),
    **{f"contract.{kind}.*.{name}": FieldName(words) for kind in ("deviations", "own") for name, words in (
        ("title", marked("Title")), ("text", marked("Text")), ("reason", marked("Why it is not the standard")))},
    "documents.template.footer": FieldName(marked("Footer")),
    "documents.template.accent": FieldName(marked("Accent")),
    "documents.template.show_logo": FieldName(marked("Print a logo")),
    "documents.template.blocks.*.title": FieldName(marked("Title")),
    "documents.template.blocks.*.text": FieldName(marked("Text")),
    "documents.annexes.*.title": FieldName(marked("Title")),
    "notes": FieldName(marked("Notes")),
    "approvals.*.who": FieldName(marked("Who agreed")),
    "approvals.*.when": FieldName(marked("Date"), "day"),
    "approvals.*.why": FieldName(marked("Why")),
}  # fmt: skip
"""Fields by their place in the deal; ``*`` is a place in a list, or a clause or text by its id."""

GROUPS: Mapping[str, str] = {
    "client": marked("Client"),
    "client.contact": marked("Contact"),
    "terms": marked("Terms"),
    "terms.taxes.*": marked("Tax {number}"),
    "discovery": marked("Discovery"),
    "discovery_notes": marked("Discovery, note"),
    f"{_SUBSCRIPTION}.add_ons.*": marked("Add-on {number}"),
    f"{_PERFORMANCE}.outcome_bonuses.*": marked("Outcome bonus {number}"),
    f"{_DEVELOPMENT}.milestones.*": marked("Milestone {number}"),
    f"{_FLAMECOIN}.referrals.*": marked("Referral {number}"),
    "value": marked("Value"),
    "value.benefits.*": marked("Benefit {number}"),
    "value.network": marked("Network value"),
    "scaling": marked("Scaling"),
    "success": marked("Success metrics"),
    "journey": marked("Roadmap"),
    "contract": marked("Contract"),
    "contract.own.*": marked("Own clause"),
    "documents": marked("Documents"),
    "documents.template.blocks.*": marked("Own text"),
    "documents.annexes.*": marked("Annex {number}"),
    "approvals.*": marked("Approval {number}"),
}
"""What the inputs of one place stand under; the longest one that a path lies in names it."""

_PLACE = re.compile(r"\[(\d+)\]|\.(\d+)(?=\.|$)")
_KEYED = re.compile(r"^(contract\.(?:deviations|own)|documents\.template\.blocks)\.[^.\[]+")


def label_of(path: str) -> str:
    """The label of an input in the window's language."""
    return _(FIELDS[pattern_of(path)].words)


def name_of(path: str) -> FieldName | None:
    """What is known of a field; None where no input edits it."""
    return FIELDS.get(pattern_of(path))


def group_of(path: str) -> str:
    """What a place is called in the window's language, with its number; empty for what is no group."""
    numbers = places_in(path)
    words = GROUPS.get(pattern_of(path), "")
    return _(words).format(number=numbers[-1]) if numbers else _(words) if words else ""


def places_in(path: str) -> tuple[int, ...]:
    """The places in lists that a path names, counted from one."""
    return tuple(int(found[1] or found[2]) + 1 for found in _PLACE.finditer(path))


def pattern_of(path: str) -> str:
    """A path without the places and ids that differ from deal to deal."""
    return _KEYED.sub(r"\1.*", _PLACE.sub(".*", path))
