"""Formulas that come to the same cent in any spreadsheet.

A spreadsheet calculates in binary fractions, in which 1.005 is a little less. So amounts become whole minor units and
percents, rates and prices whole steps before they are multiplied: whole numbers below 2^53 are exact, a half is exact,
and ROUND takes a half away from zero as the app does.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from omnidesk.domain.errors import InputError

MINOR = "minor_units"
"""The name of the cell with the minor units in one unit of the currency: 100, for yen 1."""
LARGEST = 2**53
FINEST, COARSEST = 6, 4
"""Decimals to which a percent (held as a fraction) may be changed: four of the percent, with very long amounts two."""


def decimals(*values: Decimal, least: int) -> int:
    """As many decimals as the values have, and at least ``least``: so many may an input be changed to."""
    return max(least, *(_decimals(value) for value in values))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def hold(*factors: Decimal | int) -> None:
    """Make sure that a product of whole numbers is exact in a spreadsheet.

    Raises:
        InputError: it would be too large.
    """
    product = 1
    for factor in factors:
        product *= max(1, abs(int(factor)))
    if product >= LARGEST:
        told = "the amounts are too long for a spreadsheet to calculate to the last digit; save the payments as a table"
        raise InputError(told)


def steps(cell: str, digits: int) -> str:
    """A value as whole steps of 10^-digits."""
    return f"ROUND({cell}*{10**digits},0)"


def minor(cell: str) -> str:
    """An amount as whole minor units."""
    return f"ROUND({cell}*{MINOR},0)"


def percent_digits(percents: Sequence[Decimal], units: int) -> int:
    """Decimals of percents of so many minor units that a spreadsheet can tell apart, as fractions.

    Raises:
        InputError: the product would be too large.
    """
    fractions = [percent / 100 for percent in percents]
    fine = decimals(Decimal(0), *fractions, least=FINEST)
    digits = fine if units * 10**fine < LARGEST else decimals(Decimal(0), *fractions, least=COARSEST)
    hold(units, 10**digits)
    return digits


def down(units: str, digits: int) -> str:
    """Steps of 10^-digits of a minor unit as minor units."""
    return f"{units}/{10**digits}" if digits else units


def amount(units: str) -> str:
    """The amount of so many minor units, rounded half-up."""
    return f"=ROUND({units},0)/{MINOR}"


def added(cells: Iterable[str] | str) -> str:
    """The sum of amounts, free of what binary fractions add to it."""
    inside = cells if isinstance(cells, str) else ",".join(cells)
    return f"=ROUND(SUM({inside})*{MINOR},0)/{MINOR}"


def percent_of(percent: str, balance: str, digits: int) -> str:
    """Percent (a cell that holds a fraction) of an amount."""
    return amount(f"{minor(balance)}*{steps(percent, digits)}/{10**digits}")


def periods(price: str, months: str, step: int) -> str:
    """The price of all invoicing periods, a last one that is not whole rounded by itself; ``price`` is that of one."""
    units = minor(price)
    return f"=(INT({months}/{step})*{units}+ROUND({units}*MOD({months},{step})/{step},0))/{MINOR}"
