"""Pages that could be shown: none mostly empty, no heading at a page's foot, nothing outside the margins."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from omnidesk.documents.style import Style
from omnidesk.domain.catalog import Catalog
from tests.documents.many_deals import Case, cases, drawn, with_lines

LEAST = 0.35
"""The share of a page's text area that is written on at least, from its top."""
CASES = dict(cases())
STYLE = Style()


class Word(NamedTuple):
    """A stretch of text on a page: where it stands in points, in which face and size, and what it says."""

    left: float
    bottom: float
    right: float
    top: float
    face: str
    size: float


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """The text in the page's text area, from top to bottom."""
    found = (_word(item) for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]))
    return sorted((word for word in found if _in_column(word)), key=lambda word: -word.bottom)


def _in_column(word: Word) -> bool:
    return STYLE.bottom - 4 < word.bottom and word.top < STYLE.page[1] - STYLE.top + 4 and word.size < 60


def _word(item: pypdfium2.PdfObject) -> Word:
    size, face = ctypes.c_float(), ctypes.create_string_buffer(80)
    pdfium.FPDFTextObj_GetFontSize(item.raw, size)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item.raw), face, 80)
    return Word(*item.get_bounds(), face.value.decode().rpartition("+")[2], size.value)


def filled(page: pypdfium2.PdfPage) -> float:
    """How far down the text area something is drawn, as a share of it."""
    picture = page.render(grayscale=True).to_pil()
    top, foot = (round(STYLE.page[1] - y) for y in (STYLE.page[1] - STYLE.top + 6, STYLE.bottom))
    area = picture.crop((0, top, picture.width, foot)).point([255] * 250 + [0] * 6)
    box = area.getbbox()
    return box[3] / area.height if box else 0.0


def is_heading(word: Word) -> bool:
    return (word.face.startswith("Inter-SemiBold") and word.size > 9) or (word.face == "Serif" and word.size > 20)


def faults(pdf: bytes) -> Iterator[str]:
    """What is wrong with the pages, with their numbers; the cover and the last page may be short."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        words = words_of(page)
        if number == 1 and any(word.size > 30 for word in words):
            continue
        share = filled(page)
        if number < len(document) and share < LEAST:
            yield f"page {number} is filled to {share:.0%}"
        last = [word for word in words if word.bottom < words[-1].bottom + 4] if words else []
        if last and all(is_heading(word) for word in last):
            yield f"page {number} ends with a heading"
        outside = max((word.right for word in words), default=0.0) - (STYLE.page[0] - STYLE.side)
        if outside > 1:
            yield f"page {number} runs {outside:.0f} points over its right margin"


@pytest.mark.parametrize("name", CASES)
def test_no_page_is_mostly_empty_or_ends_with_a_heading(name: str, catalog: Catalog) -> None:
    assert list(faults(drawn(CASES[name], catalog).pdf)) == []


def test_a_deal_of_many_lines_fills_its_pages(catalog: Catalog) -> None:
    deal, grown = with_lines(catalog, 300)
    assert list(faults(drawn(Case(deal), grown).pdf)) == []
