"""Discounts on the running balance and the approvals they may need (domain rules §4, §10)."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.line import AppliedDiscount, Derivation
from omnidesk.domain.money import Money, percent_of, plain


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone's consent to an exception, bound to the priced deal by its hash.

    ``token`` is the approver's signed answer, empty where the approval was only written down.
    """

    rule: str
    who: str
    when: datetime.date
    why: str
    deal_hash: str
    token: str = ""


class PercentOff(msgspec.Struct, frozen=True, kw_only=True):
    """A discount before it is applied: percent of whatever the balance is then, and where it comes from."""

    name: str
    label: str
    percent: Decimal
    source: str
    why: str = ""


def apply_discounts(
    list_amount: Decimal, discounts: Iterable[PercentOff], money: Money
) -> tuple[tuple[AppliedDiscount, ...], tuple[Derivation, ...], Decimal]:
    """Take each discount off the running balance, rounded one by one; return them, how they came about, and the net."""
    balance = list_amount
    applied: list[AppliedDiscount] = []
    derivations: list[Derivation] = []
    for off in discounts:
        if not off.percent:
            continue
        amount = money.round(percent_of(off.percent, balance))
        applied.append(AppliedDiscount(name=off.name, label=off.label, percent=off.percent, amount=amount))
        inputs = (("balance", plain(balance)), ("percent", plain(off.percent)))
        derivations.append(
            Derivation(
                figure=off.name,
                amount=amount,
                inputs=(*inputs, ("why", off.why)) if off.why else inputs,
                rule="balance × percent / 100",
                rounding="half-up to the minor unit, on the running balance",
                source=off.source,
            )
        )
        balance -= amount
    if applied:
        derivations.append(_net(list_amount, applied, balance))
    return tuple(applied), tuple(derivations), balance


def _net(list_amount: Decimal, applied: Sequence[AppliedDiscount], net: Decimal) -> Derivation:
    """How the net of a discounted line came about."""
    taken = tuple((off.name, plain(off.amount)) for off in applied)
    return Derivation(
        figure="net",
        amount=net,
        inputs=(("list", plain(list_amount)), *taken),
        rule="list − discounts",
        rounding="none",
        source="the list price and discounts of this line",
    )
