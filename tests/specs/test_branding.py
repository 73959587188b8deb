"""A company's own look: its accent and its logo, from its specs folder into the catalog and every document."""

import datetime
import io
from pathlib import Path

import pytest
from PIL import Image

from omnidesk.colour import contrast
from omnidesk.deal_file import read_deal
from omnidesk.documents.style import Style
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.shipped import shipped
from omnidesk.specs.load import check, load_catalog
from omnidesk.specs.logo import WIDEST, upright_png
from omnidesk.strict_yaml import SourceError
from tests.overlays import Overlay


def picture(size: tuple[int, int], kind: str = "PNG", exif: Image.Exif | None = None) -> bytes:
    """A picture whose left half is red."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    kept = io.BytesIO()
    image.save(kept, kind, exif=exif or Image.Exif())
    return kept.getvalue()


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_a_pale_accent_is_a_warning_and_documents_draw_it_darker(overlay: Overlay) -> None:
    folder = overlay(company=(('"#0F766E"', '"#99EEDD"'),))
    warning = next(each for each in check(folder) if each.key == "accent")
    assert (warning.severity, warning.reason.split(" (")[0]) == ("warning", "#99EEDD is too pale on white")
    accent = load_catalog(folder).company.accent
    assert accent == "#99EEDD"
    assert contrast(Style(accent=accent).accent, "#FFFFFF") >= 4.5


def test_a_logo_beside_the_specs_reaches_the_catalog(overlay: Overlay) -> None:
    assert load_catalog().logo == b""
    folder = overlay(company=())
    (folder / "logo.png").write_bytes(picture((300, 100), "PNG"))
    first = load_catalog(folder).logo
    assert opened(first).size == (300, 100)
    assert load_catalog(folder).logo == first
    (folder / "logo.png").write_bytes(picture((30, 10), "PNG"))
    assert opened(load_catalog(folder).logo).size == (30, 10)


def test_a_photograph_is_turned_upright_and_a_large_one_made_small() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = opened(upright_png(picture((400, 200), "JPEG", exif)))
    assert turned.size == (200, 400)
    assert max(opened(upright_png(picture((4000, 1000), "PNG"))).size) == WIDEST


def test_what_is_see_through_becomes_white() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 0)).save(kept, "PNG")
    flat = opened(upright_png(kept.getvalue()))
    assert (flat.mode, flat.getpixel((0, 0))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no picture", "cannot be read as a picture"),
        (b"", "cannot be read as a picture"),
        (picture((300, 100), "PNG")[:120], "cannot be read as a picture"),
        (picture((300, 100), "GIF"), "cannot be read as a picture"),
        (picture((8000, 6000), "PNG"), "has more than 40,000,000 pixels"),
    ],
    ids=["text", "empty", "cut", "gif", "huge"],
)
def test_a_logo_that_cannot_be_drawn_is_told_with_its_file(overlay: Overlay, content: bytes, told: str) -> None:
    folder = overlay(company=())
    (folder / "logo.png").write_bytes(content)
    with pytest.raises(SourceError, match=told) as caught:
        load_catalog(folder)
    assert [Path(each.file).name for each in caught.value.problems] == ["logo.png"]


def test_a_document_carries_the_logo_on_its_cover_and_pages(overlay: Overlay) -> None:
    import pikepdf

    folder = overlay(company=())
    (folder / "logo.png").write_bytes(picture((300, 100), "PNG"))
    deal = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
    now = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)
    handed = hand_over(deal, load_catalog(folder), Printing(), identity=None, now=now)
    with pikepdf.open(io.BytesIO(handed.pdf)) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [1] * len(pdf.pages)
