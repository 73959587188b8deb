"""A small real proposal to sign: tagged PDF/A-3b with a bookmark, the deal embedded, and a stamp."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, pdfa
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from omnidesk.signing.fields import FieldBox

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
NOW = dt.datetime(2026, 2, 1, 9, 30, tzinfo=dt.UTC)
DEAL = b'{"client":{"name":"Aurora Broadcast AG"},"format":"omnidesk-deal/1"}'
BOXES = (
    FieldBox(name="OurSignature", page=1, rect=(62, 400, 285, 500), role="ours"),
    FieldBox(name="ClientSignature", page=1, rect=(310, 400, 533, 500), role="client"),
)


def _canvas(out: BytesIO, size: tuple[float, float]) -> Any:
    rl_config.canvas_basefontname = "Inter"
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Inter", str(FONTS / "Inter_400Regular.ttf")))
    return Canvas(out, pagesize=size, invariant=1, pageCompression=0)


def draw_stamp(name: str) -> bytes:
    out = BytesIO()
    canvas = _canvas(out, (223, 100))
    canvas.setFont("Inter", 11)
    canvas.drawString(12, 70, name)
    canvas.setFont("Inter", 7)
    canvas.drawString(12, 54, f"Signed {NOW:%d %B %Y, %H:%M} UTC")
    canvas.rect(0.2, 0.2, 222.6, 99.6)
    canvas.save()
    return out.getvalue()


def _draw_pages() -> bytes:
    out = BytesIO()
    canvas = _canvas(out, (595, 842))
    for line in ("Total: 405,000.00 USD", "Acceptance"):
        canvas._code.append("/P <</MCID 0>> BDC")
        canvas.setFont("Inter", 18)
        canvas.drawString(62, 760, line)
        canvas._code.append("EMC")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _tag(document: pikepdf.Pdf) -> None:
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    rows = Array([])
    for number, page in enumerate(document.pages):
        element = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page.obj, K=0))
        top.K.append(element)
        page.obj.StructParents = number
        rows.extend([pikepdf.Object.parse(str(number).encode()), Array([element])])
    root.K = Array([top])
    root.ParentTree = document.make_indirect(Dictionary(Nums=rows))
    root.ParentTreeNextKey = len(document.pages)
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.Lang = pikepdf.String("en")


def build_paper() -> bytes:
    with pikepdf.open(BytesIO(_draw_pages())) as document:
        _tag(document)
        for page in document.pages:
            del page.obj["/Trans"]
        with document.open_outline() as outline:
            outline.root.append(OutlineItem("Investment", 0))
        attached = pikepdf.AttachedFileSpec(
            document,
            DEAL,
            filename="deal.json",
            mime_type="application/json",
            description="The deal",
            creation_date="D:20260201093000Z",
            mod_date="D:20260201093000Z",
        )
        attached.obj.AFRelationship = Name.Source
        document.attachments["deal.json"] = attached
        document.Root.AF = Array([attached.obj])
        pdfa.prepare(document, "3b")
        out = BytesIO()
        document.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()
