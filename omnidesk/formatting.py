"""Amounts, shares and dates as people read them: the same words on screen, on the command line and in documents.

Babel is imported with the first amount that is formatted, not with this module.
"""

import copy
import re
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from omnidesk.domain.money import MINOR_DIGITS, round_half_up

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

EXACT = Context(prec=400)
"""Digits of the longest amount; in Python's own context one of more than 28 could not be written out."""
_BESIDE = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""Where a code such as CHF would touch its figure."""

_FIRST = re.compile(r"^1\b")
"""The first day of a month, which French alone names by its rank: ``1er février 2026``."""

MINUS = "\N{MINUS SIGN}"


class Amount(str):
    """Text with an amount that knows which figure of the deal it shows, so that a person can ask how it came about.

    ``figure`` is an id such as ``line:usage:net``; cutting or joining the text loses it.
    """

    figure: str

    def __new__(cls, text: str, figure: str) -> "Amount":
        """Mark a text as showing a figure."""
        amount = super().__new__(cls, text)
        amount.figure = figure
        return amount

    @staticmethod
    def around(text: str, shown: str) -> str:
        """Return a longer text that shows the same figure as ``shown``; where that is no amount, the text alone."""
        return Amount(text, shown.figure) if isinstance(shown, Amount) else text


class Formatter(msgspec.Struct, frozen=True):
    """Formats values for one locale, named as in ``en``, ``en-GB`` or ``de_DE``; unknown locales read as English."""

    locale: str = "en"

    def money(self, amount: Decimal, currency: str, *, symbol: bool = True, short: bool = False) -> str:
        """Return the amount with as many decimals as its currency has in ISO 4217: ``€1,234.50``.

        An amount with more decimals is rounded half-up, one that has its digits is printed as it is. Without ``symbol``
        only the figure is returned, for a column whose head names the currency. ``short`` leaves the decimals of a
        whole amount out: ``€150,000``.
        """
        if symbol:
            return _with_symbol(self.locale, amount, currency, short)
        amount, decimals = _rounded(amount, currency, short)
        return self.number(amount, decimals=decimals)

    def compact(self, amount: Decimal, currency: str) -> str:
        """Return a large amount in few characters, for cards and axes: ``$1.2M``, ``€340K``; small ones in full."""
        from babel.numbers import format_compact_currency

        if abs(amount) < 1000:
            return self.money(round_half_up(amount, 0), currency, short=True)
        decimals = 0 if abs(amount) < 1_000_000 else 1
        text = format_compact_currency(amount, currency, locale=_locale(self.locale), fraction_digits=decimals)
        return _minus(_BESIDE.sub("\N{NO-BREAK SPACE}", text))

    def number(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        """Return a grouped figure; with ``decimals`` exactly that many, otherwise as many as needed up to three."""
        return _figure(
            self.locale, value, (0, 3) if decimals is None else (decimals, decimals), str(value).startswith("-")
        )

    def exact(self, value: Decimal) -> str:
        """Return a figure such as a rate with every decimal that it has."""
        exponent = value.as_tuple().exponent
        return self.number(value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)

    def rate(self, value: Decimal, currency: str) -> str:
        """Return a price with every decimal that it has, beside its currency's code: ``USD 0.002``, ``0,002 USD``."""
        exponent = value.as_tuple().exponent
        return _by_code(self.locale, value, currency, max(0, -exponent) if isinstance(exponent, int) else 0)

    def percent(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        """Return a percentage that is stated as such: ``Decimal("12.5")`` gives ``12.5%``; up to two decimals."""
        return _percent(
            self.locale, value, (0, 2) if decimals is None else (decimals, decimals), str(value).startswith("-")
        )

    def signed(self, amount: Decimal, currency: str) -> str:
        """Return the amount with a plus or a true minus before it; zero has neither."""
        text = self.money(amount, currency)
        return f"+{text}" if amount > 0 else text

    def day(self, when: date) -> str:
        """Return a date in words: ``14 March 2026`` in the locale's own order."""
        return _day(self.locale, when.year, when.month, when.day)

    def short_day(self, when: date) -> str:
        """Return a date for a narrow column: ``14 Mar 2026`` in the locale's own order."""
        from babel.dates import format_date

        return format_date(when, "medium", locale=self.locale)

    def month(self, when: date) -> str:
        """Return a month and its year, short: ``Mar 2026``."""
        return _month(self.locale, when.year, when.month)


@lru_cache(maxsize=4096)
def _day(locale: str, year: int, month: int, day: int) -> str:
    """A list names the same days again with every key of its search."""
    from babel.dates import format_date

    text = format_date(date(year, month, day), "long", locale=_locale(locale))
    return _FIRST.sub("1er", text) if _locale(locale).language == "fr" else text


@cache
def _locale(name: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _rounded(amount: Decimal, currency: str, short: bool) -> tuple[Decimal, int]:
    """Return an amount in the digits of its currency, and how many of them are shown."""
    digits = MINOR_DIGITS.get(currency, 2)
    with localcontext(EXACT):
        amount = round_half_up(amount, digits)
        return amount, 0 if short and amount == amount.to_integral_value() else digits


@lru_cache(maxsize=4096)
def _with_symbol(locale: str, amount: Decimal, currency: str, short: bool) -> str:
    """Most amounts of a deal are the same again after a change."""
    amount, decimals = _rounded(amount, currency, short)
    if currency not in MINOR_DIGITS:  # a mistyped code may hold digits of its own
        return _written(locale, _money_pattern(locale, decimals), amount, currency)
    with localcontext(EXACT):
        figures = f"{amount.copy_abs():.{decimals}f}"
    digits = figures.replace(".", "")
    return _shape(locale, currency, (len(digits), decimals), amount.is_signed()).format(*digits)


@cache
def _shape(locale: str, currency: str, size: tuple[int, int], minus: bool) -> str:
    """How an amount of so many digits and decimals is written, with a place for each digit: found once for all."""
    count, decimals = size
    ones = Decimal("1" * count).scaleb(-decimals, EXACT)
    amount = ones.copy_negate() if minus else ones
    return _written(locale, _money_pattern(locale, decimals), amount, currency).replace("1", "{}")


def _written(locale: str, pattern: "NumberPattern", amount: Decimal, currency: str) -> str:
    with localcontext(EXACT):
        text = pattern.apply(amount, _locale(locale), currency=currency, currency_digits=False)
    return _minus(_BESIDE.sub("\N{NO-BREAK SPACE}", text))


@lru_cache(maxsize=4096)
def _figure(locale: str, value: Decimal | int, decimals: tuple[int, int], _minus_before: bool) -> str:
    """Zero and minus zero are equal, and kept apart by what stands before them."""
    with localcontext(EXACT):
        return _minus(_pattern(locale, "decimal_formats", decimals).apply(value, _locale(locale)))


@lru_cache(maxsize=1024)
def _percent(locale: str, value: Decimal | int, decimals: tuple[int, int], _minus_before: bool) -> str:
    with localcontext(EXACT):
        return _minus(_pattern(locale, "percent_formats", decimals).apply(Decimal(value) / 100, _locale(locale)))


def _by_code(locale: str, amount: Decimal, currency: str, decimals: int) -> str:
    from babel.numbers import parse_pattern

    standard = _locale(locale).currency_formats["standard"].pattern
    pattern = parse_pattern(standard.replace("¤", "¤¤"))
    pattern.frac_prec = (decimals, decimals)
    return _written(locale, pattern, amount, currency)


@lru_cache(maxsize=1024)
def _month(locale: str, year: int, month: int) -> str:
    """Charts name the same few months again after every change."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", date(year, month, 1), locale=_locale(locale))


def _money_pattern(locale: str, decimals: int) -> "NumberPattern":
    return _pattern(locale, "currency_formats", (decimals, decimals), "standard")


@cache
def _pattern(
    locale: str,
    kind: Literal["decimal_formats", "percent_formats", "currency_formats"],
    decimals: tuple[int, int],
    name: str | None = None,
) -> "NumberPattern":
    """Return the locale's own pattern with this least and greatest number of decimals."""
    pattern = copy.copy(getattr(_locale(locale), kind)[name])
    pattern.frac_prec = decimals
    return pattern


def _minus(text: str) -> str:
    return text.replace("-", MINUS)
