"""A copy of a document that no longer holds, with a word across every page; the document itself stays as it was."""

import io

import pikepdf
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from omnidesk.documents.fonts import register_fonts

FACE = "Inter-Bold"
INK = (0.72, 0.11, 0.11)
HEAD = 7.2  # points
TOP = 22.0  # points below the upper edge


def stamped_copy(pdf: bytes, word: str, named: str) -> bytes:
    """Return a copy with ``word`` across each page and ``named`` (what it is a copy of) at its top.

    Signatures are drawn in it and no longer signed: whoever wants to check them needs the document itself.
    """
    register_fonts()
    stamps: dict[tuple[float, float], pikepdf.Pdf] = {}
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        copy.flatten_annotations("all")
        for key in ("/AcroForm", "/Perms"):
            if key in copy.Root:
                del copy.Root[key]
        for page in copy.pages:
            box = [float(edge) for edge in page.mediabox]
            size = (box[2] - box[0], box[3] - box[1])
            if size not in stamps:
                stamps[size] = pikepdf.open(io.BytesIO(_stamp(size, word, named)))
            page.add_overlay(stamps[size].pages[0], pikepdf.Rectangle(*box))
        written = io.BytesIO()
        copy.save(written)
    for stamp in stamps.values():
        stamp.close()
    return written.getvalue()


def _stamp(size: tuple[float, float], word: str, named: str) -> bytes:
    """One page with the word and nothing else."""
    drawn = io.BytesIO()
    canvas, (width, height) = Canvas(drawn, pagesize=size, invariant=1), size
    letters = min(120.0, 0.9 * (width**2 + height**2) ** 0.5 / max(canvas.stringWidth(word, FACE, 1), 0.1))
    canvas.setFillColor(Color(*INK, alpha=0.85))
    canvas.setFont(FACE, HEAD)
    canvas.drawCentredString(width / 2, height - TOP, f"{word} · copy of {named}")
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.setFillColor(Color(*INK, alpha=0.16))
    canvas.setFont(FACE, letters)
    canvas.drawCentredString(0, -letters / 3, word)
    canvas.restoreState()
    canvas.save()
    return drawn.getvalue()
