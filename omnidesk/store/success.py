"""Keeps what was measured of signed deals and which reviews were held, and when the next ones are due."""

import datetime
from collections.abc import Mapping

import msgspec

from omnidesk.domain.success_tracking import SuccessEntry
from omnidesk.store.connect import Store
from omnidesk.store.revisions import now_text

RUNNING = ("accepted", "active")


class DueRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a signed deal waits for: a metric by name, a review, or the end of its term (``item`` renewal)."""

    deal_id: str
    title: str
    item: str
    name: str
    due: str
    currency: str
    committed_minor: int | None


def add_entry(store: Store, deal_id: str, entry: SuccessEntry, who: str) -> None:
    """Keep one measurement or review.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    values = {"deal_id": deal_id, **msgspec.structs.asdict(entry), "date": entry.date.isoformat()}
    with store.writing() as database:
        database.table("success_entry").insert({**values, "who": who, "at": now_text()})


def entries_of(store: Store, deal_id: str) -> tuple[SuccessEntry, ...]:
    """Return a deal's measurements and reviews in the order in which they were entered.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = "SELECT item, date, value, note FROM success_entry WHERE deal_id = ? ORDER BY number"
    with store.reading() as database:
        return tuple(msgspec.convert(row, SuccessEntry) for row in database.query(question, [deal_id]))


def keep_due(store: Store, deal_id: str, due: Mapping[str, tuple[str, datetime.date]]) -> None:
    """Keep when what of a deal is due next, by item; what was kept before gives way. Nothing is written unchanged.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    wanted = {item: (name, day.isoformat()) for item, (name, day) in due.items()}
    with store.reading() as database:
        rows = database.execute("SELECT item, name, due FROM success_due WHERE deal_id = ?", [deal_id]).fetchall()
    if {item: (name, day) for item, name, day in rows} == wanted:
        return
    with store.writing() as database:
        database.execute("DELETE FROM success_due WHERE deal_id = ?", [deal_id])
        for item, (name, day) in wanted.items():
            database.table("success_due").insert({"deal_id": deal_id, "item": item, "name": name, "due": day})


def without_due(store: Store, *, limit: int) -> tuple[str, ...]:
    """Return running deals of which nothing is kept as due, not even the end of the term.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT id FROM deal
        WHERE archived = 0 AND stage IN {RUNNING}
            AND NOT EXISTS (SELECT 1 FROM success_due WHERE deal_id = deal.id) LIMIT ?
    """
    with store.reading() as database:
        return tuple(deal_id for (deal_id,) in database.execute(question, [limit]).fetchall())


def due_between(
    store: Store, since: datetime.date, until: datetime.date, *, renewals: bool, limit: int
) -> tuple[DueRow, ...]:
    """Return what is due of running deals between two days, both included: ends of terms, or all the rest.

    A term that a renewal follows already is left out. The first comes first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT deal.id AS deal_id, title, item, name, due, currency, committed_minor
        FROM success_due INDEXED BY success_due_by_day CROSS JOIN deal ON deal.id = success_due.deal_id
        WHERE (item = 'renewal') = ? AND due BETWEEN ? AND ? AND archived = 0 AND stage IN {RUNNING}
            AND NOT (item = 'renewal' AND EXISTS (
                SELECT 1 FROM deal_link WHERE origin = deal.id AND kind = 'renewal'
            ))
        ORDER BY due, deal.number, item LIMIT ?
    """
    with store.reading() as database:
        rows = database.query(question, [int(renewals), since.isoformat(), until.isoformat(), limit])
        return tuple(msgspec.convert(row, DueRow) for row in rows)
