"""Performance: shares of value that was measured, and outcome bonuses; estimated, in arrears (domain rules §4, §10)."""

from decimal import Decimal

import msgspec

from omnidesk.domain.named import Named, Range, Spec


class Estimate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yearly amount with its uncertainty: low <= base <= high, in the deal's currency."""

    low: Decimal
    base: Decimal
    high: Decimal


class RevenueShare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A percentage of incremental revenue a year."""

    percent: Decimal
    incremental_revenue: Estimate
    cap_per_year: Decimal | None = None
    floor_per_year: Decimal | None = None


class SavingsShare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A percentage of documented savings a year."""

    percent: Decimal
    documented_savings: Estimate
    cap_per_year: Decimal | None = None
    floor_per_year: Decimal | None = None


class OutcomeBonus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fixed amount that is due in the ``month``-th month when the KPI reaches its target."""

    kpi: str
    target: str | int
    amount: Decimal
    month: int


class Performance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The performance model of a deal; baseline, attribution and audit rights are needed before a contract."""

    revenue_share: RevenueShare | None = None
    savings_share: SavingsShare | None = None
    outcome_bonuses: tuple[OutcomeBonus, ...] = ()
    baseline: str | None = None
    attribution: str | None = None
    mutual_audit_rights: bool | None = None


class ShareSpec(Named, frozen=True, kw_only=True):
    """One kind of share (``revenue_share``, ``savings_share``) with its range in percent."""

    percent: Range
    measurement: str
    verification: str


class PerformanceSpec(Spec, frozen=True, kw_only=True):
    """``specs/performance.yaml``."""

    name: str
    description: str
    shares: tuple[ShareSpec, ...]
    outcome_bonus: Named
    bonus_trigger: str
    requirements: tuple[Named, ...]
