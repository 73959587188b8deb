"""Keeps files that came back from clients, what was found in them, and who says that a scan counts as signed."""

import datetime
import uuid
from typing import Literal

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.store.connect import Store
from omnidesk.store.documents import DocumentRow

ReturnKind = Literal["signed", "wet_ink"]

QUESTION = """
    SELECT returned_file.id, deal_id, document, issued, kind, sha256, words, received_at, who, reason, confirmed_at
    FROM returned_file LEFT JOIN returned_confirmation ON returned_confirmation.file = returned_file.id
"""


class ReturnedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came back: ``document`` is the kept file, ``issued`` the kept document that it answers.

    ``words`` is the one sentence on it. ``who``, ``reason`` and ``confirmed_at`` are of the person who says that a scan
    counts as signed; a file with a seal needs nobody to say so.
    """

    id: str
    deal_id: str
    document: str
    issued: str | None
    kind: ReturnKind
    sha256: str
    words: str
    received_at: str
    who: str | None = None
    reason: str | None = None
    confirmed_at: str | None = None


def note_returned(
    store: Store, kept: DocumentRow, *, kind: ReturnKind, words: str, issued: str | None = None
) -> ReturnedRow:
    """Note that a kept file came back.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was noted.
    """
    row = {
        "id": str(uuid.uuid4()),
        "deal_id": kept.deal_id,
        "document": kept.id,
        "issued": issued,
        "kind": kind,
        "sha256": kept.sha256,
        "words": words,
        "received_at": _now(),
    }
    with store.writing() as database:
        database.table("returned_file").insert(row)
    return msgspec.convert(row, ReturnedRow)


def confirm(store: Store, file_id: str, *, who: str, reason: str) -> ReturnedRow:
    """Note who says that a scan counts as signed, and why.

    Raises:
        InputError: there is no such file, or it was confirmed before.
        MachineError: the store is locked, read-only or full; nothing was noted.
    """
    with store.writing() as database:
        found = next(database.query(f"{QUESTION} WHERE returned_file.id = ?", [file_id]), None)
        if found is None or found["who"] is not None:
            raise InputError("this scan is not there, or somebody has confirmed it already")
        values = {"file": file_id, "who": who, "reason": reason, "confirmed_at": _now()}
        database.table("returned_confirmation").insert(values)
        return msgspec.convert({**found, **values}, ReturnedRow)


def list_returned(store: Store, deal_id: str) -> tuple[ReturnedRow, ...]:
    """Return what came back for a deal, newest first."""
    with store.reading() as database:
        rows = database.query(f"{QUESTION} WHERE deal_id = ? ORDER BY number DESC", [deal_id])
        return tuple(msgspec.convert(row, ReturnedRow) for row in rows)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
