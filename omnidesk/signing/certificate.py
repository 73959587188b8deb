"""The key and certificate of a signer: made, opened once, and held in memory for many signatures."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Mark

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
Standing = Literal["good", "ending", "ended", "not_yet"]


class RemoteKey(Protocol):
    """A private key that stays where it is and signs there."""

    async def sign_remotely(self, data: bytes, digest: str) -> bytes:
        """The signature of the data.

        Raises ``InputError`` or ``MachineError`` when the place of the key refuses or is out of reach.
        """
        ...


NOTICE_DAYS = 30
"""A certificate that ends within these days is told of, so that the next one is known to clients in time."""
RSA_BITS = 3072
KEY_DERIVATION_ROUNDS = 600_000
VALID_DAYS = 3 * 365
LONGEST_NAME = 64
"""Bytes in UTF-8 that fit into a common name and an organisation: X.509 says characters, its library counts bytes."""

THROWAWAY_NAME = "Throw-away test identity, not a real signer"
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")


class IdentitySummary(msgspec.Struct, frozen=True, kw_only=True):
    """What anyone may know of an identity. ``fingerprint`` is the SHA-256 of the certificate (DER), in hex."""

    name: str
    subject: str
    organisation: str
    fingerprint: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    throwaway: bool = False
    token: str = ""
    """The label of the security token that holds the key; empty: the key lies in a file."""

    def expired(self, now: dt.datetime) -> bool:
        """True when the certificate does not cover ``now`` (an aware time)."""
        return not self.valid_from <= now <= self.valid_until

    def standing(self, now: dt.datetime) -> Standing:
        """Whether the certificate covers ``now`` (an aware time), and for long enough."""
        if now < self.valid_from:
            return "not_yet"
        if now > self.valid_until:
            return "ended"
        return "ending" if self.days_left(now) <= NOTICE_DAYS else "good"

    def days_left(self, now: dt.datetime) -> int:
        """Whole days from ``now`` to the end of the certificate; 0 on its last day, negative after it."""
        return (self.valid_until - now).days

    @property
    def secret_key(self) -> str:
        """The name under which the vault keeps this identity's passphrase."""
        return f"identity {self.fingerprint}"


@dataclass(frozen=True, repr=False)
class HeldIdentity:
    """An opened identity. Reading a PKCS#12 takes a quarter of a second, so it is held for many signatures."""

    summary: IdentitySummary
    key: PrivateKey | RemoteKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()
    mark: Mark | None = None
    """What is seen of its signatures; None: the signer's name."""


def summarise(name: str, certificate: x509.Certificate, token: str = "") -> IdentitySummary:
    """What the certificate says about its holder; ``token`` is the label of the token that holds the key, if any."""
    subject = _first(certificate.subject, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string()
    return IdentitySummary(
        name=name,
        subject=subject,
        organisation=_first(certificate.subject, NameOID.ORGANIZATION_NAME),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        throwaway=subject == THROWAWAY_NAME,
        token=token,
    )


def generate(name: str, subject: str, organisation: str, now: dt.datetime, *, days: int = VALID_DAYS) -> HeldIdentity:
    """Makes an RSA-3072 key with a self-issued certificate for signing documents, valid so many days from ``now``.

    Raises ``InputError`` when the subject is empty, or the subject or organisation too long for one.
    """
    for what, text in (("subject name", subject), ("organisation", organisation)):
        if len(text.encode()) > LONGEST_NAME:
            raise InputError(
                f"The {what} of a certificate has at most {LONGEST_NAME} characters, not {len(text)} "
                "(an umlaut counts twice, a Japanese sign three times)."
            )
    if not subject.strip():
        raise InputError("A signing identity needs the name of the person or company that signs.")
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    certificate = _self_issued(key, subject.strip(), organisation.strip(), now, days)
    return HeldIdentity(summarise(name, certificate), key, certificate)


def throwaway(now: dt.datetime) -> HeldIdentity:
    """An identity that lives in memory alone and says in its certificate that nobody stands behind it."""
    return generate("throw-away", THROWAWAY_NAME, "", now)


def for_one_act(subject: str, organisation: str, now: dt.datetime) -> HeldIdentity:
    """An identity for a single signature by somebody who has none here; never written down, it ends within a day.

    Names longer than a certificate can bear are cut.
    """
    start = now - dt.timedelta(minutes=1)
    return generate("in person", _cut(subject), _cut(organisation), start, days=1)


def _cut(text: str) -> str:
    """The text, as much of it as a certificate can bear, on one line."""
    return " ".join(text.split()).encode()[:LONGEST_NAME].decode(errors="ignore").strip()


def to_pkcs12(held: HeldIdentity, passphrase: str) -> bytes:
    """The identity as a PKCS#12 file: AES-256, 600,000 rounds.

    Raises ``InputError`` when the passphrase is empty or the key never leaves its token.
    """
    if not isinstance(held.key, PrivateKey):
        raise InputError(f"The key of “{held.summary.name}” never leaves its token, so there is no file of it.")
    if not passphrase:
        raise InputError("A signing identity needs a passphrase.")
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(KEY_DERIVATION_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    label = held.summary.name.encode()
    return pkcs12.serialize_key_and_certificates(label, held.key, held.certificate, held.chain, encryption)


def from_pkcs12(name: str, content: bytes, passphrase: str) -> HeldIdentity:
    """Opens a PKCS#12 file.

    Raises ``InputError`` when the passphrase does not fit, the file is damaged, or it cannot sign documents.
    """
    try:
        bundle = pkcs12.load_pkcs12(content, passphrase.encode() if passphrase else None)
        key, entry, chain = bundle.key, bundle.cert, bundle.additional_certs
    except Exception as failure:  # hostile bytes raise more kinds than the documented ValueError
        raise InputError(
            f"The signing identity “{name}” does not open: the passphrase does not fit or the file is damaged."
        ) from failure
    if key is None or entry is None:
        raise InputError(f"The file for “{name}” holds no private key with its certificate.")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise InputError(
            f"The key of “{name}” is of a kind that PDF readers do not know; use RSA or an elliptic curve."
        )
    if key.public_key() != entry.certificate.public_key():
        raise InputError(f"The key and the certificate of “{name}” do not belong together.")
    check_fitness(name, key.public_key(), entry.certificate)
    extra = tuple(item.certificate for item in chain)
    return HeldIdentity(summarise(name, entry.certificate), key, entry.certificate, extra)


def check_fitness(name: str, key: PublicKey, certificate: x509.Certificate) -> None:
    """Check that a key is strong enough, and its certificate meant for signing.

    Raises ``InputError`` otherwise.
    """
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < 2048:
        raise InputError(f"The RSA key of “{name}” has {key.key_size} bits; at least 2048 are needed.")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is None or not (usage.digital_signature or usage.content_commitment):
        raise InputError(f"The certificate of “{name}” does not say that it is meant for signing.")


def _self_issued(
    key: rsa.RSAPrivateKey, subject: str, organisation: str, now: dt.datetime, days: int
) -> x509.Certificate:
    attributes = [x509.NameAttribute(NameOID.COMMON_NAME, subject)]
    if organisation:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    name = x509.Name(attributes)
    start = now.astimezone(dt.UTC).replace(microsecond=0)
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_SIGNS_DOCUMENTS, critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


_SIGNS_DOCUMENTS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _first(name: x509.Name, attribute: ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(attribute)
    return str(values[0].value) if values else ""
