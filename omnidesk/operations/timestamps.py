"""Timestamps for issued documents: asked for when one goes out, and appended whenever the authority can be reached.

An issue never waits for one. What was issued stays as it is; the file with the timestamp is kept beside it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.domain.errors import MachineError, OmniDeskError
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import documents, settings, timestamps
from omnidesk.store.connect import Store
from omnidesk.store.timestamps import TimestampRequest

if TYPE_CHECKING:
    from omnidesk.signing.certificate import IdentitySummary

AUTHORITY, FINGERPRINT = "timestamps.authority", "timestamps.fingerprint"
TIMESTAMPED = "timestamped"
"""The kind of a kept document that is an issued one with a timestamp."""


class Authority(msgspec.Struct, frozen=True):
    """The authority of a workspace; ``fingerprint`` of the certificate it was met with, empty before."""

    address: str
    fingerprint: str = ""


class Stamped(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking for every timestamp that was waited for."""

    stamped: int = 0
    pending: int = 0
    problem: str = ""


def authority_of(store: Store) -> Authority | None:
    """Return whom this workspace asks for timestamps; None: nobody.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    address, fingerprint = settings.get(store, AUTHORITY), settings.get(store, FINGERPRINT)
    return Authority(address, str(fingerprint or "")) if isinstance(address, str) and address else None


def choose_authority(store: Store, folder: Path, address: str) -> "IdentitySummary | None":
    """Ask this authority from now on (empty: nobody); return who it is, None where it cannot be reached now.

    ``folder`` is where the workspace keeps its identities. An authority that answers is known from then on.

    Raises:
        InputError: it is no address.
        MachineError: the store or the disk refuses.
    """
    from omnidesk.signing.addresses import checked_address

    checked = checked_address(address) if address.strip() else ""
    settings.put(store, AUTHORITY, checked or None)
    settings.put(store, FINGERPRINT, None)
    if not checked:
        return None
    from omnidesk.signing.authorities import remember_authority
    from omnidesk.signing.timestamps import AuthorityError, HttpAuthority, ask_authority

    try:
        found = remember_authority(folder, ask_authority(HttpAuthority(checked)))
    except AuthorityError:
        return None
    settings.put(store, FINGERPRINT, found.fingerprint)
    return found


def queue_timestamp(store: Store, document_id: str) -> bool:
    """Put a sealed document into the queue where the workspace has an authority; tells whether it did.

    It never raises: what was issued is issued, with a timestamp or without.
    """
    try:
        if authority_of(store) is None:
            return False
        timestamps.ask_for_timestamp(store, document_id)
    except MachineError:
        return False
    return True


def stamp_pending(store: Store, folder: Path, progress: Progress | None = None) -> Stamped:
    """Ask for every timestamp that is waited for. After the first failure the others wait too: one network, one fate.

    ``progress`` is told how far it is and may raise, which stops the work.

    Raises:
        MachineError: the store is out of reach, locked or full.
    """
    waiting, authority = timestamps.pending_timestamps(store), authority_of(store)
    if not waiting or authority is None:
        return Stamped(pending=len(waiting))
    from omnidesk.signing.timestamps import AuthorityError

    done = 0
    for request in waiting:
        report = partial(progress or tell_nobody, done / len(waiting), request.name)
        report()
        try:
            _stamp(store, folder, authority, request, report)
        except AuthorityError as failure:
            timestamps.note_failure(store, request.document, str(failure))
            return Stamped(stamped=done, pending=len(waiting) - done, problem=str(failure))
        except OmniDeskError as failure:  # this document cannot be stamped, the next one may be
            timestamps.note_failure(store, request.document, str(failure))
            continue
        done += 1
    return Stamped(stamped=done, pending=len(waiting) - done)


def _stamp(
    store: Store, folder: Path, authority: Authority, request: TimestampRequest, waiting: Callable[[], object]
) -> None:
    from omnidesk.signing.timestamps import HttpAuthority, append_timestamp

    pdf = documents.read(store, request.document)
    stamped = append_timestamp(pdf, HttpAuthority(authority.address), waiting=waiting)
    _meet(store, folder, authority, stamped, _checked(stamped, pdf))
    row = next(each for each in documents.list_documents(store, request.deal_id) if each.id == request.document)
    kept = documents.keep(
        store, deal_id=row.deal_id, revision=row.revision, kind=TIMESTAMPED, name=row.name, content=stamped
    )
    timestamps.note_stamped(store, request.document, kept.id)


def _checked(stamped: bytes, issued: bytes) -> str:
    """The fingerprint of the authority whose timestamp was added; no file is kept that would not be accepted."""
    from omnidesk.signing.verify import verify

    found = verify(stamped, known=(), issued=issued)
    if found.status == "invalid":
        raise MachineError(f"the file with the timestamp does not verify, so it was not kept: {found.problems[0]}")
    return found.timestamps[-1].fingerprint


def _meet(store: Store, folder: Path, authority: Authority, stamped: bytes, fingerprint: str) -> None:
    """Know the authority at its first answer, and over https whenever it comes with a new certificate."""
    from omnidesk.signing.authorities import remember_authority
    from omnidesk.signing.examine import certificate_in

    met = settings.get(store, FINGERPRINT)
    if met != fingerprint and (not met or authority.address.startswith("https://")):
        remember_authority(folder, certificate_in(stamped, fingerprint))
        settings.put(store, FINGERPRINT, fingerprint)
