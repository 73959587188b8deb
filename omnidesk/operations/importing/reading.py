"""Reads a file as the table that it is: delimited text, a workbook or vCards, whatever its name says."""

from pathlib import Path

from omnidesk.given_file import read_given
from omnidesk.operations.importing.csv_table import csv_table, decoded
from omnidesk.operations.importing.table import FILE_MAXIMUM, Table
from omnidesk.operations.importing.vcard import vcard_table
from omnidesk.operations.importing.xlsx_table import xlsx_table


def read_bytes(path: Path) -> bytes:
    """Read a file that may be a table.

    Raises:
        InputError: it cannot be read, or is too large to be one.
    """
    words = f"the file is larger than {FILE_MAXIMUM // 1_000_000} MB; split it into smaller ones"
    return read_given(path, FILE_MAXIMUM, too_large=words)


def read_table(path: Path, *, encoding: str = "", delimiter: str = "") -> Table:
    """Read a CSV file, a workbook or vCards, whichever the content is; empty options are found out.

    Raises:
        InputError: it is none of these, holds no rows, or is larger or stranger than a table may be.
    """
    content = read_bytes(path)
    name = path.name
    if content.startswith(b"PK\x03\x04"):
        return xlsx_table(content, name)
    text, found = decoded(content, name, encoding)
    if text.lstrip()[:11].upper() == "BEGIN:VCARD":
        return vcard_table(text, name, found)
    return csv_table(text, name, found, delimiter)
