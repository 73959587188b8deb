"""Repricing: a deal that was issued keeps the prices of its catalog until somebody chooses those of today."""

import datetime

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import Differences
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import AGREED
from omnidesk.operations.comparing import compare_catalogs
from omnidesk.operations.kept_deals import keep, take
from omnidesk.operations.priced_with import catalog_of
from omnidesk.store import moves
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.versions import of_deal


class PricesChangedError(InputError):
    """A lapsed offer would go out again at prices that the catalog of today no longer has."""

    exit_status = 1

    def __init__(self, row: DealRow, found: Differences) -> None:
        self.found = found
        differ = "1 line differs" if len(found.lines) == 1 else f"{len(found.lines)} lines differ"
        super().__init__(
            f"“{row.title}” has lapsed and would cost something else today ({differ}); "
            "look at the differences, then reprice it or say that the old prices hold"
        )


def repricing(store: Store, row: DealRow, today: Catalog) -> Differences:
    """What would change if a deal took the catalog of today; nothing where it has it already.

    Raises:
        DamagedError: deal or catalog are not what was kept.
        MachineError: the store is out of reach.
    """
    if row.catalog is None:
        return Differences()
    return compare_catalogs(take(store, row.id).deal, catalog_of(store, row, today), today)


def reprice(store: Store, row: DealRow, today: Catalog) -> DealRow:
    """Give a deal the catalog of today; an issued one is a draft of its next version from then on.

    Raises:
        ChangedElsewhereError: it was saved elsewhere since ``row`` was read.
        InputError: it was agreed, so its prices stay.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    if row.stage in AGREED:
        raise InputError(f"“{row.title}” is {row.stage}: its prices stay; amend or renew it to price it anew")
    with store.writing():
        fresh = moves.price_with(store, row.id, None, version=row.version)
        return keep(store, fresh, take(store, row.id).deal, today, reprices=True)


def refuse_unseen_prices(store: Store, row: DealRow, deal: Deal, today: Catalog, day: datetime.date) -> None:
    """Refuse to issue a lapsed offer again at prices of a catalog that has changed since.

    Raises:
        PricesChangedError: with every difference.
    """
    issued = of_deal(store, row.id)
    if row.catalog is None or not issued or day.isoformat() <= issued[0].valid_until:
        return
    found = compare_catalogs(deal, catalog_of(store, row, today), today)
    if found.price_changed:
        raise PricesChangedError(row, found)
