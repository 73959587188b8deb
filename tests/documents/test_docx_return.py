"""A contract comes back from Word: what was tracked, what was not, and files that nobody should open."""

import io
import re
import time
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.documents.docx_return import Sent, returned, sent
from omnidesk.domain.errors import InputError
from omnidesk.domain.redline import Returned, ReturnedClause, source_wording, wording
from tests.documents.returned import WHEN, W, commented, comments, edited, replaced
from tests.documents.test_contract_docx import built, contract


@cache
def known() -> Sent:
    return sent(contract())


def back(content: bytes) -> Returned:
    return returned(content, "back.docx", known())


def clause(found: Returned, clause_id: str) -> ReturnedClause:
    return next(each for each in found.clauses if each.id == clause_id)


def test_what_nobody_changed_has_no_changes() -> None:
    found = back(built())
    assert (found.changed, found.outside_changes, found.other_version) == ((), (), False)


def test_a_tracked_change_has_its_author_its_date_and_the_comment_beside_it() -> None:
    content = edited(built(), lambda xml: commented(xml, "three years", "five years"), comments=comments("As always."))
    found = clause(back(content), "confidentiality")
    (change,) = found.changes
    assert (change.kind, change.author, change.before, change.after) == (
        "replacement", "Dr. Meier", "three years", "five years",
    )  # fmt: skip
    assert change.date is not None and change.date.isoformat() == "2026-02-01T10:00:00+00:00"
    assert change.comment == "As always."
    assert found.comments[0].author == "Dr. Meier"
    assert "lasts five years beyond" in found.proposed
    assert found.original == known().texts["confidentiality"]


def test_an_edit_without_tracking_is_found_and_belongs_to_nobody() -> None:
    (change,) = clause(
        back(edited(built(), lambda xml: xml.replace("three years", "ten years"))), "confidentiality"
    ).changes
    assert (change.tracked, change.author, change.before, change.after) == (False, "", "three", "ten")


def test_formatting_alone_is_no_change() -> None:
    bold = (
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="5" w:author="X"><w:rPr/></w:rPrChange></w:rPr><w:t xml:space="preserve">'
    )
    assert back(edited(built(), lambda xml: xml.replace('<w:r><w:t xml:space="preserve">', bold))).changed == ()


def test_a_moved_sentence_is_one_change_in_its_clause() -> None:
    words, there = "Lost profit is not compensated in these cases.", "the law allows no limit."

    def moved(xml: str) -> str:
        assert words in xml and there in xml
        gone, come = (
            f'</w:t></w:r><w:move{way}RangeStart w:id="1" {WHEN} w:name="m1"/><w:move{way} w:id="2" {WHEN}><w:r><w:t>'
            f'{words}</w:t></w:r></w:move{way}><w:move{way}RangeEnd w:id="1"/><w:r><w:t>'
            for way in ("From", "To")
        )
        return xml.replace(words, gone).replace(there, there + come)

    (change,) = clause(back(edited(built(), moved)), "liability").changes
    assert change.kind == "move"
    assert change.before == change.after == "Lost profit is not compensated in these cases."


def test_a_paragraph_that_was_added_at_the_end_takes_its_line_end_with_it() -> None:
    def added(xml: str) -> str:
        mark = f'<w:pPr><w:pStyle w:val="ClauseText"/><w:rPr><w:ins w:id="8" {WHEN}/></w:rPr></w:pPr>'
        new = f'<w:p>{mark}<w:ins w:id="9" {WHEN}><w:r><w:t>Both parties agree.</w:t></w:r></w:ins></w:p>'
        place = xml.index("</w:sdtContent></w:sdt>", xml.index('clause:assignment"') + 1)
        while not xml.startswith("</w:p></w:sdtContent>", place - 6):
            place = xml.index("</w:sdtContent></w:sdt>", place + 1)
        return xml[:place] + new + xml[place:]

    found = clause(back(edited(built(), added)), "assignment")
    assert [change.after for change in found.changes] == ["\nBoth parties agree."]
    assert found.original == known().texts["assignment"]


def test_values_that_nobody_touched_stay_values() -> None:
    found = clause(
        back(edited(built(), lambda xml: replaced(xml, " are shown apart from ", " stand apart from "))), "fees"
    )
    text = source_wording(found, [1])
    assert "{committed_total}" in text
    assert "{term:estimated_fees} stand apart from {term:committed_fees}." in text


