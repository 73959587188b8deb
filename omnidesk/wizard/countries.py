"""Countries, languages and currencies to choose from, named in the reader's language.

Babel is imported with the first list, not with this module.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from omnidesk.domain.money import MINOR_DIGITS
from omnidesk.domain.named import Named

if TYPE_CHECKING:
    from babel import Locale

COMMON_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY")
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "el", "sv", "da", "nb", "fi"),
    *("et", "lv", "lt", "sl", "hr", "sr", "uk", "tr", "ar", "he", "hi", "bn", "id", "ms", "vi", "th", "ja", "ko", "zh"),
)


@cache
def countries(locale: str) -> tuple[Named, ...]:
    """Every country by its ISO 3166 code, ordered by name."""
    names = {str(code): name for code, name in _babel(locale).territories.items()}
    return _by_name((code, names[code]) for code in names if len(code) == 2 and code.isalpha() and code not in _GROUPS)


@cache
def languages(locale: str) -> tuple[Named, ...]:
    """The languages a client may be written to in, by BCP 47 tag, ordered by name."""
    names = _babel(locale).languages
    return _by_name((code, names[code]) for code in LANGUAGES)


@cache
def currencies(locale: str) -> tuple[Named, ...]:
    """Every active currency by its ISO 4217 code; the most used come first."""
    names = _babel(locale).currencies
    rest = sorted(set(MINOR_DIGITS) - set(COMMON_CURRENCIES))
    return tuple(Named(id=code, name=f"{code} · {names.get(code, code)}") for code in (*COMMON_CURRENCIES, *rest))


def with_held(options: tuple[Named, ...], held: str | None) -> tuple[Named, ...]:
    """The options, and the value that a deal holds where it is none of them."""
    if not held or any(option.id == held for option in options):
        return options
    return (*options, Named(id=held, name=held))


_GROUPS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes that Babel names and that are no countries."""


def _by_name(pairs: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    return tuple(Named(id=code, name=name) for code, name in sorted(pairs, key=lambda pair: pair[1].casefold()))


def _babel(locale: str) -> "Locale":
    from babel import Locale

    return Locale.parse(locale.replace("-", "_"))
