"""Files embedded in a PDF, read with the parser that judges the signatures, so that both see the same file."""

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from omnidesk.domain.errors import InputError
from omnidesk.signing.limits import LARGEST_PDF
from omnidesk.signing.lookup import entry

LARGEST_EMBEDDED = 8_000_000
"""Bytes after decompression. A deal takes some 10 kB."""
_DEEPEST = 16
_MOST_ENTRIES = 1_000


def embedded_file(pdf: bytes, name: str) -> bytes | None:
    """The content of the embedded file of this name, or None when there is none.

    Raises ``InputError`` when the PDF cannot be read, the name is ambiguous, or the content is too large.
    """
    if len(pdf) > LARGEST_PDF:
        raise InputError("The PDF is too large to be one of ours.")
    try:
        found = _read(pdf, name)
    except Exception as failure:  # hostile files raise anything
        raise InputError(f"The PDF cannot be read ({type(failure).__name__}): it is damaged or no PDF.") from failure
    if len(found) > 1:
        raise InputError(f"The PDF embeds more than one file named {name}.")
    return found[0] if found else None


def _read(pdf: bytes, name: str) -> list[bytes]:
    limits = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=LARGEST_EMBEDDED))
    reader = PdfFileReader(BytesIO(pdf), decode_limits=limits)
    tree = entry(entry(reader.root, "/Names"), "/EmbeddedFiles")
    return [_content(spec) for spec in _entries(tree) if _called(spec, name)]


def _entries(tree: PdfObject | None) -> Iterator[DictionaryObject]:
    """The file specifications of a name tree, to a bounded depth and number."""
    pending = [(tree, 0)]
    seen = 0
    while pending:
        node, depth = pending.pop()
        seen += 1
        if depth > _DEEPEST or seen > _MOST_ENTRIES:
            raise ValueError("The list of embedded files is too deep or too long.")
        if not isinstance(node, DictionaryObject):
            continue
        pending.extend((kid, depth + 1) for kid in _items(node, "/Kids"))
        for spec in _items(node, "/Names")[1::2]:
            if isinstance(spec, DictionaryObject):
                yield spec


def _items(node: DictionaryObject, key: str) -> list[PdfObject]:
    items = entry(node, key)
    if not isinstance(items, ArrayObject):
        return []
    return [items.raw_get(index).get_object() for index in range(min(len(items), 2 * _MOST_ENTRIES))]


def _called(spec: DictionaryObject, name: str) -> bool:
    return name in (str(entry(spec, "/UF")), str(entry(spec, "/F")))


def _content(spec: DictionaryObject) -> bytes:
    streams = entry(spec, "/EF")
    stream = entry(streams, "/UF") or entry(streams, "/F")
    if not isinstance(stream, StreamObject):
        raise TypeError("An embedded file has no content.")
    return stream.data
