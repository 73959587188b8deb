"""House decisions: what the source leaves open, each with its reason (``specs/policy.yaml``)."""

import datetime
from decimal import Decimal
from typing import Generic, TypeVar

import msgspec

from omnidesk.domain.named import Spec
from omnidesk.domain.signature import SigningOrder
from omnidesk.domain.tier import Provided

T = TypeVar("T")


class Decision(msgspec.Struct, Generic[T], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that a company may change, and why it stands as it does."""

    value: T
    reason: str


class MultiYear(Spec, frozen=True, kw_only=True):
    """A tier's own multi-year discount and the term from which it applies."""

    percent: Decimal
    from_months: int


class VolumeStep(Spec, frozen=True, kw_only=True):
    """From this quantity on, this discount on the whole quantity."""

    from_quantity: int
    percent: Decimal


class GrowthLimits(Spec, frozen=True, kw_only=True):
    """The growth of usage a month, in percent, that a deal may expect."""

    minimum_percent: Decimal
    maximum_percent: Decimal


class EffectiveDates(Spec, frozen=True, kw_only=True):
    """The first and the last day on which a deal may begin."""

    earliest: datetime.date
    latest: datetime.date


class FlameUpgrade(Spec, frozen=True, kw_only=True):
    """A stake that lifts a client to a tier."""

    stake: int
    tier: str


class NetworkLimits(Spec, frozen=True, kw_only=True):
    """Largest connectivity and specialization of the network index; both start at 0."""

    connectivity_maximum: Decimal
    specialization_maximum: Decimal


class LeverRange(Spec, frozen=True, kw_only=True):
    """How far a lever of a what-if goes, both ends included, and in which steps."""

    minimum: Decimal = Decimal(0)
    maximum: Decimal
    step: Decimal = Decimal(1)


class WhatIfRanges(Spec, frozen=True, kw_only=True):
    """How far the levers of a what-if go where no rule of the deal decides it.

    Usage and benefit are percents of what the deal states.
    """

    agents: LeverRange = LeverRange(maximum=Decimal(100))
    months: LeverRange = LeverRange(maximum=Decimal(60))
    discount: LeverRange = LeverRange(maximum=Decimal(100), step=Decimal("0.5"))
    usage_growth: LeverRange = LeverRange(minimum=Decimal(-10), maximum=Decimal(20), step=Decimal("0.5"))
    usage_volume: LeverRange = LeverRange(maximum=Decimal(300), step=Decimal(5))
    benefit: LeverRange = LeverRange(maximum=Decimal(200), step=Decimal(5))
    ramp: LeverRange = LeverRange(minimum=Decimal(1), maximum=Decimal(36))
    stake: LeverRange = LeverRange(maximum=Decimal(50_000), step=Decimal(1_000))


class Policy(Spec, frozen=True, kw_only=True):
    """``specs/policy.yaml``. Percentages are plain percents, terms whole months."""

    annual_billing_only: Decision[tuple[str, ...]]
    provides: Decision[dict[str, dict[str, Provided]]]
    multi_year: Decision[dict[str, MultiYear]]
    multi_year_by_hand_from_months: Decision[int]
    multi_year_maximum_percent: Decision[Decimal]
    volume_discount: Decision[tuple[VolumeStep, ...]]
    discretionary_limit_percent: Decision[Decimal]
    default_plans: Decision[dict[str, str]]
    charged_per_unit_begun: Decision[tuple[str, ...]]
    growth_limits: Decision[GrowthLimits]
    maintenance_base: Decision[tuple[str, ...]]
    milestones_maximum: Decision[int]
    flame_tier_upgrades: Decision[tuple[FlameUpgrade, ...]]
    network_limits: Decision[NetworkLimits]
    benefits_maximum: Decision[int]
    term_maximum_months: Decision[int]
    effective_dates: Decision[EffectiveDates]
    discount_rate_percent: Decision[Decimal]
    monte_carlo_runs: Decision[int]
    strategic_phase_from_month: Decision[int]
    offer_validity_days: Decision[int]
    stage_weights: Decision[dict[str, Decimal]]
    board_stages: Decision[tuple[str, ...]]
    stalled_after_days: Decision[int]
    expiry_notice_days: Decision[int]
    milestone_notice_days: Decision[int]
    number_prefix: Decision[str] = Decision(value="OD", reason="OmniDesk's own, until the company names another.")
    signing_order: Decision[SigningOrder] = Decision(value="ours_first", reason="An offer is signed by whom it binds.")
    renewal_notice_days: Decision[tuple[int, ...]] = Decision(value=(90, 60, 30), reason="Three talks before an end.")
    expansion_agents_percent: Decision[int] = Decision(
        value=25, reason="What is in use fills up; a quarter is a start."
    )
    what_if_ranges: Decision[WhatIfRanges] = Decision(value=WhatIfRanges(), reason="As far as a meeting asks.")
