"""The levers of a deal: what can be turned in a meeting, how far, and what turning it makes of the deal."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import frame
from omnidesk.domain.recommendation import priced_tier
from omnidesk.domain.remembered import remembered
from omnidesk.domain.what_if import terms_moves, value_moves
from omnidesk.domain.what_if.bounds import Bounds, Standing

LeverId = str
Settings = Mapping[LeverId, Decimal]
"""Where levers were turned to; one that is not named stands where the deal has it. Switches are 0 or 1."""

Unit = Literal["agents", "months", "percent", "flame", "switch"]


class Lever(msgspec.Struct, frozen=True, kw_only=True):
    """One lever: where it stands, where the deal has it, and how far it goes (both ends included)."""

    id: LeverId
    unit: Unit
    value: Decimal
    base: Decimal
    minimum: Decimal
    maximum: Decimal
    step: Decimal

    @property
    def turned(self) -> bool:
        """Whether it stands elsewhere than in the deal."""
        return self.value != self.base

    def snapped(self, value: Decimal) -> Decimal:
        """The nearest place that the lever can stand at: on its grid from the minimum, or where the deal has it."""
        held = min(max(value, self.minimum), self.maximum)
        steps = ((held - self.minimum) / self.step).to_integral_value()
        on_grid = min(self.minimum + steps * self.step, self.maximum)
        return self.base if abs(held - self.base) < abs(held - on_grid) else on_grid


class Definition(msgspec.Struct, frozen=True):
    """How one lever is read from a deal, bounded by it, and turned. None: the deal has no such lever."""

    unit: Unit
    read: Callable[[Standing], Decimal | None]
    bounds: Callable[[Standing], Bounds]
    turn: Callable[[Standing, Decimal], Deal]


DEFINITIONS: dict[LeverId, Definition] = {
    "agents": Definition("agents", terms_moves.agents, terms_moves.agents_bounds, terms_moves.with_agents),
    "months": Definition("months", terms_moves.months, terms_moves.months_bounds, terms_moves.with_months),
    "annual_billing": Definition(
        "switch", terms_moves.annual_billing, terms_moves.billing_bounds, terms_moves.with_annual_billing
    ),
    "discount": Definition("percent", terms_moves.discount, terms_moves.discount_bounds, terms_moves.with_discount),
    "usage_growth": Definition("percent", value_moves.growth, value_moves.growth_bounds, value_moves.with_growth),
    "usage_volume": Definition(
        "percent", value_moves.volume, value_moves.ranged("usage_volume"), value_moves.with_volume
    ),
    "usage": Definition("switch", value_moves.has("usage"), value_moves.switched, value_moves.scope("usage")),
    "performance": Definition(
        "switch", value_moves.has("performance"), value_moves.switched, value_moves.scope("performance")
    ),
    "custom_development": Definition(
        "switch", value_moves.has("custom_development"), value_moves.switched, value_moves.scope("custom_development")
    ),
    "benefit": Definition("percent", value_moves.benefit, value_moves.ranged("benefit"), value_moves.with_benefit),
    "ramp": Definition("months", value_moves.ramp, value_moves.ranged("ramp"), value_moves.with_ramp),
    "stake": Definition("flame", value_moves.stake, value_moves.ranged("stake"), value_moves.with_stake),
}
"""Every lever in the order in which they are shown and applied."""


def levers(base: Deal, catalog: Catalog, settings: Settings | None = None) -> tuple[Lever, ...]:
    """The levers that this deal has; none while it cannot be priced."""
    turned = settings or {}
    return tuple(
        replace(lever, value=lever.snapped(turned[lever.id])) if lever.id in turned else lever
        for lever in _resting(base, catalog)
    )


@remembered
def _resting(base: Deal, catalog: Catalog) -> tuple[Lever, ...]:
    """The levers where the deal has them: in a meeting they are turned from there again and again."""
    at = standing(base, catalog)
    found = (_at_rest(lever_id, at) for lever_id in DEFINITIONS if at is not None)
    return tuple(lever for lever in found if lever is not None)


def apply(base: Deal, catalog: Catalog, settings: Settings) -> Deal:
    """The deal with every lever turned; settings that the deal has no lever for are passed over."""
    at = standing(base, catalog)
    for lever in levers(base, catalog, settings):
        if lever.turned and at is not None:
            at = replace(at, deal=DEFINITIONS[lever.id].turn(at, lever.value))
    return base if at is None else at.deal


def standing(deal: Deal, catalog: Catalog) -> Standing | None:
    """The deal in the frame of its prices, in the tier that it takes or is recommended; None without such a frame."""
    pricing = frame(deal, catalog, priced_tier(deal, catalog))
    return None if pricing is None else Standing(deal, catalog, pricing)


def _at_rest(lever_id: LeverId, at: Standing) -> Lever | None:
    definition = DEFINITIONS[lever_id]
    stands = definition.read(at)
    if stands is None:
        return None
    bounds = definition.bounds(at)
    return Lever(
        id=lever_id,
        unit=definition.unit,
        value=stands,
        base=stands,
        minimum=min(bounds.minimum, stands),
        maximum=max(bounds.maximum, stands),
        step=bounds.step,
    )
