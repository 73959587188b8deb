"""The queue of documents that wait for a timestamp, and what became of each."""

import datetime

import msgspec

from omnidesk.store.connect import Store


class TimestampRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was to get a timestamp. ``stamped`` is the kept file that bears it; until then it is pending.

    ``problem`` is why the last of the ``tries`` brought none. ``name``, ``deal_id`` and ``sha256`` are the document's.
    """

    document: str
    deal_id: str
    name: str
    asked_at: str
    tries: int
    tried_at: str | None
    problem: str | None
    stamped: str | None
    stamped_at: str | None
    sha256: str


QUESTION = """
    SELECT document, deal_id, name, asked_at, tries, tried_at, problem, stamped, stamped_at, sha256
    FROM timestamp_request JOIN document ON document.id = timestamp_request.document
"""


def ask_for_timestamp(store: Store, document_id: str) -> None:
    """Put a document into the queue; one that is there already stays where it is.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    with store.writing() as database:
        database.execute(
            "INSERT INTO timestamp_request (document, asked_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [document_id, _now()],
        )


def pending_timestamps(store: Store) -> tuple[TimestampRequest, ...]:
    """Return what waits, the longest waiting first."""
    with store.reading() as database:
        rows = database.query(f"{QUESTION} WHERE stamped IS NULL ORDER BY asked_at, document")
        return tuple(msgspec.convert(row, TimestampRequest) for row in rows)


def timestamps_of(store: Store, deal_id: str) -> tuple[TimestampRequest, ...]:
    """Return the requests for a deal's documents, newest first."""
    with store.reading() as database:
        rows = database.query(f"{QUESTION} WHERE deal_id = ? ORDER BY asked_at DESC, document", [deal_id])
        return tuple(msgspec.convert(row, TimestampRequest) for row in rows)


def note_failure(store: Store, document_id: str, problem: str) -> None:
    """Note that a try brought nothing; the document goes on waiting.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    with store.writing() as database:
        database.execute(
            "UPDATE timestamp_request SET tries = tries + 1, tried_at = ?, problem = ? WHERE document = ?",
            [_now(), problem, document_id],
        )


def note_stamped(store: Store, document_id: str, stamped: str) -> None:
    """Note the kept file that bears the timestamp; the document waits no longer.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    now = _now()
    with store.writing() as database:
        database.execute(
            "UPDATE timestamp_request SET tries = tries + 1, tried_at = ?, problem = NULL, stamped = ?, stamped_at = ?"
            " WHERE document = ? AND stamped IS NULL",
            [now, stamped, now, document_id],
        )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
