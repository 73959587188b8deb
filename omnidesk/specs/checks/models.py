"""Revenue models, company, scaling, journey and success: ids that rules rely on, totals, ranges."""

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal

from omnidesk.colour import READABLE, contrast
from omnidesk.domain.catalog import Company
from omnidesk.domain.development import DevelopmentSpec
from omnidesk.domain.flamecoin import FlameCoinSpec
from omnidesk.domain.money import percent_text
from omnidesk.domain.named import Named
from omnidesk.domain.subscription import ADDITIONAL_AGENTS, QUOTED, SubscriptionSpec
from omnidesk.domain.usage import UsageSpec
from omnidesk.domain.value import Dimension, ScalingSpec
from omnidesk.specs.checks.findings import Findings

CADENCES = ("weekly", "monthly", "quarterly", "annually")
EVENTS = ("discovery_complete", "development_midpoint", "development_complete", "deployment_complete")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PRICE = re.compile(r"[0-9]{1,15}(\.[0-9]{1,12})?\Z")


def check_models(found: Findings) -> None:
    """Check subscription, usage, performance, development and FlameCoin."""
    _check_subscription(found)
    _check_usage(found)
    shares = found.spec("performance.yaml").shares
    _need(found, "performance.yaml", "shares", shares, ("revenue_share", "savings_share"))
    _check_development(found)
    _check_flamecoin(found)


def _need(found: Findings, file: str, key: str, rows: Iterable[Named], ids: tuple[str, ...]) -> None:
    present = {row.id for row in rows}
    for row_id in ids:
        if row_id not in present:
            found.error(file, (key,), f'"{row_id}" is missing', "add it; rules rely on its id")


def _only(found: Findings, file: str, place: tuple[str, ...], rows: Iterable[Named], ids: tuple[str, ...]) -> None:
    for index, row in enumerate(rows):
        found.unknown(file, (*place, index), row.id, ids, f"{place[-1]} that the rules know")


def _check_subscription(found: Findings) -> None:
    file = "subscription.yaml"
    spec: SubscriptionSpec = found.spec(file)
    for index, add_on in enumerate(spec.add_ons):
        place = ("add_ons", index)
        if add_on.price != QUOTED and not _PRICE.match(add_on.price):
            found.error(file, (*place, "price"), f'"{add_on.price}" is no price', 'write quoted or such as "1500.00"')
        if add_on.id == ADDITIONAL_AGENTS and not add_on.recurring:
            found.error(file, (*place, "recurring"), "additional agents are always recurring", "write true")
    _need(found, file, "add_ons", spec.add_ons, (ADDITIONAL_AGENTS,))
    _only(found, file, ("billing", "frequency"), spec.billing.frequency, ("monthly", "annual"))
    _only(found, file, ("billing", "payment_terms"), spec.billing.payment_terms, ("net_30", "prepaid"))
    adjustments = spec.adjustments
    if not 0 <= adjustments.annual_discount_minimum_percent <= adjustments.annual_discount_maximum_percent <= 100:
        found.error(file, ("adjustments",), "the annual discounts are no range", "write minimum below maximum")


def _check_usage(found: Findings) -> None:
    file = "usage.yaml"
    spec: UsageSpec = found.spec(file)
    for index, (plan, following) in enumerate(itertools.pairwise(spec.plans), start=1):
        if following.included <= plan.included:
            reason = f"{following.id} includes no more than {plan.id}"
            found.error(file, ("plans", index, "included"), reason, "order the plans from small to large")
    for index, plan in enumerate(spec.plans):
        if plan.overage < 0 or plan.included < 0:
            found.error(file, ("plans", index), "neither price nor interactions are below 0", "correct the figure")


def _check_development(found: Findings) -> None:
    file = "development.yaml"
    spec: DevelopmentSpec = found.spec(file)
    phases = ("discovery", "development", "deployment")
    _need(found, file, "phases", spec.phases, phases)
    _only(found, file, ("phases",), spec.phases, phases)
    for index, milestone in enumerate(spec.milestones):
        found.unknown(file, ("milestones", index, "event"), milestone.event, EVENTS, "event of the phases")
    total = sum((milestone.percent for milestone in spec.milestones), Decimal(0))
    if total != 100:
        found.error(file, ("milestones",), f"the milestones add up to {percent_text(total)}", "make them 100%")
    most = found.spec("policy.yaml").milestones_maximum.value
    if len(spec.milestones) > most:
        found.error(file, ("milestones",), f"there are {len(spec.milestones)} milestones", f"keep at most {most}")


def _check_flamecoin(found: Findings) -> None:
    file = "flamecoin.yaml"
    spec: FlameCoinSpec = found.spec(file)
    for name in ("priority_support_stake", "votes_per_flame", "flame_per_case_study"):
        if getattr(spec, name) < 0:
            found.error(file, (name,), "the figure is below 0", "write 0 or more")
    if not 0 <= spec.referral_percent <= 100:
        found.error(file, ("referral_percent",), f"{spec.referral_percent} is no percentage", "write 0 to 100")


def check_company(found: Findings) -> None:
    """Check what documents and window are drawn and dated with: colours, and a time zone that exists."""
    from dateutil import tz

    file = "company.yaml"
    company: Company = found.spec(file)
    for key, colour in (("accent", company.accent), ("screen_accent", company.screen_accent or company.accent)):
        if not _COLOUR.match(colour):
            found.error(file, (key,), f'"{colour}" is no colour', 'write such as "#0F766E"')
        elif contrast(colour, "#ffffff") < READABLE and (key == "accent" or company.screen_accent):
            reason = f"{colour} is too pale on white (below {READABLE} to 1) and will be drawn darker"
            found.warn(file, (key,), reason, "choose a darker colour to have it as it is")
    if tz.gettz(company.time_zone) is None:
        found.error(file, ("time_zone",), f'"{company.time_zone}" is no time zone', "write such as Europe/Zurich")


def check_scaling(found: Findings) -> None:
    """Check that a step's id means one step, and that the ladder's ranges are ranges."""
    spec: ScalingSpec = found.spec("scaling.yaml")
    for name in ("industry", "geography", "use_cases"):
        _check_steps(found, name, getattr(spec, name))
    for index, rung in enumerate(spec.value_ladder):
        top = rung.maximum_roi_percent
        if top is not None and top < rung.minimum_roi_percent:
            found.error("scaling.yaml", ("value_ladder", index), "the range ends before it begins", "swap the two")


def _check_steps(found: Findings, name: str, dimension: Dimension) -> None:
    seen: dict[str, str] = {}
    for path_index, path in enumerate(dimension.paths):
        for index, step in enumerate(path.steps):
            place = (name, "paths", path_index, "steps", index)
            if seen.setdefault(step.id, path.id) != path.id:
                reason = f'"{step.id}" is a step of the path {seen[step.id]} already'
                found.error("scaling.yaml", place, reason, "give each step its own id")


def check_journey(found: Findings) -> None:
    """Check the journey's phases and the cadence of success metrics."""
    phases = found.spec("journey.yaml").phases
    _need(found, "journey.yaml", "phases", phases, ("discovery", "onboarding", "expansion", "strategic"))
    for index, category in enumerate(found.spec("success.yaml").metrics):
        found.unknown("success.yaml", ("metrics", index, "cadence"), category.cadence, CADENCES, "cadence")
