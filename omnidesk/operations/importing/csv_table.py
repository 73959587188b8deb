"""A table out of text: its encoding and its delimiter are found out, or as a person says."""

import codecs
import csv
import io
from itertools import islice

from omnidesk.domain.errors import InputError
from omnidesk.operations.importing.table import COLUMNS_MAXIMUM, FILE_MAXIMUM, Table, table_of

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "windows-1252": "Windows-1252 (Western Europe)",
    "windows-1250": "Windows-1250 (Central Europe)",
    "windows-1251": "Windows-1251 (Cyrillic)",
    "shift_jis": "Shift JIS (Japanese)",
}
"""Encodings that a person can choose, by name."""
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAMPLED = 50
"""Rows by which the delimiter is found."""


def decoded(content: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """The text of a file and the encoding that it is in: by its mark, else UTF-8, else Windows-1252.

    Raises:
        InputError: it is no text, or not in the encoding that a person said.
    """
    if encoding and encoding not in ENCODINGS:
        raise InputError(f"there is no encoding “{encoding}” here; known are {', '.join(ENCODINGS)}")
    found = next((codec for mark, codec in _MARKS if content.startswith(mark)), "") or encoding or _guess(content)
    try:
        text = content.decode(found)
    except UnicodeDecodeError as error:
        line = len(content[: error.start].split(b"\n"))
        raise InputError(f"{name}, line {line}: this is no {found} text; choose another encoding") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{name}, line {line}: there is a NUL character, so this is no table of text")
    return text.removeprefix("\ufeff"), found.removesuffix("-sig")


def csv_table(text: str, name: str, encoding: str, delimiter: str = "") -> Table:
    """Read delimited text.

    Raises:
        InputError: it has more columns than a table may have, or a quotation mark is not closed.
    """
    if delimiter and delimiter not in DELIMITERS:
        raise InputError(f"“{delimiter}” cannot divide columns; known are comma, semicolon, tab and bar")
    _check_width(text, name)
    found = delimiter or _delimiter(text)
    lines: list[tuple[int, list[str]]] = []
    before = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=found, strict=True)
    try:
        for cells in reader:
            lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise InputError(_broken(name, before + 1, str(error))) from None
    return table_of(lines, name, f"{ENCODINGS.get(encoding, encoding)}, {DELIMITERS[found]}")


def _guess(content: bytes) -> str:
    """UTF-16 without a mark has every other byte NUL; what is no UTF-8 is Windows-1252."""
    sample = content[:2000]
    if len(sample) >= 4:
        for codec, place in (("utf-16-le", 1), ("utf-16-be", 0)):
            if sample[place::2].count(0) > len(sample) * 0.3:
                return codec
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _check_width(text: str, name: str) -> None:
    """Count before anything is taken apart: a line of ten million commas would become ten million texts."""
    if len(text) > FILE_MAXIMUM:
        raise InputError(f"{name}: the file is larger than {FILE_MAXIMUM // 1_000_000} MB; split it into smaller ones")
    most = 20 * COLUMNS_MAXIMUM
    for number, line in enumerate(io.StringIO(text), start=1):
        if len(line) > most and max(line.count(sign) for sign in DELIMITERS) > most:
            raise InputError(f"{name}, line {number}: there are more than {most:,} columns; is this a table?")


def _delimiter(text: str) -> str:
    """The sign that divides the first rows into the same number of columns most often, and into most of them."""

    def rank(sign: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), SAMPLED))
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if row]
        width = widths[0] if widths else 1
        return (sum(each == width for each in widths), width) if width > 1 else (0, width)

    return max(DELIMITERS, key=rank)


def _broken(name: str, line: int, error: str) -> str:
    if "unexpected end" in error:
        return f"{name}, line {line}: a quotation mark is opened and never closed; put it right in the file"
    if "field larger" in error:
        return f"{name}, line {line}: a text is longer than a table may hold, or a quotation mark is not closed"
    return f"{name}, line {line}: quotation marks and columns do not fit each other; put them right in the file"
