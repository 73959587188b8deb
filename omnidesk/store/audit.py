"""The log of what happened: read, checked from its first row to its last, and told of what no table shows."""

import datetime
import json
import os
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import suppress
from typing import Literal, NamedTuple

import msgspec

from omnidesk.store.chain import COLUMNS, START, AuditRow, due, head, key_name, one_line, seals_with
from omnidesk.store.connect import Store, in_words
from omnidesk.store.failed_unlocks import take_failures
from omnidesk.store.workspace import Workspace

PENDING = "audit-pending.jsonl"
"""What happened while the store was not open; taken into the log when it is opened next."""
LARGEST_PENDING = 1_000_000
"""Bytes."""
FIELD_BREAKS = 8
"""Line breaks in what a seal covers: one more means that a field was moved into another."""

_SEALED = COLUMNS.removesuffix(", mac")
LINKS = f"SELECT number, key, previous, mac, concat_ws(char(10), {_SEALED}) FROM audit ORDER BY number"
"""Asks for all that a walk along the log needs; the last column is what a row's seal covers."""
Link = tuple[int, str, str, str, str]

Fault = Literal["altered", "moved", "missing", "begins late"]


class BadRow(NamedTuple):
    """The first row that is not what was written, and what is wrong with it."""

    number: int
    fault: Fault

    @property
    def words(self) -> str:
        """What is wrong, in one sentence."""
        return {
            "altered": f"row {self.number} is not what was written: it was altered or put in",
            "moved": f"row {self.number} does not follow the row before it: rows were put in, exchanged or taken out",
            "missing": f"row {self.number} is missing: it was taken out",
            "begins late": "the first rows are missing",
        }[self.fault]


class Checked(NamedTuple):
    """What a walk along the log found.

    ``rows`` that are there and the seal of the last (``head``); ``bad`` the first that is not as it was written.
    ``unkeyed`` rows have a seal that anybody could make, ``unknown`` ones one under a key that is not at hand.
    """

    rows: int
    head: str
    bad: BadRow | None
    unkeyed: int
    first_unkeyed: int
    unknown: int
    first_unknown: int


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the log for people: ``details`` as written, ``title`` that of the deal it is about, if there is one."""

    number: int
    at: str
    actor: str
    company: str
    action: str
    subject: str
    details: dict[str, object]
    title: str | None = None


def note(store: Store, action: str, subject: str = "", **details: object) -> None:
    """Write into the log what no table of the store shows, such as an export.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    with store.writing() as database:
        due(database, action, subject, details)


