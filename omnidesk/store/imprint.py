"""The imprint of a safety copy: what the copy is and the hash of its every byte, written after its last page.

SQLite reads as many pages as the file's head counts, so what stands after them is in nobody's way, and a copy cannot be
parted from its hash. The imprint is a JSON text, its own hash, its length, and a mark as the very last bytes.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

MARK = b"\nOMNIDESK-SAFETY-COPY\n"
DIGITS = 8
"""Hexadecimal digits of the length."""
TAIL = 64 + DIGITS + len(MARK)
LARGEST = 16_000
"""Bytes of an imprint's text."""
PART = 1 << 20

Share = Callable[[float], object]


class Imprint(msgspec.Struct, frozen=True, kw_only=True):
    """What a safety copy says of itself. ``size`` and ``sha256`` are of everything before the imprint.

    ``made_at`` is UTC in ISO 8601; ``mark`` tells whether the store has changed since; ``version`` is of its shape.
    """

    format: Literal["omnidesk-copy/1"] = "omnidesk-copy/1"
    size: int
    sha256: str
    made_at: str
    reason: str
    deals: int
    mark: str
    version: int


def stamp(file: BinaryIO, imprint: Imprint) -> None:
    """Write an imprint at the end of an open file.

    Raises:
        OSError: the disk refuses.
    """
    text = msgspec.json.encode(imprint)
    file.seek(0, 2)
    file.write(text + hashlib.sha256(text).hexdigest().encode() + f"{len(text):0{DIGITS}x}".encode() + MARK)


def read_imprint(path: Path) -> Imprint | None:
    """Read what a copy says of itself; None where no whole imprint is at its very end.

    Raises:
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - LARGEST - TAIL))
        end = file.read()
    text = _text(end)
    if text is None:
        return None
    try:
        imprint = msgspec.json.decode(text, type=Imprint)
    except msgspec.DecodeError:
        return None
    return imprint if imprint.size + len(text) + TAIL == size else None


def hash_of(path: Path, size: int, share: Share | None = None) -> str:
    """Return the SHA-256 of a file's first ``size`` bytes; ``share`` is told how far it is, and may raise.

    Raises:
        OSError: the file cannot be read.
    """
    running, left = hashlib.sha256(), size
    with path.open("rb") as file:
        while left and (part := file.read(min(PART, left))):
            running.update(part)
            left -= len(part)
            if share is not None:
                share(1 - left / size)
    return running.hexdigest()


def _text(end: bytes) -> bytes | None:
    """The text of an imprint, where the bytes end with one that is whole."""
    if not end.endswith(MARK) or len(end) < TAIL:
        return None
    tail = end[-TAIL:]
    try:
        length = int(tail[64 : 64 + DIGITS], 16)
    except ValueError:
        return None
    text = end[-TAIL - length : -TAIL] if 0 < length <= LARGEST else b""
    return text if hashlib.sha256(text).hexdigest().encode() == tail[:64] else None
