"""Writing files that outlive a power cut: after each write there is the whole new file or what was there before."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file, whole or not at all, and on the disk when this returns; a private one only its owner can read.

    Raises:
        OSError: it could not be written; nothing is left behind.
    """
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        # O_EXCL: in a folder that others write to, the draft must not be a link that they have put there
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace_durably(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def replace_durably(draft: Path, path: Path) -> None:
    """Give a finished, synced file its name, and make the name itself survive a power cut.

    Raises:
        OSError: the system refuses; the draft is still there.
    """
    draft.replace(path)
    if os.name == "posix":  # Windows cannot open a folder, and syncs its names by itself
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
