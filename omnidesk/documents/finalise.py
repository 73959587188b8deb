"""From reportlab's file to an archival one (PDF/A-3b): structure, metadata, colour, outline, links, the deal inside."""

import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import OutlineItem
from pikepdf.pdfa import resolve_save_kwargs, validate_written

from omnidesk.documents.annex_pages import Attached, append_annexes
from omnidesk.documents.pages import Imprint
from omnidesk.documents.tagged import HeadingPlace, Link, Mark, Node, Structure
from omnidesk.domain.annex import Annex
from omnidesk.domain.errors import MachineError

ATTACHMENT = "deal.json"


class ArchivalError(MachineError):
    """The finished file broke a rule of PDF/A-3b: a mistake of this program, never of the user."""


def finalise(
    raw: bytes,
    structure: Structure,
    imprint: Imprint,
    attachment: bytes | None,
    annexes: Sequence[Annex] = (),
) -> bytes:
    """Return the archival file; the same input gives the same bytes on every machine.

    Args:
        raw: what the canvas wrote.
        structure: the tree collected while drawing.
        imprint: title, author, language and the one time in the file.
        attachment: the deal as JSON, embedded as the source of the document; none for a stamp.
        annexes: follow as pages, or are attached as files.

    Raises:
        InputError: an annex cannot be read.
    """
    options = resolve_save_kwargs(
        "3b", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, min_version="1.7"
    )
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _write_properties(pdf, imprint)
        _write_structure(pdf, structure)
        _write_outline(pdf, structure.headings)
        _name_filters(pdf)
        files: list[Attached] = []
        if attachment is not None:
            files.append(Attached(ATTACHMENT, attachment, "application/json", "Source", imprint.attached))
        files += append_annexes(pdf, annexes)
        _attach(pdf, files, imprint)
        target = io.BytesIO()
        pdf.save(target, **options)
    return target.getvalue()


def check_archival(pdf: bytes) -> None:
    """Validate a finished file as PDF/A-3b; due before signature fields are added, and about as long as the build.

    Raises:
        ArchivalError: with the first findings.
    """
    report = validate_written(io.BytesIO(pdf), "3b")
    if not report.passed:
        found = "; ".join(str(finding) for finding in list(report.findings)[:3])
        raise ArchivalError(f"The document is not a valid archival PDF and was not kept; please report this: {found}")


def _name_filters(pdf: pikepdf.Pdf) -> None:
    """Name each stream's only filter instead of listing it: what is listed would be packed a second time on saving."""
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream):
            continue
        filters = stream.get("/Filter")
        if isinstance(filters, pikepdf.Array) and len(filters) == 1:
            stream.Filter = filters[0]


def _write_properties(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    """Write language, title display, colour profile and both kinds of metadata."""
    root = pdf.Root
    root.Lang = pikepdf.String(imprint.language)
    root.MarkInfo = pikepdf.Dictionary(Marked=True)
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    profile = pikepdf.Stream(pdf, _srgb(), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB",
        DestOutputProfile=pdf.make_indirect(profile),
    )
    root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
    packet = pikepdf.Stream(pdf, _xmp(imprint), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    root.Metadata = pdf.make_indirect(packet)
    when = _pdf_time(imprint.created)
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(
            Title=imprint.title,
            Author=imprint.author,
            Subject=imprint.subject,
            Creator="OmniDesk",
            Producer="OmniDesk",
            CreationDate=when,
            ModDate=when,
        )
    )
    for page in pdf.pages:
        page.obj.Tabs = pikepdf.Name.S
        if "/Trans" in page.obj:
            del page.obj["/Trans"]


@cache
def _srgb() -> bytes:
    return files("pikepdf.pdfa").joinpath("data", "sRGB.icc").read_bytes()


def _pdf_time(when: datetime) -> str:
    offset = when.strftime("%z")
    return when.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}"


