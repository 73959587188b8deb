"""What settings hold: read from a text, written as one, and checked by their kind."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from omnidesk.domain.errors import InputError
from omnidesk.domain.money import MINOR_DIGITS, plain
from omnidesk.given_file import read_given
from omnidesk.operations.settings.declared import Kind, Setting

Value = str | int | Decimal | bytes | tuple[str, ...]
"""Text, a count, a percentage, a picture as PNG, lines."""

LOGO_BYTES = 60_000
"""A larger logo would not travel in a profile file."""
LARGEST_PICTURE = 20_000_000
"""Bytes of a file that a logo is taken from."""
LONGEST = 300
"""Characters of a line of text."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PREFIX = re.compile(r"[A-Z0-9]{1,8}\Z")
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LINK = re.compile(r"https?://[^\s<>\"]+\Z")
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?\Z")


class Fault(NamedTuple):
    """What is wrong with a value, and what would be right."""

    reason: str
    fix: str


def fault(setting: Setting, value: Value) -> Fault | None:
    """What is wrong with a value of a setting, None where nothing is."""
    if value in ("", b"", ()):
        return None if setting.optional else Fault("this is empty", "write one")
    if isinstance(value, int | Decimal):
        return _out_of_range(setting, value)
    if isinstance(value, bytes):
        return Fault("the logo is too large", f"use at most {LOGO_BYTES:,} bytes") if len(value) > LOGO_BYTES else None
    lines = value if isinstance(value, tuple) else (value,)
    if len(lines) > 20 or any(len(line) > LONGEST or "\n" in line or not line.isprintable() for line in lines):
        return Fault("this is too long, or holds signs that cannot be printed", "write a short line")
    if isinstance(value, tuple):
        return None
    found = _FAULTS.get(setting.kind)
    return found(setting, value) if found is not None else None


def from_text(setting: Setting, text: str) -> Value:
    """Return the value that a text stands for, of a picture the file that it names; checked.

    Raises:
        InputError: it is none; the message names the setting.
    """
    value = _read(setting, text.strip())
    wrong = fault(setting, value)
    if wrong is not None:
        raise InputError(f"{setting.key}: {wrong.reason}; {wrong.fix}")
    return value


def as_text(value: Value) -> str:
    """Write a value in one line (a list of lines in several), as :func:`from_text` reads it; of a picture its size."""
    if isinstance(value, bytes):
        return f"PNG, {len(value):,} bytes" if value else ""
    if isinstance(value, tuple):
        return "\n".join(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def logo_from(content: bytes) -> bytes:
    """Return a picture as a logo that fits a profile file: upright, and smaller where it has to be.

    Raises:
        InputError: it is no picture.
    """
    from omnidesk.specs.logo import fitting_png

    try:
        return fitting_png(content, LOGO_BYTES)
    except ValueError as error:
        raise InputError(f"{error}; save it again as PNG or JPEG") from None


def _read(setting: Setting, text: str) -> Value:
    if setting.kind == "picture":
        return logo_from(_picture(Path(text).expanduser())) if text else b""
    if setting.kind == "lines":
        return tuple(line.strip() for line in text.replace("\\n", "\n").splitlines() if line.strip())
    if setting.kind in ("count", "percent"):
        if not _DECIMAL.match(text) or (setting.kind == "count" and "." in text):
            raise InputError(f"{setting.key}: “{text[:40]}” is no number; {_range(setting)}")
        return int(text) if setting.kind == "count" else Decimal(text)
    return text.upper() if setting.kind == "currency" else text


def _picture(path: Path) -> bytes:
    words = f"a logo has at most {LARGEST_PICTURE // 1_000_000} MB; make it smaller"
    return read_given(path, LARGEST_PICTURE, too_large=words)


def _out_of_range(setting: Setting, value: int | Decimal) -> Fault | None:
    if setting.least <= value <= setting.most:
        return None
    return Fault(f"{value} is out of range", _range(setting))


def _range(setting: Setting) -> str:
    return f"write {setting.least} to {setting.most}"


def _matches(pattern: re.Pattern[str], what: str, fix: str) -> Callable[[Setting, str], Fault | None]:
    return lambda _setting, text: None if pattern.match(text) else Fault(f"“{text[:60]}” is no {what}", f"write {fix}")


def _one_of(setting: Setting, text: str) -> Fault | None:
    known = [choice for choice, _words in setting.choices]
    return None if text in known else Fault(f"“{text[:60]}” is no choice here", f"known are {', '.join(known)}")


def _is_currency(_setting: Setting, text: str) -> Fault | None:
    return None if text in MINOR_DIGITS else Fault(f"“{text[:10]}” is no currency", "write a code such as EUR")


def _is_zone(_setting: Setting, text: str) -> Fault | None:
    from dateutil import tz

    plausible = re.fullmatch(r"[A-Za-z0-9_+\-/]{2,60}", text) and not text.startswith("/")
    if plausible and tz.gettz(text) is not None:
        return None
    return Fault(f"“{text[:60]}” is no time zone", "write such as Europe/Zurich")


def _is_authority(_setting: Setting, text: str) -> Fault | None:
    from omnidesk.signing.addresses import checked_address

    try:
        checked_address(text)
    except InputError as error:
        reason, _semicolon, fix = str(error).partition("; ")
        return Fault(reason, fix)
    return None


_FAULTS: dict[Kind, Callable[[Setting, str], Fault | None]] = {
    "email": _matches(_EMAIL, "email address", "such as partners@company.example"),
    "link": _matches(_LINK, "web address", "such as https://company.example"),
    "colour": _matches(_COLOUR, "colour", "such as #0F766E"),
    "prefix": _matches(_PREFIX, "prefix", "1 to 8 of A-Z and 0-9"),
    "language": _matches(_LANGUAGE, "language", "a tag such as de or pt-BR"),
    "choice": _one_of,
    "currency": _is_currency,
    "time_zone": _is_zone,
    "authority": _is_authority,
}
