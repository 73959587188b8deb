"""Signing in person: the client reads and signs on our machine, before a witness of ours.

The client has no certificate here. So one is made for this signature alone, in the client's name, by a key that is
forgotten with the last line of ``sign``; who it was rests on the witness, the mark and the evidence, not on the name
in the certificate. The workspace recognises the certificate from then on, and for nothing but the client's field.
"""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk import __version__
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError, MachineError
from omnidesk.domain.mark import Mark, mark_sha256, method_of
from omnidesk.domain.signature import CLIENT_FIELD, Act, Evidence
from omnidesk.i18n import Words, marked, words_in
from omnidesk.operations.worker import in_worker

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity

CLOCK = "this computer's clock, not vouched for by a timestamp authority"
CONSENT = (
    marked("I have read the document {reference} on this screen in full and sign it for {client} with a legally "
           "binding intent."),
    marked("I agree that it is signed electronically: my signature, my name and function, the time and the "
           "fingerprints of the document are stored as evidence and protect it against changes."),
    marked("I may leave without signing, and I may ask for the document on paper instead."),
)  # fmt: skip
"""What a client agrees to, sentence by sentence."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a client is asked to sign, in the words of the document's language.

    ``page`` and ``rect`` say where the signature goes, ``pages`` how many there are.
    """

    pdf: bytes
    pages: int
    page: int
    rect: tuple[float, float, float, float]
    reference: str
    client: str
    signatory: str
    role: str
    witness: str
    words: Words
    consent: tuple[str, ...]
    opened_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What the client gave: name and function as typed, and the mark."""

    name: str
    role: str
    mark: Mark


@dataclass(frozen=True)
class SignedInPerson:
    """The signed file with its evidence, and the certificate that the workspace shall recognise."""

    pdf: bytes
    evidence: Evidence
    identity: "HeldIdentity"


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who is expected to sign: for whom, and as known so far; both can be corrected by the client."""

    client: str
    name: str = ""
    role: str = ""


@in_worker
def invite(
    pdf: bytes, catalog: Catalog, signatory: Signatory, *, reference: str, language: str, witness: str, now: dt.datetime
) -> Invitation:
    """Prepare the hand-over of the device. ``now`` carries its time zone.

    Raises:
        InputError: it is not the client's turn to sign this file.
    """
    import pypdfium2

    from omnidesk.signing.evidence import place_of, signed_fields
    from omnidesk.signing.order import next_field

    if next_field(*signed_fields(pdf)) != CLIENT_FIELD:
        raise InputError("It is not the client's turn to sign this file: it is not sealed, or signed already.")
    page, rect = place_of(pdf, CLIENT_FIELD)
    words = words_in(language, catalog.translations)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    texts = {"reference": reference, "client": signatory.client}
    return Invitation(
        pdf=pdf,
        pages=pages,
        page=page,
        rect=rect,
        reference=reference,
        client=signatory.client,
        signatory=signatory.name,
        role=signatory.role,
        witness=witness,
        words=words,
        consent=tuple(words.say(sentence).format(**texts) for sentence in CONSENT),
        opened_at=now,
    )


@in_worker
def sign(
    invitation: Invitation, signing: Signing, catalog: Catalog, *, known: Collection[str], now: dt.datetime
) -> SignedInPerson:
    """Sign in the client's field. ``known`` are the fingerprints that the file is verified against.

    Raises:
        InputError: the name is missing.
        MachineError: the signed file does not verify; nothing was kept.
    """
    from omnidesk.signing.certificate import for_one_act
    from omnidesk.signing.seal import countersign
    from omnidesk.signing.verify import verify

    if not signing.name.strip():
        raise InputError("A signature needs the name of the person who signs.")
    identity = for_one_act(signing.name.strip(), invitation.client, now)
    fingerprint = identity.summary.fingerprint
    evidence = _evidence("signed", invitation, signing, fingerprint, now)
    pdf = countersign(
        invitation.pdf,
        identity,
        now=now,
        stamp_pdf=_stamp(invitation, signing, catalog, now),
        reason=" ".join(invitation.consent),
        evidence=msgspec.json.encode(evidence).decode(),
    )
    found = verify(pdf, known={*known, fingerprint}, issued=invitation.pdf)
    if found.status != "valid":
        raise MachineError(f"the signed document does not verify, so it was not kept: {found.problems[0]}")
    after = hashlib.sha256(pdf).hexdigest()
    return SignedInPerson(pdf, msgspec.structs.replace(evidence, document_after=after), identity)


def leave(invitation: Invitation, now: dt.datetime) -> Evidence:
    """The record of a client who left without signing."""
    return _evidence("left", invitation, None, None, now)


def recognise(signed: SignedInPerson, folder: Path) -> None:
    """Recognise the certificate of this one signature in the workspace's folder of identities.

    Raises:
        MachineError: the disk refuses.
    """
    from omnidesk.signing.identities import witness

    witness(folder, signed.identity.certificate)


def _evidence(
    act: Act, invitation: Invitation, signing: Signing | None, fingerprint: str | None, now: dt.datetime
) -> Evidence:
    consent = "\n".join(invitation.consent)
    mark = None if signing is None else signing.mark
    return Evidence(
        act=act,
        reference=invitation.reference,
        field=CLIENT_FIELD,
        name=invitation.signatory if signing is None else signing.name.strip(),
        role=invitation.role if signing is None else signing.role.strip(),
        organisation=invitation.client,
        method=None if mark is None else method_of(mark),
        witness=invitation.witness,
        language=invitation.words.language,
        consent=consent,
        consent_sha256=hashlib.sha256(consent.encode()).hexdigest(),
        document_before=hashlib.sha256(invitation.pdf).hexdigest(),
        pages_shown=invitation.pages,
        opened_at=invitation.opened_at.astimezone(dt.UTC).replace(microsecond=0),
        utc_time=now.astimezone(dt.UTC).replace(microsecond=0),
        local_time=now.astimezone().replace(microsecond=0),
        clock=CLOCK,
        fingerprint=fingerprint,
        mark_sha256=None if mark is None else mark_sha256(mark),
        app_version=__version__,
    )


def _stamp(invitation: Invitation, signing: Signing, catalog: Catalog, now: dt.datetime) -> bytes:
    from omnidesk.documents.stamp import Signed, stamp_pdf
    from omnidesk.documents.style import Style

    company = catalog.company
    signed = Signed(
        name=signing.name,
        organisation=", ".join(part for part in (signing.role.strip(), invitation.client) if part),
        when=now.astimezone().replace(microsecond=0),
        reason=invitation.words.say(marked("Accepted: {reference}")).format(reference=invitation.reference),
        before=hashlib.sha256(invitation.pdf).hexdigest(),
        witness=invitation.witness,
        words=invitation.words,
    )
    return stamp_pdf(signed, Style(company=company.name, accent=company.accent), signing.mark)
