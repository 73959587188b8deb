"""The log of a workspace: who keeps it, with which key, and whether it and what went out still agree."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import MachineError, OmniDeskError
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import audit, documents, settings
from omnidesk.store.audit import Checked, IssuedFile
from omnidesk.store.chain import Introduction
from omnidesk.store.connect import Store

if TYPE_CHECKING:
    from omnidesk.vault import Vault

RESTORED = "backup.restored"
CATALOG, IDENTITIES = "audit.catalog", "audit.identities"
"""Settings with the hash of the catalog that was in use last, and with the certificates that were there last."""
KEY_BYTES = 32


class AuditReport(msgspec.Struct, frozen=True):
    """What came of checking the log.

    ``problems`` are sentences on what is not as it was written, ``remarks`` on what could not be checked. ``anchored``
    counts the documents whose anchor is a row of the log, ``unanchored`` those that went out before there was one.
    """

    checked: Checked
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    anchored: int
    unanchored: int


def attend(store: Store, vault: "Vault", company: Callable[[], str]) -> None:
    """Have the log of an open store written for a company, and take in what happened while the store was closed.

    The key of an unprotected workspace lies in the keyring; where there is none, rows are sealed without one. Both are
    looked for with the first write.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    scribe = store.scribe
    scribe.introduce = partial(_introduction, store, vault, company)
    scribe.keep_head = partial(_keep_head, store, vault)
    audit.take_pending(store)
    notice_identities(store)


def note_catalog(store: Store, catalog: Catalog) -> None:
    """Have the log tell of a catalog that differs from the one that was in use before.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    now = hashlib.sha256(msgspec.json.encode(catalog, order="deterministic")).hexdigest()
    before = settings.get(store, CATALOG)
    if before != now:
        with store.writing():
            settings.put(store, CATALOG, now)
            audit.note(store, "catalog.changed", "", before=before, after=now)


def notice_identities(store: Store) -> None:
    """Have the log tell of signing identities and trusted certificates that came or went, whoever put them there.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    now = _certificates(store.workspace.identities)
    kept = settings.get(store, IDENTITIES)
    before = set(kept) if isinstance(kept, list) else set[str]()
    if now == before:
        return
    with store.writing():
        settings.put(store, IDENTITIES, sorted(now))
        for change, those in (("added", now - before), ("removed", before - now)):
            for each in sorted(those):
                place, name, fingerprint = each.split("\n")
                audit.note(store, f"{place}.{change}", "", name=name, fingerprint=fingerprint)


def _certificates(folder: Path) -> set[str]:
    """Place, name and fingerprint of each certificate that makes a signature count."""
    places = ((folder, "identity"), (folder / "pinned", "certificate"))
    return {
        f"{place}\n{' '.join(path.stem.split())}\n{_fingerprint(path)}"
        for where, place in places
        for path in where.glob("*.pem")
    }


def _fingerprint(path: Path) -> str:
    import ssl  # 1.4 MiB, and few have certificates here

    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(path.read_text().strip())).hexdigest()
    except (OSError, ValueError):
        return "unreadable"


def anchor_of(store: Store) -> str:
    """The seal that a document carries which goes out now; empty while the log has no row."""
    number, seal = audit.head_of(store)
    return seal if number else ""


def remember_head(store: Store) -> None:
    """Keep number and seal of the newest row in the keyring, where there is one; it never fails."""
    if store.scribe.keep_head is not None:
        with suppress(OmniDeskError):
            store.scribe.keep_head(*audit.head_of(store))


