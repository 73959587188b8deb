"""The sheets of invoices: how each net is split without losing a cent, payments by date, milestones and usage."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import MINOR, added, amount, decimals, down, hold, minor, percent_digits, steps
from omnidesk.documents.excel.line_sheet import NET, LineSheet, kind_name
from omnidesk.documents.excel.lines import HUNDRED, share_fee
from omnidesk.documents.excel.parts import Part, parts_of
from omnidesk.documents.excel.sheet import Column, head, put, reference, row, span
from omnidesk.domain.line import LineItem, Payment
from omnidesk.domain.pricing import month_step

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST = 2
"""The row under the head."""


@dataclass(frozen=True)
class SplitSheet:
    """The sheet of parts: the cell of each payment's amount, by line and place, and the first year's formula."""

    sheet: "Worksheet"
    cells: dict[tuple[str, int], str]
    parts: dict[str, tuple[Part, ...]]
    first_year: str


@dataclass(frozen=True)
class PaymentSheet:
    """The sheet of payments by date."""

    sheet: "Worksheet"
    count: int

    def column(self, letter: str) -> str:
        """The reference of a column of all payments."""
        return span(self.sheet, letter, FIRST, FIRST + max(self.count, 1) - 1)


def write_split(book: Book, lines: LineSheet) -> SplitSheet:
    """Write every line's parts: weight, whole units, remainder, and the amount by largest remainder."""
    say, sheet = book.say, book.sheet(book.say("Split"))
    columns = (
        Column(say("For"), 44),
        Column(say("Weight"), 12, "count"),
        Column(say("Whole minor units"), 18, "count"),
        Column(say("Remainder"), 18, "count"),
        Column(say("Amount ({currency})").format(currency=book.look.currency), 18, "amount"),
        Column(say("Months"), 10, "count"),
        Column(say("In the first year"), 10, "count"),
        Column(say("First year, in parts"), 22, "count"),
    )
    head(sheet, columns, book.look)
    parts = {line.id: parts_of(line, book) for line in book.proposal.quote.lines}
    common = math.lcm(*(max(pay.months, 1) for pay in book.proposal.quote.payments), 1)
    cells: dict[tuple[str, int], str] = {}
    number = FIRST
    for line in book.proposal.quote.lines:
        own = parts[line.id]
        last = number + len(own) - 1
        for place, part in enumerate(own):
            formulas = _part(line, own, (number, number - place, last), lines, book)
            months, inside = _inside(part.payment, book)
            yearly = f"{minor(f'E{number}')}*G{number}*{common}/F{number}"
            label = part.payment.label if part.payment else line.label
            row(sheet, number, (label, *formulas, months, inside, f"={yearly}"), columns, book.look)
            cells[line.id, place] = reference(sheet, f"E{number}")
            number += 1
        if line in lines.summed:
            total = added(f"{span(sheet, 'E', last - len(own) + 1, last)}") if own else "=0"
            put(lines.sheet, (lines.rows[line.id], 5), total, "amount", book.look)
    totals = book.proposal.quote.totals
    hold(book.units(totals.committed_total if totals else Decimal(0)), common, 12)
    yearly = f"SUM({span(sheet, 'H', FIRST, max(number - 1, FIRST))})"
    return SplitSheet(sheet, cells, parts, amount(f"{yearly}/{common}"))


def _part(
    line: LineItem, own: tuple[Part, ...], rows: tuple[int, int, int], lines: LineSheet, book: Book
) -> tuple[object, ...]:
    """Weight, whole units, remainder and amount of a part; ``rows``: its own, and the first and last of its line."""
    number, first, last = rows
    part = own[number - first]
    if line.id == "usage":
        return part.interactions, None, None, _overage(f"B{number}", part, book)
    if line in lines.summed:
        return int(part.weight), None, None, share_fee(line, f"B{number}", book)
    weights, net = f"B${first}:B${last}", minor(lines.cell(line.id, NET))
    weight = _weight(line, own, number - first, book)
    whole = f"=INT({net}*B{number}/SUM({weights}))"
    remainder = f"={net}*B{number}-C{number}*SUM({weights})"
    left = f"{net}-SUM(C${first}:C${last})"
    rank = f"RANK(D{number},D${first}:D${last})+COUNTIF(D${first}:D{number},D{number})-1"
    return weight, whole, remainder, f"=(C{number}+IF({rank}<={left},1,0))/{MINOR}"


def _weight(line: LineItem, parts: tuple[Part, ...], place: int, book: Book) -> object:
    """A weight: months, or for a milestone its percent in whole steps; the first takes all where none is positive."""
    if not any(part.weight > 0 for part in parts):
        return int(place == 0)
    if line.id != "development":
        hold(book.units(line.net), int(sum(part.weight for part in parts)))
        return int(parts[place].weight)
    digits = percent_digits([part.weight for part in parts], book.units(line.net))
    return f"={steps(_percent_cell(place, book), digits)}"


