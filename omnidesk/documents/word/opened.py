"""Opening a Word file that somebody else has had: with limits, without macros, fetching nothing."""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from omnidesk.documents.word.tree import Element, W, parsed
from omnidesk.domain.errors import InputError

LARGEST_FILE = 20_000_000
"""Bytes of a file; a contract has some ten thousand."""
LARGEST_CONTENT = 60_000_000
"""Bytes of all its parts unpacked."""
MOST_PARTS = 1_000
MARK = "omnidesk."
"""Before the names of what we have a file remember for its return."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BODY, _SETTINGS, _COMMENTS = "word/document.xml", "word/settings.xml", "word/comments.xml"
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, EOFError, RuntimeError)
"""What unpacking raises; RuntimeError is also that of a password and of a way of packing that nobody knows."""
_BESIDE = ("word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml")


@dataclass(frozen=True)
class Opened:
    """The parts of a Word file that hold text. ``kept`` is what we had the file remember."""

    body: Element
    beside: tuple[Element, ...]
    comments: Element | None
    kept: dict[str, str]


def opened(content: bytes, name: str) -> Opened:
    """Open a file; ``name`` is what messages call it.

    Raises:
        InputError: it is no Word file, is damaged or unreasonably large, holds macros, or loads content from elsewhere.
    """
    _check_beginning(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _parts(package, name)
    except _DAMAGED as error:
        told = str(error).partition("\n")[0][:120] or "it cannot be unpacked"
        raise InputError(f"{name}: the file is damaged ({told}); save it again in Word and take that one") from None


def _check_beginning(content: bytes, name: str) -> None:
    if not content:
        raise InputError(f"{name}: the file is empty; ask for it again")
    if len(content) > LARGEST_FILE:
        raise InputError(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB, so no contract of OmniDesk")
    if content.startswith(_OLD):
        told = "an old Word file (.doc) or one with a password; save it as .docx without a password and take that one"
        raise InputError(f"{name}: {told}")
    if not content.startswith(b"PK"):
        raise InputError(f"{name}: no Word file (.docx)")


def _parts(package: zipfile.ZipFile, name: str) -> Opened:
    members = package.infolist()
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_CONTENT:
        raise InputError(f"{name}: unpacks to more than a contract can hold, so it is not read")
    names = [member.filename for member in members]
    if _BODY not in names:
        raise InputError(f"{name}: no Word file (.docx)")
    if any(each.lower().endswith(("vbaproject.bin", "vbadata.xml")) for each in names):
        raise InputError(
            f"{name}: holds macros, so it is not read; save it as .docx, which has none, and take that one"
        )
    for each in (part for part in names if part.endswith(".rels")):
        _check_relations(_read(package, each), name)
    beside = tuple(_read(package, each) for each in sorted(names) if each.startswith(_BESIDE))
    comments = _read(package, _COMMENTS) if _COMMENTS in names else None
    settings = _read(package, _SETTINGS) if _SETTINGS in names else None
    return Opened(_read(package, _BODY), beside, comments, {} if settings is None else _kept(settings))


def _read(package: zipfile.ZipFile, part: str) -> Element:
    return parsed(package.read(part))


def _check_relations(relations: Element, name: str) -> None:
    """Refuse what a program would load from elsewhere; links to click on and a local template are harmless."""
    for relation in relations:
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if relation.get("TargetMode") != "External" or kind == "hyperlink":
            continue
        if kind == "attachedTemplate" and target.lower().startswith("file:///"):
            continue
        raise InputError(f"{name}: loads content from elsewhere ({kind}: {target[:80]}), so it is not read")


def _kept(settings: Element) -> dict[str, str]:
    pairs = ((each.get(f"{W}name"), each.get(f"{W}val")) for each in settings.iter(f"{W}docVar"))
    return {name.removeprefix(MARK): value for name, value in pairs if name.startswith(MARK)}
