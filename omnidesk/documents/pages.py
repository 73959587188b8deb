"""The pages themselves: a full-bleed cover, and text pages with their head and folio."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from omnidesk.colour import mixed
from omnidesk.documents.fonts import figures, measure
from omnidesk.documents.tagged import TaggedCanvas, canvas_of
from omnidesk.documents.text import Run, Typesetter
from omnidesk.documents.together import Together

FOOT = 34.0
"""Height of the foot line above the page's edge, in points."""


@dataclass(frozen=True)
class Imprint:
    """What a document says about itself: properties of the file, and the words at the head and foot of each page.

    ``created`` must carry its time zone; it is the only time in the file. ``language`` is a tag such as ``en-GB``. A
    ``watermark`` stands large and pale behind the text of every page; ``attached`` says what the deal inside is.
    """

    title: str
    author: str
    language: str
    created: datetime
    subject: str = ""
    head_left: str = ""
    head_right: str = ""
    foot: str = ""
    watermark: str = ""
    attached: str = "The deal this document was made from"


@dataclass(frozen=True)
class Cover:
    """The words of the cover. ``facts`` are label and value pairs below the dark field, four at most.

    A ``watermark`` stands large and dim in the dark field, a ``picture`` (JPEG) fills the page above the words.
    """

    kicker: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...] = ()
    contact: tuple[str, ...] = field(default=())
    watermark: str = ""
    picture: bytes = b""


class PagedDocument(BaseDocTemplate):
    """A document of A4 pages: page template ``cover`` bleeds, ``text`` has head, foot and one column."""

    def __init__(self, target: BinaryIO, imprint: Imprint, setter: Typesetter, *, cover: bool) -> None:
        style = setter.style
        width, height = style.page
        super().__init__(
            target, pagesize=style.page, title=imprint.title, author=imprint.author, subject=imprint.subject,
            creator="OmniDesk", invariant=1, leftMargin=0, rightMargin=0, topMargin=0, bottomMargin=0,
            keepTogetherClass=Together,
        )  # fmt: skip
        no_padding = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        whole = Frame(0, 0, width, height, id="cover", **no_padding)
        column = Frame(
            style.side, style.bottom, style.column, height - style.top - style.bottom, id="text", **no_padding
        )
        text = PageTemplate(
            "text", [column], onPage=lambda canvas, _: _head_and_foot(cast("TaggedCanvas", canvas), imprint, setter)
        )
        self.addPageTemplates([PageTemplate("cover", [whole]), text] if cover else [text])


def _head_and_foot(canvas: TaggedCanvas, imprint: Imprint, setter: Typesetter) -> None:
    """Draw the page's head and foot as decoration; the folio waits until the number of pages is known."""
    style = setter.style
    right, head = style.page[0] - style.side, style.page[1] - 16 * 72 / 25.4
    face, size = "Inter", 7.2

    def line(canvas: TaggedCanvas, total: int) -> None:
        folio = f"{canvas.page_index + 1} / {total}"
        with canvas.artifact():
            canvas.setFillColor(style.paint("muted"))
            canvas.write(right, FOOT, folio, figures(face), size, "end")

    if imprint.watermark:
        place = (style.page[0] / 2, style.page[1] / 2)
        _watermark(canvas, imprint.watermark, place, style.paint("faint"), setter)
    with canvas.artifact():
        canvas.saveState()
        canvas.setFillColor(style.paint("muted"))
        half = style.column / 2 - 8
        if style.logo:
            draw_logo(canvas, style.logo, (style.side, head - 4), (half, 16.0))
        else:
            canvas.write(style.side, head, setter.fitted(imprint.head_left, face, size, half), face, size)
        canvas.write(right, head, setter.fitted(imprint.head_right, face, size, half), face, size, "end")
        canvas.write(style.side, FOOT, setter.fitted(imprint.foot, face, size, style.column - 60), face, size)
        canvas.setStrokeColor(style.paint("rule"))
        canvas.setLineWidth(0.4)
        canvas.line(style.side, head - 9, right, head - 9)
        canvas.restoreState()
    canvas.at_end(line)


def draw_logo(
    canvas: TaggedCanvas, logo: bytes, corner: tuple[float, float], room: tuple[float, float], *, right: bool = False
) -> None:
    """Draw a logo from its lower left corner, as large as the room allows; ``right`` puts it to the room's far side."""
    image = ImageReader(io.BytesIO(logo))
    anchor = "se" if right else "sw"
    canvas.drawImage(image, *corner, width=room[0], height=room[1], preserveAspectRatio=True, anchor=anchor)


def draw_filling(canvas: TaggedCanvas, picture: bytes, room: tuple[float, float, float, float]) -> None:
    """Draw a picture over the whole room (left, bottom, width, height), cut evenly where its shape is another."""
    image, (left, bottom, width, height) = ImageReader(io.BytesIO(picture)), room
    wide, high = image.getSize()
    scale = max(width / wide, height / high)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, bottom, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    across, up = (width - wide * scale) / 2, (height - high * scale) / 2
    canvas.drawImage(image, left + across, bottom + up, wide * scale, high * scale)
    canvas.restoreState()


