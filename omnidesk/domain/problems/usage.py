"""Problems of the usage model (domain rules §4, §10)."""

from collections.abc import Iterator

from omnidesk.domain.errors import Problem
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.named import by_id
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.usage import Usage, UsageSpec, Volume, allowed_plans

FIELD = "models.usage"


def usage_problems(usage: Usage, spec: UsageSpec, pricing: Pricing) -> Iterator[Problem]:
    """Plan, metrics, volumes and growth."""
    allowed = [plan.id for plan in allowed_plans(spec, pricing)]
    if usage.plan is not None and usage.plan not in allowed:
        plan = by_id(spec.plans, usage.plan)
        why = f"{plan.name} is above what {pricing.tier.name} may choose" if plan else f"{usage.plan} is not a plan"
        reason = f"{why}; choose from {', '.join(allowed)}"
        yield Problem(field=f"{FIELD}.plan", reason=reason, limit=allowed[-1])
    growth = pricing.policy.growth_limits.value
    if not growth.minimum_percent <= usage.monthly_growth_percent <= growth.maximum_percent:
        limit = f"{plain(growth.minimum_percent)} to {percent_text(growth.maximum_percent)}"
        yield Problem(field=f"{FIELD}.monthly_growth_percent", reason=f"growth a month is {limit}", limit=limit)
    metrics = [metric.id for metric in spec.metrics]
    for metric, volume in usage.volumes.items():
        if metric not in metrics:
            reason = f"{metric} is not metered; choose from {', '.join(metrics)}"
            yield Problem(field=f"{FIELD}.volumes.{metric}", reason=reason)
        yield from _volume_problems(f"{FIELD}.volumes.{metric}", volume, pricing.months)
    if (
        usage.monthly_growth_percent
        and usage.volumes
        and all(isinstance(each, tuple) for each in usage.volumes.values())
    ):
        reason = "every volume is a list by month, which does not grow: the growth is not applied"
        yield Problem(field=f"{FIELD}.monthly_growth_percent", reason=reason, severity="warning")
    if not usage.volumes:
        reason = "no volume is stated, so usage is estimated at nothing"
        yield Problem(field=f"{FIELD}.volumes", reason=reason, severity="warning")


def _volume_problems(field: str, volume: Volume, months: int) -> Iterator[Problem]:
    figures = volume if isinstance(volume, tuple) else (volume,)
    if any(figure < 0 for figure in figures):
        yield Problem(field=field, reason="a volume cannot be negative", limit="0")
    if isinstance(volume, tuple) and len(volume) != months:
        reason = f"a list by month has one figure for each of the {months} months, not {len(volume)}"
        yield Problem(field=field, reason=reason, limit=str(months))
