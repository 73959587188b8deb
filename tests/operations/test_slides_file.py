"""The slides as a file: numbered, with a bookmark for each, and a long name of a client whole on the first."""

import datetime
import io

import pikepdf
import pypdfium2
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.operations.presenting_pdf import SlidesLook, slides_file

NAME = "Gesellschaft für Rundfunk- und Fernsehübertragung Nordwest KG"
NOW = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)


def test_slides_have_numbers_and_bookmarks_and_a_long_name_stays_whole(seeker: Deal, catalog: Catalog) -> None:
    deal = replace(seeker, client=replace(seeker.client, name=NAME))
    content = slides_file(deal, catalog, now=NOW, look=SlidesLook(aspect=4 / 3))
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
        assert len(titles) == len(pdf.pages)
    assert titles[0] == NAME
    assert titles[-1] == "Shall we begin?"
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert "Nordwest KG" in " ".join(pages[0].split())
    assert all(str(number) in text.split() for number, text in enumerate(pages, 1))
