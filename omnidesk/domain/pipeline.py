"""The pipeline: what open deals come to, weighted by how often a stage ends in a contract.

Committed and estimated amounts stand apart, and so does each currency: nothing here is ever added across either.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from omnidesk.domain.money import MINOR_DIGITS, percent_of, round_half_up


class DealGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Deals of one currency, stage, tier and month of start, added up in the currency's minor units.

    ``month`` is ``2026-03``; None: no start yet. ``list_minor`` and ``discount_minor`` are of the committed lines;
    ``unpriced`` of the ``deals`` have no amount yet.
    """

    currency: str
    stage: str
    tier: str | None
    month: str | None
    deals: int
    unpriced: int
    committed_minor: int
    estimated_minor: int
    list_minor: int
    discount_minor: int


class WaitingGroup(msgspec.Struct, frozen=True):
    """How many deals came into a stage on one day (``2026-03-14``)."""

    stage: str
    since: str
    deals: int


class Amounts(msgspec.Struct, frozen=True, kw_only=True):
    """What some deals of one currency come to, in full and weighted by their stage."""

    deals: int
    unpriced: int
    committed: Decimal
    estimated: Decimal
    weighted_committed: Decimal
    weighted_estimated: Decimal
    list: Decimal
    discount: Decimal

    @property
    def discount_percent(self) -> Decimal | None:
        """The discount in percent of the list price; None where nothing has a list price."""
        return round_half_up(self.discount * 100 / self.list, 1) if self.list else None


class Pipeline(msgspec.Struct, frozen=True, kw_only=True):
    """The open deals of one currency: in all, and by stage, tier and month of start. A None key: not known yet."""

    currency: str
    whole: Amounts
    stages: Mapping[str | None, Amounts]
    tiers: Mapping[str | None, Amounts]
    months: Mapping[str | None, Amounts]


_SUMMED = ("deals", "unpriced", "committed_minor", "estimated_minor", "list_minor", "discount_minor")


def pipelines(groups: Sequence[DealGroup], weights: Mapping[str, Decimal]) -> tuple[Pipeline, ...]:
    """Return the open deals by currency, the one with the most deals first. A stage is open when it has a weight."""
    open_groups = [group for group in groups if group.stage in weights]
    by_currency = _gathered(open_groups, lambda group: group.currency)
    found = [
        Pipeline(
            currency=currency or "",
            whole=amounts(own, weights),
            stages=_by(own, weights, lambda group: group.stage),
            tiers=_by(own, weights, lambda group: group.tier),
            months=_by(own, weights, lambda group: group.month),
        )
        for currency, own in by_currency.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.whole.deals, each.currency)))


def amounts(groups: Iterable[DealGroup], weights: Mapping[str, Decimal]) -> Amounts:
    """Add up groups of one currency; a stage without a weight counts in full and weighs nothing."""
    by_stage: dict[str, list[int]] = {}
    currency = ""
    for group in groups:
        currency = group.currency
        sums = by_stage.setdefault(group.stage, [0] * len(_SUMMED))
        for place, name in enumerate(_SUMMED):
            sums[place] += getattr(group, name)
    digits = MINOR_DIGITS.get(currency, 2)
    whole = [sum(each) for each in zip(*by_stage.values(), strict=True)] or [0] * len(_SUMMED)
    weighed = [
        sum((percent_of(weights.get(stage, Decimal(0)), sums[place]) for stage, sums in by_stage.items()), Fraction(0))
        for place in (2, 3)
    ]
    committed, estimated, listed, discount = (Decimal(each).scaleb(-digits) for each in whole[2:])
    return Amounts(
        deals=whole[0],
        unpriced=whole[1],
        committed=committed,
        estimated=estimated,
        weighted_committed=round_half_up(weighed[0] / 10**digits, digits),
        weighted_estimated=round_half_up(weighed[1] / 10**digits, digits),
        list=listed,
        discount=discount,
    )


def median_days(waiting: Iterable[tuple[int, int]]) -> int | None:
    """Return the middle of waiting times, given as (days, deals); of two middles the longer. None for no deal."""
    times = sorted(waiting)
    half = sum(deals for _days, deals in times) // 2
    for days, deals in times:
        half -= deals
        if half < 0:
            return days
    return None


def _by(
    groups: Sequence[DealGroup], weights: Mapping[str, Decimal], key: Callable[[DealGroup], str | None]
) -> dict[str | None, Amounts]:
    return {name: amounts(own, weights) for name, own in _gathered(groups, key).items()}


def _gathered(groups: Iterable[DealGroup], key: Callable[[DealGroup], str | None]) -> dict[str | None, list[DealGroup]]:
    found: dict[str | None, list[DealGroup]] = {}
    for group in groups:
        found.setdefault(key(group), []).append(group)
    return found
