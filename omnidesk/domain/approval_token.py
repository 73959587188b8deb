"""An approver's answer as text: what it says, and how it is read; whether its signature holds is not decided here."""

import base64
import binascii
import datetime
import re
from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.domain.deal_hash import canonical_json
from omnidesk.domain.errors import InputError

Decision = Literal["approved", "declined"]

_SHAPE = re.compile(r"OMNIDESK-APPROVAL-1\.([\w-]+)\.([\w-]+)\.([\w-]*)\.END", re.ASCII)
_QUOTED = re.compile(r"[\s>|]+")
"""What mail programs put between the parts of a long line."""
LONGEST = 100_000
"""Characters of a mail in which an answer is looked for."""
LINE = 76


class Claims(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an approver signs.

    ``request`` names what was asked, ``client`` is the mark of the client's name, ``percent`` the highest discount that
    it covers, ``until`` the last day on which it may be used, ``by`` the fingerprint of the signer's certificate.
    """

    request: str
    rule: str
    deal_hash: str
    client: str
    decision: Decision
    percent: Decimal
    why: str
    on: datetime.date
    until: datetime.date
    by: str


class Token(msgspec.Struct, frozen=True):
    """An answer: the signed bytes and what they say, the signature, and the certificate (DER; empty: left out)."""

    claims: Claims
    signed: bytes
    signature: bytes
    certificate: bytes = b""

    @property
    def text(self) -> str:
        """The answer on one line."""
        parts = (_encoded(part) for part in (self.signed, self.signature, self.certificate))
        return f"OMNIDESK-APPROVAL-1.{'.'.join(parts)}.END"

    @property
    def for_mail(self) -> str:
        """The answer in lines that no mail program breaks."""
        text = self.text
        return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))

    @property
    def short(self) -> "Token":
        """The answer without the certificate, so that it fits a QR code."""
        return Token(self.claims, self.signed, self.signature)


def signed_bytes(claims: Claims) -> bytes:
    """What is signed: canonical JSON."""
    return canonical_json(claims).encode()


def read_token(text: str) -> Token:
    """Find the answer in a text: a line, a file, a whole mail with quote marks and broken lines.

    Raises:
        InputError: there is none, or it was cut off or altered so that it cannot be read.
    """
    found = _SHAPE.search(_QUOTED.sub("", text[:LONGEST]))
    if found is None:
        raise InputError(
            "there is no answer in this text; copy all of it, from OMNIDESK-APPROVAL-1 to END, or take the file"
        )
    try:
        signed, signature, certificate = (_decoded(part) for part in found.groups())
        return Token(msgspec.json.decode(signed, type=Claims), signed, signature, certificate)
    except (msgspec.MsgspecError, binascii.Error, ValueError, RecursionError):
        raise InputError("the answer was damaged on its way; ask for it once more, as a file") from None


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
