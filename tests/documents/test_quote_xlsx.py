"""The quote in Excel: recalculated by other programs, every cell is the app's figure to the last minor unit."""

import io
import re
import shutil
import subprocess
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from omnidesk.documents.quote_xlsx import quote_xlsx
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError, RefusedError
from omnidesk.domain.proposal import Proposal
from tests.documents.proposals import CREATED, FIVE_MODELS, SAMPLES, deal_of, proposed, sample
from tests.domain.any_deal import deals

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def recalculated(folder: Path, files: list[bytes]) -> list[Workbook]:
    """Each file as LibreOffice calculates it."""
    names = [folder / f"{number}.xlsx" for number in range(len(files))]
    for name, content in zip(names, files, strict=True):
        name.write_bytes(content)
    out = folder / "out"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, names)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return [openpyxl.load_workbook(out / name.name, data_only=True) for name in names]


def column(sheet: Any, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter][1:]]


def exactly(values: list[Any]) -> list[Decimal]:
    return [Decimal(repr(value)) for value in values]


def assert_same(book: Workbook, proposal: Proposal) -> None:
    quote = proposal.quote
    lines, payments, totals = book["Lines"], book["Payments"], book["Totals"]
    assert exactly(column(lines, "E")[: len(quote.lines)]) == [line.list for line in quote.lines]
    assert exactly(column(lines, "F")[: len(quote.lines)]) == [line.net for line in quote.lines]
    assert discounts_in(lines) == [[off.amount for off in line.discounts if off.amount] for line in quote.lines]
    assert exactly(column(payments, "G")[: len(quote.payments)]) == [pay.amount for pay in quote.payments]
    assert [day.date() for day in column(payments, "A")[: len(quote.payments)]] == [pay.date for pay in quote.payments]
    figures = {row[0].value: row[1].value for row in totals.iter_rows(min_row=6) if row[0].value is not None}
    assert quote.totals is not None
    for words, amount in (
        ("Committed total, before tax", quote.totals.committed_total),
        ("Estimated total, before tax", quote.totals.estimated_total),
        ("One-time", quote.totals.one_time_total),
        ("Recurring", quote.totals.recurring_total),
        ("Contract value a year (ACV)", quote.totals.acv),
        ("Recurring a month (MRR)", quote.totals.mrr),
        ("First year of service", quote.totals.first_year_total),
        ("Tax", quote.totals.tax_total),
        ("Total payable", proposal.total_payable),
    ):
        assert Decimal(repr(figures[words])) == amount, words
    for year in proposal.years:
        row = next(row for row in totals.iter_rows(min_row=16) if row[0].value == str(year.number))
        assert exactly([row[1].value, row[2].value]) == [year.committed_total, year.estimated_total]
    if quote.milestones:
        found = exactly(column(book["Milestones by date"], "D")[: len(quote.milestones)])
        assert found == [each.amount for each in quote.milestones]
    if quote.usage:
        found = exactly(column(book["Usage by month"], "D")[: len(quote.usage.months)])
        assert found == [month.overage for month in quote.usage.months]


def discounts_in(lines: Any) -> list[list[Decimal]]:
    heads = [cell.value for cell in lines[1]]
    places = [place for place, head in enumerate(heads) if str(head).endswith("discount")]
    return [
        [Decimal(repr(row[place].value)) for place in places if row[place].value] for row in lines.iter_rows(min_row=2)
    ]


def built(deal: Deal, catalog: Catalog) -> tuple[bytes, Proposal]:
    proposal = proposed(deal, catalog)
    return quote_xlsx(proposal, created=CREATED), proposal


def in_currency(currency: str, rate: str) -> Deal:
    terms = {**FIVE_MODELS["terms"], "currency": currency, "fx": {"rate": rate, "date": "2026-01-10"}, "months": 25}
    own = FIVE_MODELS["models"]["custom_development"]
    fees = {name: str(int(Decimal(fee) * Decimal(rate))) for name, fee in own.items() if name.endswith("_fee")}
    return deal_of(
        {**FIVE_MODELS, "terms": terms, "models": {**FIVE_MODELS["models"], "custom_development": {**own, **fees}}}
    )


def with_halves() -> Deal:
    """1.005 × 100 is 100.49999999999999 in binary; the app's line says 1.01."""
    amounts = ("1.005", "2.675", "1.115")
    bonuses = [{"kpi": f"K{n}", "target": "1", "amount": amount, "month": 1} for n, amount in enumerate(amounts)]
    performance = {**FIVE_MODELS["models"]["performance"], "outcome_bonuses": bonuses}
    return deal_of({**FIVE_MODELS, "models": {"performance": performance}})


