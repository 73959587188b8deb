"""Annexes inside a document: their pages after its own, or the files attached to it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from omnidesk.domain.annex import Annex, annex_letter
from omnidesk.domain.errors import InputError
from omnidesk.domain.template import joined

LEFT_BEHIND = ("/AA", "/B", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb", "/Trans", "/Dur")
"""What a page does not take along: actions, and what points into the file that it came from."""


@dataclass(frozen=True)
class Attached:
    """A file inside a document: its name there, media type, relation to the document, and what it is in words."""

    name: str
    content: bytes
    kind: str
    relation: str
    about: str


def append_annexes(pdf: pikepdf.Pdf, annexes: Sequence[Annex]) -> Iterator[Attached]:
    """Append the pages of annexes with a bookmark each; yield those that are to be attached as files.

    Raises:
        InputError: an annex is damaged.

    """
    for place, annex in enumerate(annexes):
        words = f"{annex_letter(place)}. {annex.title}"
        if annex.attached:
            name = f"annex-{annex_letter(place).lower()}.pdf"
            yield Attached(name, joined(annex.content), "application/pdf", "Supplement", words)
        else:
            _append(pdf, annex, words)


def _append(pdf: pikepdf.Pdf, annex: Annex, words: str) -> None:
    try:
        with pikepdf.open(io.BytesIO(joined(annex.content))) as source:
            first = len(pdf.pages)
            for page in source.pages:
                inherited(page)
            pdf.pages.extend(source.pages)
    except (pikepdf.PdfError, ValueError):
        raise InputError(f"the annex {annex.title} is damaged; take it out and add it again") from None
    for page in pdf.pages[first:]:
        for key in LEFT_BEHIND:
            if key in page.obj:
                del page.obj[key]
        _drop_links(page)
    with pdf.open_outline() as outline:
        target = pikepdf.Array([pdf.pages[first].obj, pikepdf.Name.Fit])
        outline.root.append(pikepdf.OutlineItem(words, destination=target))


def inherited(page: pikepdf.Page) -> None:
    """Write into a page what it inherits in its own file."""
    for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
        node, seen = page.obj.get("/Parent"), 0
        while key not in page.obj and node is not None and seen < 32:
            if key in node:
                page.obj[key] = node[key]
            node, seen = node.get("/Parent"), seen + 1


def _drop_links(page: pikepdf.Page) -> None:
    """Leave out links: they lead into the file that the page came from, or run something."""
    notes = page.obj.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes if note.get("/Subtype") not in (pikepdf.Name.Link, pikepdf.Name.Widget)]
    for note in kept:
        for key in ("/A", "/AA", "/StructParent", "/Popup", "/Parent"):
            if key in note:
                del note[key]
    if kept:
        page.obj.Annots = pikepdf.Array(kept)
    else:
        del page.obj["/Annots"]
