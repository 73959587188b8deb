"""A compiled copy of a catalog that was checked, in the user's cache folder: loading it takes a millisecond.

It holds data only, never code. A copy that belongs to other files, another version or another user, or that was
damaged, is ignored, and the specs are read and checked anew.
"""

import hashlib
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from omnidesk import __version__
from omnidesk.domain.catalog import Catalog
from omnidesk.places import user_folder
from omnidesk.shipped import PACKAGE

_DIGEST = 32
_CODE = ("domain", "specs", "strict_yaml")


def key_of_contents(contents: dict[str, bytes]) -> bytes:
    """Return a hash of all spec files and of the code that checks them."""
    digest = hashlib.sha256(f"{__version__} {msgspec.__version__}".encode())
    for name, content in sorted(contents.items()):
        digest.update(f"\n{name} {len(content)}\n".encode())
        digest.update(content)
    for line in _code_states():
        digest.update(line.encode())
    return digest.digest()


def take(key: bytes) -> Catalog | None:
    """Return the compiled catalog of this key; None where there is no sound copy."""
    path = _path()
    try:
        if not _is_ours(path):
            return None
        content = path.read_bytes()
        kept_key, seal, payload = content[:_DIGEST], content[_DIGEST : 2 * _DIGEST], content[2 * _DIGEST :]
        if kept_key != key or hashlib.sha256(key + payload).digest() != seal:
            return None
        return msgspec.msgpack.decode(payload, type=Catalog)
    except (OSError, msgspec.MsgspecError):
        return None


def keep(key: bytes, catalog: Catalog) -> None:
    """Keep a checked catalog; where the folder cannot be written, the next start is slower, nothing else."""
    path = _path()
    payload = msgspec.msgpack.encode(catalog)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(key + hashlib.sha256(key + payload).digest() + payload)
        draft.replace(path)


def _path() -> Path:
    return user_folder("cache") / "catalog.bin"


def _is_ours(path: Path) -> bool:
    """Whether nobody but the user can have written the file; Windows guards the user's profile itself."""
    if os.name != "posix":
        return True
    states = (path.parent.stat(), path.lstat())
    return all(state.st_uid == os.geteuid() and not state.st_mode & 0o022 for state in states) and stat.S_ISREG(
        states[1].st_mode
    )


def _code_states() -> Iterable[str]:
    """Names, sizes and times of the modules: in a checkout the code changes without a new version."""
    for room in _CODE:
        for folder, _, names in os.walk(PACKAGE / room):
            for name in sorted(names):
                if name.endswith(".py"):
                    state = (Path(folder) / name).stat()
                    yield f"{room}/{name} {state.st_size} {state.st_mtime_ns}\n"
