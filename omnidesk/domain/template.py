"""How the documents of a deal are put together: their sections in order, own text, and how they look.

A template is kept whole inside the deal, pictures included, so that a deal file builds the same documents anywhere.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from omnidesk.domain.named import Named, Prose, Spec

DocumentKind = Literal["proposal", "contract", "summary"]
Place = Literal["front", "body", "end"]

PIECE = 15_000
"""Characters of one piece of a file that is kept as text; a deal file holds no longer ones."""


class DocumentSection(msgspec.Struct, frozen=True):
    """One section that a document can have. ``front`` and ``end`` keep their place, a ``needed`` one stays."""

    id: str
    place: Place = "body"
    needed: bool = False


SECTIONS: Mapping[DocumentKind, tuple[DocumentSection, ...]] = {
    "proposal": (
        DocumentSection("cover", "front"),
        DocumentSection("contents", "front"),
        DocumentSection("charter", "front"),
        DocumentSection("values", "front"),
        DocumentSection("situation"),
        DocumentSection("recommendation"),
        DocumentSection("tier"),
        DocumentSection("investment"),
        DocumentSection("payments"),
        DocumentSection("value"),
        DocumentSection("scaling"),
        DocumentSection("roadmap"),
        DocumentSection("success"),
        DocumentSection("acceptance", "end", needed=True),
    ),
    "contract": (
        DocumentSection("parties", "front", needed=True),
        DocumentSection("clauses", needed=True),
        DocumentSection("payments", needed=True),
        DocumentSection("agreed", "end"),
        DocumentSection("acceptance", "end", needed=True),
    ),
    "summary": (
        DocumentSection("overview", "front", needed=True),
        DocumentSection("value"),
        DocumentSection("payments"),
        DocumentSection("roadmap"),
    ),
}
"""The sections of each document, in the standard order."""


class TextBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of one's own: a title and paragraphs, in which ``{client_name}`` and its like are filled in."""

    title: str = ""
    text: tuple[str, ...] = ()


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sections by id for each kind of document (None: all, in the standard order), blocks of text, and the look.

    A section or block that a kind does not name is not printed there. ``cover`` is a JPEG, ``logo`` a PNG, both as
    pieces of base64; without a ``logo`` the company's is drawn, unless ``show_logo`` is off. An empty ``accent`` is the
    company's, an empty ``footer`` the usual words.
    """

    called: str = ""
    proposal: tuple[str, ...] | None = None
    contract: tuple[str, ...] | None = None
    summary: tuple[str, ...] | None = None
    blocks: dict[str, TextBlock] = {}
    cover: tuple[str, ...] = ()
    accent: str = ""
    logo: tuple[str, ...] = ()
    show_logo: bool = True
    footer: str = ""

    def named(self, kind: DocumentKind) -> tuple[str, ...] | None:
        """The sections that it names for a kind of document."""
        return {"proposal": self.proposal, "contract": self.contract, "summary": self.summary}[kind]


class TemplateRow(Named, frozen=True, kw_only=True):
    """A template to begin with; ``about`` says in a sentence what it is for."""

    about: Prose
    template: Template = Template()


class TemplatesSpec(Spec, frozen=True, kw_only=True):
    """``specs/templates.yaml``."""

    templates: tuple[TemplateRow, ...]


def section_of(kind: DocumentKind, section_id: str) -> DocumentSection | None:
    """The section of a document with this id; None for a block of text or nothing known."""
    return next((section for section in SECTIONS[kind] if section.id == section_id), None)


def printed(template: Template, kind: DocumentKind) -> tuple[str, ...]:
    """The ids of sections and blocks as a document prints them: each once, needed ones always, places kept."""
    named = template.named(kind)
    rows = SECTIONS[kind]
    if named is None:
        return tuple(section.id for section in rows)
    chosen = dict.fromkeys(each for each in named if each in template.blocks or section_of(kind, each))
    missing = [each.id for each in rows if each.needed and each.place == "body" and each.id not in chosen]
    body = [*chosen, *missing]
    front = [each.id for each in rows if each.place == "front" and (each.needed or each.id in chosen)]
    end = [each.id for each in rows if each.place == "end" and (each.needed or each.id in chosen)]
    fixed = {each.id for each in rows if each.place != "body"}
    return (*front, *(each for each in body if each not in fixed), *end)


def pieces(content: bytes) -> tuple[str, ...]:
    """A file as text: base64 in pieces that a deal file can hold."""
    text = base64.b64encode(content).decode()
    return tuple(text[start : start + PIECE] for start in range(0, len(text), PIECE))


def joined(kept: Sequence[str]) -> bytes:
    """The file that was kept in pieces.

    Raises:
        ValueError: it is no base64.

    """
    try:
        return base64.b64decode("".join(kept), validate=True)
    except binascii.Error:
        raise ValueError("it is no base64") from None
