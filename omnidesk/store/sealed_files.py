"""Files beside the store file, encrypted with a key of their own; what was written before protection stays readable."""

import os

from omnidesk.domain.errors import MachineError
from omnidesk.store.connect import DamagedError
from omnidesk.store.store_key import StoreKey, subkey
from omnidesk.store.workspace import Workspace

MAGIC = b"OmniDesk sealed 1\n"
NONCE = 12
PURPOSE = "documents"


def sealed(workspace: Workspace, name: str, content: bytes) -> bytes:
    """What to write for a file of this name: encrypted (AES-256-GCM) where the workspace has a key.

    Raises:
        MachineError: the workspace is locked.
    """
    if workspace.key is None:
        return content
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    return MAGIC + nonce + AESGCM(_key(workspace.key)).encrypt(nonce, content, name.encode())


def unsealed(workspace: Workspace, name: str, content: bytes) -> bytes:
    """What was written under this name.

    Raises:
        DamagedError: it was changed, or belongs to another workspace.
        MachineError: the workspace is locked.
    """
    if not is_sealed(content):
        return content
    if workspace.key is None:
        raise MachineError(f"{name}: it is encrypted, and this workspace has no key for it")
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(MAGIC)
    try:
        return AESGCM(_key(workspace.key)).decrypt(
            content[start : start + NONCE], content[start + NONCE :], name.encode()
        )
    except (InvalidTag, ValueError):
        raise DamagedError(f"{name}: it was changed, or belongs to another workspace") from None


def is_sealed(content: bytes) -> bool:
    """Tell whether these bytes are encrypted."""
    return content.startswith(MAGIC)


def _key(key: StoreKey) -> bytes:
    return subkey(key, PURPOSE)
