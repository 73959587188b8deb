"""Text, tables, faces, style and the signature stamp, each by itself."""

import io
from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf.pdfa import validate_written

from omnidesk.colour import READABLE, contrast
from omnidesk.documents.build import build_document
from omnidesk.documents.fonts import figures, measure, register_fonts
from omnidesk.documents.stamp import Signed, stamp_pdf
from omnidesk.documents.style import Style
from omnidesk.documents.tables import Column, Row, column_widths, table
from omnidesk.documents.text import CHUNK, LONGEST_WORD, Typesetter, clean, one_line
from omnidesk.domain.mark import Ink, InkPoint
from tests.documents.sample import IMPRINT


def test_figures_have_one_width_in_every_face_for_figures() -> None:
    register_fonts()
    for face in ("Inter", "Inter-Medium", "Inter-SemiBold", "Inter-Bold", "Serif"):
        assert len({round(measure(digit, 1000, figures(face))) for digit in "0123456789"}) == 1
    assert measure("1", 10, "Inter") != measure("0", 10, "Inter")
    assert measure("−", 10, figures("Inter")) == measure("7", 10, figures("Inter"))
    assert measure("-", 10, figures("Inter")) == pytest.approx(measure("-", 10, "Inter"), abs=0.01)


def test_people_s_text_is_made_harmless() -> None:
    assert clean("a\u202eb\u0000c\u200b") == "abc"
    assert clean("e\u0301") == "é"
    assert clean("one\r\ntwo\u2028three") == "one\ntwo\nthree"
    assert one_line("  a \n\t b ") == "a b"
    assert one_line(" \N{NO-BREAK SPACE}: a ") == "\N{NO-BREAK SPACE}: a"
    assert max(map(len, one_line("x" * 1000).split())) == LONGEST_WORD


@given(st.text(max_size=300))
def test_any_text_can_be_set(text: str) -> None:
    setter = Typesetter(Style())
    for paragraph in setter.prose(text):
        paragraph.wrap(200, 1000)
    assert "\n" not in setter.line(text, "Inter")
    assert all(len(character) == 1 for character in setter.missing)


def test_long_text_is_set_in_pieces_and_no_word_is_lost() -> None:
    text = " ".join(f"word{number}" for number in range(5000))
    pieces = Typesetter(Style()).prose(text)
    assert all(len(piece.words) <= CHUNK for piece in pieces)
    assert " ".join(piece.words for piece in pieces) == text


def test_columns_fill_the_width_or_are_refused() -> None:
    columns = (Column("a", 1), Column("b", 3), Column("c", points=70))
    assert column_widths(columns, 470) == [100, 300, 70]
    with pytest.raises(ValueError, match="do not fit into 470"):
        column_widths((Column("a", points=300), Column("b", points=200)), 470)


def test_an_amount_that_is_wider_than_its_column_is_refused() -> None:
    columns = (Column("Item"), Column("Amount", points=40, figures=True))
    with pytest.raises(ValueError, match="wider than its column 'Amount' of 38 points"):
        table(Typesetter(Style()), columns, [Row(("Licence", "123,456,789,012.00"))])
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        table(Typesetter(Style()), columns, [Row(("Licence",))])


def test_a_cell_longer_than_a_page_goes_on_on_the_next() -> None:
    setter = Typesetter(Style())
    words = " ".join(f"word{number}" for number in range(1500))
    rows = [Row(("Before", "short")), Row(("Annex", words)), Row(("After", "short"))]
    built = build_document([table(setter, (Column("Name"), Column("Text", 2)), rows)], IMPRINT, setter)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(built.pdf))
    assert built.pages > 1
    assert all(f"word{number}" in text for number in (0, 700, 1499))
    assert text.count("Name") == built.pages
    assert validate_written(io.BytesIO(built.pdf), "3b").passed


def test_a_table_goes_on_with_more_than_its_total_and_one_row() -> None:
    rows = [*(Row((f"Payment {number}", "x")) for number in range(20)), Row(("Total", "x"), "total")]
    whole = table(Typesetter(Style()), (Column("Name"), Column("Text")), rows)
    before = whole.height / len(rows)
    for room in (whole.height - before * 0.5, whole.height - before * 1.5, whole.height - before * 2.5):
        top, rest = whole.split(whole.width, room)
        assert top.wrap(whole.width, room)[1] <= room
        assert rest.wrap(whole.width, room)[1] >= 4 * before * 0.9


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_accent_becomes_readable_on_white_and_on_its_tint(channels: tuple[int, int, int]) -> None:
    style = Style(accent="#{:02X}{:02X}{:02X}".format(*channels))
    assert contrast(style.accent, style.paper) >= READABLE
    assert contrast(style.accent, style.tint) >= READABLE
    assert contrast(style.muted, style.tint) >= READABLE


DRAWN = ((0.0, 0.0), (40.0, 25.0), (90.0, 5.0))


@pytest.mark.parametrize("ink", [None, Ink(strokes=(tuple(InkPoint(x, y, 9, 1.0) for x, y in DRAWN),)), Ink(())])
def test_stamp_is_archival_and_says_who_when_and_why(ink: Ink | None) -> None:
    when = datetime(2026, 3, 14, 10, 0, tzinfo=timezone(timedelta(hours=1), "CET"))
    signed = Signed("Zoë Müller-Ångström", "Żółć & Søn <Nordics>", when, "Accepted", "ab" * 32)
    pdf = stamp_pdf(signed, Style(), ink)
    assert validate_written(io.BytesIO(pdf), "3b").passed
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for words in ("Zoë Müller-Ångström", "Żółć & Søn <Nordics>", "2026-03-14 10:00 CET", "Accepted", "ab" * 32):
        assert words in text
