"""Deals that follow deals: a renewal begins when the term ends, an amendment changes what was agreed."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal, RevenueModels, Terms
from omnidesk.domain.differences import Differences, differences
from omnidesk.domain.errors import InputError
from omnidesk.domain.journey import JourneyProgress
from omnidesk.operations.comparing import deal_of_version, offer_of, version_named, version_offer
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.priced_with import snapshot_catalog
from omnidesk.store import deals, moves
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.moves import LinkKind

RENEWED = ("accepted", "active", "ended")
AMENDED = ("accepted", "active")


@dataclass(frozen=True)
class Successor:
    """A new deal, the one that it follows, and what changes against what was agreed."""

    row: DealRow
    origin: DealRow
    changes: Differences


def renew(store: Store, deal_id: str, today: Catalog) -> Successor:
    """Make a new deal that begins when the term of an agreed one ends, at the prices of today.

    Development and one-time add-ons were delivered, so they are not part of it.

    Raises:
        InputError: the deal was not agreed.
        MachineError: the store is locked, read-only or full; nothing was made.
    """
    with store.writing():
        origin = _agreed(store, deal_id, RENEWED, "renewed")
        agreed = deal_of_version(store, version_named(store, deal_id))
        deal = replace(_unsigned(agreed), terms=_next_terms(agreed), models=_recurring(agreed.models))
        return _follow(store, origin, deal, today, "renewal")


def amend(store: Store, deal_id: str, today: Catalog) -> Successor:
    """Make a new deal that changes an agreed one, at the prices that were agreed until somebody reprices it.

    Once accepted it supersedes the other. Raises as :func:`renew`.
    """
    with store.writing():
        origin = _agreed(store, deal_id, AMENDED, "amended")
        deal = _unsigned(deal_of_version(store, version_named(store, deal_id)))
        return _follow(store, origin, deal, today, "amendment")


def _agreed(store: Store, deal_id: str, stages: tuple[str, ...], what: str) -> DealRow:
    row = deals.load(store, deal_id).row
    if row.stage not in stages:
        raise InputError(f"“{row.title}” is {row.stage}; a deal is {what} when it is {' or '.join(stages)}")
    return row


def _unsigned(deal: Deal) -> Deal:
    return replace(deal, approvals=(), journey=JourneyProgress())


def _next_terms(deal: Deal) -> Terms:
    terms = deal.terms
    if terms.effective_date is None or terms.months is None:
        return terms
    return replace(terms, effective_date=terms.effective_date + relativedelta(months=terms.months))


def _recurring(models: RevenueModels) -> RevenueModels:
    subscription = models.subscription
    if subscription is not None:
        subscription = replace(subscription, add_ons=tuple(each for each in subscription.add_ons if each.recurring))
    return replace(models, subscription=subscription, custom_development=None)


def _follow(store: Store, origin: DealRow, deal: Deal, today: Catalog, kind: LinkKind) -> Successor:
    version = version_named(store, origin.id)
    catalog = today if kind == "renewal" else snapshot_catalog(store, version.catalog, today)
    row = keep_new(store, deal, catalog, title=f"{origin.title} ({kind})")
    if kind == "amendment":
        row = moves.price_with(store, row.id, version.catalog, version=row.version)
    moves.link(store, row.id, origin, kind)
    return Successor(row, origin, differences(version_offer(store, version, today), offer_of(deal, catalog)))
