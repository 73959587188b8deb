"""Exact money: half-up rounding to a currency's minor unit, splits that lose no cent.

Amounts are :class:`decimal.Decimal` with the currency's digits; whatever lies between two rounding points is a
:class:`fractions.Fraction`, so no rounding happens that the rules do not declare (domain rules §1).
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

Number = int | Decimal | Fraction

_TWO_DIGITS = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"

MINOR_DIGITS: dict[str, int] = {
    **dict.fromkeys(_TWO_DIGITS.split(), 2),
    **dict.fromkeys(_NO_DIGITS.split(), 0),
    **dict.fromkeys(_THREE_DIGITS.split(), 3),
}
"""Digits after the decimal point of each active ISO 4217 currency."""

LIST_CURRENCY = "USD"
"""The currency of every price in the specs."""

AMOUNT_LIMIT = 10**15
"""Amounts stay below this, as every number of a deal file does: a store keeps them in whole minor units of 64 bits."""


def exact(value: Number) -> Fraction:
    """Return ``value`` as an exact fraction."""
    return Fraction(value)


@lru_cache(maxsize=16)
def _quantum(digits: int) -> int:
    return 10**digits


def round_half_up(value: Number, digits: int) -> Decimal:
    """Round to ``digits`` decimals, halves away from zero, and return a decimal with exactly these digits."""
    return Decimal(minor_units(value, digits)).scaleb(-digits)


def minor_units(value: Number, digits: int) -> int:
    """Round half-up to whole minor units (cents for 2 digits)."""
    numerator, denominator = value.as_integer_ratio()
    return whole_half_up(numerator * _quantum(digits), denominator)


def whole_half_up(numerator: int, denominator: int) -> int:
    """Round a fraction with a positive denominator to a whole number, halves away from zero."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def percent_of(percent: Number, amount: Number) -> Fraction:
    """``percent`` per cent of ``amount``, unrounded."""
    return Fraction(percent) * Fraction(amount) / 100


def split(total: Decimal, weights: Sequence[Number], digits: int) -> list[Decimal]:
    """Split ``total`` by ``weights`` so that the parts add up to it: largest remainder, ties to the earlier part.

    Weights are not negative; with no positive weight the first part takes all. Source: domain rules §1 and §10.
    """
    if not weights:
        return []
    units, whole_weights = minor_units(total, digits), _whole_weights(weights)
    whole = sum(whole_weights)
    parts = [units * weight // whole for weight in whole_weights]
    left = units - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-(units * whole_weights[index] % whole), index))
    for index in by_remainder[:left]:
        parts[index] += 1
    return [Decimal(part).scaleb(-digits) for part in parts]


def _whole_weights(weights: Sequence[Number]) -> list[int]:
    """The weights over one common denominator; where none is positive, the first takes all."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = math.lcm(*(denominator for _, denominator in ratios))
    whole = [numerator * (common // denominator) for numerator, denominator in ratios]
    return whole if sum(whole) > 0 else [1, *[0] * (len(whole) - 1)]


def total_of(amounts: Iterable[Decimal], digits: int) -> Decimal:
    """Add amounts of one currency; an empty sum has the currency's digits too."""
    return sum(amounts, Decimal(0).scaleb(-digits))


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros: ``8``, ``0.005``, ``100``."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(value: Decimal) -> str:
    """Write a percentage as English messages do: ``8%``, ``12.5%``; documents and pages follow their language."""
    return f"{plain(value)}%"


class Money:
    """Rounding and conversion in a deal's currency: its digits and, when it is not USD, its pinned rate."""

    __slots__ = ("currency", "digits", "rate", "stated_rate")

    def __init__(self, currency: str, rate: Decimal | None = None) -> None:
        self.currency = currency
        self.digits = MINOR_DIGITS.get(currency, 2)
        self.stated_rate = Decimal(1) if rate is None else rate
        self.rate = Fraction(self.stated_rate)

    def round(self, value: Number) -> Decimal:
        """Round to the currency's minor unit."""
        return round_half_up(value, self.digits)

    def from_list(self, usd: Number) -> Decimal:
        """Convert a list price in USD, once, rounded to the minor unit."""
        return self.round(Fraction(usd) * self.rate)

    def from_list_exact(self, usd: Number) -> Fraction:
        """Convert a rate smaller than the minor unit, unrounded."""
        return Fraction(usd) * self.rate

    def to_list(self, amount: Number) -> Decimal:
        """Convert back to whole USD, to hold an amount against a range of the specs."""
        return round_half_up(Fraction(amount) / self.rate, 0)

    def split(self, total: Decimal, weights: Sequence[Number]) -> list[Decimal]:
        """Split to the currency's minor unit; see :func:`split`."""
        return split(total, weights, self.digits)

    def total(self, amounts: Iterable[Decimal]) -> Decimal:
        """Add up amounts."""
        return total_of(amounts, self.digits)
