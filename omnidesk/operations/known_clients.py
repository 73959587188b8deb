"""Clients that a new deal can be for: those of the address book, and those of deals that it does not hold."""

from omnidesk.domain.client import Client
from omnidesk.domain.client_entry import client_of
from omnidesk.operations.kept_deals import take
from omnidesk.store.clients import list_clients
from omnidesk.store.connect import Store
from omnidesk.store.search import DealFilter, list_deals

LEAST = 2
"""Letters from which on there is a choice worth showing."""
READ = 20
"""Deals that are looked at for clients."""


def known_clients(store: Store, text: str, *, without: str = "", limit: int = 6) -> tuple[Client, ...]:
    """Return clients whose name or contact begins with these words; of deals, the client as the newest deal has it.

    ``without`` is the id of the deal that is being written, whose own client is no choice.

    Raises:
        MachineError: the store is out of reach.
    """
    words = text.strip()
    if len(words) < LEAST:
        return ()
    found = {row.entry.name.casefold(): client_of(row.entry) for row in list_clients(store, words, limit=limit).rows}
    for row in list_deals(store, DealFilter(text=words, archived=None), limit=READ).rows:
        name = row.client.casefold()
        if row.id != without and len(found) < limit and name not in found and words.casefold() in name:
            found[name] = take(store, row.id).deal.client
    return tuple(found.values())
