"""The address book by hand: a client is written, changed or taken out, and those of the deals that are there come in.

Each is an act that can be taken back.
"""

import uuid

from msgspec.structs import replace

from omnidesk.domain.client_entry import ClientEntry, entry_of
from omnidesk.domain.client_matching import host_of, is_email
from omnidesk.domain.errors import Problem
from omnidesk.i18n import _
from omnidesk.operations.acting import acting_user
from omnidesk.operations.kept_deals import take
from omnidesk.progress import Progress
from omnidesk.store import clients
from omnidesk.store.clients import Act, Change, ClientRow
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, rows_of


def problems(entry: ClientEntry) -> tuple[Problem, ...]:
    """What stops an entry from being kept."""
    found: list[Problem] = []
    if not entry.name.strip():
        found.append(Problem(field="name", reason=_("A client needs a name.")))
    if entry.domain and not host_of(entry.domain):
        found.append(Problem(field="domain", reason=_("This is no web address; an example is aurora.example.")))
    if entry.contact.email and not is_email(entry.contact.email):
        found.append(Problem(field="contact.email", reason=_("This is no email address.")))
    return tuple(found)


def add_client(store: Store, entry: ClientEntry) -> str:
    """Write a new client; return its id.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    client_id, tidy = str(uuid.uuid4()), _tidy(entry)
    _act(store, f"“{tidy.name}” written", Change(client_id=client_id, before=None, after=tidy))
    return client_id


def change_client(store: Store, row: ClientRow, entry: ClientEntry) -> None:
    """Change a client; one that says the same as before changes nothing.

    Raises:
        InputError: it was changed since it was read; nothing was written.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    tidy = _tidy(entry)
    if tidy != row.entry:
        _act(store, f"“{tidy.name}” changed", Change(client_id=row.id, before=row.entry, after=tidy))


def remove_client(store: Store, row: ClientRow) -> str:
    """Take a client out of the address book; return the act's id. Its deals stay. Raises as :func:`change_client`."""
    return _act(store, f"“{row.entry.name}” taken out", Change(client_id=row.id, before=row.entry, after=None))


def deals_of(store: Store, row: ClientRow, *, limit: int = 50) -> tuple[DealRow, ...]:
    """Return the deals of a client, the newest first: those of any name that it has or had.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    names = (row.entry.name, *clients.former_names(store, row.id))
    where = " OR ".join("client = ? COLLATE NOCASE" for _name in names)
    with store.reading() as database:
        return tuple(rows_of(database, f"({where}) ORDER BY changed_at DESC LIMIT {limit}", names))


def take_from_deals(store: Store, progress: Progress | None = None) -> int:
    """Write every client of a deal that the address book does not hold, as its newest deal has it; return how many.

    Raises:
        DamagedError: a deal is not what was saved; nothing was written.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    missing = clients.missing_of_deals(store)
    changes: list[Change] = []
    for place, deal_id in enumerate(missing):
        if progress is not None and place % 20 == 0:
            progress(place / len(missing), f"{place:,} of {len(missing):,} clients")
        entry = entry_of(take(store, deal_id).deal.client)
        if entry.name:
            changes.append(Change(client_id=str(uuid.uuid4()), before=None, after=entry))
    if changes:
        _act(store, f"{len(changes)} from the deals", *changes, kind="import")
    return len(changes)


def _tidy(entry: ClientEntry) -> ClientEntry:
    return replace(entry, name=" ".join(entry.name.split()), domain=host_of(entry.domain))


def _act(store: Store, told: str, *changes: Change, kind: clients.ActKind = "edit") -> str:
    with store.writing() as database:
        act = clients.begin_act(database, Act(kind=kind, told=told, who=acting_user()))
        clients.apply(database, act, changes)
    return act
