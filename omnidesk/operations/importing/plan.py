"""What an import would do, row by row, before a word of it is written; a person may decide each row otherwise."""

import uuid
from collections.abc import Mapping
from typing import Literal

import msgspec

from omnidesk.domain.client_entry import ClientEntry, conflicts, merged
from omnidesk.domain.imports import ImportsSpec
from omnidesk.operations.duplicates import Duplicates, Match
from omnidesk.operations.importing.rows import ReadRow
from omnidesk.progress import Progress
from omnidesk.store import clients
from omnidesk.store.connect import Store

Action = Literal["new", "merge", "skip"]
"""A client of its own; into the one that it matches; not at all."""
Outcome = Literal["new", "merged", "unchanged", "skipped", "refused"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of one row; ``take`` are the fields in which the file is right."""

    action: Action
    take: frozenset[str] = frozenset()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for rows that nobody decided: for clients that are surely there, and for those that may be."""

    same: Action = "merge"
    similar: Action = "new"


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what becomes of it. ``known`` is the matched client as it is before this row.

    ``deal_known``: a deal was made of this row by an earlier import, or by an earlier row.
    """

    row: ReadRow
    client_id: str
    outcome: Outcome
    match: Match | None = None
    known: ClientEntry | None = None
    conflicts: tuple[str, ...] = ()
    deal_known: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person should look: it may be a client that is there, or both disagree."""
        return self.match is not None and (not self.match.sure or bool(self.conflicts))


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Every row, and what becomes of each client that is touched: what it was (None: new) and will be."""

    rows: tuple[PlannedRow, ...]
    changes: tuple[clients.Change, ...]

    def count(self, *outcomes: Outcome) -> int:
        """How many rows come to one of these."""
        return sum(planned.outcome in outcomes for planned in self.rows)

    @property
    def deals(self) -> tuple[PlannedRow, ...]:
        """The rows that become deals."""
        return tuple(
            planned
            for planned in self.rows
            if planned.row.deal is not None and not planned.deal_known and planned.outcome not in ("skipped", "refused")
        )


class _Draft:
    """The address book as it would be after the rows so far."""

    def __init__(self, spec: ImportsSpec, entries: dict[str, ClientEntry], origins: Mapping[str, str]) -> None:
        self.before = entries
        self.after = dict(entries)
        self.known = Duplicates(spec, entries)
        self.keys = set(origins)

    def put(self, client_id: str, entry: ClientEntry) -> bool:
        """Keep an entry; whether it changes anything."""
        changed = self.after.get(client_id) != entry
        if changed:
            self.after[client_id] = entry
            self.known.add(client_id, entry)
        return changed


def plan_import(
    store: Store,
    rows: tuple[ReadRow, ...],
    spec: ImportsSpec,
    *,
    standing: Standing | None = None,
    decisions: Mapping[int, Decision] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Plan what the rows come to; ``decisions`` are by the number of the row in the file.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    draft = _Draft(spec, clients.entries(store), clients.origins(store))
    standing, decided = standing or Standing(), decisions or {}
    planned: list[PlannedRow] = []
    for place, row in enumerate(rows):
        planned.append(_planned(row, draft, standing, decided.get(row.number)))
        if progress is not None and place % 100 == 0:
            progress(place / len(rows), "comparing with the clients there are")
    changes = tuple(
        clients.Change(client_id=client_id, before=draft.before.get(client_id), after=entry)
        for client_id, entry in draft.after.items()
        if draft.before.get(client_id) != entry
    )
    return ImportPlan(rows=tuple(planned), changes=changes)


def _planned(row: ReadRow, draft: _Draft, standing: Standing, decision: Decision | None) -> PlannedRow:
    entry = row.entry
    if entry is None:
        return PlannedRow(row=row, client_id="", outcome="refused")
    match = draft.known.find(entry)
    known = None if match is None else draft.after[match.client_id]
    if decision is None:
        decision = Decision(action="new" if match is None else standing.same if match.sure else standing.similar)
    differ = () if known is None else conflicts(known, entry)
    deal_known = row.deal is not None and row.deal.key in draft.keys
    client_id, outcome = _settled(entry, draft, match, decision, deal_known=deal_known)
    if row.deal is not None and outcome != "skipped":
        draft.keys.add(row.deal.key)
    return PlannedRow(
        row=row,
        client_id=client_id,
        outcome=outcome,
        match=match,
        known=known,
        conflicts=differ,
        deal_known=deal_known,
    )


def _settled(
    entry: ClientEntry, draft: _Draft, match: Match | None, decision: Decision, *, deal_known: bool
) -> tuple[str, Outcome]:
    if decision.action == "skip":
        return "", "skipped"
    if deal_known:
        return "", "unchanged"
    # A row that was imported before is never made twice, whatever is said of rows that only look alike.
    if match is None or (decision.action == "new" and match.why != "key"):
        client_id = str(uuid.uuid4())
        draft.put(client_id, entry)
        return client_id, "new"
    own = f"{clients.OWN_CLIENTS}:{match.client_id}"
    foreign = msgspec.structs.replace(entry, keys=tuple(key for key in entry.keys if key != own))
    kept = merged(draft.after[match.client_id], foreign, decision.take)
    return match.client_id, "merged" if draft.put(match.client_id, kept) else "unchanged"
