"""Reading finished pages: their text, where each word stands, and what they look like.

pypdfium2 must not be used by two threads at once, so whoever reads pages holds the lock meanwhile.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

LARGEST_SIDE = 1600
"""Pixels; a page that claims to be enormous is drawn smaller."""
SCALE = 1.35
"""Pixels for a point."""
MOST_PICTURES = 6
"""Pages of a scan that are shown."""
MOST_LETTERS = 60_000
"""Letters of one page that are read."""

_LOCK = threading.RLock()

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the page, from its upper left corner."""


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A word and where it stands."""

    text: str
    box: Box


@contextmanager
def opened(pdf: bytes) -> "Generator[pypdfium2.PdfDocument]":
    """Give the document, with everything that is drawn on its pages, for as long as the block lasts."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            document.init_forms()
            yield document
        finally:
            document.close()


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page; what cannot be read raises."""
    with opened(pdf) as document:
        return [text_of(page) for page in document]


def text_of(page: "pypdfium2.PdfPage") -> str:
    """Return the text of a page."""
    text = page.get_textpage()
    return text.get_text_range(0, min(text.count_chars(), MOST_LETTERS))


def words_of(page: "pypdfium2.PdfPage") -> list[Word]:
    """Return the words of a page in the order in which they were drawn."""
    width, height = (max(side, 1.0) for side in page.get_size())
    text = page.get_textpage()
    found: list[Word] = []
    letters, box = "", None
    for place in range(min(text.count_chars(), MOST_LETTERS)):
        letter = text.get_text_range(place, 1)
        if not letter.strip():
            if letters and box is not None:
                found.append(Word(letters, box))
            letters, box = "", None
            continue
        left, bottom, right, top = text.get_charbox(place)
        here = (left / width, 1 - top / height, right / width, 1 - bottom / height)
        letters, box = letters + letter, here if box is None else around(box, here)
    if letters and box is not None:
        found.append(Word(letters, box))
    return found


def around(one: Box, other: Box) -> Box:
    """The smallest box around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def picture_of(page: "pypdfium2.PdfPage") -> "Image":
    """Draw a page."""
    longest = max(*page.get_size(), 1.0)
    scale = min(SCALE, LARGEST_SIDE / longest)
    return page.render(scale=scale).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType] (its annotation is
    # inferred from the default 1, but any factor is right)


def as_png(picture: "Image") -> bytes:
    """Write a picture down."""
    from io import BytesIO

    out = BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def page_pictures(pdf: bytes) -> list[bytes]:
    """Return the first pages as pictures (PNG); what cannot be read raises."""
    with opened(pdf) as document:
        return [as_png(picture_of(document[place])) for place in range(min(len(document), MOST_PICTURES))]


def photo(content: bytes) -> list[bytes]:
    """Return a photo (PNG or JPEG) upright and no larger than a page is shown; what is no photo raises."""
    from io import BytesIO

    from PIL import Image, ImageOps

    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as found:
        found.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        picture = ImageOps.exif_transpose(found).convert("RGB")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return [as_png(picture)]
