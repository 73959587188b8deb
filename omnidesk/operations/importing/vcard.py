"""vCards (2.1, 3.0 and 4.0) as a table: one card, one row, under the names of its properties."""

import quopri
import re

from omnidesk.domain.errors import InputError
from omnidesk.operations.importing.table import ROWS_MAXIMUM, Table, table_of

HEAD = (
    *("UID", "ORG", "FN", "TITLE", "EMAIL", "TEL", "URL"),
    *("STREET", "STREET2", "POSTCODE", "CITY", "STATE", "COUNTRY", "LANG", "NOTE"),
)
LINE_MAXIMUM = 100_000
"""Letters of a property with all its folded lines; a picture is longer, and is not read."""

_PROPERTY = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?(?P<name>[A-Za-z0-9-]+)(?P<options>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)", re.S
)
_PART = re.compile(r"(?<!\\)(?:\\\\)*;")
_ESCAPED = re.compile(r"\\([\\,;nN:])")


def vcard_table(text: str, name: str, encoding: str) -> Table:
    """Read every card of a file.

    Raises:
        InputError: there is no whole card in it, or more than a table may have.
    """
    lines: list[tuple[int, tuple[str, ...]]] = [(0, HEAD)]
    card: dict[str, str] | None = None
    begun = 0
    for number, line in _unfolded(text):
        begins, _, word = line.strip().partition(":")
        if begins.upper() == "BEGIN" and word.strip().upper() == "VCARD":
            card, begun = {}, number
        elif begins.upper() == "END" and card is not None:
            lines.append((begun, tuple(card.get(title, "") for title in HEAD)))
            card = None
        elif card is not None:
            _take(card, line)
        if len(lines) > ROWS_MAXIMUM + 1:
            break
    if len(lines) == 1:
        raise InputError(f"{name}: there is no whole vCard in it; export the contacts anew")
    return table_of(lines, name, f"vCard, {encoding.upper()}")


def _unfolded(text: str) -> list[tuple[int, str]]:
    """Each property in one line with the number of its first; what is longer than a property may be is cut."""
    found: list[tuple[int, str]] = []
    parts: list[str] = []
    begun, length, soft = 0, 0, False
    for number, line in enumerate(re.split("\r\n|\r|\n", text), start=1):
        goes_on = soft or line[:1] in (" ", "\t")
        if not goes_on and parts:
            found.append((begun, "".join(parts)))
        if not goes_on:
            parts, begun, length = [], number, 0
        piece = line if soft else line[1:] if goes_on else line
        quoted = "QUOTED-PRINTABLE" in (parts[0] if parts else piece)[:200].upper()
        soft = quoted and piece.endswith("=")
        length += len(piece)
        if length <= LINE_MAXIMUM:
            parts.append(piece.removesuffix("=") if soft else piece)
    return [*found, (begun, "".join(parts))] if parts else found


def _take(card: dict[str, str], line: str) -> None:
    """Keep a property's value; the first of a kind counts, unless a later one is preferred."""
    found = _PROPERTY.fullmatch(line)
    if found is None:
        return
    title, options = found["name"].upper(), found["options"].upper()
    if title in card and "PREF" not in options:
        return
    value = _decoded(found["value"], found["options"])
    if title == "ADR":
        if "STREET" not in card or "PREF" in options:
            card.update(_address(value))
    elif title == "ORG":
        card["ORG"] = _plain(_PART.split(value)[0])
    elif title == "N":
        family, given, *_ = [*map(_plain, _PART.split(value)), "", ""]
        card.setdefault("FN", " ".join(filter(None, (given, family))))
    elif title in HEAD:
        card[title] = _plain(value).removeprefix("mailto:").removeprefix("tel:")


def _address(value: str) -> dict[str, str]:
    box, extended, street, city, state, postcode, country, *_ = [*map(_plain, _PART.split(value)), *[""] * 7]
    lines = [line for part in (street, extended, box) for line in part.split("\n") if line]
    return {
        "STREET": lines[0] if lines else "",
        "STREET2": ", ".join(lines[1:]),
        "CITY": city,
        "STATE": state,
        "POSTCODE": postcode,
        "COUNTRY": country,
    }


def _decoded(value: str, options: str) -> str:
    if "QUOTED-PRINTABLE" not in options.upper():
        return value
    charset = re.search(r"CHARSET=\"?([A-Za-z0-9_-]{1,30})", options, re.I)
    octets = quopri.decodestring(value.encode("utf-8"))
    try:
        return octets.decode(charset[1] if charset else "utf-8", errors="replace")
    except LookupError:
        return octets.decode("utf-8", errors="replace")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
