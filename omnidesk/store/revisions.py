"""Every state that a deal had: revisions, which are only ever added."""

import datetime
import hashlib
import json
import uuid

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.database import Database


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One state that a deal had. ``parents`` are the revisions it followed: none, one, or two for a merge."""

    id: str
    deal_id: str
    parents: tuple[str, ...]
    sha256: str
    size: int
    created_at: str


def load_revision(store: Store, revision_id: str) -> str:
    """Return the text of one revision.

    Raises:
        InputError: there is no such revision.
        DamagedError: the text is not the one that was saved.
    """
    with store.reading() as database:
        return body_of(store, database, revision_id)


def history(store: Store, deal_id: str) -> tuple[Revision, ...]:
    """Return a deal's revisions, newest first; none for a deal that does not exist."""
    question = """
        SELECT id, deal_id, parents, sha256, octet_length(body) AS size, created_at
        FROM deal_revision WHERE deal_id = ? ORDER BY number DESC
    """
    with store.reading() as database:
        rows = list(database.query(question, [deal_id]))
    return tuple(msgspec.convert({**row, "parents": json.loads(row["parents"])}, Revision) for row in rows)


def revision_row(database: Database, revision_id: str) -> dict[str, str]:
    """Return text and hash of a revision.

    Raises:
        InputError: there is no such revision.
    """
    for row in database.query("SELECT body, sha256 FROM deal_revision WHERE id = ?", [revision_id]):
        return row
    raise InputError(f"there is no revision {revision_id} in this store; `omnidesk deal history` shows those there are")


def body_of(store: Store, database: Database, revision_id: str) -> str:
    """Return the text of a revision. Raises as :func:`load_revision`."""
    revision = revision_row(database, revision_id)
    return held(store, revision_id, revision["body"], revision["sha256"])


def held(store: Store, revision_id: str, body: str, sha256: str) -> str:
    """Return the text of a revision that was read with its hash. Raises DamagedError as :func:`load_revision`."""
    if digest(body) != sha256:
        raise DamagedError(
            f"{store.workspace.database}: revision {revision_id} is damaged; go back to a safety copy with: "
            "omnidesk backup restore"
        )
    return body


def add_revision(database: Database, deal_id: str, parents: tuple[str, ...], body: str, now: str) -> str:
    """Add a revision inside a transaction; return its id."""
    revision_id = str(uuid.uuid4())
    database.table("deal_revision").insert(
        {
            "id": revision_id,
            "deal_id": deal_id,
            "parents": json.dumps(parents),
            "body": body,
            "sha256": digest(body),
            "created_at": now,
        }
    )
    return revision_id


def digest(body: str) -> str:
    """Return the hash under which a text is kept."""
    return hashlib.sha256(body.encode()).hexdigest()


def now_text() -> str:
    """Return the time now as the store keeps it: UTC in ISO 8601."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
