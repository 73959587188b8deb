"""Time-stamping authorities that a workspace knows, each by its certificate in a folder beside the identities.

They vouch for times and for nothing else: a signature by one of them is a stranger's.
"""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.durable import write_durably
from omnidesk.signing.certificate import IdentitySummary, summarise

FOLDER = "authorities"
LARGEST = 100_000
"""Bytes of a certificate file."""


def remember_authority(identities: Path, certificate: bytes) -> IdentitySummary:
    """Know an authority by its certificate (DER) from now on.

    Raises:
        InputError: it is no certificate.
        MachineError: it cannot be written.
    """
    summary, parsed = summary_of(certificate)
    folder = identities / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(folder / f"{summary.fingerprint}.pem", parsed.public_bytes(Encoding.PEM))
    except OSError as failure:
        raise MachineError(f"{folder}: cannot be written: {failure.strerror}.") from failure
    return summary


def summary_of(certificate: bytes) -> tuple[IdentitySummary, x509.Certificate]:
    """What an authority's certificate (DER) says of its holder.

    Raises:
        InputError: it is no certificate.
    """
    try:
        parsed = x509.load_der_x509_certificate(certificate)
        return summarise("", parsed), parsed
    except Exception as failure:  # hostile bytes raise more kinds than the documented ValueError
        raise InputError("The authority's certificate cannot be read.") from failure


def authority_fingerprints(identities: Path) -> frozenset[str]:
    """Whose word on a time counts here. A file that is no certificate counts for nothing."""
    found: set[str] = set()
    for path in (identities / FOLDER).glob("*.pem"):
        try:
            content = path.read_bytes()[:LARGEST]
            found.add(summarise("", x509.load_pem_x509_certificate(content)).fingerprint)
        except (OSError, ValueError):
            continue
    return frozenset(found)
