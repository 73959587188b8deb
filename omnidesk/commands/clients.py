"""``omnidesk clients``: the address book that deals are begun from."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.commands.output import NOTHING, print_json, print_table
from omnidesk.commands.parser import Commands, add_json
from omnidesk.commands.table_input import add_table, run_table
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.store.clients import ClientRow
    from omnidesk.store.connect import Store

FORMATS = ("jsonl", "csv", "xlsx")


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("clients", "list, import, export and merge the clients of the address book")
    listed = group.add("list", "list the clients by name", example="omnidesk clients list --json", run=run_list)
    listed.add_argument("--search", default="", metavar="TEXT", help="only those with these words in name or contact")
    add_json(listed)
    taken = group.add(
        "import",
        "import clients from CSV, Excel or vCard; what is there is found again",
        example="omnidesk clients import hubspot-companies.csv --dry-run",
        run=run_import,
    )
    add_table(taken)
    given = group.add(
        "export", "write the clients as a file", example="omnidesk clients export --out clients.csv", run=run_export
    )
    given.add_argument("--search", default="", metavar="TEXT", help="only those with these words in name or contact")
    given.add_argument("--format", choices=FORMATS, help="the kind of file (by the ending of --out)")
    given.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    _add_merging(group)


def _add_merging(group: Commands) -> None:
    merged = group.add(
        "merge",
        "make one client of two; without names list those that may be the same",
        example='omnidesk clients merge "Aurora Broadcast AG" "Aurora Broadcast" --take address,phone',
        run=run_merge,
    )
    merged.add_argument("kept", nargs="?", metavar="CLIENT", help="the client that stays: name, id or its beginning")
    merged.add_argument("gone", nargs="?", metavar="OTHER", help="the client that goes into it")
    merged.add_argument("--take", default="", metavar="FIELDS", help="fields in which the other is right")
    merged.add_argument("--two", action="store_true", help="they are two: remember it and list them no more")
    add_json(merged)
    acts = group.add("acts", "list what was done to the address book", example="omnidesk clients acts", run=run_acts)
    add_json(acts)
    undone = group.add(
        "undo",
        "take an import, a merge or an edit back, with the deals it brought",
        example="omnidesk clients undo",
        run=run_undo,
    )
    undone.add_argument("act", nargs="?", default="", metavar="ACT", help="the act, by its id (the newest)")
    add_json(undone)


def run_list(options: argparse.Namespace) -> int:
    """Print the list."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.store.clients import list_clients

    with opened_store(options) as store:
        rows = list_clients(store, options.search, limit=-1).rows
    if options.json:
        print_json(rows)
    elif not rows:
        print("No clients here; bring some in with: omnidesk clients import FILE")
    else:
        cells = [
            (row.id[:8], row.entry.name, row.entry.country or NOTHING, row.entry.contact.name, row.entry.contact.email)
            for row in rows
        ]
        print_table(("Id", "Name", "Country", "Contact", "Email"), cells, indent="")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Import a table of clients."""
    return run_table(options, "clients")


def run_export(options: argparse.Namespace) -> int:
    """Write the clients."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.exporting import export_clients

    kind = options.format or options.out.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise InputError(f"{options.out}: say what kind of file with --format {', '.join(FORMATS)}")
    with opened_store(options) as store:
        exported = export_clients(store, options.search, kind)
    write_file(options.out, exported.content)
    print(f"{exported.count:,} client{'' if exported.count == 1 else 's'} written to {options.out}")
    return 0


def run_merge(options: argparse.Namespace) -> int:
    """Merge two clients, or list those that may be the same."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.domain.client_entry import COMPARED
    from omnidesk.operations.duplicates_merged import merge
    from omnidesk.store.clients import find_client

    if options.kept is None or options.gone is None:
        return _list_pairs(options)
    take = frozenset(filter(None, map(str.strip, options.take.split(","))))
    if take - set(COMPARED):
        raise InputError(f"--take {options.take}: fields are {', '.join(COMPARED)}")
    with opened_store(options) as store:
        kept, gone = find_client(store, options.kept), find_client(store, options.gone)
        if options.two:
            return _hold_apart(options, store, kept, gone)
        act = merge(store, kept, gone, take)
        row = find_client(store, kept.id)
    if options.json:
        print_json({"act": act, "client": row})
    else:
        print(f"“{gone.entry.name}” is part of “{row.entry.name}” now")
        print(f"Take it back with: omnidesk clients undo {act[:8]}")
    return 0


def _hold_apart(options: argparse.Namespace, store: "Store", kept: "ClientRow", gone: "ClientRow") -> int:
    from omnidesk.operations.duplicates_merged import hold_apart

    act = hold_apart(store, kept, gone)
    if options.json:
        print_json({"act": act})
        return 0
    print(f"“{kept.entry.name}” and “{gone.entry.name}” are two and are not listed again")
    print(f"Take it back with: omnidesk clients undo {act[:8]}")
    return 0


def _list_pairs(options: argparse.Namespace) -> int:
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.duplicates import pairs
    from omnidesk.specs.imports import load_imports
    from omnidesk.store.clients import entries
    from omnidesk.store.clients_apart import held_apart

    with opened_store(options) as store:
        known, apart = entries(store), held_apart(store)
    found = pairs(known, load_imports(), apart)
    if options.json:
        print_json([{"client": match.client_id, "other": other, "why": match.why} for other, match in found])
    elif not found:
        print("No two clients look like the same")
    else:
        cells = [
            (match.client_id[:8], known[match.client_id].name, other[:8], known[other].name, match.why)
            for other, match in found
        ]
        print_table(("Id", "Client", "Other", "Name", "Why"), cells, indent="")
    return 0


def run_acts(options: argparse.Namespace) -> int:
    """Print what was done."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.store.clients import acts

    with opened_store(options) as store:
        found = acts(store)
    if options.json:
        print_json(found)
    elif not found:
        print("Nothing was imported or merged yet")
    else:
        cells = [
            (
                act.id[:8],
                act.at[:16].replace("T", " "),
                act.kind,
                act.who,
                "undone" if act.taken_back else "",
                act.told,
            )
            for act in found
        ]
        print_table(("Id", "At", "Act", "Who", "", "What"), cells, indent="")
    return 0


def run_undo(options: argparse.Namespace) -> int:
    """Take an act back."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.duplicates_merged import take_back

    with opened_store(options) as store:
        done = take_back(store, options.act)
    if options.json:
        print_json(msgspec.to_builtins(done.act) | {"deals_gone": done.deals_gone, "deals_kept": done.deals_kept})
        return 0
    print(f"Taken back: {done.act.told}")
    if done.deals_gone:
        print(f"{done.deals_gone:,} deal{'' if done.deals_gone == 1 else 's'} went with it")
    if done.deals_kept:
        print(f"{done.deals_kept:,} stayed: somebody has worked with what it brought")
    return 0
