"""A document from story to archival file: what is in it can be read, found, described and repeated byte for byte."""

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf.pdfa import validate_written

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.paragraph import broken
from omnidesk.documents.style import Style
from omnidesk.documents.text import Run, Typesetter
from tests.documents.sample import DEAL, IMPRINT, sample_document


@pytest.fixture(scope="module")
def built() -> BuiltDocument:
    return sample_document()


@pytest.fixture(scope="module")
def opened(built: BuiltDocument) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(built.pdf))


def page_texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def elements(node: pikepdf.Object, tag: str) -> list[pikepdf.Object]:
    """Return the structure elements with a tag, in reading order."""
    found = [node] if node.get("/S") == f"/{tag}" else []
    for kid in node.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += elements(kid, tag)
    return found


def test_file_is_archival_without_a_violation(built: BuiltDocument) -> None:
    report = validate_written(io.BytesIO(built.pdf), "3b")
    assert report.passed
    assert list(report.findings) == []


def test_same_input_gives_the_same_bytes_in_another_process(built: BuiltDocument) -> None:
    assert sample_document().pdf == built.pdf
    sample = "tests.documents.sample"
    root = str(Path(__file__).parents[2])
    hashes = {
        subprocess.run(
            [sys.executable, "-m", sample],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "LC_ALL": locale, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Tokyo"))
    }
    assert hashes == {hashlib.sha256(built.pdf).hexdigest()}


def test_a_document_owes_nothing_to_those_built_before_it() -> None:
    def one_page(*, coloured: bool) -> bytes:
        setter = Typesetter(Style())
        first = Run("Words in two ", colour=setter.style.ink) if coloured else "Words in two "
        return build_document([setter.paragraph(first, "runs")], IMPRINT, setter).pdf

    broken.cache_clear()
    alone = one_page(coloured=False)
    broken.cache_clear()
    one_page(coloured=True)
    assert one_page(coloured=False) == alone


def test_words_can_be_read_again_whatever_people_typed(built: BuiltDocument) -> None:
    text = "\n".join(page_texts(built.pdf))
    assert "Żółć & Søn Industries A/S <Nordics> needs" in re.sub(r"\s+", " ", text)
    assert "Orders take <b>two</b> days & cost □." in text
    assert "Olga Παπαδοπούλου said" in text
    assert built.missing_glyphs == ("ไ",)
    assert "98,771.11" in text
    assert "−38%" in text


def test_the_deal_comes_back_as_the_document_s_source(opened: pikepdf.Pdf) -> None:
    [entry] = opened.Root.AF
    assert entry.AFRelationship == "/Source"
    assert opened.attachments["deal.json"].get_file().read_bytes() == DEAL
    assert entry.EF.F.Subtype == "/application/json"


def test_every_stroke_on_a_page_is_either_tagged_or_decoration(opened: pikepdf.Pdf) -> None:
    painting = {"Tj", "TJ", "'", "S", "s", "f", "F", "f*", "B", "b", "Do"}
    for page in opened.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth in (0, 1)
            assert depth or name not in painting, name
        assert depth == 0


def test_structure_says_what_each_part_is(opened: pikepdf.Pdf) -> None:
    root = opened.Root.StructTreeRoot.K[0]
    assert root.S == "/Document"
    assert [len(elements(root, tag)) for tag in ("Sect", "H1", "H2", "Table", "Figure", "L", "LI")] == [
        3,
        3,
        1,
        1,
        1,
        1,
        3,
    ]
    [table] = elements(root, "Table")
    assert len(elements(table, "TR")) == 83
    assert [cell.A.Scope for cell in elements(table, "TH")] == ["/Column"] * 3
    [figure] = elements(root, "Figure")
    assert str(figure.Alt) == "From list price to net total: 750 of 1,000 euro"
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"


def test_marks_lead_back_to_their_elements(opened: pikepdf.Pdf) -> None:
    numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in opened.pages:
        marks = [
            int(instruction.operands[1]["/MCID"])
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
        ]
        assert marks == list(range(len(owners[int(page.obj.StructParents)])))


def test_contents_and_bookmarks_lead_to_the_headings(built: BuiltDocument, opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [("The client's situation", ["What we heard"]), ("Investment", []), ("Terms", [])]
    texts = page_texts(built.pdf)
    contents = next(text for text in texts if text.count("Investment") and "Contents" in text)
    for title in ("The client's situation", "Investment", "Terms"):
        stated = int(re.search(rf"{title}\s+(\d+)", contents).group(1))  # pyright: ignore[reportOptionalMemberAccess]
        assert title in texts[stated - 1]
    links = [link for page in opened.pages for link in page.obj.get("/Annots", ())]
    assert [int(link.F) & 4 for link in links] == [4] * 4
    assert [link.Dest[0].objgen for link in links][1] == opened.pages[2].obj.objgen


def test_folio_counts_all_pages(built: BuiltDocument) -> None:
    texts = page_texts(built.pdf)
    assert len(texts) == built.pages
    assert f"2 / {built.pages}" in texts[1]
    assert " / " not in texts[0]


def test_boxes_say_where_the_signatures_belong(built: BuiltDocument) -> None:
    vendor, client = built.fields
    assert (vendor.name, client.name) == ("vendor", "client")
    assert vendor.page == client.page == built.pages - 1
    assert round(vendor.rect[2] - vendor.rect[0], 2) == round(client.rect[2] - client.rect[0], 2)
    assert vendor.rect[1::2] == client.rect[1::2]
    page = pypdfium2.PdfDocument(built.pdf)[client.page].get_textpage()
    label = page.get_text_bounded(client.rect[0], client.rect[3], client.rect[2], client.rect[3] + 20)
    assert "For Żółć & Søn <Nordics>" in label


def test_no_face_is_left_outside_the_file(opened: pikepdf.Pdf) -> None:
    fonts = {name: font for page in opened.pages for name, font in page.obj.Resources.Font.items()}
    assert len(fonts) >= 4
    assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
    assert not any("Helvetica" in str(font.BaseFont) for font in fonts.values())
