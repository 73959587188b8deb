"""Requests for approvals and the answers to them; a request has one answer at most, so none counts twice."""

import datetime

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.store.connect import Store


class AskedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it is kept, with its answer where there is one. Times are UTC in ISO 8601."""

    id: str
    deal_id: str
    rule: str
    deal_hash: str
    asked_by: str
    asked_at: str
    body: str
    decision: str | None = None
    approver: str | None = None
    token: str | None = None
    received_at: str | None = None


_QUESTION = """
    SELECT id, deal_id, rule, deal_hash, asked_by, asked_at, body, decision, approver, token, received_at
    FROM approval_request LEFT JOIN approval_answer ON request = id
"""


def keep_request(store: Store, row: AskedRow) -> None:
    """Keep a request.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    values = [row.id, row.deal_id, row.rule, row.deal_hash, row.asked_by, row.asked_at, row.body]
    with store.writing() as database:
        database.execute("INSERT INTO approval_request VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def asked(store: Store, request: str) -> AskedRow | None:
    """Return a request by its id; None where this workspace never made it."""
    with store.reading() as database:
        found = next(iter(database.query(f"{_QUESTION} WHERE id = ?", [request])), None)
    return None if found is None else msgspec.convert(found, AskedRow)


def asked_of_deal(store: Store, deal_id: str) -> tuple[AskedRow, ...]:
    """Return a deal's requests, newest first."""
    with store.reading() as database:
        rows = database.query(f"{_QUESTION} WHERE deal_id = ? ORDER BY asked_at DESC, id", [deal_id])
        return tuple(msgspec.convert(row, AskedRow) for row in rows)


def keep_answer(store: Store, request: str, *, decision: str, approver: str, fingerprint: str, token: str) -> None:
    """Keep the answer to a request.

    Raises:
        InputError: it was answered before.
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    with store.writing() as database:
        taken = database.execute("SELECT decision FROM approval_answer WHERE request = ?", [request]).fetchone()
        if taken is not None:
            raise InputError(f"this request was {taken[0]} already; an answer counts once, so ask again if you need to")
        values = [request, decision, approver, fingerprint, token, now]
        database.execute("INSERT INTO approval_answer VALUES (?, ?, ?, ?, ?, ?)", values)
