"""Word and Excel from the command line: the contract out and back, the quote with live formulas."""

from pathlib import Path

from tests.documents.returned import edited, replaced

from .conftest import APPRENTICE, SEEKER, Ask


def test_the_contract_goes_to_word_and_its_changes_are_listed(omnidesk: Ask, tmp_path: Path) -> None:
    path = tmp_path / "contract.docx"
    built = omnidesk("build", APPRENTICE, "--kind", "contract", "--out", path)
    assert built.status == 0
    assert f"written to {path}" in built.out
    assert omnidesk("deal", "redline", path, APPRENTICE).out == "Nothing was changed.\n"
    path.write_bytes(edited(path.read_bytes(), lambda xml: replaced(xml, "three years", "five years")))
    listed = omnidesk("deal", "redline", path, APPRENTICE)
    assert "replacement, Dr. Meier, 2026-02-01: − three years  + five years" in listed.out
    (clause,) = omnidesk("deal", "redline", path, APPRENTICE, "--json").json["clauses"]
    assert (clause["id"], clause["changes"][0]["after"]) == ("confidentiality", "five years")


def test_the_quote_goes_to_excel(omnidesk: Ask, tmp_path: Path) -> None:
    built = omnidesk("build", SEEKER, "--out", tmp_path / "quote.xlsx", "--json")
    assert built.json["kind"] == "quote"
    assert (tmp_path / "quote.xlsx").read_bytes().startswith(b"PK")


def test_what_word_and_excel_cannot_is_said_in_one_line(omnidesk: Ask, tmp_path: Path) -> None:
    proposal = omnidesk("build", SEEKER, "--out", tmp_path / "proposal.docx")
    assert (proposal.status, len(proposal.problems)) == (2, 1)
    assert "--kind contract" in proposal.err
    sealed = omnidesk("build", SEEKER, "--out", tmp_path / "quote.xlsx", "--sign", "Maria")
    assert "only a PDF can be signed" in sealed.err
    (tmp_path / "empty.docx").touch()
    empty = omnidesk("deal", "redline", tmp_path / "empty.docx", SEEKER)
    assert empty.status == 2
    assert empty.problems == [f"omnidesk: {tmp_path}/empty.docx: the file is empty; ask for it again"]
