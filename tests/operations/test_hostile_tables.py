"""Tables built to do harm are refused in a sentence, before they take memory or time."""

import codecs
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.errors import InputError
from omnidesk.operations.importing.csv_table import csv_table, decoded
from omnidesk.operations.importing.reading import read_table
from omnidesk.operations.importing.vcard import vcard_table
from omnidesk.operations.importing.xlsx_table import check_packing, xlsx_table
from tests.operations.tables import SHEET, tampered, workbook, written

XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


def swollen() -> bytes:
    """A workbook of some 30 kB whose sheet unpacks to 30 MB."""
    return tampered(SHEET, b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>")


def many_parts() -> bytes:
    out = io.BytesIO(workbook([["Company"], ["Aurora"]]))
    with zipfile.ZipFile(out, "a") as archive:
        for place in range(2_100):
            archive.writestr(f"xl/{place}", "")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(swollen, "unpacks to", id="bomb"),
        pytest.param(many_parts, "unpacks to", id="parts"),
        pytest.param(lambda: tampered(SHEET, XXE), "entities of its own", id="external entity"),
        pytest.param(lambda: tampered("xl/styles.xml", LAUGHS), "entities of its own", id="laughs"),
        pytest.param(
            lambda: tampered(SHEET, codecs.BOM_UTF16_LE + XXE.decode().encode("utf-16-le")),
            "entities of its own",
            id="hidden in UTF-16",
        ),
        pytest.param(lambda: tampered(SHEET, b"<worksheet"), "damaged", id="broken XML"),
        pytest.param(lambda: tampered("[Content_Types].xml", b"<Types/>"), "damaged|no row", id="no types"),
        pytest.param(lambda: b"PK\x03\x04" + b"\xff" * 500, "no workbook", id="no archive"),
    ],
)
def test_a_hostile_workbook_stays_closed(content: Callable[[], bytes], words: str) -> None:
    with pytest.raises(InputError, match=words):
        xlsx_table(content(), "clients.xlsx")


def test_another_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("secrets.txt", "x")
    with pytest.raises(InputError, match="no Excel workbook"):
        check_packing(out.getvalue(), "clients.xlsx")


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    stated = tampered(SHEET, old=b'<dimension ref="A1:B2"', new=b'<dimension ref="A1:XFD1048576"')
    assert xlsx_table(stated, "clients.xlsx").rows == (("Aurora", "Zürich"),)

    far = tampered(SHEET, old=b'<row r="2"', new=b'<row r="1048576"')
    with pytest.raises(InputError, match="no row under"):
        xlsx_table(far, "clients.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"a" + b"," * 10_000_000 + b"\nb\n", "more than 10,000 columns", id="ten million columns"),
        pytest.param(b"a,b\n1,\0\n", "line 2: there is a NUL", id="NUL"),
        pytest.param(b'a,b\n1,"open\n' + b"x\n" * 1_000, "never closed", id="open quotation"),
        pytest.param(b"a,b\n1," + b"x" * 30_000 + b"\n", "longer than 20,000 letters", id="long text"),
        pytest.param(b"a,b\n" + b"1,2\n" * 50_001, "more than 50,000 rows", id="rows"),
        pytest.param(b"", "no row under", id="empty"),
        pytest.param(b"only,a,head\n", "no row under", id="head"),
        pytest.param(b"a" + b",a" * 600 + b"\n1,2\n", "1 to 500 named", id="601 columns"),
        pytest.param(b"BEGIN:VCARD\nFN:x\n", "no whole vCard", id="half a card"),
        pytest.param(b"BEGIN:VCARD\n" * 100_000, "no whole vCard", id="cards in cards"),
        pytest.param(b"BEGIN:VCARD\nFN:x\nEND:VCARD\n" * 60_000, "more than 50,000 rows", id="many cards"),
    ],
)
def test_a_hostile_text_is_refused_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_table(written(tmp_path, "clients.csv", content))


def test_a_card_with_an_endless_picture_is_read_without_it() -> None:
    photo = "PHOTO;ENCODING=b:" + "A" * 76 + ("\r\n " + "A" * 76) * 50_000
    table = vcard_table(f"BEGIN:VCARD\r\nFN:Ada\r\n{photo}\r\nEND:VCARD\r\n", "ada.vcf", "utf-8")

    assert table.rows[0][2] == "Ada"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(InputError, match="larger than 50 MB"):
        read_table(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused_in_one_line(content: bytes) -> None:
    for read in (lambda: xlsx_table(b"PK\x03\x04" + content, "x"), lambda: csv_table(*_text(content))):
        try:
            table = read()
        except InputError as error:
            assert "\n" not in str(error)
        else:
            assert all(len(row) == len(table.head) for row in table.rows)


def _text(content: bytes) -> tuple[str, str, str]:
    text, encoding = decoded(content, "x")
    return text, "x", encoding
