"""What a lawyer changed in Word becomes the next wording of the deal's contract, with where it came from."""

import datetime

from omnidesk.deal_file import parse_deal, write_deal
from omnidesk.operations.office_files import contract_word
from omnidesk.operations.word_return import accept, everything, read_return
from omnidesk.specs.load import load_catalog
from tests.documents.proposals import CREATED, sample
from tests.documents.returned import edited, replaced

CATALOG = load_catalog()
DEAL = sample("apprentice-agency")
TODAY = datetime.date(2026, 2, 3)


def sent(language: str | None = None) -> bytes:
    return contract_word(DEAL, CATALOG, now=CREATED, language=language).content


def test_accepted_wording_is_an_edited_clause_with_its_origin_and_comes_back_as_unchanged() -> None:
    content = edited(sent(), lambda xml: replaced(xml, "three years", "five years"))
    found = read_return(content, "back.docx", DEAL, CATALOG)
    fresh = accept(DEAL, CATALOG, found, everything(found), today=TODAY)
    deviation = fresh.contract.deviations["confidentiality"]
    assert deviation.kind == "edited"
    assert deviation.title is None
    assert deviation.reason == "Accepted from Dr. Meier, back.docx, 2026-02-01"
    assert "{term:confidential_information}" in deviation.text[0] or "five years" in "".join(deviation.text)
    assert parse_deal(write_deal(fresh), "deal.yaml") == fresh
    again = contract_word(fresh, CATALOG, now=CREATED).content
    assert read_return(again, "again.docx", fresh, CATALOG).changed == ()


def test_what_is_rejected_leaves_the_deal_as_it_was() -> None:
    content = edited(sent(), lambda xml: replaced(xml, "three years", "five years"))
    found = read_return(content, "back.docx", DEAL, CATALOG)
    assert accept(DEAL, CATALOG, found, {}, today=TODAY) == DEAL


def test_a_clause_that_is_struck_as_a_whole_is_left_out() -> None:
    def struck(xml: str) -> str:
        start = xml.rindex("<w:sdt>", 0, xml.index('clause:references"'))
        return xml[:start] + xml[xml.index("<w:sdt><w:sdtPr><w:alias", xml.index('clause:references"')) :]

    found = read_return(edited(sent(), struck), "back.docx", DEAL, CATALOG)
    fresh = accept(DEAL, CATALOG, found, everything(found), today=TODAY)
    assert fresh.contract.deviations["references"].kind == "dropped"
    assert "not named" in fresh.contract.deviations["references"].reason


def test_a_file_in_another_language_is_read_in_that_language() -> None:
    found = read_return(sent("de"), "zurueck.docx", DEAL, CATALOG)
    assert (found.changed, found.outside_changes) == ((), ())


def test_a_file_made_of_another_version_of_the_deal_says_so() -> None:
    content = edited(sent(), lambda xml: replaced(xml, "three years", "five years"))
    found = read_return(content, "back.docx", DEAL, CATALOG)
    fresh = accept(DEAL, CATALOG, found, everything(found), today=TODAY)
    assert read_return(sent(), "old.docx", fresh, CATALOG).other_version
