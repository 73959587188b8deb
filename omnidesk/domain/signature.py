"""Signing: the fields, who may sign first, and what is kept of the act as evidence."""

import datetime
from typing import Literal

import msgspec

from omnidesk.domain.mark import MarkMethod

SigningOrder = Literal["ours_first", "client_first"]
Act = Literal["signed", "left"]

OUR_FIELD = "OurSignature"
CLIENT_FIELD = "ClientSignature"
DELIVERY_FIELD = "Delivery"
"""Our unseen seal on a file that the client signs before us."""

EVIDENCE_FORMAT = "omnidesk-evidence/1"


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of one act of signing, or of leaving without a signature.

    Hashes are SHA-256 in hex. ``document_after`` is that of the signed file and so cannot stand in it; ``mark_sha256``
    is that of the mark as it was made, whose raw points are kept in the store and never given away. ``local_time``
    carries the offset of the place, ``clock`` says whose clock it was.
    """

    format: Literal["omnidesk-evidence/1"] = EVIDENCE_FORMAT
    act: Act
    reference: str
    field: str
    name: str
    role: str
    organisation: str
    method: MarkMethod | None = None
    witness: str
    language: str
    consent: str
    consent_sha256: str
    document_before: str
    document_after: str | None = None
    pages_shown: int
    opened_at: datetime.datetime
    utc_time: datetime.datetime
    local_time: datetime.datetime
    clock: str
    fingerprint: str | None = None
    mark_sha256: str | None = None
    app_version: str
