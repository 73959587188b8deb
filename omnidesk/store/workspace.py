"""The workspace: the one folder that holds what OmniDesk keeps, and the name of each thing in it."""

import os
from pathlib import Path

import msgspec

from omnidesk.domain.errors import MachineError
from omnidesk.places import user_folder


class Workspace(msgspec.Struct, frozen=True):
    """A folder that only its owner can read."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file with every deal."""
        return self.folder / "omnidesk.db"

    @property
    def documents(self) -> Path:
        """Built documents too large for the SQLite file, each named by its hash."""
        return self.folder / "documents"

    @property
    def backups(self) -> Path:
        """Safety copies of the SQLite file."""
        return self.folder / "backups"

    @property
    def identities(self) -> Path:
        """Signing identities (PKCS#12)."""
        return self.folder / "identities"

    @property
    def specs(self) -> Path:
        """The company's own specs, which overlay the shipped ones."""
        return self.folder / "specs"


def workspace(folder: Path | None = None) -> Workspace:
    """Return the workspace in ``folder`` (None: where this system keeps a user's data), made when it is missing.

    Raises:
        MachineError: the folder cannot be made, or is no folder.
    """
    folder = folder or user_folder("data")
    make_private_folder(folder)
    return Workspace(folder.resolve())


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can read, with the folders above it; one that exists stays as it is.

    Raises:
        MachineError: it cannot be made, or something else lies in its place.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(
            f"{folder}: the folder cannot be made ({error.strerror or error}); choose another with --data-dir"
        ) from error


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, there is either the whole of it or none; only its owner can read it.

    Raises:
        OSError: it could not be written; nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace_durably(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def replace_durably(temporary: Path, path: Path) -> None:
    """Give a finished, synced file its name, and make the name itself survive a power cut."""
    temporary.replace(path)
    if os.name == "posix":  # Windows cannot open a folder, and syncs its names by itself
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
