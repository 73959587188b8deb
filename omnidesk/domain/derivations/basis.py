"""What figures are derived from."""

from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.line import Derivation, LineItem
from omnidesk.domain.money import plain
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote

THE_QUOTE = "the lines of this quote"
NOT_ROUNDED = "none"

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Basis:
    """One priced deal; ``pricing`` is None while it has no frame of prices."""

    deal: Deal
    catalog: Catalog
    priced: Quote
    pricing: Pricing | None


def nets(lines: list[LineItem]) -> Inputs:
    """The net of each line as an input."""
    return tuple((line.label, plain(line.net)) for line in lines)


def sum_of(figure: str, amount: Decimal, inputs: Inputs, rule: str) -> Derivation:
    """A figure that only adds up what is rounded already."""
    return Derivation(figure=figure, amount=amount, inputs=inputs, rule=rule, rounding=NOT_ROUNDED, source=THE_QUOTE)


def stated(amount: Decimal | None) -> str:
    """An amount that may be left out."""
    return "none" if amount is None else plain(amount)
