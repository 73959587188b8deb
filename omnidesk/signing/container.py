"""The bytes around a signature: what no signature protects must have exactly one form."""

from typing import cast

from asn1crypto import parser
from pyhanko.sign.validation import EmbeddedPdfSignature

_UNUSUAL = "covers an unusual set of bytes."
_FOREIGN = "leaves bytes uncovered that are not its own."
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
    return _gap_problem(gap[1:-1], signature.pkcs7_content) if gap[:1] + gap[-1:] == b"<>" else _FOREIGN


def _gap_problem(digits: bytes, content: bytes) -> str | None:
    if digits not in (content.hex().encode(), content.hex().upper().encode()):
        return _FOREIGN
    return _PADDING if content[parser.peek(content) :].strip(b"\0") else None
