"""Verifying: whether this is the file that was sealed, by whom, and that nothing else was changed since.

``intact`` alone proves little: an increment that draws over a total leaves every signed byte alone. A file is
accepted only if every signature holds up with all that came after it, the newest covers the entire file, the fields
and the number of signatures are ours, the signers are known, and, where we hold the file that was issued, it is the
beginning of the one that came back. Whatever goes wrong on the way means: invalid.
"""

import datetime as dt
import hashlib
import logging
from collections.abc import Collection
from io import BytesIO
from typing import Literal

import msgspec
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, read_certification_data, validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_tst_data_iter
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from omnidesk.signing.changes import POLICY
from omnidesk.signing.container import container_problem
from omnidesk.signing.fields import CLIENT_FIELD, OUR_FIELD
from omnidesk.signing.limits import LARGEST_PDF
from omnidesk.signing.lookup import entry

Status = Literal["valid", "unknown_signer", "invalid", "unsigned"]
Changes = Literal["none", "permitted", "forbidden"]

# Without a handler Python would print pyHanko's warnings, with tracebacks, on the user's terminal.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class SignatureReport(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. ``timestamp`` is a time that an authority known here vouches for, None without one.

    ``intact`` says that the signed bytes are the ones that were signed; ``trusted`` that the signer is known.
    """

    field: str
    signer: str
    fingerprint: str
    covers_whole_file: bool
    intact: bool
    trusted: bool
    signed_at: dt.datetime | None
    timestamp: dt.datetime | None
    changes_after: Changes


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The judgement on a file's signatures; ``problems`` are sentences for a person."""

    status: Status
    signatures: tuple[SignatureReport, ...] = ()
    problems: tuple[str, ...] = ()


def verify(
    pdf: bytes,
    *,
    known: Collection[str],
    issued: bytes | None = None,
    ours: Collection[str] | None = None,
) -> Verification:
    """Judges the signatures of a file; never raises.

    ``known`` are the fingerprints of all recognised signers (SHA-256 of the certificate, hex; case and colons do
    not matter). ``ours`` narrows down who may have sealed the file: without it any known signer may. ``issued`` is
    the file as we handed it out, where we still have it.
    """
    try:
        return _judge(pdf, _normalised(known), None if ours is None else _normalised(ours), issued)
    except Exception as failure:  # hostile files raise anything, and anything means: not accepted
        text = f"The file cannot be read as a signed PDF ({type(failure).__name__})."
        return Verification(status="invalid", problems=(text,))


def _judge(pdf: bytes, known: set[str], ours: set[str] | None, issued: bytes | None) -> Verification:
    problems: list[str] = []
    if issued is not None and not pdf.startswith(issued):
        problems.append("The file is not the one that was issued: it does not begin with the same bytes.")
    if len(pdf) > LARGEST_PDF:
        return Verification(status="invalid", problems=("The file is too large to be one of ours.",))
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures:
        return _without_signature(pdf, problems)
    problems += _form_problems(reader, len(signatures))
    problems += _seal_problems(reader, signatures)
    reports: list[SignatureReport] = []
    for signature in signatures:
        report, found = _examine(pdf, signature, known)
        reports.append(report)
        problems += found
    if not reports[-1].covers_whole_file:
        problems.append("Something was added to the file after the last signature.")
    strangers = _strangers(reports, ours)
    status: Status = "invalid" if problems else "unknown_signer" if strangers else "valid"
    return Verification(status=status, signatures=tuple(reports), problems=(*problems, *strangers))


def _without_signature(pdf: bytes, problems: list[str]) -> Verification:
    if b"/ByteRange" in pdf:
        problems.append("The file was signed once, but a later change took the signature away.")
    status: Status = "invalid" if problems else "unsigned"
    return Verification(status=status, problems=(*problems, "The file bears no signature."))


def _form_problems(reader: PdfFileReader, signed: int) -> list[str]:
    """The fields are our two signature fields, flat, and each signed one was understood."""
    form = reader.root["/AcroForm"]
    fields = [reference.get_object() for reference in form["/Fields"]]
    names = [str(entry(field, "/T")) for field in fields]
    problems: list[str] = []
    if sorted(names) not in ([OUR_FIELD], sorted((OUR_FIELD, CLIENT_FIELD))) or "/XFA" in form:
        problems.append(f"The form fields are not ours: {', '.join(name[:40] for name in names[:9])}.")
    if any(str(entry(field, "/FT")) != "/Sig" or "/Kids" in field for field in fields):
        problems.append("There is a form field that is not a plain signature field.")
    if sum("/V" in field for field in fields) != signed:
        problems.append("There is a signature of a kind that cannot be checked.")
    return problems


