"""``protection.json``: how the key of a workspace is kept, and the key itself, wrapped by passphrase and recovery code.

Nothing in the file is secret. A copy lies beside each protected safety copy, so that it opens on any machine.
"""

import base64
import os
from pathlib import Path
from typing import Literal

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.durable import write_durably
from omnidesk.store.connect import DamagedError, in_words
from omnidesk.store.recovery_code import read_code
from omnidesk.store.store_key import StoreKey, subkey
from omnidesk.store.workspace import Workspace

NAME = "protection.json"
BESIDE = ".protection.json"
"""What the name of the file beside a safety copy ends with."""
LARGEST = 64_000
"""Bytes."""
SHORTEST_PASSPHRASE = 8
"""Signs."""

MEMORY_KIB, ROUNDS, LANES = 65_536, 3, 4

Change = Literal["", "protecting", "unprotecting"]


class Wrapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key under AES-256-GCM; each text is base64. ``salt`` is of the derivation."""

    salt: str
    nonce: str
    sealed: str
    memory_kib: int = 0
    """Argon2id where positive; else HKDF, which is enough for a random code."""
    rounds: int = 0
    lanes: int = 0


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one workspace is protected. ``key_id`` names the key without saying anything about it."""

    format: Literal["omnidesk-protection/1"] = "omnidesk-protection/1"
    protected: bool
    key_id: str = ""
    keyring: bool = False
    """Whether the key lies in the keyring of the machine that wrote this."""
    passphrase: Wrapped | None = None
    recovery: Wrapped | None = None
    change: Change = ""
    """What was begun and has to be finished at the next opening."""


OFF = Envelope(protected=False)
"""Somebody chose a workspace without protection."""


def envelope_file(workspace: Workspace) -> Path:
    """Where the workspace's envelope lies."""
    return workspace.folder / NAME


def envelope_beside(copy: Path) -> Path:
    """Where the envelope of a safety copy lies."""
    return copy.with_name(copy.name + BESIDE)


def read_envelope(path: Path) -> Envelope | None:
    """Read an envelope; None where there is none.

    Raises:
        DamagedError: it is not what OmniDesk wrote.
        MachineError: it cannot be read.
    """
    with in_words(path):
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            return None
    try:
        if len(content) <= LARGEST:
            return _checked(msgspec.json.decode(content, type=Envelope))
    except (msgspec.DecodeError, ValueError):
        pass
    raise DamagedError(f"{path}: it is damaged; copy it back from beside the newest safety copy (its name + {BESIDE})")


def write_envelope(path: Path, envelope: Envelope) -> None:
    """Write an envelope durably, in the place of the one that was there.

    Raises:
        MachineError: the disk refuses; the one before is still there.
    """
    with in_words(path):
        write_durably(path, msgspec.json.format(msgspec.json.encode(envelope), indent=1))


def claim_envelope(workspace: Workspace, envelope: Envelope) -> bool:
    """Write the first envelope of a workspace; False when another program has just written one.

    Raises:
        MachineError: the disk refuses.
    """
    path = envelope_file(workspace)
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.claim")
    write_envelope(draft, envelope)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        write_envelope(path, envelope)
    finally:
        draft.unlink(missing_ok=True)
    return True


def found_envelope(workspace: Workspace) -> Envelope | None:
    """The workspace's envelope; where it was lost, the one beside the newest safety copy; None where there is none.

    Raises:
        DamagedError: it is not what OmniDesk wrote.
        MachineError: it cannot be read.
    """
    envelope = read_envelope(envelope_file(workspace))
    if envelope is not None:
        return envelope
    beside = sorted(workspace.backups.glob(f"omnidesk-*{BESIDE}"), reverse=True)
    return read_envelope(beside[0]) if beside else None


def put_beside(workspace: Workspace, copy: Path) -> None:
    """Put the envelope of a protected workspace beside a safety copy; an unprotected one needs none.

    Raises:
        MachineError: the disk refuses.
    """
    envelope = found_envelope(workspace)
    if envelope is not None and envelope.protected:
        write_envelope(envelope_beside(copy), envelope)