def test_new_words_bring_no_marks_of_their_own() -> None:
    found = clause(back(edited(built(), lambda xml: replaced(xml, "three years", "{client_name}"))), "confidentiality")
    assert "lasts (client_name) beyond" in source_wording(found, [1])


def control(clause_id: str, xml: str) -> str:
    start = xml.index(f'<w:tag w:val="clause:{clause_id}"/>')
    start = xml.rindex("<w:sdt>", 0, start)
    end = xml.find('<w:tag w:val="clause:', xml.index("clause:", start) + 8)
    return xml[start : xml.rindex("<w:sdt>", 0, end)]


def test_controls_that_were_deleted_copied_or_unwrapped_are_told_apart() -> None:
    gone = clause(back(edited(built(), lambda xml: xml.replace(control("assignment", xml), ""))), "assignment")
    assert (gone.state, gone.proposed) == ("missing", "")
    twice = back(edited(built(), lambda xml: xml.replace(control("assignment", xml), control("assignment", xml) * 2)))
    assert clause(twice, "assignment").state == "duplicated"
    assert "buyer of the whole business" in twice.outside_changes[0].after
    bare = back(edited(built(), lambda xml: xml.replace('<w:tag w:val="clause:assignment"/>', "")))
    assert (clause(bare, "assignment").state, clause(bare, "assignment").changes) == ("loose", ())


def test_text_outside_of_clauses_is_compared_as_a_whole() -> None:
    found = back(edited(built(), lambda xml: xml.replace("658,456.00", "65,845.60")))
    assert any(("658,456" in change.before or "658" in change.before) for change in found.outside_changes)
    assert not any(each.changes for each in found.clauses if each.id != "fees")


PHRASES = ("uses it only", "three years", "Each party", "tells the other")
words = st.lists(st.sampled_from(["alpha", "beta ", " ", ".", "years", "five"]), max_size=5).map("".join)
edits = st.lists(
    st.tuples(st.sampled_from(PHRASES), words, st.booleans()), max_size=4, unique_by=lambda change: change[0]
)


@settings(max_examples=20)
@given(edits)
def test_all_accepted_is_the_proposal_and_all_rejected_the_original(changes: list[tuple[str, str, bool]]) -> None:
    def change(xml: str) -> str:
        own = fresh = control("confidentiality", xml)
        for old, new, tracked in changes:
            fresh = replaced(fresh, old, new) if tracked else fresh.replace(old, new, 1)
        return xml.replace(own, fresh)

    found = clause(back(edited(built(), change)), "confidentiality")
    numbers = [each.number for each in found.changes]
    assert wording(found, ()) == found.original == known().texts["confidentiality"]
    assert wording(found, numbers) == found.proposed
    assert {piece.change for piece in found.pieces} - {None} == set(numbers)
    told = found.original
    for old, new, _ in changes:
        told = told.replace(old, new, 1)
    assert found.proposed == told


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def damaged_lzma(start: int = 60) -> bytes:
    """A file in a rare way of packing, with eight of its packed bytes turned over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", BODY)
    content = out.getvalue()
    return content[:start] + bytes(255 - each for each in content[start : start + 8]) + content[start + 8 :]


BODY = f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode()
ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + BODY
OUTSIDE = b"http://x/oleObject"
LINK = b'<R><R Type="' + OUTSIDE + b'" Target="http://x/y" TargetMode="External"/></R>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "no Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "an old Word file"),
        (b"PK\x03\x04garbage", "is damaged"),
        (packed(**{"readme.txt": b"x"}), "no Word file"),
        (packed(**{"word/document.xml": BODY, "word/vbaProject.bin": b"x"}), "holds macros"),
        (packed(**{"word/document.xml": ENTITY}), "document type"),
        (packed(**{"word/document.xml": BODY, "word/_rels/document.xml.rels": LINK}), "loads content from elsewhere"),
        (packed(**{"word/document.xml": b" " * 70_000_000}), "unpacks to more"),
        (packed(**{"word/document.xml": b"<a>" * 5_000}), "is damaged"),
        (damaged_lzma(), "is damaged"),
        (packed(**{"word/document.xml": BODY}), "has no clause of this contract"),
    ],
)  # fmt: skip
def test_hostile_files_are_answered_in_one_line(content: bytes, told: str) -> None:
    began = time.process_time()
    with pytest.raises(InputError) as refused:
        back(content)
    assert told in str(refused.value)
    assert re.fullmatch(r"back\.docx: [^\n]+", str(refused.value))
    assert time.process_time() - began < 20
