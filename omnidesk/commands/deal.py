"""``omnidesk deal``: the deals of the local store."""

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.commands import (
    deal_history,
    deal_issue,
    deal_mail,
    deal_meeting,
    deal_redline,
    deal_return,
    deal_steps,
    deal_success,
    deal_successors,
    deal_tables,
)
from omnidesk.commands.deal_input import read_catalog, read_input
from omnidesk.commands.output import NOTHING, figure, print_json, print_table
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs
from omnidesk.domain.errors import InputError
from omnidesk.domain.money import MINOR_DIGITS

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.store.deals import DealRow
    from omnidesk.store.moves import Link


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("deal", "list, show, import, export and compare the deals of the local store")
    _add_looking(group)
    _add_files(group)
    deal_tables.add(group)
    deal_history.add(group)
    deal_issue.add(group)
    deal_return.add(group)
    deal_steps.add(group)
    deal_successors.add(group)
    deal_success.add(group)
    deal_mail.add(group)
    deal_meeting.add(group)
    deal_redline.add(group)


def _add_looking(group: Commands) -> None:
    """What shows deals."""
    listed = group.add("list", "list the deals, last changed first", example="omnidesk deal list --json", run=run_list)
    listed.add_argument(
        "--search", default="", metavar="TEXT", help="only deals with these words in title, client or number"
    )
    listed.add_argument("--approval-asked", action="store_true", help="only drafts that wait for an approval")
    listed.add_argument("--archived", action="store_true", help="the archived deals instead")
    add_json(listed)
    shown = group.add("show", "show a deal", example=f"omnidesk deal show {STORED}", run=run_show)
    add_deal(shown)
    add_json(shown)


def _add_files(group: Commands) -> None:
    """What brings a deal in, and writes it out."""
    taken = group.add(
        "import",
        "save a deal file as a new deal",
        example="omnidesk deal import resources/samples/architect-broadcaster.yaml",
        run=run_import,
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="a deal file, YAML or JSON")
    place = taken.add_mutually_exclusive_group()
    place.add_argument("--title", metavar="TEXT", help="its name in lists (the client's)")
    place.add_argument("--onto", metavar="DEAL", help="save it as the next revision of this deal instead")
    add_specs(taken)
    given = group.add(
        "export",
        "write a deal as a deal file, or all deals as one table, calendar or file of JSON lines",
        example=f"omnidesk deal export {STORED} --out aurora.yaml",
        run=run_export,
    )
    given.add_argument(
        "deal", nargs="?", metavar="DEAL", help="its number, its id or the beginning of that, or its title"
    )
    deal_tables.add_many(given)
    add_specs(given)
    given.add_argument("--out", type=Path, metavar="FILE", help="the file to write (standard output)")


def run_list(options: argparse.Namespace) -> int:
    """Print the list."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.store.search import DealFilter, list_deals

    wanted = DealFilter(text=options.search, archived=options.archived, asked=options.approval_asked)
    with opened_store(options) as store:
        rows = list_deals(store, wanted, limit=sys.maxsize).rows
    if options.json:
        print_json([_row_view(row) for row in rows])
    elif options.approval_asked and not rows:
        print("No draft here waits for an approval")
    elif not rows:
        print("No deals here; bring one in with: omnidesk deal import FILE")
        if not options.search:
            print("With the safety copies of a lost computer: omnidesk backup restore FOLDER")
    else:
        head = ("Id", "Number", "Title", "Client", "Stage", "Tier", "Committed", "", "Changed")
        print_table(head, [_cells(row) for row in rows], right=("Committed",), indent="")
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Print what lists know of a deal, and with ``--json`` the deal itself."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.deal_file import encode_deal
    from omnidesk.operations.kept_deals import take
    from omnidesk.store.search import find

    with opened_store(options) as store:
        kept = take(store, find(store, options.deal).id)
        family = _family(store, kept.row)
    view = _row_view(kept.row)
    if options.json:
        print_json({**view, **family, "deal": json.loads(encode_deal(kept.deal))})
        return 0
    told = {name: "; ".join(_relative(name, each) for each in those) for name, those in family.items() if those}
    width = max(map(len, view))
    for name, value in {**view, **told}.items():
        text = figure(value) if isinstance(value, Decimal) else NOTHING if value is None else str(value)
        print(f"{name.replace('_', ' ').ljust(width)}  {text}")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Save the deal of a file, as a new one or as the next revision of another."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.kept_deals import keep, keep_new
    from omnidesk.store.search import find

    source, catalog = read_input(options), read_catalog(options)
    with opened_store(options) as store:
        if options.onto is None:
            row = keep_new(store, source.deal, catalog, title=options.title)
        else:
            row = keep(store, find(store, options.onto), source.deal, catalog)
    print(f"Saved “{row.title}” as {row.id}")
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write a deal file, or print it."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_store
    from omnidesk.deal_file import write_deal
    from omnidesk.operations.kept_deals import take
    from omnidesk.store.search import find

    if options.all == (options.deal is not None):
        raise InputError("name one deal, or give --all and a file with --out deals.xlsx")
    if options.all:
        return deal_tables.run_export_all(options)
    with opened_store(options) as store:
        kept = take(store, find(store, options.deal).id)
    text = write_deal(kept.deal)
    if options.out is None:
        print(text, end="")
    else:
        write_file(options.out, text.encode())
        print(f"“{kept.row.title}” written to {options.out}")
    return 0


def _row_view(row: "DealRow") -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "client": row.client,
        "stage": row.stage,
        "number": row.offer,
        "issued_version": row.offer_version,
        "valid_until": row.valid_until,
        "approval_asked": row.approval_asked,
        "tier": row.tier,
        "currency": row.currency,
        "committed_total": _amount(row.committed_minor, row.currency),
        "estimated_total": _amount(row.estimated_minor, row.currency),
        "months": row.months,
        "version": row.version,
        "archived": row.archived,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }


def _family(store: "Store", row: "DealRow") -> dict[str, list[dict[str, object]]]:
    """The deal that this one renews or amends, and those that renew or amend it."""
    from omnidesk.store import deals, moves

    origin = moves.origin_of(store, row.id)
    follows = [] if origin is None else [(origin, origin.origin)]
    followed = [(each, each.deal_id) for each in moves.followers_of(store, row.id)]

    def view(link: "Link", other_id: str) -> dict[str, object]:
        other = deals.load(store, other_id).row
        return {"kind": link.kind, "id": other.id, "title": other.title, "number": other.offer, "version": link.version}

    return {"follows": [view(*each) for each in follows], "followed_by": [view(*each) for each in followed]}


def _relative(name: str, view: dict[str, object]) -> str:
    number = f", {view['number']}" if view["number"] else ""
    if name == "follows":
        return f"{view['kind']} of “{view['title']}”{number} v{view['version']}"
    return f"{view['kind']} “{view['title']}”{number}"


def _cells(row: "DealRow") -> tuple[str, ...]:
    total = figure(_amount(row.committed_minor, row.currency))
    changed = row.changed_at[:16].replace("T", " ")
    number = NOTHING if row.offer is None else f"{row.offer} v{row.offer_version}"
    stage = f"{row.stage}, approval asked" if row.approval_asked else row.stage
    return row.id[:8], number, row.title, row.client, stage, row.tier or NOTHING, total, row.currency, changed


def _amount(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-MINOR_DIGITS.get(currency, 2))
