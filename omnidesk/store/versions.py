"""What was issued: frozen versions under their numbers, with the documents that went out."""

import hashlib
from collections.abc import Sequence

import msgspec

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store import numbers
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.database import Database
from omnidesk.store.deals import DealRow, change, row_at
from omnidesk.store.documents import COLUMNS, DocumentRow, insert, keep_large
from omnidesk.store.revisions import digest, now_text
from omnidesk.store.snapshots import add_snapshot
from omnidesk.store.stages import StageStep, add_event


class OfferNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number as it is printed (``text``), and the place that it has among those of its prefix and year."""

    text: str
    prefix: str
    year: int
    place: int


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An issued version without its text. ``issued_at`` is UTC in ISO 8601, ``valid_until`` a day in ISO 8601."""

    id: str
    deal_id: str
    offer: str
    version: int
    revision: str
    catalog: str
    sha256: str
    issued_at: str
    valid_until: str

    @property
    def reference(self) -> str:
        """Number and version as documents print them."""
        return f"{self.offer} v{self.version}"


class NewVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A version about to be issued: its frozen text, the catalog's canonical JSON, and the step that issues it."""

    id: str
    number: OfferNumber | None
    """The number that the deal takes now; None: it has one."""
    version: int
    body: str
    catalog: str
    issued_at: str
    valid_until: str
    steps: tuple[StageStep, ...]
    on: str
    """The day, where the company stands, on which it is issued."""


class IssuedDocument(msgspec.Struct, frozen=True):
    """A document that went out, and the version that it belongs to."""

    version: VersionRow
    document: DocumentRow


class NumberTakenError(MachineError):
    """Another program took the number meanwhile; the next one has to be printed."""


LONGEST_VERSION = 9
"""Digits of the number of a version; what strangers write may be longer than a store can look for."""

_COLUMNS = ", ".join(VersionRow.__struct_fields__)


def next_place(store: Store, prefix: str, year: int) -> int:
    """Return which place a number of this prefix and year would have now.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        return numbers.next_place(database, prefix, year)


def add(store: Store, row: DealRow, fresh: NewVersion, documents: Sequence[tuple[DocumentRow, bytes]]) -> DealRow:
    """Issue a version: number, frozen text, documents, catalog, step and stage, all of them or nothing.

    Raises:
        NumberTakenError: the number is no longer the next one; nothing was saved.
        ChangedElsewhereError: the deal was saved elsewhere since ``row`` was read; nothing was saved.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    for _, content in documents:
        keep_large(store.workspace, content)
    with store.writing() as database:
        now = row_at(database, row.id, row.version)
        offer = _take_number(database, row.id, fresh.number) if fresh.number is not None else now.offer
        catalog = add_snapshot(database, fresh.catalog)
        kept = {
            "id": fresh.id, "deal_id": row.id, "offer": offer, "version": fresh.version, "revision": row.head,
            "catalog": catalog, "body": fresh.body, "sha256": digest(fresh.body),
            "issued_at": fresh.issued_at, "valid_until": fresh.valid_until,
        }  # fmt: skip
        database.table("deal_version").insert(kept)
        for document, content in documents:
            insert(database, document, content)
            database.table("version_document").insert({"version": fresh.id, "document": document.id})
        for step in fresh.steps:
            add_event(database, row.id, step)
        shown = {"stage": "issued", "stage_since": fresh.on, "valid_until": fresh.valid_until, "catalog": catalog}
        counted = {"offer": offer, "offer_version": fresh.version, "version": row.version + 1, "changed_at": now_text()}
        return change(database, row.id, {**shown, **counted})


def of_deal(store: Store, deal_id: str) -> tuple[VersionRow, ...]:
    """Return the versions of a deal, newest first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    return _versions(store, "deal_id = ? ORDER BY version DESC", [deal_id])


def load_version(store: Store, version_id: str) -> str:
    """Return the frozen text of a version.

    Raises:
        InputError: there is no such version.
        DamagedError: the text is not the one that was issued.
    """
    with store.reading() as database:
        found = database.execute("SELECT body, sha256 FROM deal_version WHERE id = ?", [version_id]).fetchone()
    if found is None:
        raise InputError(f"there is no version {version_id} in this store")
    if digest(found[0]) != found[1]:
        raise DamagedError(
            f"{store.workspace.database}: version {version_id} is damaged; go back to a safety copy with: "
            "omnidesk backup restore"
        )
    return found[0]


def find_by_number(store: Store, text: str) -> VersionRow | None:
    """Return the version that a number means: ``OD-2026-0042`` the newest, ``OD-2026-0042 v1`` that one; else None.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    offer, _, version = " ".join(text.split()).rpartition(" v")
    if offer and version.isdecimal() and len(version) <= LONGEST_VERSION:
        found = _versions(store, "offer = upper(?) AND version = ?", [offer, int(version)])
    else:
        found = _versions(store, "offer = upper(?) ORDER BY version DESC LIMIT 1", [" ".join(text.split())])
    return found[0] if found else None


def documents_of(store: Store, version_id: str) -> tuple[DocumentRow, ...]:
    """Return the documents with which a version went out, in the order in which they were built.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT {COLUMNS} FROM document WHERE id IN (SELECT document FROM version_document WHERE version = ?)
        ORDER BY number
    """
    with store.reading() as database:
        return tuple(msgspec.convert(row, DocumentRow) for row in database.query(question, [version_id]))


def issued_as(store: Store, sha256: str) -> IssuedDocument | None:
    """Return which issued document has exactly this hash; None where none has.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT version, {COLUMNS} FROM document JOIN version_document ON document = id WHERE sha256 = ? LIMIT 1
    """
    with store.reading() as database:
        row = next(iter(database.query(question, [sha256])), None)
    if row is None:
        return None
    (version,) = _versions(store, "id = ?", [str(row.pop("version"))])
    return IssuedDocument(version, msgspec.convert(row, DocumentRow))


def find_by_prefix(store: Store, content: bytes) -> IssuedDocument | None:
    """Return the issued document that a file begins with, byte for byte: it, or it with signatures added after.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = """
        SELECT DISTINCT size FROM document WHERE size BETWEEN 1 AND ?
            AND id IN (SELECT document FROM version_document) ORDER BY size
    """
    with store.reading() as database:
        sizes = [int(row[0]) for row in database.execute(question, [len(content)])]
    running, done, found = hashlib.sha256(), 0, None
    view = memoryview(content)
    for size in sizes:
        running.update(view[done:size])
        done = size
        found = issued_as(store, running.hexdigest()) or found
    return found


def _versions(store: Store, where: str, values: list[str | int]) -> tuple[VersionRow, ...]:
    with store.reading() as database:
        rows = database.query(f"SELECT {_COLUMNS} FROM deal_version WHERE {where}", values)
        return tuple(msgspec.convert(row, VersionRow) for row in rows)


def _take_number(database: Database, deal_id: str, number: OfferNumber) -> str:
    if numbers.next_place(database, number.prefix, number.year) != number.place:
        raise NumberTakenError(f"{number.text} was taken by another program meanwhile; issue again")
    kept = {**msgspec.to_builtins(number), "deal_id": deal_id, "taken_at": now_text()}
    database.table("offer_number").insert(kept)
    return number.text
