"""How a document looks, as one frozen value: colours, grid, spacing and the style of each kind of paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4

from omnidesk.colour import READABLE, contrast, mixed
from omnidesk.documents.fonts import figures, register_fonts
from omnidesk.documents.tagged import TaggedStyle

Role = Literal[
    "kicker", "title", "subtitle", "h1", "h2", "h3", "lead", "body", "strong", "small", "caption", "item",
    "clause_head", "clause_sub", "clause", "cell", "cell_strong", "head", "figure", "figure_small",
    "figure_least", "figure_label", "number", "quote",
]  # fmt: skip
"""A kind of paragraph; each has one style and one structure tag."""

MM = 72 / 25.4


@dataclass(frozen=True)
class Style:
    """The look of one document. Lengths in points, colours as ``#RRGGBB``.

    ``company`` is whose document it is and stands in the head of every page. An ``accent`` too pale to read on white is
    darkened until it can be read.
    """

    company: str = "Omniton AI"
    accent: str = "#0F766E"
    ink: str = "#14202B"
    muted: str = "#5B6875"
    navy: str = "#0B2239"
    rule: str = "#D5DCE2"
    amber: str = "#9A6700"
    paper: str = "#FFFFFF"
    ground: str = "#F6F8F9"
    page: tuple[float, float] = A4
    side: float = 22 * MM
    top: float = 30 * MM
    bottom: float = 24 * MM
    logo: bytes = b""
    """The company's logo as PNG; empty: its name stands alone."""
    gap: float = 4.0
    """Smallest vertical step; distances are multiples of it."""

    def __post_init__(self) -> None:
        """Darken the accent as far as its contrast needs, or lighten it on a dark ground."""
        accent, towards = self.accent, max("#000000", "#FFFFFF", key=lambda each: contrast(each, self.paper))
        while contrast(accent, self.tint_of(accent)) < READABLE:
            accent = mixed(accent, towards, 0.06)
        object.__setattr__(self, "accent", accent)

    @property
    def column(self) -> float:
        """Width of the text column."""
        return self.page[0] - 2 * self.side

    @property
    def tint(self) -> str:
        """The ground of totals and key figures: a breath of the accent."""
        return self.tint_of(self.accent)

    def tint_of(self, colour: str) -> str:
        """Return the colour thinned to a ground that dark text stands on."""
        return mixed(colour, self.paper, 0.91)

    def colour(self, token: str) -> str:
        """Return the hex colour of a token: a field of this value, or one of the shades derived from the accent."""
        derived = {
            "accent_soft": (self.accent, 0.55),
            "accent_pale": (self.accent, 0.82),
            "wash": (self.accent, 0.85),
            "faint": (self.rule, 0.62),
        }
        if token in derived:
            return mixed(derived[token][0], self.paper, derived[token][1])
        return str(getattr(self, token))

    def role(self, role: Role) -> TaggedStyle:
        """Return the paragraph style of a role."""
        return self._role_styles[role]

    @cached_property
    def _role_styles(self) -> dict[str, TaggedStyle]:
        return _roles(self)

    def paint(self, token: str) -> Color:
        """Return the colour of a token as reportlab takes it."""
        if token not in self._paints:
            self._paints[token] = HexColor(self.colour(token))
        return self._paints[token]

    @cached_property
    def _paints(self) -> dict[str, Color]:
        return {}


def darkened(style: Style) -> Style:
    """The same look on a dark ground, for pages that are shown on a screen."""
    colours = {"ink": "#F1F3F7", "muted": "#B3BBC8", "navy": "#C9D0DA", "rule": "#3D4553", "amber": "#F7B657"}
    return replace(style, paper="#1A1F27", ground="#232A34", **colours)


def _roles(style: Style) -> dict[str, TaggedStyle]:
    """Build every paragraph style."""
    register_fonts()
    return {role.name: role for role in (*_heads(style), *_text(style), *_clauses(style), *_figures(style))}


