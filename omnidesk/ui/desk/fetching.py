"""Reads the list of deals from the store, page by page."""

from omnidesk.store.connect import Store
from omnidesk.store.search import DealPage, list_deals
from omnidesk.ui.desk.deal_model import PAGE, Fetch, Query


def fetching(store: Store) -> Fetch:
    """Return what reads one page of a query; a search without an order of its own shows the best match first."""

    def fetch(query: Query, offset: int) -> DealPage:
        sort = "relevance" if query.wanted.text.strip() and query.sort == "changed" else query.sort
        return list_deals(store, query.wanted, sort=sort, descending=query.descending, limit=PAGE, offset=offset)

    return fetch
