"""Sealing: certificates on a file, PAdES B-B, each as an increment that leaves the bytes before it alone."""

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, TypedDict, cast

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.stamp import BaseStampStyle, StaticStampStyle
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from omnidesk import __version__
from omnidesk.domain.errors import InputError
from omnidesk.domain.signature import CLIENT_FIELD, OUR_FIELD
from omnidesk.signing.certificate import HeldIdentity
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.lookup import EVIDENCE_KEY

if TYPE_CHECKING:
    from collections.abc import Generator

_DIGEST = "sha256"
_LONGEST_SIGNATURE = 512
"""Bytes of a signature by RSA-4096, the largest that tokens make."""


def seal(
    pdf: bytes,
    identity: HeldIdentity,
    *,
    now: dt.datetime,
    field: str = OUR_FIELD,
    stamp_pdf: bytes | None = None,
    reason: str | None = None,
    location: str | None = None,
) -> bytes:
    """Certifies the file in our prepared field; afterwards nothing but filling the other fields is permitted.

    ``stamp_pdf`` is a PDF whose first page is drawn into the field. Raises ``InputError`` when the field is missing
    or signed, the certificate does not cover ``now``, or the file cannot be read.
    """
    meta = PdfSignatureMetadata(
        **_said(field, reason, location), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS
    )  # fmt: skip
    return _sign(pdf, identity, meta, stamp_pdf, now, None)


def countersign(
    pdf: bytes,
    identity: HeldIdentity,
    *,
    now: dt.datetime,
    field: str = CLIENT_FIELD,
    stamp_pdf: bytes | None = None,
    reason: str | None = None,
    evidence: str | None = None,
) -> bytes:
    """Signs a sealed file in another prepared field, as an increment. Raises as ``seal`` does.

    ``evidence`` is a text that the signature carries and protects (``evidence_in`` reads it).
    """
    return _sign(pdf, identity, PdfSignatureMetadata(**_said(field, reason, None)), stamp_pdf, now, evidence)


class _Said(TypedDict):
    field_name: str
    md_algorithm: str
    subfilter: SigSeedSubFilter
    reason: str | None
    location: str | None
    app_build_props: BuildProps


def _said(field: str, reason: str | None, location: str | None) -> _Said:
    """What every signature says about itself."""
    return _Said(
        field_name=field,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        app_build_props=BuildProps(name="OmniDesk", revision=__version__),
    )


def _sign(
    pdf: bytes,
    identity: HeldIdentity,
    meta: PdfSignatureMetadata,
    stamp_pdf: bytes | None,
    now: dt.datetime,
    evidence: str | None,
) -> bytes:
    if identity.summary.expired(now):
        raise InputError(
            f"The certificate of “{identity.summary.subject}” is valid from {identity.summary.valid_from:%Y-%m-%d} "
            f"to {identity.summary.valid_until:%Y-%m-%d} only; sign with another identity."
        )
    style: BaseStampStyle = NoOpStampStyle() if stamp_pdf is None else _stamp_style(stamp_pdf)
    signer = _SignerAt(now, meta, _HeldSigner(identity), stamp_style=style, evidence=evidence)
    try:
        writer = IncrementWriter(BytesIO(pdf))
        return signer.sign_pdf(writer, existing_fields_only=True).getvalue()
    except (SigningError, PdfError, ValueError) as failure:
        raise InputError(f"The PDF cannot be signed in the field “{meta.field_name}”: {failure}") from failure


class _HeldSigner(Signer):
    """Signs with the key that is already open: pyHanko's own signer would read it again twice per signature."""

    def __init__(self, identity: HeldIdentity) -> None:
        self._key = identity.key
        own, *others = (
            x509.Certificate.load(certificate.public_bytes(Encoding.DER))
            for certificate in (identity.certificate, *identity.chain)
        )
        super().__init__(signing_cert=own, cert_registry=SimpleCertificateStore.from_certs(others))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if not isinstance(self._key, RSAPrivateKey | EllipticCurvePrivateKey):
            return bytes(_LONGEST_SIGNATURE) if dry_run else await self._key.sign_remotely(data, digest_algorithm)
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, RSAPrivateKey):
            if dry_run:
                return bytes(self._key.key_size // 8)
            return self._key.sign(data, PKCS1v15(), digest)
        return self._key.sign(data, ECDSA(digest))


class _SignerAt(PdfSigner):
    """Signs at a given time and stays within PDF 1.7."""

    def __init__(
        self,
        now: dt.datetime,
        meta: PdfSignatureMetadata,
        signer: Signer,
        *,
        stamp_style: BaseStampStyle,
        evidence: str | None,
    ) -> None:
        super().__init__(meta, signer, stamp_style=stamp_style)
        self._now, self._evidence = now, evidence

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        if md_algorithm != _DIGEST:
            raise SigningError(f"Seals use {_DIGEST}, not {md_algorithm}.")
        # For elliptic curves pyHanko would raise the version to 2.0, which PDF/A-3 forbids.
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._now
        if self._evidence is not None:
            session.cms_writer = _WithEvidence(session.cms_writer, self._evidence)
        return session


class _WithEvidence:
    """Stands before what writes the signature and puts the evidence into it, where the signature covers it."""

    def __init__(self, writer: "Generator[object, object]", evidence: str) -> None:
        self._writer, self._evidence = writer, evidence

    def send(self, step: object) -> object:
        """Hand on a step of writing."""
        if isinstance(step, SigObjSetup):
            step.sig_placeholder[pdf_name(EVIDENCE_KEY)] = pdf_string(self._evidence)
        return self._writer.send(step)


class _StampPage(PdfContent):
    """The first page of a PDF held in memory, with its fonts."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        left, bottom, right, top = (float(side) for side in cast("StreamObject", page.get_object())["/BBox"])
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


def _stamp_style(stamp_pdf: bytes) -> StaticStampStyle:
    middle = SimpleBoxLayoutRule(x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID)
    return StaticStampStyle(border_width=0, background=_StampPage(stamp_pdf), background_layout=middle)
