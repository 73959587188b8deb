"""Examining one signature or document timestamp of a file: who made it, when, and whether it holds."""

import datetime as dt
import hashlib
from io import BytesIO
from typing import Any, cast

import msgspec
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_tst_data_iter
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from omnidesk.domain.errors import InputError
from omnidesk.domain.verification import Changes, SignatureReport, TimestampReport
from omnidesk.signing.changes import POLICY
from omnidesk.signing.container import container_problem


def is_timestamp(signature: EmbeddedPdfSignature) -> bool:
    """Whether it is a document timestamp and no person's signature."""
    return str(signature.sig_object_type) == "/DocTimeStamp"


def examine_signature(
    pdf: bytes, signature: EmbeddedPdfSignature, known: set[str], authorities: set[str]
) -> tuple[SignatureReport, list[str]]:
    """Examine a signature; return what there is to say of it, and what is wrong with it as sentences."""
    certificate = signature.signer_cert
    signed_at = signature.self_reported_timestamp
    # The certificate is its own root here: whether its holder is known is judged by the fingerprint. It must have
    # been valid when it was used, not today, or a signed proposal would expire with its signer.
    context = ValidationContext(trust_roots=[certificate], moment=signed_at, allow_fetching=False)
    found = _timestamp_authorities(signature)
    status = validate_pdf_signature(
        signature,
        context,
        ts_validation_context=ValidationContext(trust_roots=found, moment=signed_at, allow_fetching=False),
        diff_policy=POLICY,
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}),
    )
    report = SignatureReport(
        field=str(signature.field_name),
        signer=_holder(certificate),
        organisation=_organisation(certificate),
        fingerprint=_fingerprint(certificate),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        intact=status.intact and status.valid,
        trusted=_fingerprint(certificate) in known,
        signed_at=signed_at,
        timestamp=_vouched_time(status, authorities),
        changes_after=_changes(status),
    )
    return report, _signature_problems(report, status, container_problem(pdf, signature))


def examine_timestamp(
    pdf: bytes, signature: EmbeddedPdfSignature, authorities: set[str]
) -> tuple[TimestampReport, list[str]]:
    """Examine a document timestamp, as :func:`examine_signature` does; changes since are for the seal to judge."""
    certificate = signature.signer_cert
    context = ValidationContext(trust_roots=[certificate], moment=_stamped_at(signature), allow_fetching=False)
    status = validate_pdf_timestamp(signature, context, skip_diff=True)
    report = TimestampReport(
        field=str(signature.field_name),
        authority=_holder(certificate),
        fingerprint=_fingerprint(certificate),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        intact=status.intact and status.valid,
        trusted=_fingerprint(certificate) in authorities,
        time=status.timestamp,
    )
    who = f"The timestamp of “{report.authority}”"
    malformed = container_problem(pdf, signature)
    if malformed:
        return report, [f"{who} {malformed}"]
    complete = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    sound = report.intact and status.trusted and complete
    return report, [] if sound else [f"{who} does not hold."]


def certificate_in(pdf: bytes, fingerprint: str) -> bytes:
    """Return the signer's certificate (DER) of this fingerprint.

    Raises:
        InputError: nobody with such a certificate signed the file.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        found = [each.signer_cert for each in signatures if _fingerprint(each.signer_cert) == fingerprint]
    except Exception as failure:  # hostile files raise anything
        raise InputError("The file cannot be read as a signed PDF.") from failure
    if not found:
        raise InputError("Nobody with this certificate signed the file.")
    return found[0].dump()


def vouched(report: SignatureReport, later: list[TimestampReport]) -> SignatureReport:
    """The report with the first time that a known authority vouches for, of those appended after the signature."""
    times = [stamp.time for stamp in later if stamp.trusted and stamp.intact]
    if report.timestamp is not None or not times:
        return report
    return msgspec.structs.replace(report, timestamp=times[0])


def _stamped_at(signature: EmbeddedPdfSignature) -> dt.datetime:
    signed = cast("dict[str, Any]", signature.signed_data)
    return cast("dt.datetime", signed["encap_content_info"]["content"].parsed["gen_time"].native)


def _timestamp_authorities(signature: EmbeddedPdfSignature) -> list[Certificate]:
    """Who vouched for the time, taken as found: a client's program adds stamps of authorities unknown here."""
    tokens = extract_tst_data_iter(signature.signer_info, signed=False)
    return [extract_certs_for_validation(token).signer_cert for token in tokens]


def _vouched_time(status: PdfSignatureStatus, authorities: set[str]) -> dt.datetime | None:
    stamp = status.timestamp_validity
    if stamp is None or _fingerprint(stamp.signing_cert) not in authorities:
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


def _fingerprint(certificate: Certificate) -> str:
    return hashlib.sha256(certificate.dump()).hexdigest()


def _holder(certificate: Certificate) -> str:
    subject = certificate.subject
    name = subject.native.get("common_name") or subject.human_friendly
    return str(name if isinstance(name, str) else subject.human_friendly)


def _organisation(certificate: Certificate) -> str:
    name = certificate.subject.native.get("organization_name")
    return name if isinstance(name, str) else ""
