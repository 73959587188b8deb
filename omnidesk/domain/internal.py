"""What only we may see of a deal: cost, floor and margin. No surface that a client sees takes any of it."""

from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

import msgspec

from omnidesk.domain.money import MINOR_DIGITS, percent_of, round_half_up
from omnidesk.domain.policy import Policy
from omnidesk.domain.private import Private
from omnidesk.domain.quote import Quote
from omnidesk.domain.what_if.outcome import per_year

T = TypeVar("T")


class Internal(Generic[T]):
    """A value that is ours alone. Put into a text it says so instead of itself; ``revealed`` is for our own screens."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    @property
    def revealed(self) -> T:
        """The value, for a surface that no client sees."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Internal) and self._value == other._value

    def __hash__(self) -> int:
        return hash(("internal", self._value))

    def __str__(self) -> str:
        return "(internal)"

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return str(self)


class PrivateFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Figures for the presenter alone, in the deal's currency; None where nothing was stated to compute them from.

    ``floor`` is the least a year that we agreed among us to accept, ``above_floor`` what is left until it; ``margin``
    is the committed total less cost over the term; ``limit_left`` the percent points of discretionary discount that
    still need no second person, ``limit_left_amount`` what they come to over the term.
    """

    floor: Internal[Decimal] | None
    above_floor: Internal[Decimal] | None
    cost: Internal[Decimal] | None
    margin: Internal[Decimal] | None
    margin_percent: Internal[Decimal] | None
    limit_left: Internal[Decimal]
    limit_left_amount: Internal[Decimal] | None


def private_figures(private: Private, priced: Quote, policy: Policy) -> PrivateFigures:
    """What the presenter needs to know of a priced deal and the client must not."""
    yearly, committed = per_year(priced), priced.totals.committed_total if priced.totals else None
    cost = _cost(private, priced)
    margin = committed - cost if committed is not None and cost is not None else None
    left = _limit_left(priced, policy)
    return PrivateFigures(
        floor=_kept(private.floor_per_year),
        above_floor=_kept(
            yearly - private.floor_per_year if yearly is not None and private.floor_per_year is not None else None
        ),
        cost=_kept(cost),
        margin=_kept(margin),
        margin_percent=_kept(
            round_half_up(Fraction(margin) / Fraction(committed) * 100, 1) if margin is not None and committed else None
        ),
        limit_left=Internal(left),
        limit_left_amount=_kept(_worth(left, priced)),
    )


def _kept(value: Decimal | None) -> Internal[Decimal] | None:
    return None if value is None else Internal(value)


def _cost(private: Private, priced: Quote) -> Decimal | None:
    if priced.term is None or (private.cost_per_year is None and private.cost_one_time is None):
        return None
    running = Fraction(private.cost_per_year or 0) * priced.term.months / 12
    return round_half_up(running + Fraction(private.cost_one_time or 0), MINOR_DIGITS[priced.currency])


def _limit_left(priced: Quote, policy: Policy) -> Decimal:
    subscription = priced.line("subscription")
    given = (each.percent for each in subscription.discounts if each.name == "discretionary") if subscription else ()
    return max(Decimal(0), policy.discretionary_limit_percent.value - next(iter(given), Decimal(0)))


def _worth(left: Decimal, priced: Quote) -> Decimal | None:
    subscription = priced.line("subscription")
    if subscription is None:
        return None
    before = subscription.net + sum(
        (each.amount for each in subscription.discounts if each.name == "discretionary"), Decimal(0)
    )
    return round_half_up(percent_of(left, before), MINOR_DIGITS[priced.currency])
