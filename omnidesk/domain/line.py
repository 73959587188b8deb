"""Line items, payments and how each figure came about."""

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

LineKind = Literal["recurring", "one_time", "estimated"]


class Derivation(msgspec.Struct, frozen=True, kw_only=True):
    """How one figure came about: what went in, the rule, where it was rounded, and the spec file and key behind it."""

    figure: str
    amount: Decimal
    inputs: tuple[tuple[str, str], ...]
    rule: str
    rounding: str
    source: str


class AppliedDiscount(msgspec.Struct, frozen=True, kw_only=True):
    """A discount as applied to the running balance of a line: its percent and the rounded amount taken off."""

    name: str
    label: str
    percent: Decimal
    amount: Decimal


class LineItem(msgspec.Struct, frozen=True, kw_only=True):
    """One priced line. ``list - sum(discounts) == net``, all in the deal's currency over the whole term."""

    id: str
    label: str
    model: str
    kind: LineKind
    quantity: Decimal
    unit: str
    list: Decimal
    discounts: tuple[AppliedDiscount, ...] = ()
    net: Decimal
    derivations: tuple[Derivation, ...] = ()


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice amount. ``months``: service months it covers from ``date`` on; 0: it counts at its date."""

    date: datetime.date
    due: datetime.date
    amount: Decimal
    kind: LineKind
    line: str
    label: str
    months: int = 0


class PricedLine(msgspec.Struct, frozen=True):
    """A line with its payments, in order of date."""

    line: LineItem
    payments: tuple[Payment, ...]
