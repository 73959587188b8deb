"""The internal rate of return of monthly flows, where exactly one exists."""

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

_WIDEST = 50.0
"""Rates are sought where money grows by e^-50 to e^50 a month."""

_ABSURD = 12 * math.log(10)
"""A year in which money grows more than 10¹²-fold has no rate that says anything."""


def sign_changes(flows: Sequence[Fraction | int]) -> int:
    """How often the flows change sign, zeros left out."""
    signs = [flow > 0 for flow in flows if flow]
    return sum(before != after for before, after in itertools.pairwise(signs))


def internal_rate(flows: Sequence[Fraction | int]) -> Decimal | None:
    """The yearly rate in percent (two decimals) at which the flows are worth nothing today.

    None unless the flows change sign exactly once. A rate is no amount of money, so it is solved in floating point.
    """
    if sign_changes(flows) != 1:
        return None
    largest = max(abs(flow) for flow in flows)
    amounts = [float(flow / largest) for flow in flows]
    low, high = -_WIDEST, _WIDEST
    rises = _worth(amounts, low) > 0
    for _ in range(100):
        middle = (low + high) / 2
        if (_worth(amounts, middle) > 0) == rises:
            low = middle
        else:
            high = middle
    growth = 12 * (low + high) / 2
    return Decimal(f"{math.expm1(growth) * 100:.2f}") if growth < _ABSURD else None


def _worth(amounts: Sequence[float], growth: float) -> float:
    """The sign of what flows are worth where money grows by e^growth a month, by Horner's rule.

    Counted from the first month or from the last, so that no power overflows.
    """
    total, step = 0.0, math.exp(-abs(growth))
    for amount in reversed(amounts) if growth >= 0 else amounts:
        total = total * step + amount
    return total
