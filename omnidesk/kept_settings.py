"""The window's small settings (size, colours, place) in one file of the workspace, there before the store is open."""

import contextlib
from pathlib import Path

import msgspec

NAME = "window.json"


class KeptSettings:
    """Texts by key; a file that cannot be read or written costs the settings, never the start."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._texts = _read(self._path)

    def get(self, key: str) -> str:
        """Return the text kept under a key, empty where there is none."""
        return self._texts.get(key, "")

    def set(self, key: str, value: str) -> None:
        """Keep a text under a key; what the command line has put there meanwhile stays."""
        if self._texts.get(key, "") == value:
            return
        self._texts = {**_read(self._path), key: value}
        temporary = self._path.with_suffix(".tmp")
        with contextlib.suppress(OSError):
            temporary.write_bytes(msgspec.json.format(msgspec.json.encode(self._texts), indent=1))
            temporary.replace(self._path)


def _read(path: Path) -> dict[str, str]:
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return (
        {str(key): value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    )
