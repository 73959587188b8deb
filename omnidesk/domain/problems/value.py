"""Problems of the value inputs and the chosen scaling steps (domain rules §6, §10)."""

from collections.abc import Iterator

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import Problem
from omnidesk.domain.named import by_id
from omnidesk.domain.problems.performance import estimate_problems
from omnidesk.domain.value import Dimension, Network, Scaling, Value


def value_problems(value: Value, scaling: Scaling, catalog: Catalog) -> Iterator[Problem]:
    """Benefits on known rungs, ramps of at least a month, network factors within their limits."""
    rungs = [rung.id for rung in catalog.scaling.value_ladder]
    for index, benefit in enumerate(value.benefits):
        field = f"value.benefits.{index}"
        if benefit.driver not in rungs:
            reason = f"{benefit.driver} is not a value driver; choose from {', '.join(rungs)}"
            yield Problem(field=f"{field}.driver", reason=reason)
        if benefit.ramp_months < 1:
            yield Problem(field=f"{field}.ramp_months", reason="a ramp takes at least 1 month", limit="1")
        yield from estimate_problems(f"{field}.yearly", benefit.yearly)
    maximum = catalog.policy.benefits_maximum.value
    if len(value.benefits) > maximum:
        reason = f"{len(value.benefits)} benefits are more than the {maximum} that can be projected"
        yield Problem(field="value.benefits", reason=reason, limit=str(maximum))
    rate = value.discount_rate_percent
    if rate is not None and rate <= -100:
        yield Problem(field="value.discount_rate_percent", reason="the rate must be above −100%", limit="−100%")
    if value.network is not None:
        yield from _network_problems(value.network, catalog)
    yield from _scaling_problems(scaling, catalog)


def _network_problems(network: Network, catalog: Catalog) -> Iterator[Problem]:
    limits = catalog.policy.network_limits.value
    field = "value.network"
    if isinstance(network.agents, int) and network.agents < 0:
        yield Problem(field=f"{field}.agents", reason="cannot be negative", limit="0")
    for name, maximum in (
        ("connectivity", limits.connectivity_maximum),
        ("specialization", limits.specialization_maximum),
    ):
        if not 0 <= getattr(network, name) <= maximum:
            yield Problem(field=f"{field}.{name}", reason=f"lies between 0 and {maximum}", limit=f"0–{maximum}")
    if network.years < 0:
        yield Problem(field=f"{field}.years", reason="cannot be negative", limit="0")


def _scaling_problems(scaling: Scaling, catalog: Catalog) -> Iterator[Problem]:
    spec = catalog.scaling
    for name, chosen, dimension in (
        ("industry", scaling.industry, spec.industry),
        ("geography", scaling.geography, spec.geography),
        ("use_cases", scaling.use_cases, spec.use_cases),
    ):
        for index, step in enumerate(chosen):
            known = _steps(dimension)
            if step not in known:
                reason = f"{step} is not a step of that path; choose from {', '.join(known)}"
                yield Problem(field=f"scaling.{name}.{index}", reason=reason)
    if scaling.depth is not None and by_id(spec.depth, scaling.depth) is None:
        known = ", ".join(depth.id for depth in spec.depth)
        reason = f"{scaling.depth} is not a depth; choose from {known}"
        yield Problem(field="scaling.depth", reason=reason)


def _steps(dimension: Dimension) -> list[str]:
    return [step.id for path in dimension.paths for step in path.steps]
