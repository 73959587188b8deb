"""The chain of the log: each row carries the seal of the row before it, and a seal of its own over everything in it.

A seal is an HMAC-SHA256 under the workspace's audit key. Where there is no key it is a plain SHA-256, which shows
accidents but not a forger who knows how rows are sealed.
"""

import datetime
import getpass
import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from typing import NamedTuple

from omnidesk.store import sqlite3
from omnidesk.store.database import Database
from omnidesk.store.store_key import StoreKey, subkey

START = "0" * 64
"""What the first row names as the seal before it."""
PURPOSE = "audit"
COLUMNS = "number, at, actor, company, action, subject, details, key, previous, mac"
UNKNOWN = "unknown"


class Introduction(NamedTuple):
    """For whom the log is written, and the key of a workspace whose store has none."""

    company: str
    key: bytes | None = None


class AuditRow(NamedTuple):
    """A row of the log. ``at`` is UTC in ISO 8601, ``details`` canonical JSON, ``key`` names the key (empty: none)."""

    number: int
    at: str
    actor: str
    company: str
    action: str
    subject: str
    details: str
    key: str
    previous: str
    mac: str


class Scribe:
    """Who writes the log of an open store: the person, the company, and the key.

    ``introduce`` tells of company and key, and is asked once; it may ask a keyring, so that is done before a
    transaction begins, never inside one. The key of a protected workspace comes from its store key alone. ``keep_head``
    takes number and seal of the newest row to where nobody who can write the store can write as well.
    """

    def __init__(self, store_key: StoreKey | None = None) -> None:
        self.actor = user_name()
        self.company = ""
        self.introduce: Callable[[], Introduction] | None = None
        self.keep_head: Callable[[int, str], None] | None = None
        self._store_key = store_key
        self._lock = threading.Lock()
        self._key: bytes | None = None

    @property
    def protected(self) -> bool:
        """Whether the key comes from the store key."""
        return self._store_key is not None

    def key(self) -> bytes | None:
        """Return the key; None where there is none.

        Raises:
            MachineError: the workspace is locked.
        """
        if self.introduce is not None:
            with self._lock:
                if self.introduce is not None:
                    (company, self._key), self.introduce = self.introduce(), None
                    self.company = one_line(company)
        return self._key if self._store_key is None else subkey(self._store_key, PURPOSE)


def user_name() -> str:
    """Return the name under which this person is signed in to the machine."""
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):  # a system without accounts
        return UNKNOWN


def one_line(text: str) -> str:
    """Return a text without line breaks: they separate the fields that are sealed."""
    return " ".join(text.split())


def key_name(key: bytes | None) -> str:
    """Return what rows call a key: it says which, and nothing about it."""
    return "" if key is None else hmac.digest(key, b"omnidesk audit key", "sha256").hex()[:16]


def content_of(row: AuditRow) -> bytes:
    """Return what a row's seal covers."""
    return "\n".join((str(row.number), *row[1:9])).encode()


def seals_with(key: bytes | None) -> Callable[[bytes], str]:
    """Return what makes the seal over a row's content: HMAC-SHA256 with its key taken in once, or SHA-256 without."""
    if key is None:
        return lambda content: hashlib.sha256(content).hexdigest()
    begun = hmac.new(key, digestmod="sha256")

    def seal(content: bytes) -> str:
        running = begun.copy()
        running.update(content)
        return running.hexdigest()

    return seal


def due(database: Database, action: str, subject: str, details: dict[str, object]) -> None:
    """Have a row written when the transaction under way ends; for what no table of the store shows."""
    values = [action, one_line(subject), json.dumps(details, ensure_ascii=False)]
    database.execute("INSERT INTO audit_due (action, subject, details) VALUES (?, ?, ?)", values)


def settle(database: Database, scribe: Scribe) -> None:
    """Seal what the transaction under way has to tell into the log; call it last before the commit."""
    try:
        told = database.execute("SELECT action, subject, details FROM audit_due ORDER BY number").fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # a store from before the log, being brought up to date
            return
        raise
    if told:
        _add(database, scribe, _without_echoes(told))
        database.execute("DELETE FROM audit_due")


def head(database: Database) -> tuple[int, str]:
    """Return the number and the seal of the newest row; 0 and ``START`` for an empty log."""
    newest = database.execute("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return (0, START) if newest is None else (int(newest[0]), str(newest[1]))


def _add(database: Database, scribe: Scribe, told: list[tuple[str, str, str]]) -> None:
    key = scribe.key()
    seal = seals_with(key)
    name, now = key_name(key), datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    number, previous = head(database)
    rows: list[AuditRow] = []
    for place, (action, subject, details) in enumerate(told, start=1):
        row = AuditRow(
            number + place, now, scribe.actor, scribe.company, action, subject, _canonical(details), name, previous, ""
        )
        previous = seal(content_of(row))
        rows.append(row._replace(mac=previous))
    database.conn.executemany(f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _canonical(details: str) -> str:
    kept = {name: value for name, value in json.loads(details).items() if value is not None}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _without_echoes(told: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What is to be written, once each; a move that steps tell of is told by them alone."""
    stepped = {subject for action, subject, _ in told if action == "deal.step"}
    once = dict.fromkeys(each for each in told if not (each[0] == "deal.moved" and each[1] in stepped))
    return list(once)
