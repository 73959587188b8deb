"""Usage: interactions a month against a plan; overage is estimated and invoiced in arrears (domain rules §4, §10)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import msgspec

from omnidesk.domain.line import Derivation, LineItem, PricedLine
from omnidesk.domain.money import LIST_CURRENCY, percent_text, plain, whole_half_up
from omnidesk.domain.named import Named, Prose, Spec
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.remembered import remembered

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

    name: Prose
    description: str
    metrics: tuple[Named, ...]
    plans: tuple[UsagePlan, ...]
    metering: Prose
    reporting: Prose
    invoicing: Prose


class UsageMonth(msgspec.Struct, frozen=True):
    """One service month: its interactions and what those beyond the plan cost."""

    interactions: int
    overage: Decimal


class UsageForecast(msgspec.Struct, frozen=True):
    """Expected usage under one plan, month by month."""

    plan: UsagePlan
    months: tuple[UsageMonth, ...]
    total: Decimal


def allowed_plans(spec: UsageSpec, pricing: Pricing) -> tuple[UsagePlan, ...]:
    """The plans up to the tier's default one: with no plan price in the source the largest would always win."""
    default = pricing.policy.default_plans.value.get(pricing.tier.id)
    ids = [plan.id for plan in spec.plans]
    return spec.plans[: ids.index(default) + 1] if default in ids else spec.plans


def interactions_by_month(usage: Usage, months: int, per_unit_begun: tuple[str, ...]) -> list[int]:
    """Interactions of each service month: every metric grows from its unrounded start, is rounded, then added."""
    growth = usage.monthly_growth_percent
    each = (_by_month(volume, growth, months, metric in per_unit_begun) for metric, volume in usage.volumes.items())
    return [sum(month) for month in zip((0,) * months, *each, strict=True)]


@lru_cache(maxsize=64)
def _by_month(volume: Volume, growth_percent: Decimal, months: int, unit_begun: bool) -> tuple[int, ...]:
    """One metric's whole interactions: one change of a deal asks for them several times."""
    whole = _rounded_up if unit_begun else whole_half_up
    figures = [whole(*figure) for figure in _figures(volume, 1 + Fraction(growth_percent) / 100, months)]
    return (*figures, *[0] * (months - len(figures)))


def _figures(volume: Volume, factor: Fraction, months: int) -> Iterator[tuple[int, int]]:
    """Exact figures month by month as numerator and denominator, not reduced: that is where the time would go."""
    if isinstance(volume, tuple):
        yield from (figure.as_integer_ratio() for figure in volume[:months])
        return
    numerator, denominator = volume.as_integer_ratio()
    for _ in range(months):
        yield numerator, denominator
        numerator *= factor.numerator
        denominator *= factor.denominator


def _rounded_up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def forecast(interactions: list[int], plan: UsagePlan, pricing: Pricing) -> UsageForecast:
    """What the interactions cost under a plan; the overage rate is converted unrounded, each month rounded."""
    rate = pricing.money.from_list_exact(plan.overage)
    months = _overages(tuple(interactions), plan.included, rate, pricing.money.digits)
    return UsageForecast(plan, months, pricing.money.total(month.overage for month in months))


@lru_cache(maxsize=64)
def _overages(interactions: tuple[int, ...], included: int, rate: Fraction, digits: int) -> tuple[UsageMonth, ...]:
    scaled, within = rate.numerator * 10**digits, Decimal(0).scaleb(-digits)

    def overage(count: int) -> Decimal:
        cents = whole_half_up((count - included) * scaled, rate.denominator)
        return Decimal(cents).scaleb(-digits)

    return tuple(UsageMonth(count, overage(count) if count > included else within) for count in interactions)


@remembered
def plan_forecasts(usage: Usage, spec: UsageSpec, pricing: Pricing) -> tuple[UsageForecast, ...]:
    """One forecast for each plan that may be chosen, in the order of the specs.

    A growth that is refused is previewed at the nearest one that is allowed.
    """
    limits = pricing.policy.growth_limits.value
    growth = min(max(usage.monthly_growth_percent, limits.minimum_percent), limits.maximum_percent)
    held = msgspec.structs.replace(usage, monthly_growth_percent=growth)
    interactions = interactions_by_month(held, pricing.months, pricing.policy.charged_per_unit_begun.value)
    return tuple(forecast(interactions, plan, pricing) for plan in allowed_plans(spec, pricing))


def cheapest(forecasts: tuple[UsageForecast, ...]) -> UsagePlan:
    """The cheapest plan for the volume; on a tie the smaller plan."""
    return min(forecasts, key=lambda each: each.total).plan


def chosen(usage: Usage, forecasts: tuple[UsageForecast, ...]) -> UsageForecast:
    """The forecast of the plan that the deal states, else of the tier's default, which is the largest allowed."""
    return next((each for each in forecasts if each.plan.id == usage.plan), forecasts[-1])


@remembered
def price_usage(usage: Usage, spec: UsageSpec, pricing: Pricing, forecasts: tuple[UsageForecast, ...]) -> PricedLine:
    """The estimated overage, invoiced in arrears on the first day of the next service month."""
    expected = chosen(usage, forecasts)
    plan = expected.plan
    line = LineItem(
        id="usage",
        label=pricing.wording.plan.format(Model=spec.name, model=spec.name.lower(), plan=plan.name),
        model="usage",
        kind="estimated",
        quantity=Decimal(sum(month.interactions for month in expected.months)),
        unit="interactions",
        list=expected.total,
        net=expected.total,
        derivations=(_derived(usage, expected, pricing.months),),
    )
    payments = tuple(
        pricing.payment(
            line,
            pricing.month_starts[month],
            figures.overage,
            pricing.wording.month.format(label=spec.name, month=month),
        )
        for month, figures in enumerate(expected.months, start=1)
        if figures.overage
    )
    return PricedLine(line, payments)


def _derived(usage: Usage, expected: UsageForecast, months: int) -> Derivation:
    """How the estimate came about."""
    plan = expected.plan
    return Derivation(
        figure="list",
        amount=expected.total,
        inputs=(
            ("included a month", f"{plan.included:,}"),
            ("overage per interaction", f"{plain(plan.overage)} {LIST_CURRENCY}"),
            ("interactions in month 1", f"{expected.months[0].interactions:,}"),
            (f"interactions in month {months}", f"{expected.months[-1].interactions:,}"),
            ("monthly growth", percent_text(usage.monthly_growth_percent)),
        ),
        rule="each month: max(0, interactions − included) × overage rate",
        rounding="each metric's month to whole interactions, each month's overage half-up to the minor unit",
        source=f"specs/usage.yaml: plans.{plan.id}",
    )
