"""Finished pages as pictures to look through on screen: the shape of each, and the points of those in sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnidesk.documents.page_words import opened
from omnidesk.domain.drawn_pages import DrawnPage, DrawnPages
from omnidesk.progress import Progress

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LARGEST_SIDE = 4000
"""Pixels; a page that claims to be enormous is drawn smaller."""


def drawn_pages(pdf: bytes, wanted: Sequence[int], *, scale: float, progress: Progress | None = None) -> DrawnPages:
    """Draw the wanted pages, as far as there are any; where there are none of them, the first.

    ``scale`` is in pixels for a point. ``progress`` is told before each page and may raise.
    """
    with opened(pdf) as document:
        shapes = tuple(document.get_page_size(number) for number in range(len(document)))
        numbers = [number for number in wanted if number < len(shapes)] or [0]
        pages: list[DrawnPage] = []
        for place, number in enumerate(numbers):
            if progress is not None:
                progress(place / len(numbers), "")
            pages.append(_drawn(document, number, min(scale, LARGEST_SIDE / max(*shapes[number], 1.0))))
    return DrawnPages(shapes, tuple(pages))


def _drawn(document: "PdfDocument", number: int, scale: float) -> DrawnPage:
    picture = document[number].render(scale=scale, prefer_bgrx=True)  # pyright: ignore[reportArgumentType] (its
    # annotation is inferred from the default 1, but any factor is right)
    return DrawnPage(number, picture.width, picture.height, picture.stride, bytes(picture.buffer))
