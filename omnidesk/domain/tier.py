"""Partnership tiers and the recommendation: the lowest tier that meets every need (domain rules §2, §3, §10)."""

from decimal import Decimal
from typing import Literal

from omnidesk.domain.named import Named, Spec

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
    """One thing a tier includes, in a group (agents, cognition, support, integrations, governance)."""

    group: str
    text: str
    availability: Literal["included", "available", "limited"] = "included"


class Tier(Named, frozen=True, kw_only=True):
    """One row of ``specs/tiers.yaml``; rows are ordered from lowest to highest.

    ``provides`` maps question ids to what the tier offers and decides which needs it meets. ``reviews`` is the cadence
    of business reviews (``quarterly``, ``monthly``, ``continuous``) or None.
    """

    tagline: str
    summary: str
    icon: str
    audience: tuple[str, ...]
    highlights: tuple[str, ...]
    agents: TierAgents
    provides: dict[str, Provided]
    inclusions: tuple[Inclusion, ...]
    reviews: str | None = None
    price: TierPrice
    commitment: Commitment


class TiersSpec(Spec, frozen=True, kw_only=True):
    """``specs/tiers.yaml``."""

    tiers: tuple[Tier, ...]
