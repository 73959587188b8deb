"""Keeps built documents with the revision they were built from: small ones in the store file, large ones beside it."""

import datetime
import hashlib
import uuid
from pathlib import Path

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.durable import write_durably
from omnidesk.store.connect import DamagedError, Store, in_words
from omnidesk.store.database import Database
from omnidesk.store.sealed_files import sealed, unsealed
from omnidesk.store.workspace import Workspace, make_private_folder

LARGEST_INSIDE = 1_000_000  # bytes


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A kept document without its bytes. ``size`` in bytes; ``kind`` is proposal, contract or summary."""

    id: str
    deal_id: str
    revision: str
    kind: str
    name: str
    sha256: str
    size: int
    created_at: str


COLUMNS = ", ".join(DocumentRow.__struct_fields__)


def keep(store: Store, *, deal_id: str, revision: str, kind: str, name: str, content: bytes) -> DocumentRow:
    """Keep a document that was built from ``revision``; ``name`` is the file name a person will see.

    Raises:
        MachineError: the store or the disk refuses; nothing was kept.
    """
    row = row_for(deal_id=deal_id, revision=revision, kind=kind, name=name, content=content)
    keep_large(store.workspace, content)
    with store.writing() as database:
        insert(database, row, content)
    return row


def row_for(*, deal_id: str, revision: str, kind: str, name: str, content: bytes) -> DocumentRow:
    """Describe a document that is to be kept."""
    return DocumentRow(
        id=str(uuid.uuid4()),
        deal_id=deal_id,
        revision=revision,
        kind=kind,
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        created_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds"),
    )


def keep_large(workspace: Workspace, content: bytes) -> None:
    """Put a document that is too large for the store file in its place beside it, before its row is inserted.

    Raises:
        MachineError: the disk refuses; nothing was kept.
    """
    if len(content) > LARGEST_INSIDE:
        _write_beside(workspace, hashlib.sha256(content).hexdigest(), content)


def insert(database: Database, row: DocumentRow, content: bytes) -> None:
    """Keep a document inside a transaction; a large one has its place already."""
    inside = content if row.size <= LARGEST_INSIDE else None
    database.table("document").insert({**msgspec.to_builtins(row), "content": inside})


def read(store: Store, document_id: str) -> bytes:
    """Return a kept document, exactly as it was built.

    Raises:
        InputError: there is no such document.
        DamagedError: its bytes are missing or are not those that were kept.
    """
    with store.reading() as database:
        found = database.execute("SELECT name, sha256, content FROM document WHERE id = ?", [document_id]).fetchone()
    if found is None:
        raise InputError(f"there is no document {document_id} in this store")
    name, sha256, content = found
    if content is None:
        beside = place_beside(store.workspace, sha256)
        with in_words(beside):
            content = unsealed(store.workspace, beside.name, beside.read_bytes()) if beside.exists() else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedError(f"{name}: the kept document is missing or damaged; build it again from its deal")
    return content


def list_documents(store: Store, deal_id: str) -> tuple[DocumentRow, ...]:
    """Return what was built from a deal, newest first."""
    question = f"SELECT {COLUMNS} FROM document WHERE deal_id = ? ORDER BY number DESC"
    with store.reading() as database:
        return tuple(msgspec.convert(row, DocumentRow) for row in database.query(question, [deal_id]))


def place_beside(workspace: Workspace, sha256: str) -> Path:
    """Return where a document too large for the store file lies."""
    return workspace.documents / sha256[:2] / f"{sha256}.pdf"


def _write_beside(workspace: Workspace, sha256: str, content: bytes) -> None:
    path = place_beside(workspace, sha256)
    make_private_folder(path.parent)
    with in_words(path):
        write_durably(path, sealed(workspace, path.name, content))
