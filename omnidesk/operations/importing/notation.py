"""How a file writes its numbers and days; guessed from what it holds, and chosen by a person who sees the outcome."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from omnidesk.operations.importing.mapping import Mapping
from omnidesk.operations.importing.table import Cell, Table
from omnidesk.strict_yaml.limits import DECIMALS_MAXIMUM, DIGITS_MAXIMUM

DecimalSign = Literal[".", ","]
DayOrder = Literal["dmy", "mdy", "ymd"]


class Notation(msgspec.Struct, frozen=True, kw_only=True):
    """The sign before decimals, and the order of day, month and year; a year of four digits in front is always ISO."""

    decimal: DecimalSign = "."
    order: DayOrder = "dmy"


class UnreadableError(ValueError):
    """The text is no such value in this notation."""


_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_MONEY = re.compile(
    r"^(?:[A-Z]{3}|[$€£¥]|Fr\.?|kr\.?)?(-?[0-9.,-]+?)(?:[A-Z]{3}|[$€£¥]|Fr\.?|kr\.?|[.,][-–—]+)?$", re.I
)
_DAY = re.compile(r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})(?:[T ,].*)?", re.S)


def notation_of(locale: str) -> Notation:
    """The notation of a country and language, such as ``de-CH``.

    Raises:
        ValueError: there is no such locale.
    """
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(locale.replace("-", "_"))
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from None
    pattern = known.date_formats["short"].pattern.casefold()
    order = "".join(sorted("dmy", key=pattern.index))
    sign = known.number_symbols["latn"]["decimal"]
    return msgspec.convert({"decimal": sign if sign in ".," else ".", "order": order}, Notation)


def guess(numbers: Iterable[Cell], days: Iterable[Cell]) -> Notation:
    """The notation that most of these cells can only have been written in."""
    points = commas = 0
    for text in (_SPACES.sub("", cell) for cell in numbers if isinstance(cell, str)):
        points += _written_with(text, ".", ",")
        commas += _written_with(text, ",", ".")
    return Notation(decimal="," if commas > points else ".", order=_order(days, commas > points))


def number(cell: Cell, notation: Notation) -> Decimal | None:
    """The number in a cell, with or without a currency beside it; None where it is empty.

    Raises:
        UnreadableError: it holds something else, or more digits than are kept.
    """
    if isinstance(cell, Decimal):
        return _sane(cell)
    if isinstance(cell, datetime.date):
        raise UnreadableError
    text = _SPACES.sub("", cell).replace("−", "-")
    if not text:
        return None
    found = _MONEY.fullmatch(text)
    if found is None:
        raise UnreadableError
    group = "," if notation.decimal == "." else "."
    pattern = rf"-?(?:[0-9]+|[0-9]{{1,3}}(?:\{group}[0-9]{{2,3}})*\{group}[0-9]{{3}})(?:\{notation.decimal}[0-9]+)?"
    if not re.fullmatch(pattern, found[1]):
        raise UnreadableError
    return _sane(Decimal(found[1].replace(group, "").replace(notation.decimal, ".")))


def whole(cell: Cell, notation: Notation) -> int | None:
    """The whole number in a cell; of a range such as ``51-200`` the lower end.

    Raises:
        UnreadableError: it holds something else, or has decimals.
    """
    text = re.sub(r"(?<=[0-9])(?:\+|\s*[-–]\s*[0-9.,]+)$", "", cell.strip()) if isinstance(cell, str) else cell
    value = number(text, notation)
    if value is not None and (value != value.to_integral_value() or value < 0):
        raise UnreadableError
    return None if value is None else int(value)


def day(cell: Cell, notation: Notation) -> datetime.date | None:
    """The day in a cell, a time of day left out; None where it is empty.

    Raises:
        UnreadableError: it holds something else, or a day that no month has.
    """
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, Decimal):
        raise UnreadableError
    if not cell.strip():
        return None
    found = _DAY.fullmatch(cell.strip())
    if found is None:
        raise UnreadableError
    parts = [int(part) for part in found.groups()]
    order = "ymd" if len(found[1]) == 4 else notation.order
    year, month, date = (parts[order.index(sign)] for sign in "ymd")
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return datetime.date(year, month, date)
    except ValueError:
        raise UnreadableError from None


def _sane(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or (value and value.adjusted() >= DIGITS_MAXIMUM) or exponent < -300:
        raise UnreadableError
    return round(value, DECIMALS_MAXIMUM) if exponent < -DECIMALS_MAXIMUM else value


def _written_with(text: str, decimal: str, group: str) -> int:
    """Whether a text can only have been written with this decimal sign."""
    whole_part, sign, decimals = text.rpartition(decimal)
    if not sign or not decimals.strip("-–—€$£¥ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        return 0
    digits = re.match(r"[0-9]*", decimals)
    return int(decimal not in whole_part and (group in whole_part or (digits is not None and digits.end() != 3)))


def _order(days: Iterable[Cell], european: bool) -> DayOrder:
    found = [match for cell in days if isinstance(cell, str) and (match := _DAY.fullmatch(cell.strip()))]
    parts = [tuple(map(int, match.groups())) for match in found if len(match[1]) < 4]
    if not parts and found:
        return "ymd"
    if any(first > 12 for first, _, _ in parts):
        return "dmy"
    if any(second > 12 for _, second, _ in parts):
        return "mdy"
    dotted = any("." in match.group() for match in found)
    return "dmy" if european or dotted or not parts else "mdy" if any("/" in m.group() for m in found) else "dmy"


def guess_notation(table: Table, mapping: Mapping) -> Notation:
    """The notation that the columns of numbers and days can only have been written in."""
    numbers = [
        row[place] for field in ("amount", "size", "months") for place in mapping.columns(field) for row in table.rows
    ]
    days = [row[place] for place in mapping.columns("starts") for row in table.rows]
    return guess(numbers, days)
