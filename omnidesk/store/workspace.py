"""The workspace: the one folder that holds what OmniDesk keeps, and the name of each thing in it."""

from pathlib import Path

import msgspec

from omnidesk.domain.errors import MachineError
from omnidesk.places import user_folder
from omnidesk.store.store_key import StoreKey


class Workspace(msgspec.Struct, frozen=True):
    """A folder that only its owner can read; ``key`` opens what is encrypted in it (None: nothing is)."""

    folder: Path
    key: StoreKey | None = None

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