def with_agreed(percent: str) -> Deal:
    discounts = {**FIVE_MODELS["models"]["subscription"]["discounts"], "discretionary_percent": percent}
    subscription = {**FIVE_MODELS["models"]["subscription"], "discounts": discounts}
    return deal_of({**FIVE_MODELS, "models": {**FIVE_MODELS["models"], "subscription": subscription}})


def changed_by_hand(content: bytes) -> bytes:
    """The file after somebody has typed 5% where 3% stood."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    row = next(row[0].row for row in book["Inputs"].iter_rows() if row[0].value == "Agreed discount")
    inputs: Any = book["Inputs"]
    inputs[f"B{row}"] = 0.05
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


@needs_office
def test_recalculated_in_libreoffice_every_cell_is_the_apps(catalog: Catalog, tmp_path: Path) -> None:
    others = [in_currency("JPY", "149.505"), in_currency("KWD", "0.30712"), with_halves()]
    files = [built(deal, catalog) for deal in [*map(sample, SAMPLES), *others]]
    assert [str(line.net) for line in files[-1][1].quote.lines][-3:] == ["1.01", "2.68", "1.12"]
    files.append((changed_by_hand(built(with_agreed("3"), catalog)[0]), proposed(with_agreed("5"), catalog)))
    for book, (_, proposal) in zip(recalculated(tmp_path, [file for file, _ in files]), files, strict=True):
        assert_same(book, proposal)


@needs_office
@settings(
    max_examples=1,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(deals(), min_size=6, max_size=6))
def test_whatever_the_deal(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory, several: list[Deal]) -> None:
    files: list[tuple[bytes, Proposal]] = []
    for deal in several:
        try:
            files.append(built(deal, catalog))
        except RefusedError:
            continue
    assert files
    books = recalculated(tmp_path_factory.mktemp("office"), [file for file, _ in files])
    for book, (_, proposal) in zip(books, files, strict=True):
        assert_same(book, proposal)


def test_evaluated_by_a_library_the_totals_are_the_apps(catalog: Catalog, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import formulas

        content, proposal = built(sample("seeker-startup"), catalog)
        path = tmp_path / "quote.xlsx"
        path.write_bytes(content)
        cells: Any = formulas.ExcelModel().loads(str(path)).finish().calculate()

    def value(sheet: str, cell: str) -> Decimal:
        return Decimal(repr(float(cells[f"'[quote.xlsx]{sheet.upper()}'!{cell}"].value[0][0]))).normalize()

    totals = proposal.quote.totals
    assert totals is not None
    assert value("Totals", "B6") == totals.committed_total
    assert value("Totals", "B10") == totals.acv
    assert value("Totals", "B13") == totals.first_year_total
    assert [value("Payments", f"G{row}") for row in range(2, 2 + len(proposal.quote.payments))] == [
        pay.amount for pay in proposal.quote.payments
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(1)", "＝1+1", "#REF!", "\t=1"])
def test_no_clients_text_can_run(catalog: Catalog, name: str) -> None:
    content, _ = built(deal_of({**FIVE_MODELS, "client": {"name": name}}), catalog)
    cell = openpyxl.load_workbook(io.BytesIO(content))["Totals"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        formulas = re.findall("<f>(.*?)</f>", package.read("xl/worksheets/sheet1.xml").decode())
    assert formulas and not any("HYPERLINK" in formula or "@" in formula for formula in formulas)


def test_equal_deals_make_equal_files_that_say_when_and_by_whom(catalog: Catalog) -> None:
    content, proposal = built(sample("apprentice-agency"), catalog)
    assert content == built(sample("apprentice-agency"), catalog)[0]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.creator == proposal.catalog.company.name
    assert book.properties.created == CREATED.replace(tzinfo=None)
    assert {"committed_total", "minor_units", "exchange_rate", "term_months"} <= set(book.defined_names)
    assert book["Payments"].freeze_panes == "B2"
    assert book["Payments"].print_title_rows == "$1:$1"


def test_amounts_too_long_for_a_spreadsheet_are_refused_in_one_line(catalog: Catalog) -> None:
    revenue = {"low": "100000000000000", "base": "400000000000000", "high": "900000000000000"}
    performance = {"revenue_share": {"percent": "8.1234", "incremental_revenue": revenue}}
    proposal = proposed(deal_of({**FIVE_MODELS, "models": {"performance": performance}}), catalog)
    with pytest.raises(InputError, match="too long for a spreadsheet"):
        quote_xlsx(proposal, created=CREATED)