def _role(
    name: str, face: str, size: float, leading: float, colour: str, tag: str = "P", **more: object
) -> TaggedStyle:
    """A paragraph style: face, size and leading, colour, structure tag; space before and after and what else it has."""
    style = TaggedStyle(name, fontName=face, fontSize=size, leading=leading, textColor=HexColor(colour))
    style.tag = tag
    vars(style).update(more, splitLongWords=1)
    return style


def _heads(style: Style) -> Iterator[TaggedStyle]:
    step = style.gap
    yield _role("kicker", "Inter-SemiBold", 7, 10, style.accent)
    yield _role("title", "Serif", 31, 38, style.paper, "Title")
    yield _role("subtitle", "Inter", 11.5, 17, style.paper)
    numbered = {"bulletFontName": figures("Inter-SemiBold"), "bulletColor": HexColor(style.accent)}
    yield _role("h1", "Serif", 25, 31, style.navy, "H1", spaceBefore=9 * step, spaceAfter=3 * step, keepWithNext=1,
                bulletFontSize=8.5, leftIndent=25, **numbered)  # fmt: skip
    yield _role("h2", "Inter-SemiBold", 11.2, 15, style.accent, "H2", spaceBefore=4 * step, spaceAfter=step,
                keepWithNext=1)  # fmt: skip
    yield _role("h3", "Inter-SemiBold", 9.2, 13.5, style.ink, "H3", spaceBefore=2 * step, spaceAfter=2, keepWithNext=1)


def _text(style: Style) -> Iterator[TaggedStyle]:
    step = style.gap
    yield _role("lead", "Serif", 13, 19, style.navy, spaceAfter=2.5 * step)
    yield _role("body", "Inter", 9.2, 14, style.ink, spaceAfter=1.5 * step)
    yield _role("strong", "Inter-SemiBold", 9.2, 14, style.ink, spaceAfter=step)
    yield _role("small", "Inter", 7.6, 11, style.muted, spaceAfter=step)
    yield _role("caption", "Inter", 7.4, 10.5, style.muted, "Caption", spaceBefore=step, spaceAfter=2.5 * step)
    yield _role("item", "Inter", 9.2, 14, style.ink, "LI", spaceAfter=step, leftIndent=23, bulletFontSize=9.2,
                bulletFontName=figures("Inter-SemiBold"), bulletColor=HexColor(style.navy))  # fmt: skip
    yield _role("quote", "Serif", 12.5, 19, style.navy, "BlockQuote")


def _clauses(style: Style) -> Iterator[TaggedStyle]:
    step = style.gap
    hanging = {"leftIndent": 37, "bulletFontName": figures("Inter-SemiBold"), "bulletColor": HexColor(style.navy)}
    yield _role("clause_head", "Inter-SemiBold", 11.2, 15, style.accent, "H2", spaceBefore=4 * step, spaceAfter=step,
                keepWithNext=1, bulletFontSize=11.2, **{**hanging, "bulletColor": HexColor(style.accent)})  # fmt: skip
    yield _role("clause_sub", "Inter-SemiBold", 9.2, 13.5, style.ink, "H3", spaceBefore=1.5 * step, spaceAfter=2,
                keepWithNext=1, bulletFontSize=9.2, **hanging)  # fmt: skip
    yield _role("clause", "Inter", 9.2, 14, style.ink, "LI", spaceAfter=step, bulletFontSize=9.2, **hanging)


def _figures(style: Style) -> Iterator[TaggedStyle]:
    """Tables, and figures that stand alone."""
    yield _role("cell", "Inter", 8.2, 11.2, style.ink)
    yield _role("cell_strong", "Inter-SemiBold", 8.2, 11.2, style.ink)
    yield _role("number", figures("Inter"), 8.2, 11.2, style.ink)
    yield _role("head", "Inter-Medium", 6.8, 9, style.muted)
    yield _role("figure", "Serif", 19, 23, style.accent)
    yield _role("figure_small", "Serif", 14, 23, style.accent)
    yield _role("figure_least", "Serif", 12, 20, style.accent)
    yield _role("figure_label", "Inter", 7.4, 10, style.muted)
