"""The key of a workspace: held in one place, so that locking takes it from everybody at once, and never shown."""

import os
from typing import NoReturn

from omnidesk.domain.errors import MachineError

SIZE = 32
"""Bytes."""

LOCKED = "OmniDesk is locked; unlock it to go on"


class StoreKey:
    """Thirty-two random bytes that open a store. Everyone who needs them holds this object, nobody the bytes.

    It does not show its bytes when it is printed, and cannot be copied, pickled or written.
    """

    __slots__ = ("_bytes",)

    def __init__(self, content: bytes) -> None:
        self._bytes = bytearray()
        self.unlock(content)

    @property
    def locked(self) -> bool:
        """Whether the bytes were wiped."""
        return not self._bytes

    @property
    def content(self) -> bytes:
        """The bytes.

        Raises:
            MachineError: they were wiped.
        """
        if self.locked:
            raise MachineError(LOCKED)
        return bytes(self._bytes)

    def lock(self) -> None:
        """Wipe the bytes, for everyone who holds this key."""
        self._bytes[:] = bytes(len(self._bytes))
        del self._bytes[:]

    def unlock(self, content: bytes) -> None:
        """Give the bytes (back).

        Raises:
            ValueError: these cannot be the bytes of a key.
        """
        if len(content) != SIZE:
            raise ValueError(f"a store key has {SIZE} bytes")
        self._bytes[:] = content

    def __repr__(self) -> str:
        return "StoreKey(locked)" if self.locked else "StoreKey(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a store key is not copied, pickled or written")


def new_key() -> StoreKey:
    """Return a key that nobody has."""
    return StoreKey(os.urandom(SIZE))


def subkey(key: StoreKey, purpose: str) -> bytes:
    """Return 32 bytes for one purpose (``documents``, ``audit``), from which nobody gets back to the key.

    Raises:
        MachineError: the key is locked.
    """
    import hmac  # with OpenSSL, for which no window should wait that has no key yet

    # HKDF with SHA-256 (RFC 5869) in one block, no salt; the library that offers it would cost a window 9 MiB.
    extracted = hmac.digest(bytes(SIZE), key.content, "sha256")
    return hmac.digest(extracted, f"omnidesk {purpose}".encode() + b"\x01", "sha256")
