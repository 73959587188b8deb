"""Partnership tiers and the recommendation: the lowest tier that meets every need (domain rules §2, §3, §10)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from omnidesk.domain.discovery import UNLIMITED, Need, Question
from omnidesk.domain.money import Money
from omnidesk.domain.named import Named, Prose, Spec

Provided = int | str | list[str] | None
"""What a tier provides for one question: a level's option id, a number, ``bespoke``, ``none``/``available``/
``included``, several option ids, or None where the source does not say."""

BESPOKE = "bespoke"


class TierAgents(Spec, frozen=True, kw_only=True):
    """How many agents a tier includes. ``maximum`` None without ``unlimited``: no upper bound is stated."""

    minimum: int
    maximum: int | None = None
    unlimited: bool = False
    types: str


class TierPrice(Spec, frozen=True, kw_only=True):
    """List prices in USD. A negotiated price is stated by the deal."""

    model: str
    monthly: Decimal | None = None
    annual: Decimal | None = None
    negotiated: bool = False
    notes: tuple[str, ...] = ()


class Commitment(Spec, frozen=True, kw_only=True):
    """Minimum term and the discounts that the source prints beside it (shown, never subtracted again)."""

    minimum_months: int
    annual_discount_percent: Decimal | None = None
    multi_year_discount_percent: Decimal | None = None
    notes: tuple[str, ...] = ()


class Inclusion(Spec, frozen=True, kw_only=True):
    """One thing a tier includes, in a group of the discovery (agents, cognition, support, integration, governance)."""

    group: str
    text: Prose
    availability: Literal["included", "available", "limited"] = "included"


class Tier(Named, frozen=True, kw_only=True):
    """One row of ``specs/tiers.yaml``; rows are ordered from lowest to highest.

    ``provides`` maps question ids to what the tier offers and decides which needs it meets. ``reviews`` is the cadence
    of business reviews (``quarterly``, ``monthly``, ``continuous``) or None.
    """

    tagline: Prose
    summary: Prose
    icon: str
    audience: tuple[str, ...]
    highlights: tuple[Prose, ...]
    agents: TierAgents
    provides: dict[str, Provided]
    inclusions: tuple[Inclusion, ...]
    reviews: str | None = None
    price: TierPrice
    commitment: Commitment


class TiersSpec(Spec, frozen=True, kw_only=True):
    """``specs/tiers.yaml``."""

    tiers: tuple[Tier, ...]


def meets(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    """Whether the tier at ``index`` (lowest first) includes at least what the need asks. Source: domain rules §2."""
    rule = _RULES.get(need.question.need or "")
    return rule is None or rule(need, tiers, index)


def offered(question_id: str, tiers: Sequence[Tier], index: int) -> set[str]:
    """What the tier and every lower one list for a question: a tier also meets what a lower tier offers."""
    return {option for tier in tiers[: index + 1] for option in _listed(tier.provides.get(question_id))}


def _covers_agents(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    agents = tiers[index].agents
    if need.wanted == UNLIMITED:
        return agents.unlimited
    return agents.maximum is None or (isinstance(need.wanted, int) and need.wanted <= agents.maximum)


def _reaches_level(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    provided = tiers[index].provides.get(need.question.id)
    return _level(need.question, provided) >= _level(need.question, need.wanted)


def _at_most(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    provided = tiers[index].provides.get(need.question.id)
    return isinstance(provided, int) and isinstance(need.wanted, int) and provided <= need.wanted


def _at_least(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    provided = tiers[index].provides.get(need.question.id)
    if need.wanted == 0 or provided == BESPOKE:
        return True
    return isinstance(provided, int) and isinstance(need.wanted, int) and provided >= need.wanted


def _has_flag(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    return need.wanted is False or tiers[index].provides.get(need.question.id) in ("available", "included")


def _lists_flag(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    provided = tiers[index].provides.get(need.question.id)
    return need.wanted is False or need.id.partition(".")[2] in _listed(provided)


def _offers_all(need: Need, tiers: Sequence[Tier], index: int) -> bool:
    return set(_listed(need.wanted)) <= offered(need.question.id, tiers, index)


def _level(question: Question, option_id: object) -> int:
    ids = [option.id for option in question.options]
    return ids.index(option_id) if isinstance(option_id, str) and option_id in ids else 0


def _listed(value: object) -> list[str]:
    return [str(option) for option in value] if isinstance(value, list) else []


_RULES: dict[str, Callable[[Need, Sequence[Tier], int], bool]] = {
    "agents": _covers_agents,
    "level": _reaches_level,
    "at_most": _at_most,
    "at_least": _at_least,
    "flag": _has_flag,
    "flags": _lists_flag,
    "set": _offers_all,
}


def annual_only(tier: Tier, policy_ids: Sequence[str]) -> bool:
    """Whether a tier bills annually only: by policy, or because it has no monthly price."""
    return tier.id in policy_ids or tier.price.monthly is None


def yearly_list_price(tier: Tier, billing: str, policy_ids: Sequence[str], money: Money) -> Decimal | None:
    """The list price of a year in the deal's currency (monthly × 12 where billed monthly); None when negotiated."""
    if tier.price.negotiated or tier.price.annual is None:
        return None
    if billing == "monthly" and tier.price.monthly is not None and not annual_only(tier, policy_ids):
        return money.from_list(tier.price.monthly) * 12
    return money.from_list(tier.price.annual)
