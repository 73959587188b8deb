"""Usage: interactions a month against a plan; overage is estimated and invoiced in arrears (domain rules §4, §10)."""

from decimal import Decimal

import msgspec

from omnidesk.domain.named import Named, Spec

Volume = Decimal | tuple[Decimal, ...]
"""Expected volume of a metric: month 1's figure, which grows, or a list by month, which does not."""


class Usage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Expected usage. ``plan`` None takes the tier's default; growth is percent a month and compounds."""

    plan: str | None = None
    volumes: dict[str, Volume] = {}
    monthly_growth_percent: Decimal = Decimal(0)


class UsagePlan(Named, frozen=True, kw_only=True):
    """A plan: interactions included a month and the price in USD of each one beyond. Rows go from small to large."""

    included: int
    overage: Decimal


class UsageSpec(Spec, frozen=True, kw_only=True):
    """``specs/usage.yaml``."""

    name: str
    description: str
    metrics: tuple[Named, ...]
    plans: tuple[UsagePlan, ...]
    metering: str
    reporting: str
    invoicing: str
