"""The internal rate of return of monthly flows, where exactly one exists."""

import itertools
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

_LOWEST_MONTHLY = -0.9999
_HIGHEST_MONTHLY = 1e6


def sign_changes(flows: Sequence[Fraction]) -> int:
    """How often the flows change sign, zeros left out."""
    signs = [flow > 0 for flow in flows if flow]
    return sum(before != after for before, after in itertools.pairwise(signs))


def internal_rate(flows: Sequence[Fraction]) -> Decimal | None:
    """The yearly rate in percent (two decimals) at which the flows are worth nothing today.

    None unless the flows change sign exactly once. A rate is no amount of money, so it is solved in floating point.
    """
    if sign_changes(flows) != 1:
        return None
    amounts = [float(flow) for flow in flows]
    low, high = _LOWEST_MONTHLY, _HIGHEST_MONTHLY
    at_low = _worth(amounts, low)
    if at_low * _worth(amounts, high) > 0:
        return None
    for _ in range(200):
        middle = (low + high) / 2
        worth = _worth(amounts, middle)
        if (worth > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    yearly = (1 + (low + high) / 2) ** 12 - 1
    return Decimal(f"{yearly * 100:.2f}") if yearly < 1e12 else None


def _worth(amounts: Sequence[float], monthly: float) -> float:
    """Worth today, by Horner's rule; scaled so that no power overflows."""
    total = 0.0
    step = 1 / (1 + monthly)
    if step <= 1:
        for amount in reversed(amounts):
            total = total * step + amount
        return total
    for amount in amounts:
        total = total / step + amount
    return total
