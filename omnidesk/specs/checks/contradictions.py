"""Where specs say two things that do not fit together: warnings, because rules decide what holds."""

import itertools

from omnidesk.domain.discovery import DiscoverySpec
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.policy import Policy
from omnidesk.domain.subscription import SubscriptionSpec
from omnidesk.domain.tier import Tier, TiersSpec
from omnidesk.specs.checks.discovery import options_of
from omnidesk.specs.checks.findings import Findings


def find_contradictions(found: Findings) -> None:
    """Note each contradiction beside the place where it can be cured."""
    spec: TiersSpec = found.spec("tiers.yaml")
    for index, tier in enumerate(spec.tiers):
        _annual_discount(found, index, tier)
        _overruled(found, tier)
    for index, (tier, above) in enumerate(itertools.pairwise(spec.tiers), start=1):
        _agents_gap(found, index, tier, above)
    _audience(found, spec)


def _annual_discount(found: Findings, index: int, tier: Tier) -> None:
    spec: SubscriptionSpec = found.spec("subscription.yaml")
    low = spec.adjustments.annual_discount_minimum_percent
    high = spec.adjustments.annual_discount_maximum_percent
    percent = tier.commitment.annual_discount_percent
    if percent is not None and not low <= percent <= high:
        place = ("tiers", index, "commitment", "annual_discount_percent")
        reason = f"{tier.name}'s annual discount of {percent_text(percent)} lies outside the subscription model's"
        fix = "the annual price holds as printed; bring one of the two figures in line"
        found.warn("tiers.yaml", place, f"{reason} {plain(low)}–{percent_text(high)}", fix)


def _overruled(found: Findings, tier: Tier) -> None:
    policy: Policy = found.spec("policy.yaml")
    for key, value in policy.provides.value.get(tier.id, {}).items():
        stated = tier.provides.get(key)
        if stated != value:
            reason = (
                f"{tier.name}'s {key} is {stated} in tiers.yaml but {value} here ({policy.provides.reason.rstrip('.')})"
            )
            fix = f"{value} holds by house decision; write it into tiers.yaml to settle it"
            found.warn("policy.yaml", ("provides", "value", tier.id, key), reason, fix)


def _agents_gap(found: Findings, index: int, tier: Tier, above: Tier) -> None:
    most, least = tier.agents.maximum, above.agents.minimum
    if most is None or above.agents.unlimited or least <= most + 1:
        return
    gap = f"{most + 1}" if least == most + 2 else f"{most + 1}–{least - 1}"
    reason = f"{gap} agents fit neither {tier.name} (to {most}) nor {above.name} (from {least}) by count"
    fix = f"{above.name} is recommended for them; lower its minimum to settle it"
    found.warn("tiers.yaml", ("tiers", index, "agents", "minimum"), reason, fix)


def _audience(found: Findings, spec: TiersSpec) -> None:
    questions: DiscoverySpec = found.spec("discovery.yaml")
    typical = {audience for tier in spec.tiers for audience in tier.audience}
    at = next((index for index, each in enumerate(questions.questions) if each.id == "audience"), 0)
    for index, option in enumerate(options_of(questions, "audience")):
        if option not in typical:
            place = ("questions", at, "options", index)
            found.warn("discovery.yaml", place, f'no tier names the audience "{option}"', "add it to a tier's audience")
