"""From text to a tree with places, over YAML's events: no anchors, tags, merge or duplicate keys, bounded in size.

Scalars follow YAML 1.2: only ``true``/``false`` are booleans, only ``null``/``~``/nothing is null, whole numbers
without leading zeros are integers. All else is text: ``NO``, ``12:30``, ``2026-02-01``, ``8.50`` stay as written.
"""

import re
from pathlib import Path

from omnidesk.domain.errors import InputError
from omnidesk.strict_yaml.limits import (
    NODES_MAXIMUM,
    SIZE_MAXIMUM,
    UNREADABLE,
)
from omnidesk.strict_yaml.problem import Marks, SourceError, SpecProblem, Tree

_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_file(path: Path) -> tuple[Tree, Marks]:
    """Read one file.

    Raises:
        InputError: it cannot be read.
        SourceError: it is not YAML or JSON as :func:`read` accepts it, or no UTF-8 text.

    """
    return read_bytes(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """Return a file's content, of a file that is too large one byte more than is allowed.

    Raises:
        InputError: it cannot be read.

    """
    try:
        with path.open("rb") as stream:
            return stream.read(SIZE_MAXIMUM + 1)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise InputError(f"{path}: cannot be read ({reason}); check the name and your rights") from None


def read_bytes(content: bytes, source: str) -> tuple[Tree, Marks]:
    """Read what a file holds; ``source`` is its name in messages.

    Raises:
        SourceError: as :func:`read`, or it is no UTF-8 text.

    """
    _check_size(len(content), source)
    try:
        return read(content.decode("utf-8-sig"), source)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError((_plain(source, line, "this is no UTF-8 text", "save the file as UTF-8"),)) from None


def read(text: str, source: str) -> tuple[Tree, Marks]:
    """Read YAML or JSON text into a tree and the places of its values.

    Raises:
        SourceError: with every mistake found; what would be dangerous to read on stops at the first.

    """
    from omnidesk.strict_yaml.tree import tree_of

    return tree_of(_checked(text, source), source)


def _checked(text: str, source: str) -> str:
    _check_size(len(text), source)
    text = text.removeprefix("\ufeff")
    found = UNREADABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        reason = f"the character U+{ord(found.group()):04X} does not belong in a text file"
        raise SourceError((_plain(source, line, reason, "remove it"),))
    if text.lstrip()[:1] == "{" and "\\u" in text:
        return _SURROGATES.sub(_joined, text, count=NODES_MAXIMUM)
    return text


def _check_size(size: int, source: str) -> None:
    if size > SIZE_MAXIMUM:
        problem = _plain(source, 1, "the file is larger than 1 MB", "keep it below 1,000,000 bytes")
        raise SourceError((problem,))


def _joined(pair: re.Match[str]) -> str:
    """JSON writes characters beyond U+FFFF as two halves; YAML knows only the whole."""
    before = pair.string[max(0, pair.start() - 100) : pair.start()]
    if (len(before) - len(before.rstrip("\\"))) % 2:
        return pair.group()
    high, low = int(pair.group(1), 16), int(pair.group(2), 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _plain(source: str, line: int, reason: str, fix: str) -> SpecProblem:
    return SpecProblem(file=source, line=line, column=1, key="", reason=reason, fix=fix)
