"""Drawing that leaves a structure behind: a canvas that marks what it draws, and flowables that say what they are.

The structure tree (sections, headings, paragraphs, tables, figures) is collected while pages are drawn and written into
the file by :mod:`omnidesk.documents.finalise`. Pages are kept open until the end, so that page totals and the contents
page are known when they are drawn and one pass is enough.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from omnidesk.documents.fonts import measure, stretches

Anchor = Literal["start", "middle", "end"]
HEADINGS = ("H1", "H2", "H3")


@dataclass(frozen=True)
class Mark:
    """One marked stretch of a page's drawing: page index and the number of the mark on that page."""

    page: int
    number: int


@dataclass(frozen=True)
class Link:
    """A click area on a page (left, bottom, right, top in points) that leads to a heading."""

    page: int
    area: tuple[float, float, float, float]
    heading: int


@dataclass(eq=False)
class Node:
    """One structure element: its PDF tag, what it holds in reading order, and the words that stand for a figure."""

    tag: str
    kids: "list[Node | Mark | Link]" = field(default_factory=list)
    alt: str = ""

    def add(self, tag: str, alt: str = "") -> "Node":
        """Append a new element and return it."""
        node = Node(tag, alt=alt)
        self.kids.append(node)
        return node


@dataclass(frozen=True)
class HeadingPlace:
    """Where a heading came to stand: level 1 to 3, its words, page index, and its top edge from the page's foot."""

    level: int
    text: str
    page: int
    top: float


class Structure:
    """The tree under construction, and the headings met so far."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.headings: list[HeadingPlace] = []
        self._section = self.root

    def place(self, tag: str, alt: str = "") -> Node:
        """Append an element to the current section; ``H1`` opens the next one, ``LI`` joins the list before it."""
        if tag == "H1":
            self._section = self.root.add("Sect")
        if tag != "LI":
            return self._section.add(tag, alt)
        last = self._section.kids[-1] if self._section.kids else None
        listing = last if isinstance(last, Node) and last.tag == "L" else self._section.add("L")
        return listing.add("LI").add("LBody")


class TaggedCanvas(Canvas):
    """A canvas that marks its drawing and holds pages back until all of them are drawn."""

    _code: list[str]
    _doc: Any
    _escape: Callable[[bytes], str]
    _fillColorObj: Any  # noqa: N815 - reportlab's name
    _filename: Any
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, target: Any, *, structure: Structure, **options: Any) -> None:  # noqa: ANN401 - handed on
        self.structure = structure
        self.marking = False
        self._marks = 0
        self._pages: list[dict[str, Any]] = []
        self._at_end: dict[int, list[Callable[[TaggedCanvas, int], None]]] = {}
        super().__init__(target, **options)

    def write(self, x: float, y: float, text: str, face: str, size: float, anchor: Anchor = "start") -> None:
        """Write one line of text, each stretch in a face that has it; ``anchor`` says what is at ``x``."""
        if anchor != "start":
            x -= measure(text, size, face) * (0.5 if anchor == "middle" else 1.0)
        for part, chosen in stretches(text, face):
            self._code.append(self._line(x, y, part, chosen, size))
            x += measure(part, size, chosen)

    def _line(self, x: float, y: float, text: str, face: str, size: float) -> str:
        """The operators of one line of text; a text object of reportlab's takes four times as long over them."""
        font: Any = getFont(face)
        shown = (
            f"{font.getSubsetInternalName(subset, self._doc)} {fp_str(size)} Tf ({self._escape(letters)}) Tj"
            for subset, letters in font.splitString(text, self._doc)
        )
        return f"BT 1 0 0 1 {fp_str(x, y)} Tm {' '.join(shown)} ET"

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: ANN401 - reportlab's names
        """Fill with a colour from now on; nothing is written where it is the one already."""
        if alpha is not None or aColor is not self._fillColorObj:
            super().setFillColor(aColor, alpha)

    @property
    def page_index(self) -> int:
        """Index of the page being drawn, from 0."""
        return self.getPageNumber() - 1

    @property
    def pages(self) -> int:
        """Number of finished pages."""
        return len(self._pages)

    @contextmanager
    def marked(self, node: Node) -> Generator[None]:
        """Mark what is drawn inside as content of the node; inside another mark it belongs to that one."""
        if self.marking:
            yield
            return
        tag = "Span" if node.tag in ("LBody", "Link", "Reference") else node.tag
        self._code.append(f"/{tag} <</MCID {self._marks}>> BDC")
        node.kids.append(Mark(self.page_index, self._marks))
        self._marks += 1
        self.marking = True
        yield
        self.marking = False
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Generator[None]:
        """Mark what is drawn inside as decoration that carries no content."""
        if self.marking:
            yield
            return
        self._code.append("/Artifact BMC")
        self.marking = True
        yield
        self.marking = False
        self._code.append("EMC")

    def at_end(self, draw: "Callable[[TaggedCanvas, int], None]") -> None:
        """Draw on this page once every page exists; the callable gets the canvas and the number of pages."""
        self._at_end.setdefault(self.page_index, []).append(draw)

    def showPage(self) -> None:
        """Keep the finished page back and start the next."""
        self._pages.append(dict(self.__dict__))
        self._startPage()
        self._marks = 0

    def save(self) -> None:
        """Draw what waited for the end, write every page, and close the file."""
        pages = self._pages
        for index, page in enumerate(pages):
            self.__dict__.update(page)
            for draw in self._at_end.get(index, ()):
                draw(self, len(pages))
            super().showPage()
        self._doc.SaveToFile(self._filename, self)


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """Return the canvas that a flowable is being drawn on."""
    return cast("TaggedCanvas", flowable.canv)


class TaggedStyle(ParagraphStyle):
    """A paragraph style that also says which structure element its paragraphs are."""

    tag: str = "P"


class TaggedFigure(Flowable):
    """A flowable that draws one figure, described in words for those who cannot see it."""

    def __init__(self, width: float, height: float, alt: str) -> None:
        super().__init__()
        self.width, self.height, self.alt = width, height, alt

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the figure's fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw inside a figure's mark."""
        canvas = canvas_of(self)
        with canvas.marked(canvas.structure.place("Figure", self.alt)):
            self.paint(canvas)

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw the figure with its lower left corner at the origin."""
        raise NotImplementedError
