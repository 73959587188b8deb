"""``omnidesk deal history`` and ``diff``: the states a deal had, and what changed between two of them."""

import argparse
import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.differences import differences_view, print_differences
from omnidesk.commands.output import print_json, print_table, print_wrapped
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.frozen import FrozenOffer
from omnidesk.formatting import Formatter

if TYPE_CHECKING:
    from omnidesk.operations.comparing import KeptVersion
    from omnidesk.store.connect import Store
    from omnidesk.store.deals import DealRow
    from omnidesk.store.documents import DocumentRow
    from omnidesk.store.revisions import Revision
    from omnidesk.store.timestamps import TimestampRequest
    from omnidesk.store.versions import VersionRow


def add(group: Commands) -> None:
    """Add the commands."""
    shown = group.add("history", "list a deal's revisions", example=f"omnidesk deal history {STORED}", run=run_history)
    add_deal(shown)
    add_json(shown)
    diff = group.add(
        "diff",
        "compare two states of a deal by field, price and clause",
        example=f"omnidesk deal diff {STORED} 1 2",
        run=run_diff,
    )
    add_deal(diff)
    state = "a revision's number or id, or v1 for a version"
    diff.add_argument("before", nargs="?", metavar="BEFORE", help=f"{state} (the one before AFTER)")
    diff.add_argument("after", nargs="?", metavar="AFTER", help=f"{state} (the newest revision)")
    diff.add_argument("--full", action="store_true", help="with --json: prices and clauses as well as fields")
    add_specs(diff)
    add_json(diff)
    issued = group.add(
        "versions",
        "list what was issued of a deal, and every step from stage to stage",
        example=f"omnidesk deal versions {STORED}",
        run=run_versions,
    )
    add_deal(issued)
    add_specs(issued)
    add_json(issued)


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


def run_versions(options: argparse.Namespace) -> int:
    """Print what was issued and every step of the deal."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.acting import day_of
    from omnidesk.operations.comparing import story
    from omnidesk.operations.timestamp_words import timestamp_told
    from omnidesk.store.search import find
    from omnidesk.store.timestamps import timestamps_of
    from omnidesk.store.versions import documents_of

    catalog = read_catalog(options)
    today = day_of(datetime.datetime.now(datetime.UTC), catalog)
    with opened_store(options) as store:
        told = story(store, find(store, options.deal).id, today)
        sent = {each.row.id: documents_of(store, each.row.id) for each in told.versions}
        asked = {each.document: each for each in timestamps_of(store, find(store, options.deal).id)}
    if options.json:
        views = [_version_view(each, sent[each.row.id], asked) for each in told.versions]
        print_json({"versions": views, "steps": told.steps})
        return 0
    rows = [
        (f"v{each.row.version}", each.row.offer, each.state, _issued_on(each, catalog), each.row.valid_until)
        for each in told.versions
    ]
    if rows:
        print_table(("", "Number", "State", "Issued", "Valid until"), rows, indent="")
    else:
        print("Nothing was issued of it yet")
    for document in (each for documents in sent.values() for each in documents if each.id in asked):
        print_wrapped(f"{document.name}: {timestamp_told(asked[document.id], Formatter('en-GB'))}")
    for step in told.steps:
        about = f" (v{step.version})" if step.version else ""
        reason = f": {step.reason}" if step.reason else ""
        print(f"{step.at[:16].replace('T', ' ')}  {step.before} → {step.after}{about}, {step.who}{reason}")
    return 0


def _issued_on(kept: "KeptVersion", catalog: Catalog) -> str:
    """The day that the offer says, which is the company's."""
    from omnidesk.operations.acting import day_of

    return day_of(datetime.datetime.fromisoformat(kept.row.issued_at), catalog).isoformat()


def run_diff(options: argparse.Namespace) -> int:
    """Print each field that differs, before and after; what it costs and which clauses changed as well."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.domain.differences import differences
    from omnidesk.store.search import find

    with opened_store(options) as store:
        row, catalog = find(store, options.deal), read_catalog(options)
        states = _States(store, row, catalog)
        after = states.named(options.after or "")
        before = states.named(options.before) if options.before else states.before(after)
        found = differences(states.offer(before), states.offer(after))
    if options.json:
        view = differences_view(found, row.currency)
        print_json(view if options.full else view["fields"])
        return 0
    print(f"{before.name} to {after.name[:1].lower()}{after.name[1:]}: ", end="")
    print_differences(found, row.currency)
    return 0


def _version_view(
    kept: "KeptVersion", documents: "Sequence[DocumentRow]", asked: "Mapping[str, TimestampRequest]"
) -> dict[str, object]:
    row = kept.row
    return {
        "number": row.offer,
        "version": row.version,
        "state": kept.state,
        "issued_at": row.issued_at,
        "valid_until": row.valid_until,
        "revision": row.revision,
        "sha256": row.sha256,
        "documents": [
            {"kind": each.kind, "name": each.name, "sha256": each.sha256, "timestamp": _stamp_view(asked.get(each.id))}
            for each in documents
        ],
    }


def _stamp_view(request: "TimestampRequest | None") -> dict[str, object] | None:
    """Where a timestamp stands; None: none was asked for."""
    if request is None:
        return None
    state = "appended" if request.stamped_at is not None else "failed" if request.problem else "queued"
    return {
        "state": state,
        "asked_at": request.asked_at,
        "appended_at": request.stamped_at,
        "tries": request.tries,
        "problem": request.problem,
    }


class _State(NamedTuple):
    """A revision or an issued version, as a person names it."""

    name: str
    place: int
    version: "VersionRow | None" = None


class _States:
    """The states of one deal."""

    def __init__(self, store: "Store", row: "DealRow", catalog: Catalog) -> None:
        from omnidesk.store import versions
        from omnidesk.store.revisions import history

        self._store, self._row, self._catalog = store, row, catalog
        self._revisions = history(store, row.id)[::-1]
        self._versions = versions.of_deal(store, row.id)

    def named(self, reference: str) -> _State:
        """A state by its number from 1, the beginning of its id, or ``v1`` for a version; nothing: the newest."""
        if reference[:1] in ("v", "V") and reference[1:].isdecimal():
            for version in self._versions:
                if version.version == int(reference[1:]):
                    return _State(f"Version {version.version}", self._place(version.revision), version)
            raise InputError(
                f"there is no version “{reference[:40]}”; this deal was issued {len(self._versions)} times"
            )
        place = _position(self._revisions, reference or str(len(self._revisions)))
        return _State(f"Revision {place + 1}", place)

    def before(self, after: _State) -> _State:
        """The state before another: of a version the version before, of a revision the revision before."""
        if after.version is not None and after.version.version > 1:
            return self.named(f"v{after.version.version - 1}")
        return self.named(str(max(after.place, 1)))

    def offer(self, state: _State) -> FrozenOffer:
        """What a state offers."""
        from omnidesk.operations.comparing import revision_offer, version_offer

        if state.version is not None:
            return version_offer(self._store, state.version, self._catalog)
        return revision_offer(self._store, self._row, self._revisions[state.place], self._catalog)

    def _place(self, revision: str) -> int:
        return next(place for place, each in enumerate(self._revisions) if each.id == revision)


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
