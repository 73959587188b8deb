"""The sheet of lines: list prices, discounts on the running balance, nets, and which taxes are taken from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import amount, minor, percent_digits, percent_of
from omnidesk.documents.excel.lines import HUNDRED, discounts_of, list_formula
from omnidesk.documents.excel.sheet import Column, head, reference, row, span
from omnidesk.domain.line import LineItem, LineKind
from omnidesk.domain.totals import TaxTotal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


FIRST = 2
"""The row of the first line under the head."""
LIST, NET = "E", "F"


@dataclass(frozen=True)
class LineSheet:
    """The sheet of lines: each line's row, and the lines whose list price is the sum of their parts."""

    sheet: "Worksheet"
    rows: dict[str, int]
    summed: tuple[LineItem, ...]
    taxes: tuple[str, ...]

    def cell(self, line: str, letter: str) -> str:
        """The reference of a line's figure."""
        return reference(self.sheet, f"{letter}{self.rows[line]}")

    def column(self, letter: str) -> str:
        """The reference of a column of all lines."""
        return span(self.sheet, letter, FIRST, FIRST + max(len(self.rows), 1) - 1)


def kind_name(kind: LineKind, book: Book) -> str:
    """How a sheet names what is committed and what is estimated; sums look for these words."""
    say = book.say
    return {"recurring": say("Recurring"), "one_time": say("One-time"), "estimated": say("Estimated")}[kind]


def write_lines(book: Book) -> LineSheet:
    """Write every line with its discounts; those that are sums of their parts get their list price later."""
    say, lines = book.say, book.proposal.quote.lines
    sheet = book.sheet(say("Lines"))
    formulas = [(line, list_formula(line, book), discounts_of(line, book)) for line in lines]
    names = list(dict.fromkeys(name for _, _, discounts in formulas for name, _ in discounts))
    titles = {
        "multi_year": say("Multi-year discount"),
        "discretionary": say("Agreed discount"),
        "volume": say("Volume discount"),
    }
    taxes = _tax_inputs(book)
    columns = [
        Column(say("Item"), 40),
        Column(say("Kind"), 14),
        Column(say("Quantity"), 12, "count"),
        Column(say("Unit"), 16),
        Column(say("List"), 18, "amount"),
        Column(say("Net ({currency})").format(currency=book.look.currency), 18, "amount"),
        *(
            column
            for name in names
            for column in (Column(f"{titles[name]}, %", 14, "percent"), Column(titles[name], 16, "amount"))
        ),
        *(Column(tax.label, 10, "count") for tax, _ in taxes),
    ]
    head(sheet, columns, book.look)
    for number, (line, formula, discounts) in enumerate(formulas, start=FIRST):
        own = dict(discounts)
        units = book.units(line.list)
        cells = [cell for name in names for cell in _discount(number, name, names, own, line, units)]
        net = _net(number, names, own)
        flags = [_taxed(line, place, book) for place in range(len(taxes))]
        unit = book.unit(line.quantity, line.unit)
        values = (line.label, kind_name(line.kind, book), line.quantity, unit, formula, net, *cells, *flags)
        row(sheet, number, values, columns, book.look)
    rows = {line.id: number for number, line in enumerate(lines, start=FIRST)}
    summed = tuple(line for line, formula, _ in formulas if formula is None)
    first_tax = 7 + 2 * len(names)
    return LineSheet(sheet, rows, summed, tuple(get_column_letter(first_tax + place) for place in range(len(taxes))))


def _letters(name: str, names: Sequence[str]) -> tuple[str, str]:
    """The columns of a discount's percent and amount."""
    first = 7 + 2 * names.index(name)
    return get_column_letter(first), get_column_letter(first + 1)


def _discount(
    number: int, name: str, names: Sequence[str], own: dict[str, str], line: LineItem, units: int
) -> tuple[str | None, str | None]:
    """The percent and the amount of a discount: on the balance that those before it leave."""
    if name not in own:
        return None, None
    percent, _ = _letters(name, names)
    before = list(own)[: list(own).index(name)]
    balance = "-".join([f"{LIST}{number}", *(f"{_letters(each, names)[1]}{number}" for each in before)])
    digits = percent_digits([off.percent for off in line.discounts], units)
    return f"={own[name]}", percent_of(f"{percent}{number}", f"({balance})", digits)


def _net(number: int, names: Sequence[str], own: dict[str, str]) -> str:
    taken = "".join(f"-{_letters(name, names)[1]}{number}" for name in own)
    return amount(minor(f"({LIST}{number}{taken})"))


def _tax_inputs(book: Book) -> list[tuple[TaxTotal, str]]:
    taxes = book.proposal.quote.taxes
    if taxes:
        book.chapter(book.say("Tax"))
    return [
        (tax, book.given(tax.label, tax.percent / HUNDRED, "percent", f"tax:{place}", tax.note or ""))
        for place, tax in enumerate(taxes)
    ]


def _taxed(line: LineItem, place: int, book: Book) -> int:
    """1 where a tax is taken from a line, else 0."""
    lines = book.proposal.deal.terms.taxes[place].lines
    return int(line.kind != "estimated" and (lines is None or line.id in lines))
