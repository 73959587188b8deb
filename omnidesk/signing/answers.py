"""Signatures over an approver's answer: made with a signing identity, checked with its certificate alone."""

import asyncio
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from omnidesk.signing.certificate import HeldIdentity, check_fitness, summarise

PURPOSE = b"omnidesk-approval/1\n"
"""Goes before what is signed, so that such a signature is good for nothing else."""


def sign_answer(identity: HeldIdentity, content: bytes) -> bytes:
    """Sign an answer.

    Raises:
        InputError: the place of the key refuses.
        MachineError: it is out of reach.
    """
    signed = PURPOSE + content
    if isinstance(identity.key, RSAPrivateKey):
        return identity.key.sign(signed, PKCS1v15(), SHA256())
    if isinstance(identity.key, EllipticCurvePrivateKey):
        return identity.key.sign(signed, ECDSA(SHA256()))
    return asyncio.run(identity.key.sign_remotely(signed, "sha256"))


def certificate_bytes(identity: HeldIdentity) -> bytes:
    """The certificate of an identity (DER)."""
    return identity.certificate.public_bytes(Encoding.DER)


def fingerprint_of(certificate: bytes) -> str:
    """The fingerprint of a certificate (DER)."""
    return hashlib.sha256(certificate).hexdigest()


def answer_holds(certificate: bytes, content: bytes, signature: bytes) -> bool:
    """Whether an answer was signed with the key of this certificate (DER), and nothing in it was changed since."""
    try:
        loaded = x509.load_der_x509_certificate(certificate)
        key = loaded.public_key()
        if isinstance(key, RSAPublicKey):
            check_fitness("", key, loaded)
            key.verify(signature, PURPOSE + content, PKCS1v15(), SHA256())
            return True
        if isinstance(key, EllipticCurvePublicKey):
            check_fitness("", key, loaded)
            key.verify(signature, PURPOSE + content, ECDSA(SHA256()))
            return True
    except Exception:  # hostile bytes raise more kinds than are documented; all mean: it does not
        return False
    return False


def signer_of(certificate: bytes) -> str:
    """The name in a certificate (DER) that :func:`answer_holds` has accepted."""
    return summarise("", x509.load_der_x509_certificate(certificate)).subject


def covers(certificate: bytes, day: str) -> bool:
    """Whether a certificate (DER) is valid on a day in ISO 8601."""
    loaded = x509.load_der_x509_certificate(certificate)
    return loaded.not_valid_before_utc.date().isoformat() <= day <= loaded.not_valid_after_utc.date().isoformat()
