"""What is asked of an approver: small enough for a QR code, and named by a hash over everything that it says."""

import base64
import datetime
import hashlib
import re
import unicodedata
from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.domain.deal_hash import canonical_json
from omnidesk.domain.errors import InputError

ENDING = ".omnidesk-request"
LONGEST_REASON, LONGEST_NAME = 400, 120
"""Characters that a request carries of a reason and of a name: a QR code has to stay readable."""
LARGEST = 20_000
"""Bytes of a file or mail in which a request is read; those that are written stay below 1,500."""
LINE = 76
_WRAPPED = re.compile(rb"OMNIDESK-REQUEST-1\.([\w-]+)\.END")
_QUOTED = re.compile(rb"[\s>|]+")


class ApprovalRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An exception that somebody is asked to consent to, for one client at one price.

    ``before`` and ``after`` are the committed totals without and with the discount, in ``currency``; ``off_usd`` is the
    discount in US dollars. ``nonce`` makes two requests for the same price different.
    """

    format: Literal["omnidesk-request/1"] = "omnidesk-request/1"
    nonce: str
    rule: str
    deal_hash: str
    company: str
    client: str
    currency: str
    before: Decimal
    after: Decimal
    off_usd: Decimal
    percent: Decimal
    reason: str
    asked_by: str
    asked_on: datetime.date

    @property
    def id(self) -> str:
        """128 bits of the hash over all of it, as 22 characters; an answer names what it answers by it."""
        digest = hashlib.sha256(write_request(self)).digest()[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def write_request(request: ApprovalRequest) -> bytes:
    """The request as it is handed over: canonical JSON."""
    return canonical_json(request).encode()


def request_for_mail(request: ApprovalRequest) -> str:
    """The request in lines that no mail program breaks."""
    text = f"OMNIDESK-REQUEST-1.{base64.urlsafe_b64encode(write_request(request)).decode().rstrip('=')}.END"
    return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))


def read_request(content: bytes) -> ApprovalRequest:
    """Read a request that somebody handed over: a file, or a mail with the lines of one.

    Raises:
        InputError: it is none.
    """
    try:
        if len(content) > LARGEST:
            raise ValueError
        wrapped = _WRAPPED.search(_QUOTED.sub(b"", content))
        if wrapped is not None:
            content = base64.urlsafe_b64decode(wrapped[1] + b"=" * (-len(wrapped[1]) % 4))
        found = msgspec.json.decode(content.strip(), type=ApprovalRequest)
        if not all(amount.is_finite() for amount in (found.before, found.after, found.off_usd, found.percent)):
            raise ValueError
    except (msgspec.MsgspecError, ValueError, RecursionError, ArithmeticError):  # binascii's are ValueErrors
        raise InputError(
            "this is no request for an approval; ask for the file that ends in .omnidesk-request"
        ) from None
    return found


def client_mark(name: str) -> str:
    """A short mark of a client's name, so that an answer for one client says nothing about another."""
    plain = unicodedata.normalize("NFKC", shortened(name, LONGEST_NAME)).casefold()
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:16]


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut where it is longer than a request carries."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
