"""From a story of flowables to a finished archival file."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from omnidesk.documents.acceptance import AcceptanceBoxes, SignatureBox
from omnidesk.documents.finalise import finalise
from omnidesk.documents.pages import Cover, Imprint, PagedDocument, cover_pages
from omnidesk.documents.tagged import Structure, TaggedCanvas
from omnidesk.documents.text import Typesetter
from omnidesk.domain.annex import Annex


@dataclass(frozen=True)
class BuiltDocument:
    """A finished, unsigned document.

    ``fields`` are the empty boxes in which signature fields can be placed, in reading order; ``missing_glyphs`` the
    characters that no face could draw and that stand as □ in the text.
    """

    pdf: bytes
    fields: tuple[SignatureBox, ...]
    missing_glyphs: tuple[str, ...]
    pages: int


def build_document(
    story: Sequence[Flowable],
    imprint: Imprint,
    setter: Typesetter,
    *,
    cover: Cover | None = None,
    attachment: bytes | None = None,
    annexes: Sequence[Annex] = (),
) -> BuiltDocument:
    """Lay out the story and return it as a tagged PDF/A-3b file; equal input gives equal bytes.

    Nothing is validated here: call ``check_archival`` before signature fields are added.

    Args:
        story: the flowables of the text pages, made with the same ``setter``; used up by the build.
        imprint: what the document says about itself.
        setter: the typesetter of this document, with its style.
        cover: the words of the cover; none starts with a text page.
        attachment: the deal as JSON, embedded as the document's source.
        annexes: follow as pages, or are attached as files.

    Raises:
        InputError: an annex cannot be read.
        ValueError: a table's columns or figures do not fit.
    """
    structure = Structure()
    canvases: list[TaggedCanvas] = []

    def canvas(*args: object, **options: object) -> TaggedCanvas:
        canvases.append(TaggedCanvas(*args, structure=structure, **options))
        return canvases[-1]

    raw = io.BytesIO()
    flowables = [*(cover_pages(cover, setter) if cover else ()), *story]
    boxes = [flowable for flowable in story if isinstance(flowable, AcceptanceBoxes)]
    PagedDocument(raw, imprint, setter, cover=cover is not None).build(flowables, canvasmaker=canvas)
    pdf = finalise(raw.getvalue(), structure, imprint, attachment, annexes)
    fields = tuple(field for box in boxes for field in box.fields)
    return BuiltDocument(pdf, fields, tuple(setter.missing), canvases[-1].pages)
