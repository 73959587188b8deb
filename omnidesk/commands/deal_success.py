"""``omnidesk deal success``, ``measure``, ``review`` and ``expand``: what an agreed deal reaches, and what follows."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.deal_issue import day
from omnidesk.commands.differences import differences_view, print_differences
from omnidesk.commands.output import NOTHING, print_json, print_table
from omnidesk.commands.parser import STORED, Commands, Parser, add_deal, add_json, add_specs

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.domain.success_tracking import SuccessEntry, Verdict
    from omnidesk.operations.success import Followed

STATES = {"reached": "reached", "short": "not reached", "judge": "you judge: --reached", "open": NOTHING}


def add(group: Commands) -> None:
    """Add the commands."""
    shown = group.add(
        "success",
        "show how an agreed deal stands: targets, actuals, what is due, when it renews",
        example=f"omnidesk deal success {STORED} --ics reviews.ics",
        run=run_success,
    )
    shown.add_argument("--ics", type=Path, metavar="OUT.ics", help="write the days that come as a calendar file")
    measured = group.add(
        "measure",
        "enter what was measured of an agreed deal",
        example=f'omnidesk deal measure {STORED} nps "42"',
        run=run_measure,
    )
    held = group.add(
        "review",
        "enter that a business review was held, or write the one-page review",
        example=f"omnidesk deal review {STORED} --out review.pdf",
        run=run_review,
    )
    grown = group.add(
        "expand",
        "make a deal of what follows from the targets that were reached",
        example=f"omnidesk deal expand {STORED}",
        run=run_expand,
    )
    for parser in (shown, measured, held, grown):
        add_deal(parser)
        add_specs(parser)
        add_json(parser)
    _add_figures(measured)
    for parser in (measured, held):
        parser.add_argument("--on", type=day, metavar="DATE", help="the day it is of (today)")
        parser.add_argument("--note", default="", metavar="TEXT", help="a note of ours; no document prints it")
    held.add_argument("--held", action="store_true", help="enter that the review was held")
    held.add_argument("--out", type=Path, metavar="OUT.pdf", help="write the one-page review for the client")
    held.add_argument("--lang", metavar="TAG", help="language of the page (the client's)")
    grown.add_argument("--renew", action="store_true", help="go on when the term ends instead of amending it")


def _add_figures(measured: Parser) -> None:
    """What says which metric is meant, and what was found."""
    measured.add_argument("metric", metavar="METRIC", help="its id, such as nps or active_agents")
    measured.add_argument("value", metavar="VALUE", nargs="?", default="", help="what was measured, such as 42 or 80%%")
    judged = measured.add_mutually_exclusive_group()
    words = "say that a target without a figure is reached"
    judged.add_argument("--reached", dest="verdict", action="store_const", const="reached", help=words)
    words = "say that a target without a figure is not reached yet"
    judged.add_argument("--not-reached", dest="verdict", action="store_const", const="short", help=words)


def run_success(options: argparse.Namespace) -> int:
    """Print how the deal stands."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.success import follow
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        found = follow(store, find(store, options.deal).id, catalog, _today(catalog))
    if options.ics is not None:
        from omnidesk.commands.files import write_file
        from omnidesk.operations.success_review import success_calendar

        write_file(options.ics, success_calendar(found))
    return _show(options, found)


def run_measure(options: argparse.Namespace) -> int:
    """Enter a measurement."""
    from omnidesk.domain.success_tracking import SuccessEntry

    on = options.on or _today(read_catalog(options))
    entry = SuccessEntry(item=options.metric, date=on, value=options.value, note=options.note)
    return _enter(options, entry, options.verdict)


def run_review(options: argparse.Namespace) -> int:
    """Enter a review, write its page, or both; without either show what is due."""
    from omnidesk.domain.success_tracking import REVIEW, SuccessEntry

    status = 0
    if options.out is not None:
        _write_review(options)
    if options.held:
        on = options.on or _today(read_catalog(options))
        status = _enter(options, SuccessEntry(item=REVIEW, date=on, note=options.note))
    elif options.out is None:
        options.ics = None
        status = run_success(options)
    return status


def run_expand(options: argparse.Namespace) -> int:
    """Make the proposal."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.success import propose_expansion
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        found = find(store, options.deal)
        done = propose_expansion(store, found.id, catalog, _today(catalog), renews=options.renew)
    row = done.made.row
    if options.json:
        changes = differences_view(done.made.changes, row.currency)
        print_json({"id": row.id, "title": row.title, "steps": done.steps, **changes})
        return 0
    print(f"Saved “{row.title}” as {row.id}; it follows from what was reached:")
    head = ("Step", "From", "To", "Reached")
    print_table(head, [(each.kind, each.before, each.name or each.to, ", ".join(each.reasons)) for each in done.steps])
    print_differences(done.made.changes, row.currency)
    return 0


def _enter(options: argparse.Namespace, entry: "SuccessEntry", verdict: "Verdict | None" = None) -> int:
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.success import enter
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        found = enter(store, find(store, options.deal).id, entry, catalog, _today(catalog), verdict=verdict)
    return _show(options, found)


def _write_review(options: argparse.Namespace) -> None:
    from omnidesk.commands.files import write_file
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.success import follow
    from omnidesk.operations.success_review import build_review, order_of
    from omnidesk.store.search import find

    catalog = read_catalog(options)
    with opened_store(options) as store:
        found = follow(store, find(store, options.deal).id, catalog, _today(catalog))
    now = datetime.datetime.now(datetime.UTC)
    built = build_review(order_of(found, options.lang), found.catalog, now=now)
    write_file(options.out, built.pdf)
    if not options.json:
        print(f"Review written to {options.out}")


def _show(options: argparse.Namespace, found: "Followed") -> int:
    tracking, today = found.tracking, found.today
    if options.json:
        rows = [{**asdict(each), "due_state": each.due_state(today)} for each in tracking.tracks]
        print_json({"title": found.row.title, "day": today, "tracks": rows, "renewal": tracking.renewal})
        return 0
    head = ("Metric", "Target", "Actual", "As of", "State", "Due", "Missed")
    rows = [
        (
            each.item,
            each.target or NOTHING,
            NOTHING if each.latest is None else each.latest.value or "held",
            NOTHING if each.latest is None else str(each.latest.date),
            STATES[each.state],
            NOTHING if each.due is None else f"{each.due}{' overdue' if each.due < today else ''}",
            str(each.missed) if each.missed else "",
        )
        for each in tracking.tracks
        if each.due is not None or each.latest is not None or each.state == "reached"
    ]
    print(f"“{found.row.title}” on {today}")
    print_table(head, rows)
    renewal = tracking.renewal
    ends = "renews itself after" if renewal.renews_itself else "ends on"
    notice = "" if renewal.notice is None else f"; notice of {renewal.notice} days: speak about the renewal now"
    print(f"The term {ends} {renewal.last_day}, in {renewal.days_left:,} days{notice}")
    return 0


def _today(catalog: "Catalog") -> datetime.date:
    from omnidesk.operations.acting import day_of

    return day_of(datetime.datetime.now(datetime.UTC), catalog)