def _seal_problems(reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]) -> list[str]:
    """The first signature is our seal, still registered as such, and each increment since is a signature."""
    seal = signatures[0]
    problems: list[str] = []
    if seal.field_name != OUR_FIELD:
        problems.append("The first signature is not the provider's seal.")
    certification = read_certification_data(reader)
    if certification is None or certification.author_sig.container_ref != seal.sig_object.container_ref:
        problems.append("The seal is not registered as the document's certification.")
    elif certification.permission not in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS):
        problems.append("The seal does not protect the document against changes.")
    if reader.total_revisions - 1 - seal.signed_revision != len(signatures) - 1:
        problems.append("There is a change that nobody signed.")
    return problems


def _examine(pdf: bytes, signature: EmbeddedPdfSignature, known: set[str]) -> tuple[SignatureReport, list[str]]:
    certificate = signature.signer_cert
    fingerprint = hashlib.sha256(certificate.dump()).hexdigest()
    signed_at = signature.self_reported_timestamp
    # The certificate is its own root here: whether its holder is known is judged by the fingerprint. It must have
    # been valid when it was used, not today, or a signed proposal would expire with its signer.
    context = ValidationContext(trust_roots=[certificate], moment=signed_at, allow_fetching=False)
    authorities = _timestamp_authorities(signature)
    status = validate_pdf_signature(
        signature,
        context,
        ts_validation_context=ValidationContext(trust_roots=authorities, moment=signed_at, allow_fetching=False),
        diff_policy=POLICY,
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}),
    )
    report = SignatureReport(
        field=str(signature.field_name),
        signer=_holder(signature),
        fingerprint=fingerprint,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        intact=status.intact and status.valid,
        trusted=fingerprint in known,
        signed_at=signed_at,
        timestamp=_vouched_time(status, known),
        changes_after=_changes(status),
    )
    return report, _signature_problems(report, status, container_problem(pdf, signature))


def _timestamp_authorities(signature: EmbeddedPdfSignature) -> list[Certificate]:
    """Who vouched for the time, taken as found: a client's program adds stamps of authorities unknown here."""
    tokens = extract_tst_data_iter(signature.signer_info, signed=False)
    return [extract_certs_for_validation(token).signer_cert for token in tokens]


def _vouched_time(status: PdfSignatureStatus, known: set[str]) -> dt.datetime | None:
    stamp = status.timestamp_validity
    if stamp is None or hashlib.sha256(stamp.signing_cert.dump()).hexdigest() not in known:
        return None
    return stamp.timestamp


def _signature_problems(report: SignatureReport, status: PdfSignatureStatus, container: str | None) -> list[str]:
    who = f"The signature of “{report.signer}”"
    if container:
        return [f"{who} {container}"]
    if status.bottom_line and report.signed_at is not None:
        return []
    if not report.intact:
        return [f"{who} does not fit the file: signed bytes were changed."]
    if report.changes_after == "forbidden":
        return [f"The file was changed after the signature of “{report.signer}” in a way that it does not permit."]
    return [f"{who} does not hold: its certificate did not cover the signing time or is not meant for signing."]


def _changes(status: PdfSignatureStatus) -> Changes:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    return "permitted" if status.docmdp_ok else "forbidden"


def _strangers(reports: list[SignatureReport], ours: set[str] | None) -> list[str]:
    found = [
        f"The signer “{report.signer}” is not known here (fingerprint {report.fingerprint})."
        for report in reports
        if not report.trusted
    ]
    seal = reports[0]
    if not found and ours is not None and seal.fingerprint not in ours:
        found.append(f"The seal is “{seal.signer}”'s, who is known here but does not sign for us.")
    return found


def _holder(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject
    name = subject.native.get("common_name") or subject.human_friendly
    return str(name if isinstance(name, str) else subject.human_friendly)


def _normalised(fingerprints: Collection[str]) -> set[str]:
    return {fingerprint.replace(":", "").strip().lower() for fingerprint in fingerprints}
