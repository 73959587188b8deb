"""Signs what must not be signed, and tells the time: the means of whoever tampers."""

import datetime as dt
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp.noop import NoOpStampStyle

from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.seal import _HeldSigner
from tests.signing.paper import NOW
from tests.signing.tampering import Alteration

LATER = NOW + dt.timedelta(days=3)


class CarelessSigner(PdfSigner):
    """Signs whatever it is given, permitted or not."""

    def _enforce_certification_constraints(self, reader: PdfFileReader) -> None:
        pass


def sign_regardless(
    pdf: bytes,
    signer: HeldIdentity,
    alteration: Alteration | None = None,
    field: str = "ClientSignature",
    timestamper: TimeStamper | None = None,
) -> bytes:
    writer = IncrementWriter(BytesIO(pdf))
    if alteration:
        alteration(writer)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    careless = CarelessSigner(meta, _HeldSigner(signer), stamp_style=NoOpStampStyle(), timestamper=timestamper)
    return careless.sign_pdf(writer, existing_fields_only=True).getvalue()


def timestamp_regardless(
    pdf: bytes, stamper: TimeStamper, alteration: Alteration | None = None, field: str = "Timestamp1"
) -> bytes:
    """Append a timestamp, with whatever is hidden in its increment."""
    writer = IncrementWriter(BytesIO(pdf))
    if alteration:
        alteration(writer)
    return PdfTimeStamper(stamper, field_name=field).timestamp_pdf(writer, "sha256").getvalue()


def timestamp_authority() -> tuple[str, TimeStamper]:
    """An authority of our own, and the fingerprint that it is known by."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time authority")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(9)
        .not_valid_before(NOW)
        .not_valid_after(NOW + dt.timedelta(days=9999))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(der),
        fixed_dt=LATER,
    )
    return certificate.fingerprint(hashes.SHA256()).hex(), stamper
