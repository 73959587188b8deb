"""The sheets of lines and totals: nets, discounts on the running balance, taxes, and the sums over the term."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import added, amount, hold, minor, percent_digits, percent_of
from omnidesk.documents.excel.lines import HUNDRED, discounts_of, list_formula
from omnidesk.documents.excel.sheet import Column, head, put, reference, row, span
from omnidesk.domain.line import LineItem, LineKind
from omnidesk.domain.totals import TaxTotal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from omnidesk.documents.excel.schedule import PaymentSheet, SplitSheet

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
        values = (line.label, kind_name(line.kind, book), line.quantity, line.unit, formula, net, *cells, *flags)
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


def write_totals(book: Book, lines: LineSheet, payments: "PaymentSheet", split: "SplitSheet") -> "Worksheet":
    """Write the first sheet: what the quote comes to."""
    say, proposal = book.say, book.proposal
    sheet = book.sheet(say("Totals"))
    for letter, width in (("A", 44), ("B", 20), ("C", 20), ("D", 20)):
        sheet.column_dimensions[letter].width = width
    put(sheet, (1, 1), say("Quote {reference}").format(reference=proposal.reference), "head", book.look)
    put(sheet, (2, 1), proposal.deal.client.name, "text", book.look)
    put(
        sheet,
        (3, 1),
        say("{tier}, {months} months").format(tier=proposal.tier.name, months=book.pricing.months),
        "note",
        book.look,
    )
    put(sheet, (5, 1), say("Over the term"), "head", book.look)
    put(sheet, (5, 2), book.look.currency, "head", book.look)
    sheet.freeze_panes = "B6"
    number = 6
    for key, label, formula in _totals(book, lines, split):
        kind = "total" if key in ("committed_total", "total_payable") else "amount"
        put(sheet, (number, 1), label, "text", book.look)
        book.cells[key] = reference(sheet, put(sheet, (number, 2), formula, kind, book.look))
        if not key.startswith("tax:"):
            book.name(key, book.cells[key])
        number += 1
    _years(book, sheet, payments, number + 1)
    return sheet


def _totals(book: Book, lines: LineSheet, split: "SplitSheet") -> list[tuple[str, str, str]]:
    say, kinds, nets = book.say, lines.column("B"), lines.column(NET)

    def of(kind: LineKind) -> str:
        return amount(minor(f'SUMIF({kinds},"{kind_name(kind, book)}",{nets})'))

    recurring = book.proposal.quote.totals.recurring_total if book.proposal.quote.totals else 0
    hold(book.units(recurring or HUNDRED), 12)
    return [
        ("committed_total", say("Committed total, before tax"), amount(minor("(recurring_total+one_time_total)"))),
        ("recurring_total", say("Recurring"), of("recurring")),
        ("one_time_total", say("One-time"), of("one_time")),
        ("estimated_total", say("Estimated total, before tax"), of("estimated")),
        ("acv", say("Contract value a year (ACV)"), amount(f"{minor('recurring_total')}*12/term_months")),
        ("arr", say("Recurring a year (ARR)"), "=acv"),
        ("mrr", say("Recurring a month (MRR)"), amount(f"{minor('arr')}/12")),
        ("first_year_total", say("First year of service"), split.first_year),
        *_taxes(book, lines),
    ]


def _taxes(book: Book, lines: LineSheet) -> list[tuple[str, str, str]]:
    say, taxes = book.say, book.proposal.quote.taxes
    rows: list[tuple[str, str, str]] = []
    for place, (tax, letter) in enumerate(zip(taxes, lines.taxes, strict=True)):
        base = f"SUMPRODUCT({lines.column(NET)},{lines.column(letter)})"
        digits = percent_digits([tax.percent], book.units(tax.base))
        rows.append((f"tax:{place}", tax.label, percent_of(book.cells[f"tax:{place}"], base, digits)))
    first = 6 + 8
    total = added(f"B{first}:B{first + len(taxes) - 1}") if taxes else "=0"
    rows.append(("tax_total", say("Tax"), total))
    rows.append(("total_payable", say("Total payable"), amount(minor("(committed_total+tax_total)"))))
    return rows


def _years(book: Book, sheet: "Worksheet", payments: "PaymentSheet", number: int) -> None:
    """Write what is invoiced in each contract year, committed and estimated apart."""
    say = book.say
    for place, words in enumerate((say("Invoiced in contract year"), say("Committed"), say("Estimated")), start=1):
        put(sheet, (number, place), words, "head", book.look)
    for year in book.proposal.years:
        number += 1
        put(sheet, (number, 1), year.number, "count", book.look)
        for place, sign in ((2, "<>"), (3, "")):
            where = (
                f'{payments.column("F")},{year.number},{payments.column("D")},"{sign}{kind_name("estimated", book)}"'
            )
            formula = amount(minor(f"SUMIFS({payments.column('G')},{where})")) if payments.count else 0
            book.cells[f"year:{year.number}:{place}"] = reference(
                sheet, put(sheet, (number, place), formula, "amount", book.look)
            )