def _percent_cell(place: int, book: Book) -> str:
    """The input of a milestone's percent."""
    key = f"milestone:{place}"
    if key not in book.cells:
        if place == 0:
            book.chapter(book.say("Milestones"))
        milestone = book.proposal.quote.milestones[place]
        book.given(milestone.name, milestone.percent / HUNDRED, "percent", key)
    return book.cells[key]


def _overage(interactions: str, part: Part, book: Book) -> str:
    expected, rate = book.proposal.quote.usage, book.pricing.money.stated_rate
    if expected is None:
        return "=0"
    price, digits = decimals(expected.plan.overage, least=4), decimals(rate, least=4)
    hold(part.interactions or 0, expected.plan.overage * 10**price, rate * 10**digits)
    beyond = f"MAX(0,{interactions}-{book.cells['usage:included']})"
    per = f"{steps(book.cells['usage:overage'], price)}*{steps('exchange_rate', digits)}"
    return amount(down(f"{beyond}*{per}", price + digits - book.digits))


def _inside(payment: Payment | None, book: Book) -> tuple[int, int]:
    """The months that a payment is spread over, and how many of them are in the first year; 1 and 1 or 0 for a day."""
    if payment is None or payment.kind == "estimated":
        return 1, 0
    end = month_step(book.pricing.start, 12)
    if not payment.months:
        return 1, int(payment.date < end)
    return payment.months, sum(month_step(payment.date, each) < end for each in range(min(payment.months, 12)))


def write_payments(book: Book, split: SplitSheet) -> PaymentSheet:
    """Write the payments by date."""
    say, sheet = book.say, book.sheet(book.say("Payments"))
    columns = (
        Column(say("Invoice date"), 16, "date"),
        Column(say("Due"), 16, "date"),
        Column(say("For"), 48),
        Column(say("Kind"), 14),
        Column(say("Months"), 10, "count"),
        Column(say("Contract year"), 10, "count"),
        Column(say("Amount ({currency})").format(currency=book.look.currency), 18, "amount"),
    )
    head(sheet, columns, book.look)
    places = _places(split)
    payments = book.proposal.quote.payments
    starts = [year.start for year in book.proposal.years]
    for number, pay in enumerate(payments, start=FIRST):
        year = max(1, sum(start <= pay.date for start in starts))
        cell = f"={places[id(pay)]}"
        kind = kind_name(pay.kind, book)
        row(sheet, number, (pay.date, pay.due, pay.label, kind, pay.months, year, cell), columns, book.look)
    return PaymentSheet(sheet, len(payments))


def _places(split: SplitSheet) -> dict[int, str]:
    return {
        id(part.payment): split.cells[line, place]
        for line, parts in split.parts.items()
        for place, part in enumerate(parts)
        if part.payment is not None
    }


def write_milestones(book: Book, split: SplitSheet) -> "tuple[Worksheet, ...]":
    """Write the milestones of the development; no sheet without any."""
    milestones, say = book.proposal.quote.milestones, book.say
    if not milestones:
        return ()
    sheet = book.sheet(say("Milestones by date"))
    columns = (
        Column(say("Milestone"), 40),
        Column(say("Date"), 16, "date"),
        Column(say("Share"), 12, "percent"),
        Column(say("Amount ({currency})").format(currency=book.look.currency), 18, "amount"),
    )
    head(sheet, columns, book.look)
    for place, each in enumerate(milestones):
        share = f"={book.cells[f'milestone:{place}']}" if f"milestone:{place}" in book.cells else each.percent / HUNDRED
        cell = f"={split.cells['development', place]}"
        row(sheet, FIRST + place, (each.name, each.date, share, cell), columns, book.look)
    return (sheet,)


def write_usage(book: Book, split: SplitSheet) -> "tuple[Worksheet, ...]":
    """Write the usage by month; no sheet without usage."""
    expected, say = book.proposal.quote.usage, book.say
    if expected is None or "usage" not in split.parts:
        return ()
    sheet = book.sheet(say("Usage by month"))
    columns = (
        Column(say("Month"), 16, "date"),
        Column(say("Interactions"), 18, "count"),
        Column(say("Beyond the plan"), 18, "count"),
        Column(say("Estimate ({currency})").format(currency=book.look.currency), 18, "amount"),
    )
    head(sheet, columns, book.look)
    for place, month in enumerate(expected.months):
        number = FIRST + place
        start = book.pricing.month_starts[place]
        beyond = f"=MAX(0,B{number}-{book.cells['usage:included']})"
        cell = split.cells["usage", place]
        row(sheet, number, (start, None, beyond, f"={cell}"), columns, book.look)
        put(sheet, (number, 2), month.interactions, "count", book.look, given=True)
        source = reference(sheet, f"B{number}")
        put(split.sheet, (int(cell.rpartition("$")[2]), 2), f"={source}", "count", book.look)
    return (sheet,)
