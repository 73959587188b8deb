"""Real keys and a small real proposal: tagged PDF/A-3b with a bookmark and the deal embedded."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, pdfa
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.signing.fields import FieldBox, prepare_fields
from omnidesk.signing.seal import countersign, seal

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
NOW = dt.datetime(2026, 2, 1, 9, 30, tzinfo=dt.UTC)
DEAL = b'{"client":{"name":"Aurora Broadcast AG"},"format":"omnidesk-deal/1"}'
BOXES = (
    FieldBox(name="OurSignature", page=1, rect=(62, 400, 285, 500), role="ours"),
    FieldBox(name="ClientSignature", page=1, rect=(310, 400, 533, 500), role="client"),
)


def _canvas(out, size):
    rl_config.canvas_basefontname = "Inter"
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Inter", str(FONTS / "Inter_400Regular.ttf")))
    return Canvas(out, pagesize=size, invariant=1, initialFontName="Inter", pageCompression=0)


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
    for number, line in enumerate(("Total: 405,000.00 USD", "Acceptance")):
        canvas._code.append(f"/P <</MCID 0>> BDC")
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
        rows.extend([number, Array([element])])
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
        attached = pikepdf.AttachedFileSpec(document, DEAL, filename="deal.json", mime_type="application/json")
        attached.obj.AFRelationship = Name.Source
        document.attachments["deal.json"] = attached
        document.Root.AF = Array([attached.obj])
        pdfa.prepare(document, "3b")
        out = BytesIO()
        document.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()


@pytest.fixture(scope="session")
def paper() -> bytes:
    """The unsigned proposal, without signature fields."""
    return build_paper()


@pytest.fixture(scope="session")
def prepared(paper: bytes) -> bytes:
    return prepare_fields(paper, BOXES)


@pytest.fixture(scope="session")
def us() -> HeldIdentity:
    return generate("anna", "Anna Moser", "OmniVibe Ltd", NOW)


@pytest.fixture(scope="session")
def client() -> HeldIdentity:
    return generate("keller", "M. Keller", "Aurora Broadcast AG", NOW)


@pytest.fixture(scope="session")
def stranger() -> HeldIdentity:
    """An impostor: a certificate that bears our name, made by somebody else."""
    return generate("anna", "Anna Moser", "OmniVibe Ltd", NOW)


@pytest.fixture(scope="session")
def sealed(prepared: bytes, us: HeldIdentity) -> bytes:
    return seal(prepared, us, now=NOW, stamp_pdf=draw_stamp("Anna Moser"), reason="Proposal", location="Berlin")


@pytest.fixture(scope="session")
def countersigned(sealed: bytes, client: HeldIdentity) -> bytes:
    later = NOW + dt.timedelta(days=3)
    return countersign(sealed, client, now=later, stamp_pdf=draw_stamp("M. Keller"))