def examine(store: Store, vault: "Vault", progress: Progress | None = None) -> AuditReport:
    """Check every row, the head that the keyring remembers, and the anchor of every document that went out.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    report = progress or tell_nobody
    report(0.0, "Checking the rows")
    checked = audit.check(store, _keys(store, vault))
    missing = [] if checked.bad is None else [checked.bad.words]
    head = _kept_head(store, vault)
    if head is not None and checked.bad is None:
        missing += _head_problems(store, checked, *head)
    found = _anchors(store, report)
    lost = [each.words for each, row in found.items() if row is None]
    missing += [
        f"{name} bears an anchor that no row of the log has: rows were taken out or written anew" for name in lost
    ]
    if not missing:
        remember_head(store)
    return AuditReport(
        checked=checked,
        problems=tuple(missing),
        remarks=tuple(_remarks(checked, remembered=head is not None, anchors=len(found))),
        anchored=len(found) - len(lost),
        unanchored=len(audit.issued_files(store)) - len(found),
    )


def _introduction(store: Store, vault: "Vault", company: Callable[[], str]) -> Introduction:
    name = ""
    with suppress(OmniDeskError):  # specs with a mistake stop many things, the log is none of them
        name = company()
    return Introduction(name, None if store.scribe.protected else _own_key(store, vault))


def _own_key(store: Store, vault: "Vault") -> bytes | None:
    """The key that the keyring keeps for this log, made where it keeps none yet; None without one that opens."""
    name = f"audit {audit.chain_name(store)}"
    try:
        kept = _key_of(vault.surely_kept(name))
        if kept is not None or vault.find_keyring() is None:
            return kept
        fresh = secrets.token_bytes(KEY_BYTES)
        vault.store(name, fresh.hex())
    except MachineError:
        return None
    return fresh


def _key_of(kept: str | None) -> bytes | None:
    try:
        key = bytes.fromhex(kept or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _keys(store: Store, vault: "Vault") -> list[bytes]:
    keys = (store.scribe.key(), _key_of(vault.kept(f"audit {audit.chain_name(store)}")))
    return [key for key in keys if key is not None]


def _head_entry(store: Store) -> str:
    return f"audit head {audit.chain_name(store)}"


def _keep_head(store: Store, vault: "Vault", number: int, seal: str) -> None:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    vault.store(_head_entry(store), f"{number} {seal} {now}")


def _kept_head(store: Store, vault: "Vault") -> tuple[int, str, str] | None:
    """Number and seal of the row that the keyring remembers as the last one, and when it was told of it."""
    parts = (vault.kept(_head_entry(store)) or "").split(" ")
    return (int(parts[0]), parts[1], parts[2]) if len(parts) == 3 and parts[0].isdecimal() else None


def _head_problems(store: Store, checked: Checked, number: int, seal: str, kept_at: str) -> list[str]:
    if audit.last_time(store, RESTORED) > kept_at:
        return []  # the end that the keyring remembers went with the store that a safety copy replaced
    if number > checked.rows:
        which = f"rows {checked.rows + 1} to {number} are" if number > checked.rows + 1 else f"row {number} is"
        return [f"{which} missing: the end of the log was cut off"]
    if audit.seal_at(store, number) != seal:
        return [f"row {number} is not the one that this machine's keyring remembers: the log was written anew"]
    return []


def _anchors(store: Store, report: Progress) -> dict[IssuedFile, int | None]:
    """Each document that carries an anchor, and the row of the log that it is the seal of."""
    from omnidesk.operations.embedded_deal import FILE_NAME, anchor_in
    from omnidesk.signing.embedded import embedded_file

    issued = audit.issued_files(store)
    found: dict[IssuedFile, int | None] = {}
    for place, each in enumerate(issued):
        report(place / len(issued), f"Checking the anchor of {each.words}")
        anchor = ""
        with suppress(OmniDeskError):  # a damaged document is told of by the check of safety copies
            anchor = anchor_in(embedded_file(documents.read(store, each.id), FILE_NAME) or b"")
        if anchor:
            found[each] = audit.row_with(store, anchor)
    return found


def _remarks(checked: Checked, *, remembered: bool, anchors: int) -> list[str]:
    found: list[str] = []
    if checked.unkeyed:
        found.append(
            f"{checked.unkeyed} rows (the first is {checked.first_unkeyed}) were sealed without a key, because nothing "
            "protected the workspace and there was no keyring: whoever could write the store could have rewritten them"
        )
    if checked.unknown:
        found.append(
            f"{checked.unknown} rows (the first is {checked.first_unknown}) were sealed with a key that is not on this "
            "machine: that they follow one another is checked, their seals are not"
        )
    if not remembered:
        held = "the anchors of issued documents alone" if anchors else "nothing"
        found.append(f"no keyring remembers the end of the log; against a cut-off end it was held to {held}")
    return found
