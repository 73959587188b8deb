"""The contract in Word: numbers, references, controls and tables as Word itself makes them, and equal every time."""

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest

from omnidesk.documents.contract_docx import contract_docx
from omnidesk.documents.docx_return import returned, sent
from omnidesk.domain.proposal import Proposal
from omnidesk.specs.load import load_catalog
from tests.documents.proposals import CREATED, FIVE_MODELS, deal_of, proposed

OFFICE = shutil.which("soffice")
SETTINGS = ("zoom", "trackRevisions", "doNotTrackFormatting", "defaultTabStop", "characterSpacingControl", "compat")


@cache
def contract() -> Proposal:
    return proposed(deal_of(FIVE_MODELS), load_catalog(), "contract")


@cache
def built() -> bytes:
    return contract_docx(contract(), created=CREATED)


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        return package.read(f"word/{name}.xml").decode()


def test_equal_contracts_are_equal_files_with_one_time() -> None:
    assert built() == contract_docx(contract(), created=CREATED)
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist() == ["[Content_Types].xml", *sorted(package.namelist()[1:])]
    about = docx.Document(io.BytesIO(built())).core_properties
    assert (about.created, about.author, about.language) == (CREATED, "OmniTech1", "en")


def test_every_clause_has_a_control_with_its_heading_and_a_bookmark() -> None:
    body = part("document")
    tags = re.findall(r'<w:tag w:val="clause:(\w+)"/>', body)
    assert tags == [clause.id for clause in contract().contract.clauses]
    ids = re.findall(r'<w:sdtPr>.*?<w:id w:val="(\d+)"/>', body)
    assert len(ids) == len(set(ids))
    assert '<w:tag w:val="value:committed_total"/>' in body
    assert '<w:lock w:val="sdtContentLocked"/>' in body


def test_references_are_fields_to_bookmarks_that_exist_and_print_their_numbers() -> None:
    body = part("document")
    marks = set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', body))
    targets = re.findall(r"REF (\w+) \\r \\h", body)
    assert len(targets) > 5
    assert set(targets) <= marks
    assert all(len(mark) <= 40 for mark in marks)


def test_numbering_is_bound_to_styles_and_no_paragraph_is_formatted_by_hand() -> None:
    numbering, body = part("numbering"), part("document")
    assert re.findall(r'<w:pStyle w:val="(\w+)"/>', numbering) == [
        "Heading1", "ClauseText", "ClauseItem", "ClauseRow", "AnnexHeading",
    ]  # fmt: skip
    for direct in ("<w:jc", "<w:spacing", "<w:ind", "<w:b/>", "<w:sz ", "<w:color", "<w:numPr"):
        assert direct not in body
    known = set(re.findall(r'w:styleId="(\w+)"', part("styles")))
    assert set(re.findall(r'<w:pStyle w:val="(\w+)"/>', body)) <= known


def test_changes_are_tracked_and_settings_stand_in_words_order() -> None:
    names = re.findall(r"<w:(\w+)", part("settings"))[1:]
    assert tuple(name for name in names if name in SETTINGS) == SETTINGS


def test_the_annex_has_real_tables_with_the_quotes_figures() -> None:
    tables = docx.Document(io.BytesIO(built())).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert "658,456.00" in cells
    assert {"Milestone", "Invoice date", "Contract year"} <= set(cells)
    assert all(table.style is not None and table.style.name == "Terms Table" for table in tables)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_counts_the_same_numbers_and_gives_the_text_back_unchanged(tmp_path: Path) -> None:
    (tmp_path / "contract.docx").write_bytes(built())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind in ("txt:Text", "docx"):
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", f"{tmp_path}/out"]
        subprocess.run([*command, f"{tmp_path}/contract.docx"], check=True, capture_output=True, timeout=110)
    text = (tmp_path / "out" / "contract.txt").read_text(encoding="utf-8-sig")
    for clause in contract().contract.clauses:
        assert f"{clause.number} {clause.title}" in re.sub(r"\.?\s+", " ", text), clause.id
    found = returned((tmp_path / "out" / "contract.docx").read_bytes(), "contract.docx", sent(contract()))
    assert {clause.state for clause in found.clauses} == {"loose"}  # it drops the controls and keeps the bookmarks
    assert not any(clause.changes for clause in found.clauses)
