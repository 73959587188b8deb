"""House decisions: they name things that exist and stay within what makes sense."""

import itertools
import re
from decimal import Decimal

from omnidesk.domain.lifecycle import STAGES
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.policy import Policy
from omnidesk.domain.subscription import SubscriptionSpec
from omnidesk.specs.checks.findings import Findings
from omnidesk.specs.checks.tiers import check_provided

FILE = "policy.yaml"
PREFIX = re.compile(r"[A-Z0-9]{1,8}")

_COUNTS = (
    "multi_year_by_hand_from_months", "milestones_maximum", "benefits_maximum", "term_maximum_months",
    "monte_carlo_runs", "strategic_phase_from_month", "offer_validity_days",
    "stalled_after_days", "expiry_notice_days", "milestone_notice_days",
)  # fmt: skip
_PERCENTS = ("multi_year_maximum_percent", "discretionary_limit_percent", "discount_rate_percent")


def check_policy(found: Findings) -> None:
    """Check every decision."""
    policy: Policy = found.spec(FILE)
    _check_names(found, policy)
    _check_plans(found, policy)
    _check_figures(found, policy)
    _check_ranges(found, policy)
    _check_notices(found, policy)
    _check_multi_year(found, policy)
    _check_volume(found, policy)
    _check_stages(found, policy)
    _check_prefix(found, policy)
    for tier, provided in policy.provides.value.items():
        check_provided(found, FILE, ("provides", "value", tier), provided)


def _ids(found: Findings, file: str, rows: str) -> tuple[str, ...]:
    return tuple(row.id for row in getattr(found.spec(file), rows))


def _check_names(found: Findings, policy: Policy) -> None:
    tiers = _ids(found, "tiers.yaml", "tiers")
    for name in ("provides", "multi_year", "default_plans"):
        for key in getattr(policy, name).value:
            found.unknown(FILE, (name, "value", key), key, tiers, "tier")
    upgrades = [upgrade.tier for upgrade in policy.flame_tier_upgrades.value]
    lists = {
        "annual_billing_only": (policy.annual_billing_only.value, tiers, "tier"),
        "flame_tier_upgrades": (upgrades, tiers, "tier"),
        "charged_per_unit_begun": (policy.charged_per_unit_begun.value, _ids(found, "usage.yaml", "metrics"), "metric"),
        "maintenance_base": (policy.maintenance_base.value, _ids(found, "development.yaml", "phases"), "phase"),
    }
    for name, (values, known, what) in lists.items():
        for index, value in enumerate(values):
            found.unknown(FILE, (name, "value", index), value, known, what)


def _check_plans(found: Findings, policy: Policy) -> None:
    plans = _ids(found, "usage.yaml", "plans")
    decided = policy.default_plans.value
    for tier, plan in decided.items():
        found.unknown(FILE, ("default_plans", "value", tier), plan, plans, "plan of usage.yaml")
    for tier in _ids(found, "tiers.yaml", "tiers"):
        if tier not in decided:
            reason = f"the tier {tier} has no default plan"
            found.error(FILE, ("default_plans", "value"), reason, f"add {tier}: and one of {', '.join(plans)}")


def _check_figures(found: Findings, policy: Policy) -> None:
    for name in _COUNTS:
        count: int = getattr(policy, name).value
        if count < 1:
            found.error(FILE, (name, "value"), f"{count} is below 1", "write 1 or more")
    for name in _PERCENTS:
        percent: Decimal = getattr(policy, name).value
        if not 0 <= percent <= 100:
            found.error(FILE, (name, "value"), f"{percent} is no percentage", "write 0 to 100")


def _check_ranges(found: Findings, policy: Policy) -> None:
    growth, dates = policy.growth_limits.value, policy.effective_dates.value
    if not -100 <= growth.minimum_percent <= growth.maximum_percent:
        reason = f"{growth.minimum_percent} to {growth.maximum_percent}% is no range"
        found.error(FILE, ("growth_limits", "value"), reason, "go from −100 or more upwards")
    if dates.earliest > dates.latest:
        reason = f"{dates.earliest} is later than {dates.latest}"
        found.error(FILE, ("effective_dates", "value"), reason, "write the earlier day as earliest")
    for name in ("connectivity_maximum", "specialization_maximum"):
        limit: Decimal = getattr(policy.network_limits.value, name)
        if limit <= 0:
            found.error(FILE, ("network_limits", "value", name), f"{limit} leaves no range", "write more than 0")


def _check_multi_year(found: Findings, policy: Policy) -> None:
    subscription: SubscriptionSpec = found.spec("subscription.yaml")
    most, stated = policy.multi_year_maximum_percent.value, subscription.adjustments.multi_year_discount_maximum_percent
    if most > stated:
        reason = f"{percent_text(most)} is more than the subscription model allows, {percent_text(stated)}"
        fix = f"write at most {plain(stated)}, or raise multi_year_discount_maximum_percent in subscription.yaml"
        found.error(FILE, ("multi_year_maximum_percent", "value"), reason, fix)
    for tier, row in policy.multi_year.value.items():
        place = ("multi_year", "value", tier)
        if not 0 <= row.percent <= most:
            reason = f"{row.percent}% is outside 0 to {most}%"
            found.error(FILE, (*place, "percent"), reason, f"write at most multi_year_maximum_percent, {most}")
        if row.from_months < 1:
            found.error(FILE, (*place, "from_months"), f"{row.from_months} is no term", "write 1 or more")


def _check_volume(found: Findings, policy: Policy) -> None:
    steps = policy.volume_discount.value
    for index, (step, following) in enumerate(itertools.pairwise(steps), start=1):
        if following.from_quantity <= step.from_quantity:
            reason = f"the step from {following.from_quantity} does not rise above {step.from_quantity}"
            found.error(FILE, ("volume_discount", "value", index), reason, "order the steps by from_quantity")
    for index, step in enumerate(steps):
        if not 0 <= step.percent <= 100 or step.from_quantity < 1:
            reason = f"{step.percent}% from {step.from_quantity} is no discount"
            fix = "write 0 to 100 percent from 1 or more"
            found.error(FILE, ("volume_discount", "value", index), reason, fix)


def _check_stages(found: Findings, policy: Policy) -> None:
    for index, stage in enumerate(policy.board_stages.value):
        found.unknown(FILE, ("board_stages", "value", index), stage, STAGES, "stage")
    for stage, percent in policy.stage_weights.value.items():
        place = ("stage_weights", "value", stage)
        found.unknown(FILE, place, stage, STAGES, "stage")
        if not 0 <= percent <= 100:
            found.error(FILE, place, f"{percent} is no percentage", "write 0 to 100")


def _check_prefix(found: Findings, policy: Policy) -> None:
    prefix = policy.number_prefix.value
    if not PREFIX.fullmatch(prefix):
        reason = f"“{prefix}” cannot begin the number of an offer"
        found.error(FILE, ("number_prefix", "value"), reason, "write 1 to 8 of A-Z and 0-9, such as OD")


def _check_notices(found: Findings, policy: Policy) -> None:
    for index, days in enumerate(policy.renewal_notice_days.value):
        if not 1 <= days <= 730:
            found.error(FILE, ("renewal_notice_days", "value", index), f"{days} days are no notice", "write 1 to 730")
