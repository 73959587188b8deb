"""Signing identities in a folder of the workspace: ``<name>.p12`` with its public certificate ``<name>.pem`` beside it.

Where the key is on a security token, ``<name>.token`` says which one, in place of the ``.p12``. Certificates of others
that a person trusts lie in the subfolder ``pinned``, of clients who signed in our presence in ``witnessed``, and
of removed identities in ``former``: what they signed stays recognised.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.durable import write_durably
from omnidesk.signing.certificate import (
    HeldIdentity,
    IdentitySummary,
    from_pkcs12,
    generate,
    summarise,
    to_pkcs12,
)
from omnidesk.signing.kept_marks import MARK_ENDING, kept_mark
from omnidesk.signing.tokens import TokenKey, TokenPlace, fit_certificate, opened

FOLDER = "identities"
PINNED = "pinned"
FORMER = "former"
DEFAULT = "default"
WITNESSED = "witnessed"
KINDS = (".p12", ".token")
"""Endings of the file that leads to the key."""
LARGEST_FILE = 1_000_000
"""Bytes. A PKCS#12 with a long chain takes 20 kB."""

PassphraseFor = Callable[[str, str], str]
"""Asked with the vault key of an identity and a label for people; ``Vault.passphrase`` and ``new_passphrase`` fit."""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,38}[A-Za-z0-9_-])?")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}


def identities_folder(workspace: Path) -> Path:
    """Where a workspace keeps its identities."""
    return workspace / FOLDER


def checked_name(name: str) -> str:
    """The name, if a file may bear it on every system.

    Raises ``InputError`` otherwise.
    """
    if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
        raise InputError(
            f"“{name[:60]}” cannot name an identity: use 1 to 40 letters (a-z), digits, spaces, - or _, "
            "beginning with a letter or digit, and none of Windows' reserved names."
        )
    return name


def create(
    folder: Path,
    name: str,
    *,
    subject: str,
    organisation: str,
    passphrase_for: PassphraseFor,
    now: dt.datetime,
) -> IdentitySummary:
    """Makes a new identity and writes it down.

    Raises ``InputError`` when the name is taken or not allowed, and what ``passphrase_for`` raises.
    """
    _check_free(folder, name)
    return _write(folder, generate(name, subject, organisation, now), passphrase_for)


def import_pkcs12(
    folder: Path, name: str, content: bytes, *, file_passphrase: str, passphrase_for: PassphraseFor
) -> IdentitySummary:
    """Takes over an identity from a PKCS#12 file, encrypted anew under its own passphrase.

    Raises ``InputError`` when the name is taken or not allowed, or the file does not open or cannot sign.
    """
    _check_free(folder, name)
    if len(content) > LARGEST_FILE:
        raise InputError(f"The file for “{name}” is too large to be a PKCS#12 identity.")
    return _write(folder, from_pkcs12(name, content, file_passphrase), passphrase_for)


def list_identities(folder: Path) -> tuple[IdentitySummary, ...]:
    """All identities of the folder by name; needs no passphrase.

    Raises ``InputError`` when a certificate file is damaged.
    """
    return tuple(
        summarise(path.stem, _read_certificate(path), _token_of(path))
        for path in sorted(folder.glob("*.pem"))
        if any(path.with_suffix(kind).exists() for kind in KINDS)
    )


def find(folder: Path, name: str) -> IdentitySummary:
    """One identity.

    Raises ``InputError`` that names the ones there are when there is none of this name.
    """
    known = list_identities(folder)
    for summary in known:
        if summary.name == name:
            return summary
    names = ", ".join(summary.name for summary in known) or "none yet; make one with: omnidesk identity create NAME"
    raise InputError(f"There is no signing identity “{name[:60]}” (there are: {names}).")


def open_identity(folder: Path, name: str, passphrase_for: PassphraseFor) -> HeldIdentity:
    """Opens an identity for signing; hold the result, opening takes a quarter of a second.

    Raises ``InputError`` when there is none of this name or the passphrase does not fit.
    """
    summary = find(folder, checked_name(name))
    if summary.token:
        return _open_token(folder, summary, passphrase_for)
    content = _read_file(folder / f"{name}.p12")
    held = from_pkcs12(name, content, passphrase_for(summary.secret_key, _label(name)))
    if held.summary.fingerprint != summary.fingerprint:
        raise InputError(f"The files {name}.p12 and {name}.pem of the identity “{name}” do not belong together.")
    return replace(held, mark=kept_mark(folder, held))


def add_token(folder: Path, name: str, key: TokenKey) -> IdentitySummary:
    """Takes over a key on a token as an identity; only its certificate and where it is are written down.

    Raises ``InputError`` when the name is taken or not allowed, or the certificate is not meant for signing.
    """
    _check_free(folder, name)
    certificate = fit_certificate(name, key)
    _make_folder(folder)
    _write_file(folder / f"{name}.pem", certificate.public_bytes(Encoding.PEM))
    _write_file(folder / f"{name}.token", msgspec.json.encode(key.place))
    return summarise(name, certificate, key.place.token)


def choose_default(folder: Path, name: str) -> IdentitySummary:
    """Makes an identity the one that signs where nobody chooses another."""
    summary = find(folder, checked_name(name))
    _write_file(folder / DEFAULT, name.encode())
    return summary


