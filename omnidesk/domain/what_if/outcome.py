"""What follows from the levers: the figures that a meeting looks at, and what changed against the deal."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import MINOR_DIGITS, round_half_up
from omnidesk.domain.quote import Quote, quote
from omnidesk.domain.roi import ScenarioResult, base_case, network_value

FigureId = Literal[
    "per_year",
    "committed_total",
    "first_year_total",
    "estimated_total",
    "roi_percent",
    "payback_month",
    "npv",
    "network_value",
]
FIGURES: tuple[FigureId, ...] = (
    "per_year",
    "committed_total",
    "first_year_total",
    "estimated_total",
    "roi_percent",
    "payback_month",
    "npv",
    "network_value",
)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One what-if, priced and projected. A figure is None where the deal has none, a return where no benefit is stated.

    ``figures`` are in the deal's currency but for ``roi_percent`` (percent), ``payback_month`` (from 1) and
    ``network_value`` (an index). ``per_year`` is the committed total for twelve months of the term: estimates are
    never added to it.
    """

    deal: Deal
    priced: Quote
    base_case: ScenarioResult | None
    figures: Mapping[FigureId, Decimal | None]

    @property
    def holds(self) -> bool:
        """Whether this could be issued as far as its prices go."""
        return self.priced.totals is not None and not self.priced.refusals


def outcome(deal: Deal, catalog: Catalog) -> Outcome:
    """Price and project a deal."""
    priced = quote(deal, catalog)
    projected = base_case(deal, catalog, priced=priced) if deal.value.benefits else None
    return Outcome(deal=deal, priced=priced, base_case=projected, figures=_figures(deal, priced, projected))


def per_year(priced: Quote) -> Decimal | None:
    """The committed total for twelve months of the term, half-up to the minor unit; None without a price."""
    if priced.totals is None or priced.term is None:
        return None
    yearly = Fraction(priced.totals.committed_total) * 12 / priced.term.months
    return round_half_up(yearly, MINOR_DIGITS[priced.currency])


def _figures(deal: Deal, priced: Quote, projected: ScenarioResult | None) -> dict[FigureId, Decimal | None]:
    totals = priced.totals
    payback = projected.payback_month if projected else None
    return {
        "per_year": per_year(priced),
        "committed_total": totals.committed_total if totals else None,
        "first_year_total": totals.first_year_total if totals else None,
        "estimated_total": totals.estimated_total if totals else None,
        "roi_percent": projected.roi_percent if projected else None,
        "payback_month": None if payback is None else Decimal(payback),
        "npv": projected.npv if projected else None,
        "network_value": network_value(deal.value.network),
    }
