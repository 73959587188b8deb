"""Catalogs as they were: each kept once, compressed, under the hash of its canonical JSON."""

import zlib

from omnidesk.domain.errors import InputError
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.database import Database
from omnidesk.store.revisions import digest, now_text

LARGEST = 50_000_000  # bytes of JSON; no catalog comes near, a damaged row could claim more


def add_snapshot(database: Database, text: str) -> str:
    """Keep a catalog's canonical JSON inside a transaction, where it is not there yet; return its hash."""
    sha256 = digest(text)
    values = [sha256, zlib.compress(text.encode(), 9), now_text()]
    database.execute("INSERT INTO catalog_snapshot VALUES (?, ?, ?) ON CONFLICT DO NOTHING", values)
    return sha256


def snapshot(store: Store, sha256: str) -> str:
    """Return the canonical JSON of a catalog.

    Raises:
        InputError: there is no such snapshot.
        DamagedError: it is not what was kept.
    """
    with store.reading() as database:
        question = "SELECT content FROM catalog_snapshot WHERE sha256 = ?"
        found = database.execute(question, [sha256]).fetchone()
    if found is None:
        raise InputError(f"there is no catalog {sha256[:12]} in this store")
    text = unpacked(found[0])
    if text is None or digest(text) != sha256:
        raise DamagedError(
            f"{store.workspace.database}: the catalog {sha256[:12]} is damaged; go back to a safety copy with: "
            "omnidesk backup restore"
        )
    return text


def unpacked(content: bytes) -> str | None:
    """Return the text of a compressed row; None for one that is damaged."""
    try:
        reader = zlib.decompressobj()
        plain = reader.decompress(content, LARGEST)
        return plain.decode() if reader.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None