def _watermark(
    canvas: TaggedCanvas, word: str, middle: tuple[float, float], colour: Color, setter: Typesetter, length: float = 0.0
) -> None:
    """Draw the word across the page, under everything that follows; as long as the column unless told otherwise."""
    face = "Inter-Bold"
    text = setter.line(word, face)
    size = min(150.0, (length or setter.style.column) / max(measure(text, 1, face), 0.1))
    with canvas.artifact():
        canvas.saveState()
        canvas.translate(*middle)
        canvas.rotate(52)
        canvas.setFillColor(colour)
        canvas.write(0, -size / 3, text, face, size, "middle")
        canvas.restoreState()


def cover_pages(cover: Cover, setter: Typesetter) -> list[Flowable]:
    """Return the cover and the break to the first text page; a story with a cover starts with these."""
    return [_CoverPage(cover, setter), NextPageTemplate("text"), PageBreak()]


class _CoverPage(Flowable):
    """The cover as one flowable as large as the page."""

    def __init__(self, cover: Cover, setter: Typesetter) -> None:
        super().__init__()
        self._cover, self._setter = cover, setter

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Take the whole page."""
        self.width, self.height = aW, aH
        return aW, aH

    def draw(self) -> None:
        """Draw the dark field, the words on it and the facts below."""
        canvas = canvas_of(self)
        style, edge = self._setter.style, self.height * 0.36
        title = self._setter.paragraph(self._cover.title, role="title")
        subtitle = self._setter.paragraph(self._cover.subtitle, role="subtitle")
        kicker = self._setter.paragraph(
            Run(self._cover.kicker.upper(), colour=style.colour("accent_soft")), role="kicker"
        )
        foot = edge + 40
        top = foot + sum(part.wrap(style.column, self.height)[1] for part in (kicker, title, subtitle)) + 24
        with canvas.artifact():
            self._ground(canvas, edge, top + 34)
        for part, gap in ((kicker, 12.0), (title, 12.0), (subtitle, 0.0)):
            top -= part.height
            part.drawOn(canvas, style.side, top)
            top -= gap
        self._facts(canvas, edge - 44)
        if style.logo:
            with canvas.artifact():
                room = style.column / 3, 48.0
                draw_logo(canvas, style.logo, (self.width - style.side - room[0], style.bottom), room, right=True)

    def _ground(self, canvas: TaggedCanvas, edge: float, words: float) -> None:
        """Draw the field, the picture above its words or rising curves in it, and the accent at its edge."""
        style, cover = self._setter.style, self._cover
        canvas.saveState()
        canvas.setFillColor(style.paint("navy"))
        canvas.rect(0, edge, self.width, self.height - edge, stroke=0, fill=1)
        if cover.picture:
            draw_filling(canvas, cover.picture, (0, words, self.width, self.height - words))
        else:
            self._curves(canvas)
        canvas.setFillColor(style.paint("accent"))
        canvas.rect(0, edge - 3, style.side + 92, 3, stroke=0, fill=1)
        canvas.restoreState()
        if cover.watermark:
            dark = (self.width / 2, (self.height + edge) / 2), HexColor(mixed(style.navy, style.paper, 0.07))
            pale = (self.width / 2, edge / 2), style.paint("faint")
            place, length = (pale, edge * 0.85) if cover.picture else (dark, 0.0)
            _watermark(canvas, cover.watermark, *place, self._setter, length)

    def _curves(self, canvas: TaggedCanvas) -> None:
        style = self._setter.style
        canvas.setLineWidth(0.5)
        for step in range(18):
            canvas.setStrokeColor(HexColor(mixed(style.navy, style.accent, 0.12 + 0.035 * step)))
            base, lift = self.height * 0.60 + 9.5 * step, 34 + 7.5 * step
            canvas.bezier(self.width * 0.34, base, self.width * 0.55, base - 26, self.width * 0.72, base + lift,
                          self.width, base + lift * 0.8)  # fmt: skip

    def _facts(self, canvas: TaggedCanvas, top: float) -> None:
        style = self._setter.style
        each = style.column / max(3, min(4, len(self._cover.facts)))
        for index, (label, value) in enumerate(self._cover.facts[:4]):
            left = style.side + index * each
            name = self._setter.paragraph(label, role="figure_label")
            answer = self._setter.paragraph(value, role="cell_strong")
            for part, down in ((name, 0.0), (answer, 14.0)):
                part.drawOn(canvas, left, top - down - part.wrap(each - 12, 200)[1])
        lines = [self._setter.paragraph(Run(style.company, colour=style.accent), role="strong")]
        lines += [self._setter.paragraph(line, role="small") for line in self._cover.contact]
        bottom = style.bottom + sum(part.wrap(style.column, 200)[1] for part in lines)
        for part in lines:
            bottom -= part.height
            part.drawOn(canvas, style.side, bottom)
