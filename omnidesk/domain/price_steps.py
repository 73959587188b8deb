"""From list prices to the total payable, step by step: what a waterfall of the price shows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.line import LineItem
from omnidesk.domain.quote import Quote

MOST_LINES = 8
"""With more committed lines than this, the list prices of a revenue model are one step."""

StepKind = Literal["list", "discount", "committed", "tax", "payable"]
PARTS: tuple[StepKind, ...] = ("list", "discount")
"""The steps that the committed total is made of."""


class PriceStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the deal's currency; a discount is below zero and has its ``name``. The two totals have no label."""

    kind: StepKind
    name: str = ""
    label: str
    amount: Decimal


def price_steps(priced: Quote, models: Mapping[str, str], payable: Decimal) -> tuple[PriceStep, ...]:
    """The steps of a quote with totals; ``models`` names the revenue models. Estimated lines take no part."""
    if priced.totals is None:
        return ()
    lines = [line for line in priced.lines if line.kind != "estimated"]
    return (
        *_lists(lines, models),
        *_discounts(lines),
        PriceStep(kind="committed", label="", amount=priced.totals.committed_total),
        *(PriceStep(kind="tax", label=tax.label, amount=tax.amount) for tax in priced.taxes),
        *((PriceStep(kind="payable", label="", amount=payable),) if priced.taxes else ()),
    )


def step_changes(before: Sequence[PriceStep], now: Sequence[PriceStep]) -> tuple[PriceStep, ...]:
    """What leads from one committed total to another: every list price and discount that came, went or moved.

    The amounts are differences and add up to that of the two totals.
    """
    then = {_key(step): step for step in before if step.kind in PARTS}
    after = {_key(step): step for step in now if step.kind in PARTS}
    moved = (
        (after.get(key) or then[key], _amount(after.get(key)) - _amount(then.get(key))) for key in {**then, **after}
    )
    return tuple(replace(step, amount=amount) for step, amount in moved if amount)


def _key(step: PriceStep) -> tuple[str, str, str]:
    return step.kind, step.name, "" if step.name else step.label


def _amount(step: PriceStep | None) -> Decimal:
    return Decimal(0) if step is None else step.amount


def _lists(lines: Sequence[LineItem], models: Mapping[str, str]) -> Iterator[PriceStep]:
    amounts: dict[str, Decimal] = {}
    for line in lines:
        label = line.label if len(lines) <= MOST_LINES else models.get(line.model, line.model)
        amounts[label] = amounts.get(label, Decimal(0)) + line.list
    yield from (PriceStep(kind="list", label=label, amount=amount) for label, amount in amounts.items())


def _discounts(lines: Sequence[LineItem]) -> Iterator[PriceStep]:
    amounts: dict[str, Decimal] = {}
    labels: dict[str, str] = {}
    for discount in (each for line in lines for each in line.discounts):
        labels.setdefault(discount.name, discount.label)
        amounts[discount.name] = amounts.get(discount.name, Decimal(0)) - discount.amount
    for name, label in labels.items():
        yield PriceStep(kind="discount", name=name, label=label, amount=amounts[name])
