"""What unlocking takes, off the window's thread: each gives the workspace with its key, or the key."""

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import msgspec

from omnidesk.domain.errors import MachineError

if TYPE_CHECKING:
    from omnidesk.store.store_key import StoreKey
    from omnidesk.store.workspace import Workspace

OPENED = "opened"
"""The folder in the workspace with documents that other programs show."""


def place_opened(workspace: "Workspace", told: list[str]) -> "Workspace":
    """Open it as the keyring allows; a new one is protected by it, which is then ``told``.

    Raises:
        MachineError: a person has to answer, or to choose.

    """
    from omnidesk.operations.protected_opening import opened
    from omnidesk.vault import Vault

    return opened(workspace, Vault(environment={}), told.append)


def place_by_answer(workspace: "Workspace", secret: str) -> "Workspace":
    """Open it with a passphrase or recovery code.

    Raises:
        InputError: it opens nothing.
        MachineError: the next answer has to wait.

    """
    from omnidesk.operations.protection_changes import finish

    return finish(msgspec.structs.replace(workspace, key=key_by_answer(workspace, secret)))


def place_begun(workspace: "Workspace", told: list[str], secret: str) -> "Workspace":
    """Protect a new one by a passphrase.

    Raises:
        InputError: the passphrase is too short.

    """
    from omnidesk.operations.protected_opening import opened
    from omnidesk.vault import VARIABLE, Vault

    return opened(workspace, Vault(environment={VARIABLE: secret}, find_keyring=lambda: None), told.append)


def place_unprotected(workspace: "Workspace") -> "Workspace":
    """Take note that a new one shall not be protected.

    Raises:
        MachineError: the disk refuses.

    """
    from omnidesk.operations.protection_changes import unprotect

    return unprotect(workspace)


def key_by_answer(workspace: "Workspace", secret: str) -> "StoreKey":
    """Return the key that a passphrase or recovery code opens.

    Raises:
        InputError: it opens nothing.
        MachineError: the next answer has to wait.

    """
    from omnidesk.operations.protection import with_answer
    from omnidesk.store.protection import found_envelope
    from omnidesk.vault import Vault

    envelope = found_envelope(workspace)
    if envelope is None:
        raise MachineError(f"{workspace.folder}: its protection.json is missing; put it back from a safety copy")
    return with_answer(workspace, envelope, secret, Vault(environment={}))


def key_by_keyring(workspace: "Workspace") -> "StoreKey":
    """Return the key that the keyring keeps.

    Raises:
        MachineError: it does not open it.

    """
    from omnidesk.operations.protection import unlock
    from omnidesk.vault import Vault

    key = unlock(workspace, Vault(environment={}))
    if key is None:
        raise MachineError(f"{workspace.folder}: its protection.json is missing; put it back from a safety copy")
    return key


def pause(workspace: "Workspace") -> int:
    """Seconds until the next answer may be given."""
    from omnidesk.store.failed_unlocks import seconds_to_wait

    return seconds_to_wait(workspace, dt.datetime.now(dt.UTC))


def forget_copies(workspace: "Workspace") -> None:
    """Delete the copies of documents that were written for other programs to show; the store keeps its own."""
    shutil.rmtree(workspace.folder / OPENED, ignore_errors=True)
