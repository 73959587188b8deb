"""Keeps what proves an act of signing: written once, never changed, read back only if it is what was written."""

import datetime
import hashlib
import uuid

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Mark, read_mark, write_mark
from omnidesk.domain.signature import Evidence
from omnidesk.store.connect import DamagedError, Store


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """Kept evidence. ``mark`` is the mark as it was made, with the raw points of a drawn one."""

    id: str
    deal_id: str
    evidence: Evidence
    mark: Mark | None
    created_at: str


def keep_evidence(store: Store, deal_id: str, evidence: Evidence, mark: Mark | None) -> EvidenceRow:
    """Keep the evidence of one act on a deal's document.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    body = msgspec.json.encode(evidence).decode()
    made = None if mark is None else write_mark(mark).decode()
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    row = EvidenceRow(id=str(uuid.uuid4()), deal_id=deal_id, evidence=evidence, mark=mark, created_at=now)
    values = {
        "id": row.id,
        "deal_id": deal_id,
        "act": evidence.act,
        "document_before": evidence.document_before,
        "document_after": evidence.document_after,
        "body": body,
        "mark": made,
        "sha256": _hash(body, made),
        "created_at": now,
    }
    with store.writing() as database:
        database.table("signing_evidence").insert(values)
    return row


def list_evidence(store: Store, deal_id: str) -> tuple[EvidenceRow, ...]:
    """Return what is kept of a deal's acts of signing, newest first.

    Raises:
        DamagedError: a row is not what was written.
    """
    question = "SELECT id, deal_id, body, mark, sha256, created_at FROM signing_evidence"
    with store.reading() as database:
        rows = database.execute(f"{question} WHERE deal_id = ? ORDER BY number DESC", [deal_id]).fetchall()
    return tuple(_row(*row) for row in rows)


def evidence_of(store: Store, document_after: str) -> EvidenceRow:
    """Return the evidence of the signature that made a file, by the file's SHA-256.

    Raises:
        InputError: there is none.
        DamagedError: it is not what was written.
    """
    question = "SELECT id, deal_id, body, mark, sha256, created_at FROM signing_evidence WHERE document_after = ?"
    with store.reading() as database:
        found = database.execute(question, [document_after]).fetchone()
    if found is None:
        raise InputError("no evidence is kept of this file: it was not signed in person with this workspace")
    return _row(*found)


def _row(key: str, deal_id: str, body: str, mark: str | None, sha256: str, created_at: str) -> EvidenceRow:
    if _hash(body, mark) != sha256:
        raise DamagedError("the evidence of a signature is damaged; go back to a safety copy: omnidesk backup restore")
    return EvidenceRow(
        id=key,
        deal_id=deal_id,
        evidence=msgspec.json.decode(body, type=Evidence),
        mark=None if mark is None else read_mark(mark.encode()),
        created_at=created_at,
    )


def _hash(body: str, mark: str | None) -> str:
    return hashlib.sha256(f"{body}\n{mark or ''}".encode()).hexdigest()
