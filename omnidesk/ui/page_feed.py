"""Brings the pages in sight to their pictures: drawn off the window's thread, as they are scrolled to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtGui import QImage

from omnidesk.domain.drawn_pages import DrawnPages
from omnidesk.operations.page_drawing import draw_pages
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.widgets.page_pictures import PagePictures

AT_ONCE = 2
"""Pages that are drawn before anything else is looked at."""

Sheets = tuple[Sequence[tuple[float, float]], dict[int, QImage]]
"""Width and height of every page of a file, and the pages that are drawn, by their number."""


class PageFeed:
    """Feeds one viewer with the pages of one file at a time; ``scale`` is in pixels for a point. Its maker holds it."""

    def __init__(
        self, pictures: PagePictures, background: Background, scale: float, failed: Callable[[Exception], object]
    ) -> None:
        self._pictures, self._background, self._scale, self._failed = pictures, background, scale, failed
        self._pdf = b""
        self._drawn: set[int] = set()
        self._job: Job | None = None
        pictures.looked.connect(self._fetch)
        pictures.destroyed.connect(self._forget)

    def wanted(self) -> tuple[int, ...]:
        """The pages that are looked at, or the first ones; as the next file is to be shown."""
        return self._pictures.in_sight()[:AT_ONCE] or tuple(range(AT_ONCE))

    def show_file(self, pdf: bytes, found: Sheets) -> None:
        """Show a file of which some pages are drawn already."""
        shapes, images = found
        self._pdf, self._drawn = pdf, set(images)
        self._pictures.lay_out(shapes, images)

    def clear(self) -> None:
        """Show nothing, and draw nothing any more."""
        self._pdf, self._drawn = b"", set()
        self.stop()
        self._pictures.lay_out((), {})

    def stop(self) -> None:
        """Give up what is being drawn; scrolling asks for it again."""
        if self._job is not None:
            self._job.cancel()

    def let_go(self) -> None:
        """Hold no picture while nobody looks; looking asks for them again."""
        self.stop()
        self._drawn = set()
        self._pictures.let_go()

    def _forget(self) -> None:
        """The viewer is gone; what arrives late finds nobody."""
        self._pdf = b""

    def _fetch(self) -> None:
        """Have what is in sight drawn, once nothing else is."""
        if self._job is not None or not self._pdf:
            return
        missing = tuple(each for each in self._pictures.in_sight() if each not in self._drawn)
        if missing:
            work = partial(_draw, self._pdf, missing[:AT_ONCE], self._scale)
            self._job = self._background.run(work, partial(self._arrived, self._pdf), self._not_drawn)

    def _arrived(self, pdf: bytes, found: object) -> None:
        self._job = None
        if pdf is self._pdf:
            images = cast(Sheets, found)[1]
            self._pictures.show_images(images)
            self._drawn = (self._drawn | set(images)) & self._pictures.keep_near()
        self._fetch()

    def _not_drawn(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._fetch()
        else:
            self._failed(error)


def sheets_of(drawn: DrawnPages) -> Sheets:
    """The drawn pages as pictures of their own; call it off the window's thread."""
    form = QImage.Format.Format_RGB32
    images = {
        each.number: QImage(each.points, each.width, each.height, each.stride, form).copy() for each in drawn.pages
    }
    return drawn.shapes, images


def _draw(pdf: bytes, numbers: tuple[int, ...], scale: float, job: Job) -> object:
    return sheets_of(draw_pages(pdf, numbers, scale=scale, progress=job.report))
