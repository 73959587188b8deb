"""``omnidesk deal accept``, ``decline``, ``withdraw`` …: what becomes of a deal, one verb for each step."""

import argparse
import datetime
import hashlib
from pathlib import Path

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.deal_issue import day
from omnidesk.commands.files import read_file
from omnidesk.commands.output import print_json
from omnidesk.commands.parser import STORED, Commands, Parser, Run, add_deal, add_json, add_specs
from omnidesk.domain.lifecycle import Stage

VERBS: dict[str, tuple[Stage, str]] = {
    "decline": ("declined", "record that the client declined the offer, and why"),
    "withdraw": ("withdrawn", "take an offer back"),
    "activate": ("active", "record that an accepted deal has begun"),
    "end": ("ended", "record that a deal has ended"),
    "reopen": ("draft", "begin the next version of an offer that is out or came to nothing"),
}
"""Steps that need no more than a reason: the stage that each leads to, and what it is for."""


def add(group: Commands) -> None:
    """Add the commands."""
    accepted = _step(group, "accept", "record that the client accepted a version", run_accept)
    accepted.add_argument("--version", type=int, metavar="N", help="the version (the newest)")
    accepted.add_argument("--on", type=day, metavar="DATE", help="the day on which the client accepted (today)")
    accepted.add_argument("--evidence", type=Path, metavar="FILE", help="what it rests on; its hash is kept")
    for verb, (_, summary) in VERBS.items():
        _step(group, verb, summary, run_step).set_defaults(verb=verb)
    lapsed = group.add(
        "expire",
        "record that offers have lapsed: one deal's, or without a deal every one whose last day is over",
        example="omnidesk deal expire",
        run=run_expire,
    )
    lapsed.add_argument(
        "deal", nargs="?", metavar="DEAL", help="its number, its id or the beginning of that, or its title"
    )
    add_specs(lapsed)
    add_json(lapsed)


def _step(group: Commands, verb: str, summary: str, run: Run) -> Parser:
    parser = group.add(verb, summary, example=f'omnidesk deal {verb} {STORED} --reason "as agreed by phone"', run=run)
    add_deal(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; it stays in the deal's history")
    add_specs(parser)
    add_json(parser)
    return parser


def run_accept(options: argparse.Namespace) -> int:
    """Record the acceptance."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.outcomes import Acceptance, accept
    from omnidesk.store.search import find

    how = Acceptance(on=options.on, evidence=_evidence(options.evidence), reason=options.reason)
    with opened_store(options) as store:
        row = find(store, options.deal)
        catalog = read_catalog(options)
        row = accept(store, row.id, catalog, now=_now(), version=options.version, acceptance=how)
    return _said(options, row.title, row.stage, row.offer)


def run_step(options: argparse.Namespace) -> int:
    """Take the step that the verb names."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.outcomes import decline, move_to
    from omnidesk.store.search import find

    to = VERBS[options.verb][0]
    with opened_store(options) as store:
        row, catalog = find(store, options.deal), read_catalog(options)
        if to == "declined":
            row = decline(store, row.id, catalog, now=_now(), reason=options.reason)
        else:
            row = move_to(store, row.id, to, catalog, now=_now(), reason=options.reason)
    return _said(options, row.title, row.stage, row.offer)


def run_expire(options: argparse.Namespace) -> int:
    """Record of one offer, or of all that are over, that they lapsed."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.outcomes import expire, expire_lapsed
    from omnidesk.store.search import find

    with opened_store(options) as store:
        catalog = read_catalog(options)
        if options.deal is None:
            rows = expire_lapsed(store, catalog, now=_now())
        else:
            rows = (expire(store, find(store, options.deal).id, catalog, now=_now()),)
    if options.json:
        print_json([{"id": row.id, "title": row.title, "stage": row.stage, "number": row.offer} for row in rows])
        return 0
    for row in rows:
        print(f"“{row.title}” ({row.offer}) has lapsed")
    if not rows:
        print("No offer has lapsed")
    return 0


def _evidence(path: Path | None) -> dict[str, object] | None:
    if path is None:
        return None
    content = read_file(path)
    return {"file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _said(options: argparse.Namespace, title: str, stage: str, number: str | None) -> int:
    if options.json:
        print_json({"title": title, "stage": stage, "number": number})
    else:
        print(f"“{title}”{f' ({number})' if number else ''} is now {stage}")
    return 0
