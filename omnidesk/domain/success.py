"""Partner success: metrics with cadence and targets, resources, review meetings (domain rules §7)."""

import msgspec

from omnidesk.domain.named import Named, Spec


class SuccessTargets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Agreed targets as text, by metric id."""

    targets: dict[str, str] = {}


class MetricCategory(Named, frozen=True, kw_only=True):
    """Metrics that are measured at one cadence (``weekly``, ``quarterly``, ``annually``)."""

    metrics: tuple[Named, ...]
    cadence: str


class ResourceGroup(Named, frozen=True, kw_only=True):
    """Resources of one kind."""

    items: tuple[Named, ...]


class SuccessSpec(Spec, frozen=True, kw_only=True):
    """``specs/success.yaml``."""

    metrics: tuple[MetricCategory, ...]
    resources: tuple[ResourceGroup, ...]
