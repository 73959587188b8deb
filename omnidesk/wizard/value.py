"""The step of value: expected benefits, the network's index and the scaling steps. ``outcome`` is what they come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from omnidesk.domain.deal import Deal
from omnidesk.domain.money import plain
from omnidesk.domain.performance import Estimate
from omnidesk.domain.roi import network_value
from omnidesk.domain.value import Benefit, Dimension, Network, Rung, Value
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, add_row, entries, put

FIELD = "value"
BENEFITS = f"{FIELD}.benefits"
NETWORK = f"{FIELD}.network"
RATE = f"{FIELD}.discount_rate_percent"
CASES = ("low", "base", "high")


@dataclass(frozen=True)
class Step:
    """A step on a scaling path, and whether the client means to take it."""

    id: str
    name: str
    path: str
    chosen: bool


@dataclass(frozen=True)
class Path:
    """One dimension of scaling with its steps; ``duties`` is what each market asks for."""

    id: str
    name: str
    steps: tuple[Step, ...]
    duties: str = ""


@dataclass(frozen=True)
class DepthOption:
    """A depth of capability and what it brings."""

    id: str
    name: str
    about: str


@dataclass(frozen=True)
class NetworkView:
    """The network's inputs are in the form; this is the index and how it came about."""

    index: str
    formula: str


@dataclass(frozen=True)
class ValueView:
    """The inputs of the step. ``benefits`` are the drivers' ids row by row, ``typical`` their typical returns."""

    form: Form
    currency: str
    benefits: tuple[str, ...]
    typical: tuple[str, ...]
    network: NetworkView | None
    scaling: tuple[Path, ...]
    depths: tuple[DepthOption, ...]
    depth: str


def view(context: Context) -> ValueView:
    """What the step shows at once; the projection takes longer, see ``outcome``."""
    deal = context.deal
    stands = (deal.value, deal.scaling, deal.terms)
    return context.kept(FIELD, partial(_view, context), *stands, *context.told(FIELD, "scaling"))


def _view(context: Context) -> ValueView:
    value, scaling = context.deal.value, context.catalog.scaling
    typical = {rung.id: typical_of(rung) for rung in scaling.value_ladder}
    return ValueView(
        form=entries(context, _paths(value), _ranges(context), _examples(context)),
        currency=context.deal.terms.currency,
        benefits=tuple(benefit.driver for benefit in value.benefits),
        typical=tuple(typical.get(benefit.driver, "") for benefit in value.benefits),
        network=_network(context, value.network) if value.network else None,
        scaling=(
            _path("industry", scaling.industry, context.deal.scaling.industry),
            _path("geography", scaling.geography, context.deal.scaling.geography),
            _path("use_cases", scaling.use_cases, context.deal.scaling.use_cases),
        ),
        depths=tuple(
            DepthOption(each.id, each.name, ", ".join(one.name for one in each.capabilities)) for each in scaling.depth
        ),
        depth=context.deal.scaling.depth or "",
    )


def add_benefit(deal: Deal, driver: str) -> Deal:
    """Add a benefit on a rung; its amounts are still to be stated."""
    nothing = Estimate(low=Decimal(0), base=Decimal(0), high=Decimal(0))
    return add_row(deal, BENEFITS, Benefit(driver=driver, yearly=nothing, ramp_months=6))


def switch_network(deal: Deal, kept: Network | None) -> Deal:
    """Put the network's inputs into the deal as they were, or take them out with None."""
    return put(deal, NETWORK, kept)


def choose_steps(deal: Deal, dimension: str, steps: tuple[str, ...]) -> Deal:
    """Choose the steps on one dimension's paths, in the order shown."""
    return put(deal, f"scaling.{dimension}", steps)


def choose_depth(deal: Deal, depth: str) -> Deal:
    """Choose a depth of capability; choosing the chosen one again takes it back."""
    return put(deal, "scaling.depth", None if depth == deal.scaling.depth else depth)


def typical_of(rung: Rung) -> str:
    """The typical return of a rung in words."""
    if rung.maximum_roi_percent is None:
        return _("typically {low}% and more").format(low=f"{rung.minimum_roi_percent:,}")
    return _("typically {low} to {high}%").format(
        low=f"{rung.minimum_roi_percent:,}", high=f"{rung.maximum_roi_percent:,}"
    )


def _paths(value: Value) -> Iterator[str]:
    for place in range(len(value.benefits)):
        yield f"{BENEFITS}.{place}.driver"
        yield from (f"{BENEFITS}.{place}.yearly.{case}" for case in CASES)
        yield f"{BENEFITS}.{place}.ramp_months"
    yield RATE
    if value.network is not None:
        yield from (f"{NETWORK}.{name}" for name in ("agents", "connectivity", "specialization", "years"))


def _ranges(context: Context) -> dict[str, str]:
    limits, words = context.catalog.policy.network_limits.value, _("0 to {most}")
    ranges = {
        f"{NETWORK}.connectivity": words.format(most=plain(limits.connectivity_maximum)),
        f"{NETWORK}.specialization": words.format(most=plain(limits.specialization_maximum)),
        f"{NETWORK}.agents": _("a number, or unlimited"),
    }
    for place in range(len(context.deal.value.benefits)):
        ranges[f"{BENEFITS}.{place}.ramp_months"] = _("1 or more")
    return ranges


def _examples(context: Context) -> dict[str, str]:
    rate = context.catalog.policy.discount_rate_percent.value
    return {RATE: _("{percent} by house policy").format(percent=plain(rate))}


def _network(context: Context, network: Network) -> NetworkView:
    index = network_value(network)
    if index is None:
        return NetworkView(_("none"), _("Unlimited agents have no index: state a number to see one."))
    factors = (f"{network.agents}²", plain(network.connectivity), plain(network.specialization), plain(network.years))
    formula = f"{context.catalog.scaling.network.equation} = {' × '.join(factors)}"
    return NetworkView(Amount(context.formatter.number(index), "network:value"), formula)


def _path(field: str, dimension: Dimension, chosen: tuple[str, ...]) -> Path:
    several = len(dimension.paths) > 1
    return Path(
        id=field,
        name=dimension.name,
        steps=tuple(
            Step(step.id, step.name, path.name if several else "", step.id in chosen)
            for path in dimension.paths
            for step in path.steps
        ),
        duties=", ".join(duty.name for duty in dimension.duties),
    )
