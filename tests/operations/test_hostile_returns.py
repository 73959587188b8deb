"""Files that are empty, locked, broken or built to do harm are answered kindly, and take neither memory nor time."""

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from omnidesk.documents.page_words import page_pictures
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.operations.apart import GivenUpError, apart
from omnidesk.operations.returned import Desk, judge, read_returned
from omnidesk.store.connect import Store
from tests.operations.conftest import NOW
from tests.operations.test_returned import scan


def bomb() -> bytes:
    """A page of half a megabyte that unpacks to gigabytes."""
    squeeze = zlib.compressobj(9)
    content = b"".join(squeeze.compress(b"q Q \n" * 200_000) for _ in range(300)) + squeeze.flush()
    with pikepdf.open(BytesIO(scan())) as document:
        stream = pikepdf.Stream(document, content)
        stream.Filter = pikepdf.Name.FlateDecode
        document.pages[0].Contents = document.make_indirect(stream)
        out = BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(scan())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def test_hostile_files_are_answered_kindly(store: Store, catalog: Catalog, tmp_path: Path) -> None:
    desk = Desk(store=store, folder=tmp_path, catalog=catalog, now=NOW)
    for name, content, words in (
        ("empty.pdf", b"", "empty"),
        ("letter.docx", b"PK\x03\x04" + bytes(99), "neither a PDF nor a photo"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=words):
            read_returned(tmp_path / name)
    with pytest.raises(InputError, match="cannot be read"):
        read_returned(tmp_path / "nobody.pdf")
    for content in (b"%PDF-1.7\nnothing more", locked(), b"\xff\xd8\xff" + bytes(500)):
        with pytest.raises(InputError, match="damaged, or locked with a password"):
            judge(desk, content, "x.pdf")


def test_a_page_that_unpacks_to_gigabytes_is_given_up() -> None:
    with pytest.raises(GivenUpError, match=r"too long|damaged"):
        apart(page_pictures, bomb(), kind=list[bytes], seconds=0.8)
