"""Puts deals into other stages, and remembers which deal follows which."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, change, row_at
from omnidesk.store.revisions import now_text
from omnidesk.store.stages import StageStep, add_event

LinkKind = Literal["renewal", "amendment"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """That a deal renews or amends another; ``version`` is the one of the ``origin`` that it follows."""

    deal_id: str
    origin: str
    kind: LinkKind
    version: int | None
    created_at: str


def restage(
    store: Store,
    deal_id: str,
    stage: str,
    *,
    on: str,
    valid_until: str | None,
    version: int,
    steps: Sequence[StageStep] = (),
) -> DealRow:
    """Put a deal into a stage as of the day ``on`` and keep the steps to it (none: one without who and why).

    The deal's own words stay as they are.

    Raises:
        ChangedElsewhereError: the stored deal is no longer at that version; nothing was saved.
        InputError: there is no such deal.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    with store.writing() as database:
        row = row_at(database, deal_id, version)
        for step in steps or [StageStep(before=row.stage, after=stage, version=row.offer_version)]:
            add_event(database, deal_id, step)
        values = {"stage": stage, "stage_since": on, "valid_until": valid_until}
        return change(database, row.id, {**values, "version": version + 1, "changed_at": now_text()})


def price_with(store: Store, deal_id: str, catalog: str | None, *, version: int) -> DealRow:
    """Name the catalog snapshot that prices a deal from now on; None: the catalog of today.

    Raises:
        ChangedElsewhereError: the stored deal is no longer at that version; nothing was saved.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    with store.writing() as database:
        row = row_at(database, deal_id, version)
        return change(database, row.id, {"catalog": catalog, "version": version + 1, "changed_at": now_text()})


def link(store: Store, deal_id: str, origin: DealRow, kind: LinkKind) -> None:
    """Remember that a deal renews or amends another.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    values = {"deal_id": deal_id, "origin": origin.id, "kind": kind, "version": origin.offer_version}
    with store.writing() as database:
        database.table("deal_link").insert({**values, "created_at": now_text()})


def origin_of(store: Store, deal_id: str) -> Link | None:
    """Return what a deal renews or amends, if anything."""
    return next(iter(_links(store, "deal_id", deal_id)), None)


def followers_of(store: Store, deal_id: str) -> tuple[Link, ...]:
    """Return which deals renew or amend this one, oldest first."""
    return _links(store, "origin", deal_id)


def _links(store: Store, column: Literal["deal_id", "origin"], deal_id: str) -> tuple[Link, ...]:
    question = f"SELECT * FROM deal_link WHERE {column} = ? ORDER BY created_at, deal_id"
    with store.reading() as database:
        return tuple(msgspec.convert(row, Link) for row in database.query(question, [deal_id]))
