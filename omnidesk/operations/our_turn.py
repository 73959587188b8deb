"""Signing for us after the client, where it was agreed that the client signs first."""

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.domain.signature import OUR_FIELD
from omnidesk.i18n import marked, words_in
from omnidesk.operations.sealing import our_stamp
from omnidesk.operations.worker import in_worker

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity


@in_worker
def our_turn(pdf: bytes) -> bool:
    """Whether the file waits for our signature now.

    Raises:
        InputError: it cannot be read as a signed PDF.
    """
    from omnidesk.signing.evidence import signed_fields
    from omnidesk.signing.order import next_field

    return next_field(*signed_fields(pdf)) == OUR_FIELD


@in_worker
def sign_ours(
    pdf: bytes,
    identity: "HeldIdentity",
    catalog: Catalog,
    *,
    reference: str,
    language: str,
    known: Collection[str],
    now: dt.datetime,
) -> bytes:
    """Sign visibly in our box; ``known`` are the fingerprints that the file is verified against.

    Raises:
        InputError: it is not our turn, the client's signature does not hold, or the identity cannot sign.
        MachineError: the signed file does not verify.
    """
    from omnidesk.signing.seal import countersign
    from omnidesk.signing.verify import verify

    if not our_turn(pdf):
        raise InputError("This file does not wait for our signature: it is complete, or the client comes first.")
    before = verify(pdf, known=known)
    if before.status != "valid":
        raise InputError(f"The file is not signed for us, because it does not hold: {before.problems[0]}")
    words = words_in(language, catalog.translations)
    reason = words.say(marked("Accepted: {reference}")).format(reference=reference)
    here = now.astimezone().replace(microsecond=0)
    shown = our_stamp(identity, catalog.company, reason, hashlib.sha256(pdf).hexdigest(), here, words)
    signed = countersign(pdf, identity, now=now, field=OUR_FIELD, stamp_pdf=shown, reason=reason)
    found = verify(signed, known={*known, identity.summary.fingerprint}, issued=pdf)
    if found.status != "valid":
        raise MachineError(f"the signed document does not verify, so it was not kept: {found.problems[0]}")
    return signed
