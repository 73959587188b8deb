"""Writing the files that commands were asked for: whole or not at all."""

import os
import secrets
from pathlib import Path

from omnidesk.domain.errors import InputError, MachineError


def write_file(path: Path, content: bytes) -> None:
    """Write a file; one of this name is replaced only once the new one is complete.

    Raises:
        InputError: its folder does not exist.
        MachineError: it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first or name another")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise MachineError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from None