def note_later(workspace: Workspace, action: str, subject: str = "", **details: object) -> None:
    """Leave a note for the log while the store is not open. A disk that takes nothing stops nobody."""
    if not workspace.database.exists():
        return
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    line = json.dumps({"action": action, "subject": one_line(subject), "details": {**details, "at": now}})
    with suppress(OSError):
        handle = os.open(workspace.folder / PENDING, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(f"{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())


def take_pending(store: Store) -> int:
    """Take into the log what happened while the store was not open; return how many rows that made.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    path = store.workspace.folder / PENDING
    notes = _pending(store.workspace)
    if not notes and not (store.workspace.folder / "failed-unlocks.json").exists():
        return 0
    failures = take_failures(store.workspace)
    if notes or failures:
        with store.writing() as database:
            for each in failures:
                due(database, "unlock.failed", "", {"way": each.way, "at": each.at.isoformat()})
            for action, subject, details in notes:
                due(database, action, subject, details)
    with in_words(path):
        path.unlink(missing_ok=True)
    return len(notes) + len(failures)


def _pending(workspace: Workspace) -> list[tuple[str, str, dict[str, object]]]:
    try:
        lines = (workspace.folder / PENDING).read_bytes()[:LARGEST_PENDING].splitlines()
    except OSError:
        return []
    found: list[tuple[str, str, dict[str, object]]] = []
    for line in lines:
        with suppress(ValueError, TypeError, KeyError):
            tree = json.loads(line)
            found.append((str(tree["action"])[:60], str(tree["subject"])[:200], dict(tree["details"])))
    return found


def head_of(store: Store) -> tuple[int, str]:
    """Return the number and the seal of the newest row."""
    with store.reading() as database:
        return head(database)


def chain_name(store: Store) -> str:
    """Return the random name that this log was given when it began; empty before its first row."""
    question = (
        "SELECT details ->> '$.chain' FROM audit WHERE number = 1 UNION ALL SELECT details ->> '$.chain' FROM audit_due"
    )
    with store.reading() as database:
        found = database.execute(f"{question} LIMIT 1").fetchone()
    return str(found[0] or "") if found else ""


def seal_at(store: Store, number: int) -> str | None:
    """Return the seal of a row; None where there is none of this number."""
    with store.reading() as database:
        found = database.execute("SELECT mac FROM audit WHERE number = ?", [number]).fetchone()
    return None if found is None else str(found[0])


def row_with(store: Store, seal: str) -> int | None:
    """Return the number of the row with this seal; None where there is none."""
    with store.reading() as database:
        found = database.execute("SELECT number FROM audit WHERE mac = ?", [seal]).fetchone()
    return None if found is None else int(found[0])


def last_time(store: Store, action: str) -> str:
    """Return when an action happened last (UTC in ISO 8601); empty where it never did."""
    with store.reading() as database:
        found = database.execute("SELECT max(at) FROM audit WHERE action = ?", [action]).fetchone()
    return str(found[0] or "")


def activity(
    store: Store, *, subject: str | None = None, before: int | None = None, limit: int = 200
) -> list[Activity]:
    """Return rows of the log, newest first: of one ``subject`` (None: of all), below the number ``before``.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    about = "TRUE" if subject is None else "subject = :subject"
    question = f"""
        SELECT audit.number, at, actor, company, action, subject, details, title
        FROM audit LEFT JOIN deal ON deal.id = audit.subject
        WHERE {about} AND audit.number < :before ORDER BY audit.number DESC LIMIT :limit
    """
    values = {"subject": subject, "before": 2**62 if before is None else before, "limit": limit}
    with store.reading() as database:
        rows = list(database.query(question, values))
    return [msgspec.convert({**row, "details": json.loads(row["details"])}, Activity) for row in rows]


class IssuedFile(NamedTuple):
    """A document that went out: its id, and the number, version and kind under which it did."""

    id: str
    offer: str
    version: int
    kind: str

    @property
    def words(self) -> str:
        """How a person names it."""
        return f"{self.offer} v{self.version} ({self.kind})"


def issued_files(store: Store) -> tuple[IssuedFile, ...]:
    """Return every document that went out, oldest first."""
    question = """
        SELECT document.id, deal_version.offer, deal_version.version, document.kind FROM version_document
        JOIN document ON document.id = version_document.document
        JOIN deal_version ON deal_version.id = version_document.version ORDER BY document.number
    """
    with store.reading() as database:
        return tuple(IssuedFile._make(row) for row in database.execute(question))


def rows(store: Store) -> Generator[AuditRow]:
    """Give every row, oldest first."""
    with store.reading() as database:
        for row in database.execute(f"SELECT {COLUMNS} FROM audit ORDER BY number"):
            yield AuditRow._make(row)


def lines(store: Store) -> Generator[str]:
    """Give every row as a line of JSON, oldest first; the details stay the text that was sealed."""
    for row in rows(store):
        yield json.dumps(row._asdict(), ensure_ascii=False)


def check(store: Store, keys: Collection[bytes]) -> Checked:
    """Walk along the log: every row follows the one before it, and is what was sealed with one of the ``keys``.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        return check_links(database.execute(LINKS), {key_name(key): key for key in keys})


def check_links(links: Iterable[Link], keys: Mapping[str, bytes]) -> Checked:
    """Check rows as :func:`check`; ``keys`` by their names. One pass, with nothing made a row at a time."""
    seals = {"": seals_with(None)} | {name: seals_with(key) for name, key in keys.items()}
    previous, last, bad = START, 0, None
    loose: dict[str, list[int]] = {}
    for number, key, before, mac, content in links:
        seal = seals.get(key)
        if number != last + 1:
            bad = BadRow(last + 1, "missing" if last else "begins late")
        elif before != previous:
            bad = BadRow(number, "moved")
        elif seal is not None and (seal(content.encode()) != mac or content.count("\n") != FIELD_BREAKS):
            bad = BadRow(number, "altered")
        if bad is not None:
            break
        if not key or seal is None:
            loose.setdefault("unknown" if key else "", []).append(number)
        previous, last = mac, number
    unkeyed, unknown = loose.get("", []), loose.get("unknown", [])
    return Checked(last, previous, bad, len(unkeyed), next(iter(unkeyed), 0), len(unknown), next(iter(unknown), 0))
