"""Documents that went out, written again: byte for byte while they hold, as a stamped copy once they do not."""

import datetime as dt
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import VersionState
from omnidesk.domain.proposal import DocumentKind
from omnidesk.operations.acting import day_of
from omnidesk.operations.comparing import state_of, version_named
from omnidesk.operations.worker import in_worker
from omnidesk.store import documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.stages import events
from omnidesk.store.versions import IssuedDocument

STAMPS: dict[VersionState, str] = {
    "superseded": "SUPERSEDED",
    "withdrawn": "WITHDRAWN",
    "declined": "DECLINED",
    "expired": "EXPIRED",
    "lapsed": "EXPIRED",
}
"""What stands across the pages of a copy of a document that no longer holds."""


@dataclass(frozen=True)
class WrittenAgain:
    """A document as it is written again; ``stamp`` stands across its pages (empty: it is what went out)."""

    content: bytes
    stamp: str


def kept_document(
    store: Store, deal_id: str, *, version: int | None = None, kind: DocumentKind | None = None
) -> IssuedDocument:
    """The document of a version (None: the newest) of one kind (None: the first).

    Raises:
        InputError: there is no such version or document.
        MachineError: the store is out of reach or damaged.
    """
    chosen = version_named(store, deal_id, version)
    went_out = versions.documents_of(store, chosen.id)
    found = [each for each in went_out if kind in (None, each.kind)]
    if not found:
        kinds = ", ".join(each.kind for each in went_out)
        raise InputError(f"{chosen.reference} went out without a {kind}; it has {kinds}")
    return IssuedDocument(chosen, found[0])


def written_again(
    store: Store, found: IssuedDocument, today: Catalog, *, now: dt.datetime, original: bool = False
) -> WrittenAgain:
    """Take a document out of the store; one that no longer holds as a stamped copy, unless it is the original.

    Raises:
        DamagedError: its bytes are not those that went out.
        MachineError: the store is out of reach.
    """
    content, deal_id = documents.read(store, found.document.id), found.version.deal_id
    issued = versions.of_deal(store, deal_id)
    stamp = STAMPS.get(state_of(found.version, issued, events(store, deal_id), day_of(now, today)), "")
    if original or not stamp:
        return WrittenAgain(content, "")
    company = today.company
    return WrittenAgain(_stamped(content, stamp, f"{found.version.reference} · {company.name}"), stamp)


@in_worker
def _stamped(content: bytes, stamp: str, what: str) -> bytes:
    from omnidesk.documents.stamped_copy import stamped_copy

    return stamped_copy(content, stamp, what)
