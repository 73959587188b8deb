"""Custom development: three phases, milestone payments and maintenance (domain rules §4, §10)."""

import datetime
from decimal import Decimal

import msgspec

from omnidesk.domain.named import Named, Range, Spec


class Milestone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the development fees, due at an event of the phases or on a date. ``percent`` has two decimals."""

    name: str
    percent: Decimal
    event: str | None = None
    date: datetime.date | None = None


class CustomDevelopment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fees in the deal's currency and whole weeks of the three phases. ``milestones`` None takes the catalog's."""

    discovery_fee: Decimal | None = None
    discovery_weeks: int | None = None
    development_fee: Decimal | None = None
    development_weeks: int | None = None
    deployment_fee: Decimal | None = None
    deployment_weeks: int | None = None
    maintenance_percent: Decimal | None = None
    milestones: tuple[Milestone, ...] | None = None


class DevelopmentPhase(Named, frozen=True, kw_only=True):
    """One phase (``discovery``, ``development``, ``deployment``): fee range in USD and duration in weeks."""

    scope: str
    fee: Range
    weeks: Range


class MaintenanceSpec(Spec, frozen=True, kw_only=True):
    """Maintenance: yearly percentage range."""

    scope: str
    percent: Range


class MilestoneSpec(Spec, frozen=True, kw_only=True):
    """A milestone that the source names: the event and its usual part."""

    event: str
    name: str
    percent: Decimal


class DevelopmentSpec(Spec, frozen=True, kw_only=True):
    """``specs/development.yaml``."""

    name: str
    description: str
    phases: tuple[DevelopmentPhase, ...]
    maintenance: MaintenanceSpec
    milestones: tuple[MilestoneSpec, ...]
