"""How any figure that a person sees came about, by its id: ``line:usage:net``, ``payment:3``, ``roi:base:npv``.

Lines and totals bring their derivations with the quote; every other figure is derived here, when somebody asks.
"""

from collections.abc import Callable

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.derivations.basis import Basis
from omnidesk.domain.derivations.listed import flame_figure, plan_figure, tier_figure
from omnidesk.domain.derivations.quoted import line_figure, model_figure, rest_figure, tax_figure, total_figure
from omnidesk.domain.derivations.scheduled import milestone_figure, payment_figure, year_figure
from omnidesk.domain.derivations.valued import network_figure, roi_figure
from omnidesk.domain.line import Derivation
from omnidesk.domain.quote import Quote, frame

_KINDS: dict[str, Callable[[Basis, str], Derivation | None]] = {
    "line": line_figure,
    "total": total_figure,
    "tax": tax_figure,
    "model": model_figure,
    "rest": rest_figure,
    "plan": plan_figure,
    "payment": payment_figure,
    "milestone": milestone_figure,
    "year": year_figure,
    "tier": tier_figure,
    "flame": flame_figure,
    "roi": roi_figure,
    "network": network_figure,
}


def derive(deal: Deal, catalog: Catalog, priced: Quote, figure: str) -> Derivation | None:
    """How a figure of this deal came about; None where the deal has no such figure."""
    kind, _, name = figure.partition(":")
    if kind not in _KINDS:
        return None
    return _KINDS[kind](Basis(deal, catalog, priced, frame(deal, catalog, catalog.tier(priced.tier))), name)
