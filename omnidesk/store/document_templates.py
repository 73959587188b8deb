"""Templates of documents that a person has named; kept with the settings of the workspace."""

import msgspec
from msgspec.structs import replace

from omnidesk.domain.errors import InputError
from omnidesk.domain.template import Template
from omnidesk.store import settings
from omnidesk.store.connect import Store

KEY = "documents.templates"
LONGEST, MOST = 40, 50
"""Letters of a name, and number of templates, that still fit a menu."""


def saved_templates(store: Store) -> tuple[Template, ...]:
    """Return the saved templates in the order in which they were saved; one that cannot be read is left out.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    kept = settings.get(store, KEY)
    found = (_read(text) for text in kept) if isinstance(kept, list) else ()
    return tuple(each for each in found if each is not None)


def save_template(store: Store, template: Template, name: str) -> tuple[Template, ...]:
    """Keep a template under a name, in the place of one with the same name; return all of them.

    Raises:
        InputError: the name is empty or too long, or there are too many templates.
        MachineError: the store is locked, read-only or full.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise InputError(f"a template needs a name of 1 to {LONGEST} letters")
    kept = list(saved_templates(store))
    names = [each.called.casefold() for each in kept]
    named = replace(template, called=name)
    if name.casefold() in names:
        kept[names.index(name.casefold())] = named
    elif len(kept) < MOST:
        kept.append(named)
    else:
        raise InputError(f"there are {MOST} saved templates already; delete one first")
    return _keep(store, kept)


def rename_template(store: Store, before: str, name: str) -> tuple[Template, ...]:
    """Give a template another name; one that has this name already gives way.

    Raises:
        InputError: the name is empty or too long, or there is no template ``before``.
        MachineError: the store is locked, read-only or full.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise InputError(f"a template needs a name of 1 to {LONGEST} letters")
    kept = saved_templates(store)
    if all(each.called != before for each in kept):
        raise InputError(f"there is no template {before} any more")
    others = [each for each in kept if each.called == before or each.called.casefold() != name.casefold()]
    return _keep(store, [replace(each, called=name) if each.called == before else each for each in others])


def delete_template(store: Store, name: str) -> tuple[Template, ...]:
    """Delete a template, if there is one of this name; return those that stay. Deals keep the copy that they have.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    return _keep(store, [each for each in saved_templates(store) if each.called.casefold() != name.casefold()])


def _keep(store: Store, kept: list[Template]) -> tuple[Template, ...]:
    settings.put(store, KEY, [msgspec.json.encode(each).decode() for each in kept])
    return tuple(kept)


def _read(text: str) -> Template | None:
    try:
        return msgspec.json.decode(text, type=Template)
    except msgspec.DecodeError:
        return None