def default_identity(folder: Path) -> IdentitySummary | None:
    """The identity that signs where nobody chooses: the one that was made the default, else the first; None: none."""
    known = list_identities(folder)
    path = folder / DEFAULT
    wanted = _read_file(path).decode(errors="replace") if path.exists() else ""
    return next((each for each in known if each.name == wanted), known[0] if known else None)


def export_certificate(folder: Path, name: str) -> bytes:
    """The public certificate (PEM), to be handed to anyone who shall recognise this signer."""
    find(folder, checked_name(name))
    return _read_file(folder / f"{name}.pem")


def remove(folder: Path, name: str) -> IdentitySummary:
    """Removes the private key for good; the public certificate is kept, so that what it signed stays recognised.

    Returns what was removed (its ``secret_key`` is what the vault may now forget).
    """
    summary = find(folder, checked_name(name))
    _keep_certificate(folder / FORMER, _read_certificate(folder / f"{name}.pem"))
    for ending in (*KINDS, ".pem", MARK_ENDING):
        (folder / f"{name}{ending}").unlink(missing_ok=True)
    return summary


def pin(folder: Path, certificate: bytes) -> IdentitySummary:
    """Trusts somebody else's certificate (PEM or DER) from now on.

    Raises ``InputError`` when it is no certificate.
    """
    return _keep_certificate(folder / PINNED, _parse(certificate, "The file"))


def witness(folder: Path, certificate: x509.Certificate) -> IdentitySummary:
    """Recognises the certificate of a client who signed here, made for that one signature."""
    return _keep_certificate(folder / WITNESSED, certificate)


def own_fingerprints(folder: Path) -> frozenset[str]:
    """Whose seal is ours: the identities of this workspace and the removed ones."""
    return frozenset(summary.fingerprint for summary in list_identities(folder)) | _kept(folder / FORMER)


def known_fingerprints(folder: Path) -> frozenset[str]:
    """Whom this workspace recognises: its own identities, the pinned certificates and those of witnessed clients."""
    return own_fingerprints(folder) | _kept(folder / PINNED) | _kept(folder / WITNESSED)


def known_certificates(folder: Path) -> tuple[bytes, ...]:
    """The certificates (DER) of this workspace's identities and of those that were pinned."""
    paths = (path for place in (folder, folder / FORMER, folder / PINNED) for path in sorted(place.glob("*.pem")))
    return tuple(_read_certificate(path).public_bytes(Encoding.DER) for path in paths)


def _token_of(path: Path) -> str:
    """The label of the token that holds the key, empty where a file does."""
    return "" if path.with_suffix(".p12").exists() else _place(path.with_suffix(".token")).token


def _place(path: Path) -> TokenPlace:
    try:
        return msgspec.json.decode(_read_file(path), type=TokenPlace)
    except msgspec.MsgspecError as failure:
        raise InputError(f"{path}: does not say where the token is; remove the identity and add it again.") from failure


def _open_token(folder: Path, summary: IdentitySummary, passphrase_for: PassphraseFor) -> HeldIdentity:
    certificate = _read_certificate(folder / f"{summary.name}.pem")
    pin = passphrase_for(summary.secret_key, f"the token “{summary.token}” (its PIN)")
    return HeldIdentity(summary, opened(_place(folder / f"{summary.name}.token"), certificate, pin), certificate)


def _kept(folder: Path) -> frozenset[str]:
    return frozenset(summarise("", _read_certificate(path)).fingerprint for path in folder.glob("*.pem"))


def _keep_certificate(folder: Path, certificate: x509.Certificate) -> IdentitySummary:
    summary = summarise("", certificate)
    _make_folder(folder)
    _write_file(folder / f"{summary.fingerprint}.pem", certificate.public_bytes(Encoding.PEM))
    return summary


def _label(name: str) -> str:
    return f"the signing identity “{name}”"


def _check_free(folder: Path, name: str) -> None:
    checked_name(name)
    taken = {path.stem.lower() for pattern in ("*.p12", "*.token", "*.pem") for path in folder.glob(pattern)}
    if name.lower() in taken:
        raise InputError(f"There is already a signing identity “{name}”; choose another name or remove it first.")


def _write(folder: Path, held: HeldIdentity, passphrase_for: PassphraseFor) -> IdentitySummary:
    name = held.summary.name
    content = to_pkcs12(held, passphrase_for(held.summary.secret_key, _label(name)))
    _make_folder(folder)
    certificate = folder / f"{name}.pem"
    _write_file(certificate, held.certificate.public_bytes(Encoding.PEM))
    try:
        _write_file(folder / f"{name}.p12", content)
    except MachineError:
        certificate.unlink(missing_ok=True)
        raise
    return held.summary


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failure:
        raise MachineError(f"{folder}: the folder cannot be made: {failure.strerror}.") from failure


def _write_file(path: Path, content: bytes) -> None:
    try:
        write_durably(path, content)
    except OSError as failure:
        raise MachineError(f"{path}: cannot be written: {failure.strerror}.") from failure


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(f"{path}: too large to be part of a signing identity.")
        return path.read_bytes()
    except OSError as failure:
        raise MachineError(f"{path}: cannot be read: {failure.strerror}.") from failure


def _read_certificate(path: Path) -> x509.Certificate:
    return _parse(_read_file(path), str(path))


def _parse(content: bytes, where: str) -> x509.Certificate:
    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except Exception as failure:  # hostile bytes raise more kinds than the documented ValueError
        raise InputError(f"{where}: no readable certificate (X.509, PEM or DER).") from failure
