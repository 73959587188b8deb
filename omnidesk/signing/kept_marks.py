"""The mark that an identity signs with, kept beside it and readable only to who can open its key.

A person's handwriting is worth stealing, so it lies encrypted under a key that is drawn from the private one. A key on
a token cannot be drawn from; its holder signs anew each time.
"""

import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.domain.mark import Mark, read_mark, write_mark
from omnidesk.durable import write_durably
from omnidesk.signing.certificate import HeldIdentity, PrivateKey

MARK_ENDING = ".mark"
_NONCE = 12
_PURPOSE = b"OmniDesk kept mark 1"


def can_keep(held: HeldIdentity) -> bool:
    """Whether a mark can be kept for this identity."""
    return isinstance(held.key, PrivateKey)


def keep_mark(folder: Path, held: HeldIdentity, mark: Mark | None) -> None:
    """Keep the mark for the next signatures of this identity; None forgets it.

    Raises ``InputError`` for a key on a token, ``MachineError`` when the disk refuses.
    """
    path = folder / f"{held.summary.name}{MARK_ENDING}"
    if mark is None:
        path.unlink(missing_ok=True)
        return
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_secret(held)).encrypt(nonce, write_mark(mark), held.summary.fingerprint.encode())
    try:
        write_durably(path, nonce + sealed)
    except OSError as failure:
        raise MachineError(f"{path}: cannot be written: {failure.strerror}.") from failure


def kept_mark(folder: Path, held: HeldIdentity) -> Mark | None:
    """The mark that is kept; None without one, or where it is not this key's."""
    path = folder / f"{held.summary.name}{MARK_ENDING}"
    if not path.exists() or not can_keep(held):
        return None
    try:
        content = path.read_bytes()
        opened = AESGCM(_secret(held)).decrypt(content[:_NONCE], content[_NONCE:], held.summary.fingerprint.encode())
        return read_mark(opened)
    except (OSError, ValueError, InvalidTag, msgspec.MsgspecError):
        return None


def _secret(held: HeldIdentity) -> bytes:
    if not isinstance(held.key, PrivateKey):
        raise InputError(f"A mark cannot be kept for “{held.summary.name}”: its key never leaves its token.")
    material = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(material)
