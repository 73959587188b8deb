"""The bytes of and around a signature: what no signature protects must have exactly one form."""

from typing import cast

from asn1crypto import cms, parser
from pyhanko.sign.validation import EmbeddedPdfSignature

_UNUSUAL = "covers an unusual set of bytes."
_FOREIGN = "leaves bytes uncovered that are not its own."
_MALFORMED = "is not built as the standard asks."
_COUNTER_TIME = {"signature_time_stamp_token"}
"""The one attribute that may be added to a signature without being signed."""
_FIRST, _THIRD = b"\x02\x01\x01", b"\x02\x01\x03"
"""The versions that structures bear: a timestamp's token holds its content, so it bears the third."""
_PADDING = "is followed by hidden bytes."


def container_problem(pdf: bytes, signature: EmbeddedPdfSignature) -> str | None:
    """How the unsigned gap of a signature deviates from the one permitted form, or None.

    The gap holds the signature itself, so it cannot be signed. It must lie where the signature says, be the
    signature's own hexadecimal string in one case, and be padded with nothing but zeros.
    """
    byte_range = [int(number) for number in cast("list[int]", signature.byte_range)]
    if len(byte_range) != 4:
        return _UNUSUAL
    start, length, resumed, rest = byte_range
    if start != 0 or min(length, rest) <= 0 or resumed <= length + 2 or resumed + rest > len(pdf):
        return _UNUSUAL
    gap = pdf[length:resumed]
    if gap[:1] + gap[-1:] != b"<>":
        return _FOREIGN
    return _gap_problem(gap[1:-1], signature.pkcs7_content) or _structure_problem(signature)


def _gap_problem(digits: bytes, content: bytes) -> str | None:
    if digits not in (content.hex().encode(), content.hex().upper().encode()):
        return _FOREIGN
    length = parser.peek(content)
    body = cast("tuple[int, int, int, bytes, bytes, bytes]", parser.parse(content[:length]))[4]
    kind = parser.peek(body)
    if kind + parser.peek(body[kind:]) != len(body):
        return _MALFORMED
    return _PADDING if content[length:].strip(b"\0") else None


def _structure_problem(signature: EmbeddedPdfSignature) -> str | None:
    """Compares what the signer did not sign of a CMS structure with the one way to write it (RFC 5652)."""
    signed, signer, certificate = signature.signed_data, signature.signer_info, signature.signer_cert
    stamp = str(cast("cms.EncapsulatedContentInfo", signed["encap_content_info"])["content_type"].native) == "tst_info"
    version = _THIRD if stamp else _FIRST
    issuer = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    ).dump()
    forms = _algorithm_forms(cast("cms.DigestAlgorithm", signer["digest_algorithm"])["algorithm"].dump())
    outer, inner = bytes(signed.contents or b""), bytes(signer.contents or b"")
    well_formed = (
        any(outer.startswith(version + _wrapped(0x31, form)) for form in forms)
        and any(inner.startswith(_FIRST + issuer + form) for form in forms)
        and not signed["crls"].native
        and {attribute["type"] for attribute in signer["unsigned_attrs"].native or ()}
        <= (set() if stamp else _COUNTER_TIME)
    )
    return None if well_formed else _MALFORMED


def _algorithm_forms(name: bytes) -> tuple[bytes, bytes]:
    """An algorithm identifier without parameters: they may be absent or null."""
    return _wrapped(0x30, name), _wrapped(0x30, name + b"\x05\x00")


def _wrapped(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content
