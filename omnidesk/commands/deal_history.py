"""``omnidesk deal history`` and ``diff``: the states a deal had, and what changed between two of them."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from omnidesk.commands.output import NOTHING, print_json, print_table
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.store.revisions import Revision


def add(group: Commands) -> None:
    """Add the commands."""
    shown = group.add("history", "list a deal's revisions", example=f"omnidesk deal history {STORED}", run=run_history)
    add_deal(shown)
    add_json(shown)
    diff = group.add(
        "diff",
        "compare two revisions of a deal field by field",
        example=f"omnidesk deal diff {STORED} 1 2",
        run=run_diff,
    )
    add_deal(diff)
    diff.add_argument("before", nargs="?", metavar="BEFORE", help="a revision's number or id (the one before AFTER)")
    diff.add_argument("after", nargs="?", metavar="AFTER", help="a revision's number or id (the newest)")
    add_json(diff)


def run_history(options: argparse.Namespace) -> int:
    """Print the revisions, newest first."""
    from omnidesk.commands.store_in import opened_store

    with opened_store(options) as store:
        revisions = _revisions(store, options.deal)
    rows = [
        {"number": number, "id": each.id, "parents": each.parents, "created_at": each.created_at, "sha256": each.sha256}
        for number, each in reversed(list(enumerate(revisions, start=1)))
    ]
    if options.json:
        print_json(rows)
    else:
        cells = [(str(row["number"]), str(row["id"]), str(row["created_at"])[:19].replace("T", " ")) for row in rows]
        print_table(("No.", "Id", "Saved"), cells, right=("No.",), indent="")
    return 0


def run_diff(options: argparse.Namespace) -> int:
    """Print each field that differs, before and after."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.kept_deals import take_revision

    with opened_store(options) as store:
        revisions = _revisions(store, options.deal)
        after = _position(revisions, options.after or str(len(revisions)))
        before = _position(revisions, options.before or str(max(after, 1)))
        found = differences(
            take_revision(store, revisions[before].id),
            take_revision(store, revisions[after].id),
        )
    if options.json:
        print_json([{"field": field, "before": old, "after": new} for field, old, new in found])
        return 0
    print(f"Revision {before + 1} to {after + 1}: {len(found) or 'no'} field{'' if len(found) == 1 else 's'} changed")
    for field, old, new in found:
        print(f"  {field}: {_shown(old)} → {_shown(new)}")
    return 0


def differences(before: Deal, after: Deal) -> list[tuple[str, object, object]]:
    """Every field that differs, as (field, before, after), in the order of field names; None where it is not there."""
    old, new = dict(_fields(before)), dict(_fields(after))
    names = sorted(old.keys() | new.keys())
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _fields(deal: Deal) -> Iterator[tuple[str, object]]:
    from omnidesk.deal_file import encode_deal

    return _flat(json.loads(encode_deal(deal)), "")


def _flat(value: object, field: str) -> Iterator[tuple[str, object]]:
    """Single values with their paths, such as ``terms.taxes[0].percent``; an empty list or mapping has none."""
    if isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _flat(entry, f"{field}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _flat(entry, f"{field}[{index}]")
    else:
        yield field, value


def _revisions(store: "Store", reference: str) -> "Sequence[Revision]":
    """The deal's revisions, oldest first."""
    from omnidesk.store.revisions import history
    from omnidesk.store.search import find

    return history(store, find(store, reference).id)[::-1]


def _position(revisions: "Sequence[Revision]", reference: str) -> int:
    """Where a revision stands, by its number from 1 or the beginning of its id."""
    if reference.isdecimal() and 1 <= int(reference) <= len(revisions):
        return int(reference) - 1
    found = [index for index, each in enumerate(revisions) if len(reference) >= 4 and each.id.startswith(reference)]
    if len(found) != 1:
        raise InputError(f"there is no one revision “{reference[:40]}”; this deal has 1 to {len(revisions)}")
    return found[0]


def _shown(value: object) -> str:
    return NOTHING if value is None else json.dumps(value, ensure_ascii=False)
