"""A document that was signed on this machine: kept with the deal, and taken as accepted once everybody has signed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.domain.lifecycle import AGREED
from omnidesk.formatting import Formatter
from omnidesk.operations.comparing import read_version
from omnidesk.operations.our_turn import sign_ours
from omnidesk.operations.returned import Desk, judge
from omnidesk.operations.returned_words import sentence
from omnidesk.operations.returning import SIGNED_HERE, keep_returned, refuse_our_signature, take_as_acceptance
from omnidesk.operations.timestamps import queue_timestamp
from omnidesk.store import audit, documents
from omnidesk.store.returned import ReturnedRow

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity


@dataclass(frozen=True)
class KeptSignature:
    """The kept file, whether the deal is accepted by it, and why it is not where it should be (else empty)."""

    file: ReturnedRow
    accepted: bool
    problem: str = ""


def keep_signed_here(desk: Desk, pdf: bytes, name: str, formatter: Formatter) -> KeptSignature:
    """Keep a file that somebody has just signed here. It is judged by the rule for files that come back.

    Where the client signs first, the deal is accepted once we have signed after that.

    Raises:
        MachineError: the file does not hold against what was issued, or the store or the disk refuses.
    """
    found = judge(desk, pdf, name)
    words = sentence(found, formatter, desk.catalog)
    if found.finding != "holds":
        raise MachineError(f"the signed file does not hold, so it was not kept: {words}")
    kept = keep_returned(desk, found, words)
    if found.waits_for_us:
        return KeptSignature(kept, accepted=False)
    queue_timestamp(desk.store, kept.document)
    if found.row is not None and found.row.stage in AGREED:
        return KeptSignature(kept, accepted=False)
    try:
        row = take_as_acceptance(desk, found, words, kind=SIGNED_HERE)
    except InputError as refused:
        return KeptSignature(kept, accepted=False, problem=str(refused))
    return KeptSignature(kept, accepted=row.stage == "accepted")


def sign_kept(
    desk: Desk, file: ReturnedRow, name: str, identity: "HeldIdentity", formatter: Formatter
) -> KeptSignature:
    """Sign a kept file for us, where the client signed first, and keep the complete one as :func:`keep_signed_here`.

    Raises:
        InputError: it does not hold against what was issued, it is not our turn, or the offer lapsed or is closed.
        MachineError: the signed file does not verify, or the store or the disk refuses.
    """
    from omnidesk.signing.identities import known_fingerprints

    pdf = documents.read(desk.store, file.document)
    found = judge(desk, pdf, name)
    if found.finding != "holds" or found.issued is None:
        words = sentence(found, formatter, desk.catalog)
        raise InputError(f"the file is not signed for us, because it does not hold: {words}")
    refuse_our_signature(desk, found)
    version = found.issued.version
    signed = sign_ours(
        pdf,
        identity,
        desk.catalog,
        reference=version.reference,
        language=read_version(desk.store, version).language,
        known=known_fingerprints(desk.folder),
        now=desk.now,
    )
    complete = f"{Path(name).stem}-complete.pdf"
    done = keep_signed_here(desk, signed, complete, formatter)
    kept = {"name": complete, "sha256": hashlib.sha256(signed).hexdigest()}
    audit.note(desk.store, "document.sealed", done.file.deal_id, **kept, fingerprint=identity.summary.fingerprint)
    return done
