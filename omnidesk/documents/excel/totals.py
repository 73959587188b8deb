"""The sheet of totals: the sums over the term, taxes, and what is invoiced in each contract year."""

from typing import TYPE_CHECKING

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import added, amount, hold, minor, percent_digits, percent_of
from omnidesk.documents.excel.line_sheet import NET, LineSheet, kind_name
from omnidesk.documents.excel.lines import HUNDRED
from omnidesk.documents.excel.schedule import PaymentSheet, SplitSheet
from omnidesk.documents.excel.sheet import put, reference
from omnidesk.domain.line import LineKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_totals(book: Book, lines: LineSheet, payments: PaymentSheet, split: SplitSheet) -> "Worksheet":
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
    put(sheet, (5, 2), book.look.currency, "head_right", book.look)
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


def _totals(book: Book, lines: LineSheet, split: SplitSheet) -> list[tuple[str, str, str]]:
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


def _years(book: Book, sheet: "Worksheet", payments: PaymentSheet, number: int) -> None:
    """Write what is invoiced in each contract year, committed and estimated apart."""
    say = book.say
    for place, words in enumerate((say("Invoiced in contract year"), say("Committed"), say("Estimated")), start=1):
        put(sheet, (number, place), words, "head_right" if place > 1 else "head", book.look)
    for year in book.proposal.years:
        number += 1
        put(sheet, (number, 1), str(year.number), "text", book.look)
        for place, sign in ((2, "<>"), (3, "")):
            where = (
                f'{payments.column("F")},{year.number},{payments.column("D")},"{sign}{kind_name("estimated", book)}"'
            )
            formula = amount(minor(f"SUMIFS({payments.column('G')},{where})")) if payments.count else 0
            book.cells[f"year:{year.number}:{place}"] = reference(
                sheet, put(sheet, (number, place), formula, "amount", book.look)
            )
