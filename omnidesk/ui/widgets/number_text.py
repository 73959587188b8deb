"""What a person means by the digits they type, whatever separators they use. No Qt."""

import re
from decimal import Decimal

from omnidesk.i18n import _

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


def number_trouble(text: str) -> str:
    """Return what is wrong with a text as a number, or nothing; an empty text is not yet wrong."""
    if not text.strip() or read_number(text) is not None:
        return ""
    return _("Not a number yet. Write digits, for example 1,250.50.")


def whole_number_trouble(text: str) -> str:
    """Return what is wrong with a text as a whole number, or nothing."""
    number = read_number(text)
    if number is not None and number != number.to_integral_value():
        return _("Write a whole number, without decimals.")
    return number_trouble(text)
