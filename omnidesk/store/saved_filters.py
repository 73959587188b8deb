"""Filters of the deal list that a person has named; kept with the settings of the workspace."""

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.store import settings
from omnidesk.store.connect import Store
from omnidesk.store.search import DealFilter, Sort

KEY = "desk.filters"
LONGEST, MOST = 40, 20
"""Letters of a name, and number of filters, that still fit the side of the desk."""


class SavedFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows and in which order, under a name."""

    name: str
    wanted: DealFilter
    sort: Sort = "changed"
    descending: bool = True


def saved_filters(store: Store) -> tuple[SavedFilter, ...]:
    """Return the saved filters in the order in which they were saved; one that cannot be read is left out.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    kept = settings.get(store, KEY)
    found = (_read(text) for text in kept) if isinstance(kept, list) else ()
    return tuple(each for each in found if each is not None)


def save_filter(store: Store, saved: SavedFilter) -> tuple[SavedFilter, ...]:
    """Keep a filter, in the place of one with the same name; return all of them.

    Raises:
        InputError: the name is empty or too long, or there are as many filters as the desk can show.
        MachineError: the store is locked, read-only or full.
    """
    name = " ".join(saved.name.split())
    if not 0 < len(name) <= LONGEST:
        raise InputError(f"a filter needs a name of 1 to {LONGEST} letters")
    kept = list(saved_filters(store))
    names = [each.name.casefold() for each in kept]
    named = msgspec.structs.replace(saved, name=name)
    if name.casefold() in names:
        kept[names.index(name.casefold())] = named
    elif len(kept) < MOST:
        kept.append(named)
    else:
        raise InputError(f"there are {MOST} saved filters already; forget one first")
    return _keep(store, kept)


def forget_filter(store: Store, name: str) -> tuple[SavedFilter, ...]:
    """Forget a filter, if there is one of this name; return those that stay.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    return _keep(store, [each for each in saved_filters(store) if each.name.casefold() != name.casefold()])


def _keep(store: Store, kept: list[SavedFilter]) -> tuple[SavedFilter, ...]:
    settings.put(store, KEY, [msgspec.json.encode(each).decode() for each in kept])
    return tuple(kept)


def _read(text: str) -> SavedFilter | None:
    try:
        return msgspec.json.decode(text, type=SavedFilter)
    except msgspec.DecodeError:
        return None
