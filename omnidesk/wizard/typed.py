"""What a person means by the text they type, as values of a deal; half-typed text means nothing yet."""

import datetime
import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_GROUPED_BY_POINT = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d*|[+-]?\d{1,3}(\.\d{3}){2,}")


def read_number(text: str) -> Decimal | None:
    """Return the number that a text means, or None if it means none.

    ``1,234.50``, ``1 234,50``, ``1.234,50`` and ``1234.5`` are the same number; ``1,234`` is over a thousand.
    """
    plain = _SPACES.sub("", text).replace("−", "-").removesuffix("%")
    if _GROUPED_BY_POINT.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


class UnreadableError(ValueError):
    """The text is no such value (yet): the deal keeps what it had, the input keeps the text."""


def amount(text: str) -> Decimal | None:
    """Return an amount; None for an empty text.

    Raises:
        UnreadableError: it is no number.

    """
    if not text.strip():
        return None
    number = read_number(text)
    if number is None:
        raise UnreadableError
    return number


def whole(text: str) -> int | None:
    """Return a whole number; None for an empty text.

    Raises:
        UnreadableError: it is no number, or has decimals.

    """
    number = amount(text)
    if number is not None and number != number.to_integral_value():
        raise UnreadableError
    return None if number is None else int(number)


def day(text: str) -> datetime.date | None:
    """Return a date written as ``2026-11-22``; None for an empty text.

    Raises:
        UnreadableError: it is no date.

    """
    try:
        return datetime.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise UnreadableError from None


def words(text: str) -> str | None:
    """Return a text as typed; None for one that says nothing."""
    return text if text.strip() else None


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as typed, without empty ones at its end."""
    return tuple(text.rstrip().split("\n")) if text.strip() else ()
