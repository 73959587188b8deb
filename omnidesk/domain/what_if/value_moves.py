"""Levers of scope and value: usage, performance, development, benefits, ramp and stake."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from omnidesk.domain.deal import Deal
from omnidesk.domain.performance import Estimate
from omnidesk.domain.usage import Volume
from omnidesk.domain.what_if.bounds import SWITCH, Bounds, Standing, bounds_of

FULL = Decimal(100)
Ranged = Literal["usage_volume", "benefit", "ramp", "stake"]
Model = Literal["usage", "performance", "custom_development"]


def ranged(name: Ranged) -> Callable[[Standing], Bounds]:
    """Bounds as the company's policy has them."""

    def bounds(at: Standing) -> Bounds:
        return bounds_of(getattr(at.ranges, name))

    return bounds


def growth(at: Standing) -> Decimal | None:
    """Growth of usage in percent a month; none to turn where usage is stated month by month."""
    usage = at.deal.models.usage
    if usage is None or not any(isinstance(volume, Decimal) for volume in usage.volumes.values()):
        return None
    return usage.monthly_growth_percent


def growth_bounds(at: Standing) -> Bounds:
    """As the policy has them, never beyond what a deal may expect."""
    row, limits = at.ranges.usage_growth, at.catalog.policy.growth_limits.value
    return Bounds(max(row.minimum, limits.minimum_percent), min(row.maximum, limits.maximum_percent), row.step)


def with_growth(at: Standing, value: Decimal) -> Deal:
    """Let usage grow by this much a month."""
    usage = at.deal.models.usage
    if usage is None:
        return at.deal
    return replace(at.deal, models=replace(at.deal.models, usage=replace(usage, monthly_growth_percent=value)))


def volume(at: Standing) -> Decimal | None:
    """Expected usage in percent of what the deal states."""
    return FULL if at.deal.models.usage and at.deal.models.usage.volumes else None


def with_volume(at: Standing, value: Decimal) -> Deal:
    """Expect this many percent of the stated volumes."""
    usage = at.deal.models.usage
    if usage is None:
        return at.deal
    volumes = {metric: _scaled(stated, value) for metric, stated in usage.volumes.items()}
    return replace(at.deal, models=replace(at.deal.models, usage=replace(usage, volumes=volumes)))


def _scaled(stated: Volume, percent: Decimal) -> Volume:
    if isinstance(stated, tuple):
        return tuple(each * percent / FULL for each in stated)
    return stated * percent / FULL


def has(model: Model) -> Callable[[Standing], Decimal | None]:
    """A model that the deal has can be left out, and taken in again."""

    def read(at: Standing) -> Decimal | None:
        return None if getattr(at.deal.models, model) is None else Decimal(1)

    return read


def switched(_: Standing) -> Bounds:
    """In or out."""
    return SWITCH


def scope(model: Model) -> Callable[[Standing, Decimal], Deal]:
    """Leave a model out."""

    def turn(at: Standing, value: Decimal) -> Deal:
        if value:
            return at.deal
        match model:
            case "usage":
                models = replace(at.deal.models, usage=None)
            case "performance":
                models = replace(at.deal.models, performance=None)
            case "custom_development":
                models = replace(at.deal.models, custom_development=None)
        return replace(at.deal, models=models)

    return turn


def benefit(at: Standing) -> Decimal | None:
    """Benefits in percent of what the deal states."""
    return FULL if at.deal.value.benefits else None


def with_benefit(at: Standing, value: Decimal) -> Deal:
    """Expect this many percent of every stated benefit, low, base and high alike."""
    benefits = tuple(replace(each, yearly=_share(each.yearly, value)) for each in at.deal.value.benefits)
    return replace(at.deal, value=replace(at.deal.value, benefits=benefits))


def _share(yearly: Estimate, percent: Decimal) -> Estimate:
    return Estimate(
        low=yearly.low * percent / FULL, base=yearly.base * percent / FULL, high=yearly.high * percent / FULL
    )


def ramp(at: Standing) -> Decimal | None:
    """The longest ramp of the benefits in months."""
    return Decimal(max(each.ramp_months for each in at.deal.value.benefits)) if at.deal.value.benefits else None


def with_ramp(at: Standing, value: Decimal) -> Deal:
    """Reach the benefits sooner or later: each ramp moves by as many months as the longest one does."""
    later = int(value) - max(each.ramp_months for each in at.deal.value.benefits)
    benefits = tuple(replace(each, ramp_months=max(1, each.ramp_months + later)) for each in at.deal.value.benefits)
    return replace(at.deal, value=replace(at.deal.value, benefits=benefits))


def stake(at: Standing) -> Decimal | None:
    """The stake in whole FLAME."""
    return Decimal(at.deal.models.flamecoin.stake) if at.deal.models.flamecoin else None


def with_stake(at: Standing, value: Decimal) -> Deal:
    """Stake this many FLAME."""
    flamecoin = at.deal.models.flamecoin
    if flamecoin is None:
        return at.deal
    return replace(at.deal, models=replace(at.deal.models, flamecoin=replace(flamecoin, stake=int(value))))
