"""Two clients of the address book become one, and any act on the address book is taken back."""

import msgspec

from omnidesk.domain.client_entry import merged
from omnidesk.domain.errors import InputError
from omnidesk.operations.acting import acting_user
from omnidesk.store import clients
from omnidesk.store.clients import Act, Change, ClientRow, KeptAct
from omnidesk.store.clients_apart import keep_apart
from omnidesk.store.connect import Store


def merge(store: Store, kept: ClientRow, gone: ClientRow, take: frozenset[str] = frozenset()) -> str:
    """Make one client of two: ``take`` are the fields in which the one that goes is right. Returns the act's id.

    Raises:
        InputError: it is one client, or either was changed since it was read; nothing was written.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    if kept.id == gone.id:
        raise InputError(f"“{kept.entry.name}” is one client already; name two")
    changes = (
        Change(client_id=gone.id, before=gone.entry, after=None),
        Change(client_id=kept.id, before=kept.entry, after=merged(kept.entry, gone.entry, take)),
    )
    told = f"“{gone.entry.name}” into “{kept.entry.name}”"
    with store.writing() as database:
        act = clients.begin_act(database, Act(kind="merge", told=told, who=acting_user()))
        clients.apply(database, act, changes)
    return act


def hold_apart(store: Store, first: ClientRow, second: ClientRow) -> str:
    """Remember that two clients are two, so that nobody is asked again. Returns the act's id.

    Raises:
        InputError: it is one client.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    if first.id == second.id:
        raise InputError(f"“{first.entry.name}” is one client; name two")
    told = f"“{first.entry.name}” and “{second.entry.name}”"
    with store.writing() as database:
        act = clients.begin_act(database, Act(kind="apart", told=told, who=acting_user()))
        keep_apart(database, act, first.id, second.id)
    return act


class TakenBack(msgspec.Struct, frozen=True, kw_only=True):
    """An act that does not hold any more, and of the deals that it made how many went and how many stay."""

    act: KeptAct
    deals_gone: int = 0
    deals_kept: int = 0


def take_back(store: Store, act_id: str = "") -> TakenBack:
    """Take an act back, the newest where none is named. Deals of an import go with it unless somebody changed them.

    Raises:
        InputError: there is no such act, it was taken back before, or a client was changed since; nothing was written.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    act = _act(store, act_id)
    changes = [
        Change(client_id=change.client_id, before=change.after, after=change.before)
        for change in reversed(clients.changes_of(store, act.id))
        if change.before != change.after
    ]
    with store.writing() as database:
        undo = clients.begin_act(database, Act(kind="undo", told=act.told, who=acting_user(), undone=act.id))
        clients.apply(database, undo, changes)
        gone, kept = clients.drop_deals(database, act.id)
    return TakenBack(act=act, deals_gone=gone, deals_kept=kept)


def _act(store: Store, act_id: str) -> KeptAct:
    """The act that is meant; without an id the newest that still holds."""
    if act_id:
        found = [act for act in clients.acts(store, limit=10_000) if act.id.startswith(act_id.lower())]
    else:
        found = [act for act in clients.acts(store) if act.kind != "undo" and not act.taken_back][:1]
    if len(found) != 1:
        raise InputError("there is no such act to take back; see: omnidesk clients acts")
    if found[0].taken_back:
        raise InputError(f"{found[0].told}: this was taken back already")
    return found[0]
