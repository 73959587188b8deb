"""The files that commands were given or asked for; written whole or not at all."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.durable import write_durably
from omnidesk.given_file import read_given


class Written(NamedTuple):
    """A file that a command has written, for the log: its name, SHA-256 and size in bytes.

    ``sealed_by`` is the fingerprint of the certificate that signed it (None: nobody did just now).
    """

    name: str
    sha256: str
    size: int
    sealed_by: str | None = None


LARGEST = 100_000_000
"""Bytes of a file that a command reads at all."""
WRITTEN: list[Written] = []
"""What the command under way has written."""


def read_file(path: Path) -> bytes:
    """Read a file.

    Raises:
        InputError: it cannot be read.
    """
    return read_given(path, LARGEST, too_large=f"larger than {LARGEST // 1_000_000} MB, so nothing that OmniDesk reads")


def write_file(path: Path, content: bytes, *, sealed_by: str | None = None) -> None:
    """Write a file; one of this name is replaced only once the new one is complete. ``sealed_by`` is for the log.

    Raises:
        InputError: its folder does not exist.
        MachineError: it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first or name another")
    try:
        write_durably(path, content, private=False)
    except OSError as error:
        raise MachineError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from None
    WRITTEN.append(Written(path.name, hashlib.sha256(content).hexdigest(), len(content), sealed_by))
