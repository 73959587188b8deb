"""The key of a protected workspace: out of the keyring, or with a passphrase or the recovery code."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store import protection
from omnidesk.store.failed_unlocks import Way, note_failure, note_success, refuse_haste
from omnidesk.store.protection import Envelope, found_envelope, key_id
from omnidesk.store.store_key import StoreKey
from omnidesk.store.store_key import subkey as _subkey
from omnidesk.store.workspace import Workspace

if TYPE_CHECKING:
    from omnidesk.vault import Vault

Kind = Literal["new", "unprotected", "chosen_off", "protected"]


class WrongAnswerError(InputError):
    """A passphrase or a recovery code that opens nothing."""


class NeedsUnlockError(MachineError):
    """A protected workspace, and neither keyring nor person opened it."""


class State(msgspec.Struct, frozen=True):
    """How a workspace is protected. ``unprotected``: it was made before there was protection."""

    kind: Kind
    keyring: bool = False
    passphrase: bool = False
    recovery: bool = False
    unfinished: bool = False
    """A change was interrupted; the next opening finishes it."""


def state(workspace: Workspace) -> State:
    """How a workspace is protected; it need not be unlocked.

    Raises:
        MachineError: its envelope is damaged or out of reach.
    """
    envelope = found_envelope(workspace)
    if envelope is None:
        return State("unprotected" if has_store(workspace) else "new")
    if not envelope.protected:
        return State("chosen_off")
    return State(
        "protected",
        keyring=envelope.keyring,
        passphrase=envelope.passphrase is not None,
        recovery=envelope.recovery is not None,
        unfinished=bool(envelope.change),
    )


def subkey(key: StoreKey, purpose: str) -> bytes:
    """Return 32 bytes for one purpose (``documents``, ``audit``), from which nobody gets back to the key.

    Raises:
        MachineError: the key is locked.
    """
    return _subkey(key, purpose)


def unlock(workspace: Workspace, vault: "Vault") -> StoreKey | None:
    """Return the key of a workspace, out of the keyring or with what a person answers; None where it has none.

    Raises:
        NeedsUnlockError: nobody answered.
        InputError: the answer was wrong, or none was given.
        MachineError: after several wrong answers the next has to wait.
    """
    envelope = found_envelope(workspace)
    if envelope is None or not envelope.protected:
        return None
    key = from_keyring(envelope, vault)
    return key or with_answer(workspace, envelope, _asked(workspace, envelope, vault), vault)


def unlock_copy(workspace: Workspace, copy: Path, vault: "Vault") -> StoreKey | None:
    """Return the key of a safety copy, which may come from another machine; None where nothing lies beside it.

    Raises:
        NeedsUnlockError: nobody answered.
        InputError: the answer was wrong, or none was given.
        MachineError: the envelope beside it is damaged.
    """
    envelope = protection.read_envelope(protection.envelope_beside(copy))
    if envelope is None or not envelope.protected:
        return None
    if workspace.key is not None and key_id(workspace.key) == envelope.key_id:
        return workspace.key
    key = from_keyring(envelope, vault)
    return key or with_answer(workspace, envelope, _asked(Workspace(copy), envelope, vault))


def from_keyring(envelope: Envelope, vault: "Vault") -> StoreKey | None:
    """The key that this machine's keyring keeps for an envelope; None where it has none that fits."""
    kept = vault.kept(entry(envelope.key_id)) if envelope.keyring else None
    try:
        key = StoreKey(bytes.fromhex(kept or ""))
    except ValueError:
        return None
    return key if key_id(key) == envelope.key_id else None


def with_answer(workspace: Workspace, envelope: Envelope, answer: str, vault: "Vault | None" = None) -> StoreKey:
    """Return the key that a passphrase or a recovery code opens; a ``vault`` takes it back where it had lost it.

    Raises:
        WrongAnswerError: it opens nothing; that is counted and recorded.
        MachineError: after several wrong answers the next has to wait.
    """
    now = dt.datetime.now(dt.UTC)
    refuse_haste(workspace, now)
    way, key = _tried(envelope, answer)
    if key is None:
        note_failure(workspace, way, now)
        raise WrongAnswerError(f"That is not the {way} of this workspace.")
    note_success(workspace)
    if vault is not None and envelope.keyring:
        _give_back(vault, key)
    return key


def entry(name: str) -> str:
    """The name under which a keyring keeps a key."""
    return f"store {name}"


def has_store(workspace: Workspace) -> bool:
    """Whether anything was ever stored in a workspace."""
    try:
        return workspace.database.stat().st_size > 0
    except OSError:
        return False


def _asked(workspace: Workspace, envelope: Envelope, vault: "Vault") -> str:
    words = "Passphrase or recovery code" if envelope.passphrase else "Recovery code"
    try:
        return vault.answer(f"{words} for {workspace.folder}: ")
    except MachineError as error:
        raise NeedsUnlockError(
            f"{workspace.folder}: it is protected, and there is no keyring that opens it and nobody to ask; unlock the "
            "keyring, run in a terminal, or set OMNIDESK_PASSPHRASE (a passphrase or the recovery code)"
        ) from error


def _tried(envelope: Envelope, answer: str) -> tuple[Way, StoreKey | None]:
    """Try an answer as what it looks like."""
    from omnidesk.store.recovery_code import read_code

    try:
        read_code(answer)
    except InputError:
        if envelope.passphrase is None:
            raise
        return "passphrase", protection.unwrap_with_passphrase(envelope, answer)
    key = protection.unwrap_with_code(envelope, answer) if envelope.recovery else None
    if key is None and envelope.passphrase is not None:  # a passphrase may look like anything
        key = protection.unwrap_with_passphrase(envelope, answer)
    return "recovery code", key


def _give_back(vault: "Vault", key: StoreKey) -> None:
    """Put the key into the keyring again where it should be; a keyring that refuses stops nobody."""
    if vault.find_keyring() is not None:
        try:
            vault.store(entry(key_id(key)), key.content.hex())
        except MachineError:
            return
