"""Opens a workspace with its key; a new one is protected first."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.operations.protection import entry, has_store, unlock
from omnidesk.store import protection
from omnidesk.store.protection import Envelope, found_envelope, key_id
from omnidesk.store.store_key import StoreKey, new_key
from omnidesk.store.workspace import Workspace

if TYPE_CHECKING:
    from omnidesk.vault import Vault

CHOICE = "OMNIDESK_PROTECTION"
"""``off``: whoever set it chooses that new workspaces are not protected (scripts, tests)."""

RECOVERY = "For the day when that is lost: omnidesk protection recovery"
BY_KEYRING = f"This workspace is new and encrypted; your keyring opens it. {RECOVERY}"
BY_ANSWER = f"This workspace is new and encrypted; the passphrase opens it. {RECOVERY}"


class UnprotectedError(MachineError):
    """A new workspace that nothing can protect, and nobody has chosen to leave unprotected."""


def opened(
    workspace: Workspace,
    vault: "Vault",
    tell: Callable[[str], object],
    environment: Mapping[str, str] = os.environ,
) -> Workspace:
    """Return the workspace with its key; a new one is protected first, and ``tell`` hears what a person has to know.

    Raises:
        NeedsUnlockError: it is protected and nobody answered.
        UnprotectedError: it is new, and there is neither keyring nor person nor the choice to leave it unprotected.
        InputError: the answer was wrong, or none was given.
    """
    envelope = found_envelope(workspace)
    if envelope is None and not has_store(workspace):
        return begin(workspace, vault, tell, environment)
    unlocked = msgspec.structs.replace(workspace, key=unlock(workspace, vault))
    if envelope is None or not envelope.change:
        return unlocked
    from omnidesk.operations.protection_changes import finish

    return finish(unlocked)


def begin(
    workspace: Workspace, vault: "Vault", tell: Callable[[str], object], environment: Mapping[str, str] = os.environ
) -> Workspace:
    """Protect a new workspace: by the keyring, else by a passphrase, unless somebody chose that it is not.

    Raises:
        UnprotectedError: there is no way to protect it, and nobody chose to leave it so.
        InputError: no passphrase was given, or two different ones.
    """
    if environment.get(CHOICE, "").strip().lower() == "off":
        protection.claim_envelope(workspace, protection.OFF)
        return workspace
    key = new_key()
    name = key_id(key)
    if _kept_by_keyring(vault, name, key):
        envelope = Envelope(protected=True, key_id=name, keyring=True)
        tell(BY_KEYRING)
    else:
        wrapped = protection.wrap_with_passphrase(key, _new_passphrase(workspace, vault))
        envelope = Envelope(protected=True, key_id=name, passphrase=wrapped)
        tell(BY_ANSWER)
    if protection.claim_envelope(workspace, envelope):
        return msgspec.structs.replace(workspace, key=key)
    if envelope.keyring:  # another OmniDesk was here first
        vault.forget(entry(name))
    return msgspec.structs.replace(workspace, key=unlock(workspace, vault))


def _kept_by_keyring(vault: "Vault", name: str, key: StoreKey) -> bool:
    """Give the key to the keyring, if there is one that takes it."""
    if vault.find_keyring() is None:
        return False
    try:
        vault.store(entry(name), key.content.hex())
    except MachineError:  # locked: a passphrase does as well
        return False
    return True


def _new_passphrase(workspace: Workspace, vault: "Vault") -> str:
    try:
        chosen = vault.answer(f"New passphrase for the workspace {workspace.folder}: ")
    except MachineError as error:
        raise UnprotectedError(
            f"{workspace.folder}: nothing protects this new workspace yet: there is no keyring and nobody to ask; "
            "unlock a keyring, set OMNIDESK_PASSPHRASE, or choose an unprotected workspace: omnidesk protection off"
        ) from error
    if vault.ask is not None and vault.answer("The same passphrase again: ") != chosen:
        raise InputError("The two passphrases differ; nothing was created.")
    return chosen
