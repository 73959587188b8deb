"""How a line's net is split over its invoices: the parts with their weights, matched to the payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.lines import share_of
from omnidesk.domain.line import LineItem, Payment
from omnidesk.domain.performance import share_years


@dataclass(frozen=True)
class Part:
    """One invoice of a line. ``weight`` is its share of the net, or for shares of value the months of the year.

    ``payment`` is None where nothing is invoiced; ``interactions`` belong to a month of usage.
    """

    weight: Decimal
    amount: Decimal
    payment: Payment | None
    interactions: int | None = None


def parts_of(line: LineItem, book: Book) -> tuple[Part, ...]:
    """The parts of a line in order of date; those that come to nothing are there too."""
    weights, amounts, counts = _weighed(line, book)
    payments = iter([payment for payment in book.proposal.quote.payments if payment.line == line.id])
    return tuple(
        Part(weight, amount, next(payments, None) if amount else None, count)
        for weight, amount, count in zip(weights, amounts, counts, strict=True)
    )


def _weighed(line: LineItem, book: Book) -> tuple[Sequence[Decimal], Sequence[Decimal], Sequence[int | None]]:
    quote, pricing = book.proposal.quote, book.pricing
    if line.id == "usage" and quote.usage is not None:
        months = quote.usage.months
        return [Decimal(1)] * len(months), [each.overage for each in months], [each.interactions for each in months]
    if share := share_of(line, book):
        lengths = [months for _, months in share_years(pricing)]
        from omnidesk.domain.performance import share_fees

        fees = share_fees(share, share.amounts.base, share_years(pricing), pricing.money)
        return [Decimal(each) for each in lengths], fees, [None] * len(fees)
    weights = [Decimal(each) for each in _weights(line, book)]
    return weights, pricing.money.split(line.net, weights), [None] * len(weights)


def _weights(line: LineItem, book: Book) -> Sequence[Decimal | int]:
    """What the net is split by, as the app does: the months of each period, or the percents of the milestones."""
    if line.id == "development":
        return [milestone.percent for milestone in book.proposal.quote.milestones]
    if line.id == "maintenance":
        months = int(line.quantity)
        return [min(12, months - month) for month in range(0, months, 12)]
    if line.id == "subscription" or (line.id.startswith("addon:") and line.kind == "recurring"):
        return [months for _, months in book.pricing.periods]
    return [1]
