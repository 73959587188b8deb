"""Tiers: what they provide answers the questions, and each can be priced."""

from collections.abc import Callable
from decimal import Decimal

from omnidesk.domain.discovery import DiscoverySpec, Question
from omnidesk.domain.policy import Policy
from omnidesk.domain.tier import BESPOKE, Provided, Tier, TiersSpec
from omnidesk.specs.checks.discovery import options_of
from omnidesk.specs.checks.findings import Findings
from omnidesk.strict_yaml import Place

FILE = "tiers.yaml"
FLAGS = ("none", "available", "included")


def check_tiers(found: Findings) -> None:
    """Check every tier against the questions, the policy and itself."""
    spec: TiersSpec = found.spec(FILE)
    questions: DiscoverySpec = found.spec("discovery.yaml")
    if not spec.tiers:
        found.error(FILE, ("tiers",), "there is no tier", "add at least one")
    for index, tier in enumerate(spec.tiers):
        place = ("tiers", index)
        _check_audience(found, place, tier, options_of(questions, "audience"))
        _check_reviews(found, place, tier, options_of(questions, "reviews"))
        _check_agents(found, place, tier)
        _check_price(found, place, tier)
        _check_commitment(found, place, tier)
        check_provided(found, FILE, (*place, "provides"), tier.provides)
        _check_complete(found, place, tier, questions)


def check_provided(found: Findings, file: str, place: Place, provided: dict[str, Provided]) -> None:
    """Check that keys are questions with a need and that each value is one that the need can compare."""
    spec: DiscoverySpec = found.spec("discovery.yaml")
    questions = {question.id: question for question in spec.questions if question.need not in (None, "agents")}
    for key, value in provided.items():
        if found.unknown(file, (*place, key), key, questions, "question that a tier can meet"):
            continue
        wanted = _WANTED[str(questions[key].need)](questions[key], value)
        if wanted:
            shown = ", ".join(value) if isinstance(value, list) else value
            found.error(file, (*place, key), f'"{shown}" does not answer the question "{key}"', f"write {wanted}")


def _wanted_level(question: Question, value: Provided) -> str | None:
    options = [option.id for option in question.options]
    return None if value is None or value in options else f"one of {', '.join(options)}"


def _wanted_flag(_question: Question, value: Provided) -> str | None:
    return None if value in FLAGS else f"one of {', '.join(FLAGS)}"


def _wanted_number(_question: Question, value: Provided) -> str | None:
    fits = value is None or value == BESPOKE or (isinstance(value, int) and value >= 0)
    return None if fits else f"a whole number, {BESPOKE}, or null where the tier does not say"


def _wanted_set(question: Question, value: Provided) -> str | None:
    options = [option.id for option in question.options]
    fits = isinstance(value, list) and set(value) <= set(options)
    return None if fits else f"a list of some of {', '.join(options)}"


_WANTED: dict[str, Callable[[Question, Provided], str | None]] = {
    "level": _wanted_level,
    "flag": _wanted_flag,
    "at_least": _wanted_number,
    "at_most": _wanted_number,
    "set": _wanted_set,
    "flags": _wanted_set,
}


def _check_complete(found: Findings, place: Place, tier: Tier, questions: DiscoverySpec) -> None:
    for question in questions.questions:
        if question.need not in (None, "agents") and question.id not in tier.provides:
            reason = f'{tier.id} does not say what it provides for the question "{question.id}"'
            fix = f"add {question.id} under provides, null where the tier does not say"
            found.error(FILE, (*place, "provides"), reason, fix)


def _check_audience(found: Findings, place: Place, tier: Tier, known: tuple[str, ...]) -> None:
    for index, audience in enumerate(tier.audience):
        what = "option of the question audience in discovery.yaml"
        found.unknown(FILE, (*place, "audience", index), audience, known, what)


def _check_reviews(found: Findings, place: Place, tier: Tier, known: tuple[str, ...]) -> None:
    if tier.reviews is not None:
        what = "option of the question reviews in discovery.yaml"
        found.unknown(FILE, (*place, "reviews"), tier.reviews, known, what)
    provided = tier.provides.get("reviews")
    if provided != (tier.reviews or "none"):
        reason = f"the tier reviews {tier.reviews or 'none'}, but provides reviews {provided}"
        found.error(FILE, (*place, "reviews"), reason, "write the same in both places")


def _check_agents(found: Findings, place: Place, tier: Tier) -> None:
    if tier.agents.minimum < 1:
        found.error(FILE, (*place, "agents", "minimum"), "a tier has at least 1 agent", "write 1 or more")
    if tier.agents.unlimited and tier.agents.maximum is not None:
        reason = "agents cannot be unlimited and have a maximum"
        found.error(FILE, (*place, "agents", "maximum"), reason, "remove one of the two")


def _check_price(found: Findings, place: Place, tier: Tier) -> None:
    policy: Policy = found.spec("policy.yaml")
    at, price = (*place, "price"), tier.price
    stated = [amount for amount in (price.monthly, price.annual) if amount is not None]
    if price.negotiated and stated:
        found.error(FILE, at, "a negotiated price states no amounts", "remove the amounts or negotiated")
    if not price.negotiated and price.annual is None:
        found.error(FILE, at, "the tier has no annual price", "add annual, or negotiated: true")
    if any(amount <= 0 for amount in stated):
        found.error(FILE, at, "a price is above 0", "correct the amount")
    if price.monthly is None and tier.id not in policy.annual_billing_only.value:
        reason = f"{tier.id} has no monthly price, so it can only be billed annually"
        found.error(FILE, at, reason, f"add monthly, or {tier.id} to annual_billing_only in policy.yaml")


def _check_commitment(found: Findings, place: Place, tier: Tier) -> None:
    policy: Policy = found.spec("policy.yaml")
    longest = policy.term_maximum_months.value
    if not 1 <= tier.commitment.minimum_months <= longest:
        reason = f"a minimum commitment of {tier.commitment.minimum_months} months is not possible"
        found.error(FILE, (*place, "commitment", "minimum_months"), reason, f"write 1 to {longest}")
    for name in ("annual_discount_percent", "multi_year_discount_percent"):
        percent: Decimal | None = getattr(tier.commitment, name)
        if percent is not None and not 0 <= percent <= 100:
            found.error(FILE, (*place, "commitment", name), f"{percent} is no percentage", "write 0 to 100")
