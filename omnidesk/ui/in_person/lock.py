"""What opens the app again after the device was in somebody else's hands."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lock:
    """A lock that a secret opens, or anybody where there is none. The secret itself is not kept."""

    salt: bytes = field(default=b"", repr=False)
    digest: bytes = field(default=b"", repr=False)

    @property
    def needs_secret(self) -> bool:
        """Whether something must be typed."""
        return bool(self.digest)

    def opens(self, secret: str) -> bool:
        """Whether this is the secret."""
        return not self.needs_secret or hmac.compare_digest(_digest(self.salt, secret), self.digest)


def locked_with(secret: str) -> Lock:
    """Return a lock for a secret; an empty one locks nothing."""
    if not secret:
        return Lock()
    salt = secrets.token_bytes(16)
    return Lock(salt, _digest(salt, secret))


def _digest(salt: bytes, secret: str) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=4096, r=8, p=1)
