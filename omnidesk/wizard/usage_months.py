"""Usage planned month by month: every figure of the term by metric, and how a plan of one's own begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import msgspec

from omnidesk.domain.pricing import Pricing
from omnidesk.domain.remembered import remembered
from omnidesk.domain.usage import Usage, interactions_by_month
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import shown

YEAR = 12
Figures = tuple[Decimal, ...]
"""A figure for each month of the term."""


@dataclass(frozen=True)
class PlannedMetric:
    """A metered figure; ``own`` where the deal lists its months, which then do not grow."""

    id: str
    name: str
    own: bool


@dataclass(frozen=True)
class PlannedMonth:
    """A month of the term, counted from 0, with a figure for each metric as a person may edit it."""

    month: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class MonthPlan:
    """The months of each contract year; ``years`` names them. Their cells are written when they are asked for."""

    metrics: tuple[PlannedMetric, ...]
    years: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Figures, ...]

    @property
    def months(self) -> tuple[tuple[PlannedMonth, ...], ...]:
        """The months year by year."""
        return _years(self.names, self.columns)


def view(context: Context, usage: Usage) -> MonthPlan | None:
    """What the table of months shows; None while the deal has no term."""
    pricing = context.pricing
    if pricing is None:
        return None
    metrics = context.catalog.usage.metrics
    names = tuple(context.formatter.month(start) for start in pricing.month_starts[:-1])
    return MonthPlan(
        metrics=tuple(
            PlannedMetric(metric.id, metric.name, isinstance(usage.volumes.get(metric.id), tuple)) for metric in metrics
        ),
        years=tuple(_("Year {number}").format(number=number) for number in range(1, -(-len(names) // YEAR) + 1)),
        names=names,
        columns=tuple(figures(context, usage, metric.id) for metric in metrics),
    )


@lru_cache(maxsize=4)
def _years(names: tuple[str, ...], columns: tuple[Figures, ...]) -> tuple[tuple[PlannedMonth, ...], ...]:
    """The months year by year; most changes of a deal leave its usage as it was."""
    lines = [
        PlannedMonth(month, name, tuple(shown(column[month]) for column in columns)) for month, name in enumerate(names)
    ]
    return tuple(tuple(lines[first : first + YEAR]) for first in range(0, len(lines), YEAR))


def figures(context: Context, usage: Usage, metric: str) -> Figures:
    """The figures of a metric as they are priced: those listed, those grown from month 1, or zeros."""
    pricing, volume = context.pricing, usage.volumes.get(metric)
    if pricing is None:
        return ()
    if isinstance(volume, tuple):
        return (*volume, *[Decimal(0)] * pricing.months)[: pricing.months]
    return grown(usage, metric, pricing) if volume is not None else (Decimal(0),) * pricing.months


@remembered
def grown(usage: Usage, metric: str, pricing: Pricing) -> Figures:
    """Interactions of a metric month by month; a list that is too short ends in zeros."""
    alone = msgspec.structs.replace(usage, volumes={metric: usage.volumes[metric]})
    counted = interactions_by_month(alone, pricing.months, pricing.policy.charged_per_unit_begun.value)
    return tuple(Decimal(each) for each in (*counted, *[0] * (pricing.months - len(counted))))


def entered(context: Context, usage: Usage, metric: str, month: int, values: Sequence[Decimal]) -> Figures:
    """The figures with others from a month on; what lies beyond the term is left out."""
    before = figures(context, usage, metric)
    return (*before[:month], *values, *before[month + len(values) :])[: len(before)]
