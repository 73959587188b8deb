"""``omnidesk deal renew``, ``amend`` and ``reprice``: what an agreed deal becomes, and what it costs today."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.differences import differences_view, print_differences
from omnidesk.commands.output import print_json
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.operations.successors import Successor
    from omnidesk.store.connect import Store


def add(group: Commands) -> None:
    """Add the commands."""
    for verb, summary in (
        ("renew", "make a deal that goes on when the term of an agreed one ends, at the prices of today"),
        ("amend", "make a deal that changes an agreed one, at the prices that were agreed"),
    ):
        parser = group.add(verb, summary, example=f"omnidesk deal {verb} {STORED}", run=run_follow)
        parser.set_defaults(verb=verb)
        add_deal(parser)
        add_specs(parser)
        add_json(parser)
    priced = group.add(
        "reprice",
        "show what an issued deal would cost with the catalog of today, and take those prices",
        example=f"omnidesk deal reprice {STORED} --apply",
        run=run_reprice,
    )
    add_deal(priced)
    priced.add_argument("--apply", action="store_true", help="take the prices; the deal is then a draft")
    add_specs(priced)
    add_json(priced)


def run_follow(options: argparse.Namespace) -> int:
    """Make the new deal, and print what changes."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.successors import amend, renew
    from omnidesk.store.search import find

    make: Callable[[Store, str, Catalog], Successor] = renew if options.verb == "renew" else amend
    catalog = read_catalog(options)
    with opened_store(options) as store:
        made = make(store, find(store, options.deal).id, catalog)
    if options.json:
        view = differences_view(made.changes, made.row.currency)
        print_json({"id": made.row.id, "title": made.row.title, "origin": made.origin.id, **view})
        return 0
    print(f"Saved “{made.row.title}” as {made.row.id}; it follows {made.origin.offer} v{made.origin.offer_version}")
    print_differences(made.changes, made.row.currency)
    return 0


def run_reprice(options: argparse.Namespace) -> int:
    """Print what would change, and change it if that was asked for."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.repricing import reprice, repricing
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        row = find(store, options.deal)
        found = repricing(store, row, catalog)
        if options.apply:
            row = reprice(store, row, catalog)
    if options.json:
        print_json({"applied": options.apply, **differences_view(found, row.currency)})
        return 0
    print_differences(found, row.currency)
    if options.apply:
        print(f"“{row.title}” is priced with the catalog of today and is now {row.stage}")
    elif found:
        print("To take these prices: add --apply")
    return 0
