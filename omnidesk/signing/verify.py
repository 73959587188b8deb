"""Verifying: whether this is the file that was sealed, by whom, and that nothing else was changed since.

``intact`` alone proves little: an increment that draws over a total leaves every signed byte alone. A file is
accepted only if every signature holds up with all that came after it, the newest covers the entire file, the fields
and the number of signatures are ours, the signers are known, and, where we hold the file that was issued, it is the
beginning of the one that came back. Whatever goes wrong on the way means: invalid.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, read_certification_data

from omnidesk.domain.verification import SignatureReport, Status, TimestampReport, Verification
from omnidesk.signing.examine import examine_signature, examine_timestamp, is_timestamp, vouched
from omnidesk.signing.increment import TIMESTAMP_FIELDS
from omnidesk.signing.limits import LARGEST_PDF
from omnidesk.signing.lookup import entry
from omnidesk.signing.order import OUR_FIELDS, order_problem

_STAMP_KEYS = frozenset({"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/TU", "/V"})

# Without a handler Python would print pyHanko's warnings, with tracebacks, on the user's terminal.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def verify(
    pdf: bytes,
    *,
    known: Collection[str],
    issued: bytes | None = None,
    ours: Collection[str] | None = None,
    authorities: Collection[str] = (),
) -> Verification:
    """Judges the signatures of a file; never raises.

    ``known`` are the fingerprints of all recognised signers (SHA-256 of the certificate, hex; case and colons do
    not matter). ``ours`` narrows down who may have sealed the file: without it any known signer may. ``issued`` is
    the file as we handed it out, where we still have it. ``authorities`` are those whose word on a time counts,
    beside the known signers.
    """
    signers = _normalised(known)
    expected = Expected(signers, None if ours is None else _normalised(ours), signers | _normalised(authorities))
    try:
        return _judge(pdf, expected, issued)
    except Exception as failure:  # hostile files raise anything, and anything means: not accepted
        text = f"The file cannot be read as a signed PDF ({type(failure).__name__})."
        return Verification(status="invalid", problems=(text,))


@dataclass(frozen=True)
class Expected:
    """The fingerprints of who may sign, who may sign for us (None: any of them), and who may vouch for a time."""

    signers: set[str]
    ours: set[str] | None
    authorities: set[str]


def _judge(pdf: bytes, expected: Expected, issued: bytes | None) -> Verification:
    problems: list[str] = []
    if issued is not None and not pdf.startswith(issued):
        problems.append("The file is not the one that was issued: it does not begin with the same bytes.")
    if len(pdf) > LARGEST_PDF:
        return Verification(status="invalid", problems=("The file is too large to be one of ours.",))
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures:
        return _without_signature(pdf, problems)
    problems += _form_problems(reader, signatures)
    problems += _seal_problems(reader, signatures)
    reports: list[SignatureReport] = []
    stamps: list[TimestampReport] = []
    for signature in reversed(signatures):
        if is_timestamp(signature):
            stamp, found = examine_timestamp(pdf, signature, expected.authorities)
            stamps.insert(0, stamp)
        else:
            report, found = examine_signature(pdf, signature, expected.signers, expected.authorities)
            reports.insert(0, vouched(report, stamps))
        problems += found
    if not any(each.covers_whole_file for each in (*reports, *stamps)):
        problems.append("Something was added to the file after the last signature.")
    strangers = _strangers(reports, expected.ours)
    status: Status = "invalid" if problems else "unknown_signer" if strangers else "valid"
    return Verification(
        status=status, signatures=tuple(reports), problems=(*problems, *strangers), timestamps=tuple(stamps)
    )


def _without_signature(pdf: bytes, problems: list[str]) -> Verification:
    if b"/ByteRange" in pdf:
        problems.append("The file was signed once, but a later change took the signature away.")
    status: Status = "invalid" if problems else "unsigned"
    return Verification(status=status, problems=(*problems, "The file bears no signature."))


def _form_problems(reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]) -> list[str]:
    """The fields are ours, flat, signed in their order, each signed one was understood, and timestamps are unseen."""
    form = reader.root["/AcroForm"]
    fields = [reference.get_object() for reference in form["/Fields"]]
    names = [str(entry(field, "/T")) for field in fields]
    signed = [str(signature.field_name) for signature in signatures if not is_timestamp(signature)]
    stamped = [str(signature.field_name) for signature in signatures if is_timestamp(signature)]
    disorder = order_problem([name for name in names if name not in TIMESTAMP_FIELDS], signed)
    problems: list[str] = [] if disorder is None else [disorder]
    if "/XFA" in form or bool(entry(form, "/NeedAppearances")):
        problems.append("The form is of a kind that is not ours.")
    if any(str(entry(field, "/FT")) != "/Sig" or "/Kids" in field for field in fields):
        problems.append("There is a form field that is not a plain signature field.")
    if len(set(names)) != len(names) or sum("/V" in field for field in fields) != len(signatures):
        problems.append("There is a signature of a kind that cannot be checked.")
    if stamped != list(TIMESTAMP_FIELDS[: len(stamped)]) or not all(
        _unseen(field) for field, name in zip(fields, names, strict=True) if name in TIMESTAMP_FIELDS
    ):
        problems.append("There is a timestamp that was not added as timestamps are.")
    return problems


def _unseen(field: DictionaryObject) -> bool:
    """Whether a timestamp's field is as it must be: nothing of it is seen, read out or done."""
    sides = entry(field, "/Rect")
    nowhere = isinstance(sides, ArrayObject) and [float(side) for side in sides] == [0.0] * 4
    return nowhere and field.keys() <= _STAMP_KEYS and str(entry(field, "/TU")) == "Timestamp"


def _seal_problems(reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]) -> list[str]:
    """The first signature is the document's certification, and each increment since is a signature or timestamp."""
    seal = signatures[0]
    problems: list[str] = []
    certification = read_certification_data(reader)
    if certification is None or certification.author_sig.container_ref != seal.sig_object.container_ref:
        problems.append("The seal is not registered as the document's certification.")
    elif certification.permission not in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS):
        problems.append("The seal does not protect the document against changes.")
    if reader.total_revisions - 1 - seal.signed_revision != len(signatures) - 1:
        problems.append("There is a change that nobody signed.")
    return problems


def _strangers(reports: list[SignatureReport], ours: set[str] | None) -> list[str]:
    found = [
        f"The signer “{report.signer}” is not known here (fingerprint {report.fingerprint})."
        for report in reports
        if not report.trusted
    ]
    for seal in reports:
        if not found and ours is not None and seal.field in OUR_FIELDS and seal.fingerprint not in ours:
            found.append(f"The seal is “{seal.signer}”'s, who is known here but does not sign for us.")
    return found


def _normalised(fingerprints: Collection[str]) -> set[str]:
    return {fingerprint.replace(":", "").strip().lower() for fingerprint in fingerprints}
