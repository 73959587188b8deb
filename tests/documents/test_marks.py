"""Marks on a stamp: ink, a typed name or a picture, each within its box and within PDF/A."""

import io
from datetime import UTC, datetime

import pypdfium2
import pytest
from pikepdf.pdfa import validate_written
from PIL import Image, ImageDraw

from omnidesk.documents.mark_picture import DPI, mark_from_picture
from omnidesk.documents.stamp import MARK, SIZE, Signed, stamp_pdf
from omnidesk.documents.style import Style
from omnidesk.domain.errors import InputError
from omnidesk.domain.mark import Ink, InkPoint, Mark, Picture, TypedName

WHEN = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
LONG = "Maximiliane Freifrau von Hohenlohe-Schillingsfürst zu Wittgenstein"
SCRAWL = Ink((tuple(InkPoint(9.0 * n, 40.0 + 38 * (-1) ** n, 9 * n, 0.3 + 0.02 * n) for n in range(30)),), "pen")


def photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 700), mode: str = "RGB") -> bytes:
    """A signature on grey paper that lies half in the shade."""
    shade = Image.linear_gradient("L").resize(size).point([150 + value // 3 for value in range(256)])
    picture = Image.merge("RGB", (shade, shade, shade)).convert(mode)
    ImageDraw.Draw(picture).line(
        [(300, 500), (450, 200), (600, 480), (900, 260)], fill=(20, 30, 90)[: len(mode)], width=14
    )
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def stamped(mark: Mark | None, name: str = "Zoë Müller") -> Image.Image:
    pdf = stamp_pdf(Signed(name, "Aurora", WHEN, "Accepted", "ab" * 32, "Anna Moser"), Style(), mark)
    assert validate_written(io.BytesIO(pdf), "3b").passed
    return pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")


def dark(image: Image.Image, left: float, top: float, width: float, height: float) -> int:
    box = [round(4 * value) for value in (left, top, left + width, top + height)]
    return sum(image.crop((box[0], box[1], box[2], box[3])).histogram()[:110])


@pytest.mark.parametrize("mark", [SCRAWL, TypedName("Zoë Müller"), TypedName(LONG), None, mark_from_picture(photo())])
def test_a_mark_is_seen_in_its_place_and_nowhere_else(mark: Mark | None) -> None:
    image = stamped(mark)
    top = SIZE[1] - MARK.bottom - MARK.height
    assert dark(image, MARK.left - 1, top, MARK.width + 2, MARK.height) > 300
    assert dark(image, 3.5, 2, MARK.left - 5, SIZE[1] - 4) == 0
    assert dark(image, 4, 1.5, MARK.width, top - 5) == 0


def test_long_names_take_two_lines() -> None:
    assert dark(stamped(TypedName("x"), LONG), 120, 20, 100, 12) > dark(
        stamped(TypedName("x"), "Zoë"), 120, 20, 100, 12
    )


def test_the_paper_of_a_picture_goes_and_its_ink_stays() -> None:
    mark = Image.open(io.BytesIO(mark_from_picture(photo()).png))
    assert mark.mode == "RGBA"
    opacity = mark.getchannel("A").histogram()
    assert sum(opacity[:20]) > 0.6 * mark.width * mark.height
    assert sum(opacity[200:]) > 0.03 * mark.width * mark.height
    assert mark.width <= MARK.width / 72 * DPI + 1
    assert mark.height <= MARK.height / 72 * DPI + 1


def test_a_picture_without_ground_stays_as_it_is() -> None:
    picture = Image.new("RGBA", (200, 90), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(20, 70), (180, 20)], fill=(200, 0, 0, 255), width=6)
    out = io.BytesIO()
    picture.save(out, "PNG")
    mark = Image.open(io.BytesIO(mark_from_picture(out.getvalue()).png)).convert("RGBA")
    assert mark.width < 200, "trimmed to its ink"
    middle = mark.getpixel((mark.width // 2, mark.height // 2))
    assert middle == (200, 0, 0, 255)


def blank() -> bytes:
    out = io.BytesIO()
    Image.new("L", (300, 200), 240).save(out, "PNG")
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("L", (30, 20), 24).save(out, "GIF")
    return out.getvalue()


def bomb() -> bytes:
    """A small file that unpacks to eighty million pixels."""
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "cannot be read"),
        (photo()[:4000], "cannot be read"),
        (gif(), "cannot be read"),
        (bomb(), "million pixels"),
        (b"x" * 20_000_001, "larger than 20 MB"),
        (blank(), "no ink"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_a_signature_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        mark_from_picture(content)


def test_a_picture_is_kept_as_it_was_made() -> None:
    assert isinstance(mark_from_picture(photo("PNG")), Picture)
