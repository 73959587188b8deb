"""The quote as an Excel file that calculates: change an input, and lines, payments and totals follow.

Every formula comes to the same figure as the app, to the last minor unit, in any spreadsheet.
"""

import io
import zipfile
from datetime import UTC, datetime

from omnidesk.documents.archive import repacked
from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import MINOR
from omnidesk.documents.excel.line_sheet import write_lines
from omnidesk.documents.excel.schedule import write_milestones, write_payments, write_split, write_usage
from omnidesk.documents.excel.sheet import Look, put, set_up
from omnidesk.documents.excel.totals import write_totals
from omnidesk.documents.text import one_line
from omnidesk.documents.writer import writer_for
from omnidesk.domain.errors import InputError
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.quote import frame


def quote_xlsx(proposal: Proposal, *, created: datetime) -> bytes:
    """Build the workbook; equal input gives equal bytes.

    Args:
        proposal: everything that is printed.
        created: the one time in the file, with its zone.

    Raises:
        InputError: an amount is too long for a spreadsheet to calculate exactly.
    """
    book = _book(proposal)
    _frame(book)
    lines = write_lines(book)
    split = write_split(book, lines)
    usage = write_usage(book, split)
    payments = write_payments(book, split)
    milestones = write_milestones(book, split)
    totals = write_totals(book, lines, payments, split)
    order = [totals, book.inputs, lines.sheet, payments.sheet, *milestones, *usage, split.sheet]
    book.workbook._sheets = order  # pyright: ignore[reportAttributeAccessIssue] - the order of sheets has no other way
    for sheet in order:
        set_up(sheet, book.look, book.foot, wide=sheet in (lines.sheet, payments.sheet, split.sheet))
    return _packed(book, created)


def _book(proposal: Proposal) -> Book:
    from openpyxl import Workbook

    pricing = frame(proposal.deal, proposal.catalog, proposal.tier)
    if pricing is None:
        raise InputError("a deal without a price cannot go into a spreadsheet; see: omnidesk quote")
    workbook, writer = Workbook(), writer_for(proposal)
    inputs = workbook.active
    assert inputs is not None
    inputs.title = writer.say("Inputs")[:31]
    look = Look(writer.setter.style, proposal.quote.currency, proposal.language)
    foot = f"{proposal.catalog.company.name} · {proposal.reference}"
    return Book(workbook, inputs, proposal, pricing, look, writer.say, writer.unit, foot)  # pyright: ignore[reportArgumentType] - a new workbook's first sheet


def _frame(book: Book) -> None:
    """Write the inputs that all lines share."""
    say, pricing, sheet = book.say, book.pricing, book.inputs
    for letter, width in (("A", 44), ("B", 18), ("C", 60)):
        sheet.column_dimensions[letter].width = width
    words = say("Inputs")
    put(sheet, (1, 1), words, "head", book.look)
    put(sheet, (2, 1), say("Tinted cells may be changed; everything else follows."), "note", book.look)
    about = say("Amounts are calculated in whole minor units, so that no binary fraction changes a cent.")
    put(sheet, (3, 1), about, "note", book.look)
    sheet.freeze_panes = "B4"
    book.chapter(say("Frame"))
    units = 10**pricing.money.digits
    book.name(
        MINOR,
        book.computed(
            say("Minor units in one {currency}").format(currency=pricing.money.currency), units, "count", MINOR
        ),
    )
    note = say("Dates and number of payments stay as they are.")
    book.name("term_months", book.computed(say("Term in months"), pricing.months, "count", "months", note))
    rate = say("{currency} for 1 USD").format(currency=pricing.money.currency)
    book.name("exchange_rate", book.given(rate, pricing.money.stated_rate, "rate", "rate"))


def _packed(book: Book, created: datetime) -> bytes:
    from openpyxl.workbook.properties import CalcProperties
    from openpyxl.writer.excel import ExcelWriter

    about, moment = book.workbook.properties, created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title = one_line(f"{book.say('Quote')} {book.proposal.reference}")[:255]
    about.creator = about.lastModifiedBy = one_line(book.proposal.catalog.company.name)[:255]
    about.language = one_line(book.proposal.language)[:32]
    about.created = about.modified = moment
    book.workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book.workbook, archive).save()
    return repacked(raw.getvalue())