def _xmp(imprint: Imprint) -> bytes:
    """Return the metadata packet; written out here because a library's would carry the present time."""
    when = imprint.created.isoformat(timespec="seconds")
    title, author, subject = (escape(text) for text in (imprint.title, imprint.author, imprint.subject))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(imprint.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>OmniDesk</xmp:CreatorTool><pdf:Producer>OmniDesk</pdf:Producer>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate><xmp:MetadataDate>{when}</xmp:MetadataDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


_STRUCTURE_ELEMENT = pikepdf.Name.StructElem
_HEAD_OF_COLUMN = {"/O": pikepdf.Name.Table, "/Scope": pikepdf.Name.Column}


@cache
def _tag(tag: str) -> pikepdf.Object:
    return pikepdf.Name(f"/{tag}")


class _TreeWriter:
    """Writes the structure elements and collects, for each page and link, which element owns what."""

    def __init__(self, pdf: pikepdf.Pdf, headings: Sequence[HeadingPlace]) -> None:
        self._pdf, self._headings = pdf, headings
        self._pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self.links: list[pikepdf.Object] = []

    def write(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        entries: dict[str, object] = {"/Type": _STRUCTURE_ELEMENT, "/S": _tag(node.tag), "/P": parent}
        if node.alt:
            entries["/Alt"] = pikepdf.String(node.alt)
        if node.tag == "TH":
            entries["/A"] = _HEAD_OF_COLUMN
        first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), -1)
        if first >= 0:
            entries["/Pg"] = self._pages[first]
        marks = [kid.number for kid in node.kids if isinstance(kid, Mark) and kid.page == first]
        if marks and len(marks) == len(node.kids):
            entries["/K"] = pikepdf.Array(marks)
            element = self._pdf.make_indirect(pikepdf.Dictionary(entries))
            self.owners[first].update(dict.fromkeys(marks, element))
            return element
        element = self._pdf.make_indirect(pikepdf.Dictionary(entries))
        element.K = pikepdf.Array([self._kid(kid, element, first) for kid in node.kids])
        return element

    def _kid(self, kid: Node | Mark | Link, element: pikepdf.Object, first: int) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self.write(kid, element)
        if isinstance(kid, Link):
            return self._link(kid, element)
        self.owners[kid.page][kid.number] = element
        if kid.page == first:
            return kid.number
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    def _link(self, link: Link, element: pikepdf.Object) -> pikepdf.Object:
        page, place = self._pages[link.page], self._headings[link.heading]
        annotation = self._pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                F=4,
                Border=pikepdf.Array([0, 0, 0]),
                Rect=pikepdf.Array([round(edge, 2) for edge in link.area]),
                Dest=_target(self._pages, place),
                Contents=place.text,
                StructParent=len(self._pages) + len(self.links),
            )
        )
        self.links.append(element)
        page.Annots = pikepdf.Array([*page.get("/Annots", ()), annotation])
        return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=page, Obj=annotation)


def _target(pages: Sequence[pikepdf.Object], place: HeadingPlace) -> pikepdf.Array:
    return pikepdf.Array([pages[place.page], pikepdf.Name.XYZ, 0, round(place.top + 24, 2), 0])


def _write_structure(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Write the structure tree, and the tree that leads from each page's marks back to it."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    writer = _TreeWriter(pdf, structure.headings)
    root.K = pikepdf.Array([writer.write(structure.root, root)])
    numbers = pikepdf.Array()
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        owners = writer.owners[index]
        numbers.append(index)
        numbers.append(pdf.make_indirect(pikepdf.Array([owners[number] for number in sorted(owners)])))
    for index, element in enumerate(writer.links, start=len(pdf.pages)):
        numbers.append(index)
        numbers.append(element)
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pdf.pages) + len(writer.links)
    pdf.Root.StructTreeRoot = root


def _write_outline(pdf: pikepdf.Pdf, headings: Sequence[HeadingPlace]) -> None:
    """Write sections and their second-level headings as bookmarks."""
    pages = [page.obj for page in pdf.pages]
    with pdf.open_outline() as outline:
        above: OutlineItem | None = None
        for place in headings:
            item = OutlineItem(place.text, destination=_target(pages, place))
            if place.level == 1:
                outline.root.append(item)
                above = item
            elif place.level == 2 and above is not None:
                above.children.append(item)


def _attach(pdf: pikepdf.Pdf, files: Sequence[Attached], imprint: Imprint) -> None:
    """Attach files to the document: the deal as its source, annexes as what goes with it."""
    if not files:
        return
    entries = {each.name: _specification(pdf, each, _pdf_time(imprint.created)) for each in files}
    names = pikepdf.Array([part for name in sorted(entries) for part in (name, entries[name])])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
    pdf.Root.AF = pikepdf.Array(list(entries.values()))


def _specification(pdf: pikepdf.Pdf, file: Attached, when: str) -> pikepdf.Object:
    kind = pikepdf.Name(f"/{file.kind}")
    stream = pikepdf.Stream(pdf, file.content, Type=pikepdf.Name.EmbeddedFile, Subtype=kind)
    stream.Params = pikepdf.Dictionary(Size=len(file.content), CreationDate=when, ModDate=when)
    stream = pdf.make_indirect(stream)
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=file.name,
            UF=file.name,
            Desc=file.about,
            AFRelationship=pikepdf.Name(f"/{file.relation}"),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )
