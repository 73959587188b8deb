"""The success plan of a deal: what is measured and when, targets, resources and review meetings (domain rules §7)."""

import datetime

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.success import ResourceGroup

REVIEW_MONTHS = {"monthly": 1, "quarterly": 3}
"""Months between business reviews; a continuous cadence has no fixed dates."""


class PlannedMetric(msgspec.Struct, frozen=True, kw_only=True):
    """One metric with its cadence and the agreed target (empty: to be agreed)."""

    id: str
    category: str
    name: str
    cadence: str
    target: str


class SuccessPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Metrics, resources and the reviews of the tier; ``review_dates`` is empty for continuous or no reviews."""

    metrics: tuple[PlannedMetric, ...]
    resources: tuple[ResourceGroup, ...]
    reviews: str | None
    review_dates: tuple[datetime.date, ...]


def plan_success(deal: Deal, catalog: Catalog, pricing: Pricing) -> SuccessPlan:
    """The four categories with the deal's targets, and the review meetings of its tier over the term."""
    metrics = [
        PlannedMetric(
            id=metric.id,
            category=category.name,
            name=metric.name,
            cadence=category.cadence,
            target=deal.success.targets.get(metric.id, ""),
        )
        for category in catalog.success.metrics
        for metric in category.metrics
    ]
    step = REVIEW_MONTHS.get(pricing.tier.reviews or "")
    dates = tuple(pricing.month_starts[month] for month in range(step, pricing.months + 1, step)) if step else ()
    return SuccessPlan(
        metrics=tuple(metrics),
        resources=catalog.success.resources,
        reviews=pricing.tier.reviews,
        review_dates=dates,
    )