def renew_everywhere(workspace: Workspace, envelope: Envelope) -> None:
    """Write the workspace's envelope, and again beside each safety copy under the same key: what is void is void there.

    Raises:
        MachineError: the disk refuses.
    """
    write_envelope(envelope_file(workspace), envelope)
    for path in workspace.backups.glob(f"*{BESIDE}"):
        found = read_envelope(path)
        if found is not None and found.key_id == envelope.key_id:
            write_envelope(path, envelope)


def key_id(key: StoreKey) -> str:
    """The name of a key: the same for the same key, and of no use to find it."""
    return subkey(key, "key id")[:12].hex()


def wrap_with_passphrase(key: StoreKey, passphrase: str) -> Wrapped:
    """Wrap a key so that a passphrase opens it.

    Raises:
        InputError: the passphrase is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputError(f"A passphrase needs at least {SHORTEST_PASSPHRASE} signs; a few words are easy to remember.")
    return _wrap(key, passphrase, Wrapped(_text(os.urandom(16)), "", "", MEMORY_KIB, ROUNDS, LANES))


def wrap_with_code(key: StoreKey, code: str) -> Wrapped:
    """Wrap a key so that a recovery code opens it.

    Raises:
        InputError: it is no recovery code.
    """
    return _wrap(key, read_code(code), Wrapped(_text(os.urandom(16)), "", ""))


def unwrap_with_passphrase(envelope: Envelope, passphrase: str) -> StoreKey | None:
    """The key, or None when the passphrase does not open it.

    Raises:
        InputError: no passphrase opens this workspace.
    """
    if envelope.passphrase is None:
        raise InputError("No passphrase opens this workspace; its key lies in a keyring. Use the recovery code.")
    return _unwrap(envelope, envelope.passphrase, passphrase)


def unwrap_with_code(envelope: Envelope, code: str) -> StoreKey | None:
    """The key, or None when the recovery code is not the one that was printed last.

    Raises:
        InputError: it is no recovery code, or none was ever printed.
    """
    if envelope.recovery is None:
        raise InputError("No recovery code was ever printed for this workspace.")
    return _unwrap(envelope, envelope.recovery, read_code(code))


def _wrap(key: StoreKey, secret: str, plan: Wrapped) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    sealed = AESGCM(_derived(plan, secret)).encrypt(nonce, key.content, key_id(key).encode())
    return msgspec.structs.replace(plan, nonce=_text(nonce), sealed=_text(sealed))


def _unwrap(envelope: Envelope, wrapped: Wrapped, secret: str) -> StoreKey | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = AESGCM(_derived(wrapped, secret)).decrypt(
            base64.b64decode(wrapped.nonce), base64.b64decode(wrapped.sealed), envelope.key_id.encode()
        )
    except InvalidTag:
        return None
    return StoreKey(content)


def _derived(plan: Wrapped, secret: str) -> bytes:
    salt, plain = base64.b64decode(plan.salt), secret.encode()
    if not plan.memory_kib:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), 32, salt=salt, info=b"omnidesk recovery").derive(plain)
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(plain, salt, plan.rounds, plan.memory_kib, plan.lanes, 32, Type.ID)


def _checked(envelope: Envelope) -> Envelope:
    """Refuse an envelope whose figures would hang or break what reads it."""
    for wrapped in (envelope.passphrase, envelope.recovery):
        if wrapped is None:
            continue
        for text, sizes in ((wrapped.salt, (16,)), (wrapped.nonce, (12,)), (wrapped.sealed, (48,))):
            if len(base64.b64decode(text, validate=True)) not in sizes:
                raise msgspec.ValidationError(text)
        if wrapped.memory_kib > 1_048_576 or wrapped.rounds > 20 or wrapped.lanes > 16:
            raise msgspec.ValidationError("beyond reason")
    return envelope


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
