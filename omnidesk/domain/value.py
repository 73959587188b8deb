"""Value over the term: benefits against payments, and the ladder they stand on (domain rules §6, §10)."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.named import Named, Spec
from omnidesk.domain.performance import Estimate
from omnidesk.domain.subscription import Agents


class Benefit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yearly benefit on a rung of the value ladder, reached linearly over ``ramp_months`` (at least 1)."""

    driver: str
    yearly: Estimate
    ramp_months: int = 1


class Network(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Inputs of the network value index V = n² × k × s × t."""

    agents: Agents | None = None
    connectivity: Decimal = Decimal(0)
    specialization: Decimal = Decimal(0)
    years: Decimal = Decimal(0)


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the client expects to gain. ``discount_rate_percent`` None takes the policy's."""

    discount_rate_percent: Decimal | None = None
    benefits: tuple[Benefit, ...] = ()
    network: Network | None = None


class Scaling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Chosen steps on the scaling paths, by id."""

    industry: tuple[str, ...] = ()
    geography: tuple[str, ...] = ()
    use_cases: tuple[str, ...] = ()
    depth: str | None = None


class Rung(Named, frozen=True, kw_only=True):
    """A rung of the value ladder: typical ROI in percent; ``maximum`` None: open above."""

    minimum_roi_percent: int
    maximum_roi_percent: int | None = None


def benefits_by_rung(value: Value, ladder: Sequence[Rung]) -> tuple[Benefit, ...]:
    """One benefit for each rung that has any: what they add up to, in full effect when the last of them is."""
    groups = ([each for each in value.benefits if each.driver == rung.id] for rung in ladder)
    return tuple(
        Benefit(
            driver=own[0].driver,
            yearly=Estimate(
                low=sum((each.yearly.low for each in own), Decimal(0)),
                base=sum((each.yearly.base for each in own), Decimal(0)),
                high=sum((each.yearly.high for each in own), Decimal(0)),
            ),
            ramp_months=max(each.ramp_months for each in own),
        )
        for own in groups
        if own
    )


class ScalingPath(Named, frozen=True, kw_only=True):
    """An example path of a horizontal dimension, from the current package to the new vertical."""

    steps: tuple[Named, ...]


class Dimension(Named, frozen=True, kw_only=True):
    """A horizontal dimension (industry, geography, use cases): its general stages and its example paths."""

    stages: tuple[str, ...]
    paths: tuple[ScalingPath, ...]
    duties: tuple[Named, ...] = ()


class Depth(Named, frozen=True, kw_only=True):
    """A level of capability depth with what it brings."""

    capabilities: tuple[Named, ...]


class NetworkVariable(Spec, frozen=True, kw_only=True):
    """A symbol of the network equation."""

    symbol: str
    meaning: str


class NetworkSpec(Spec, frozen=True, kw_only=True):
    """The network value model: an index, not money."""

    equation: str
    variables: tuple[NetworkVariable, ...]
    benefits: tuple[str, ...]
    partner_benefits: tuple[str, ...]


class ScalingSpec(Spec, frozen=True, kw_only=True):
    """``specs/scaling.yaml``."""

    industry: Dimension
    geography: Dimension
    use_cases: Dimension
    depth: tuple[Depth, ...]
    value_ladder: tuple[Rung, ...]
    network: NetworkSpec
