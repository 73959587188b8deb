"""The ways in which a sealed file can be altered, each as a change that an attacker writes as an increment."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)

from omnidesk.signing.increment import IncrementWriter as Writer

Alteration = Callable[[Writer], None]


def increment(pdf: bytes, alteration: Alteration) -> bytes:
    writer = Writer(BytesIO(pdf))
    alteration(writer)
    out = BytesIO()
    writer.write(out)
    assert out.getvalue() != pdf, "the alteration altered nothing"
    return out.getvalue()


def _pages(writer: Writer) -> Any:
    return writer.root["/Pages"]


def _page(writer: Writer, index: int) -> Any:
    return _pages(writer)["/Kids"][index]


def _touch(writer: Writer, owner: Any) -> None:
    writer.update_container(owner)


def _replace(writer: Writer, reference: Any, obj: Any) -> None:
    writer.objects[(reference.generation, reference.idnum)] = obj


def overlay_of_the_price(writer: Writer) -> None:
    cover = StreamObject(stream_data=b"q 1 1 1 rg 60 740 400 50 re f Q")
    writer.add_stream_to_page(0, writer.add_object(cover))


def price_text_replaced(writer: Writer) -> None:
    page = _page(writer, 0)
    reference = page.raw_get("/Contents").reference
    _replace(writer, reference, StreamObject(stream_data=b"BT ET"))


def page_removed(writer: Writer) -> None:
    pages = _pages(writer)
    pages["/Kids"] = ArrayObject([pages["/Kids"].raw_get(1)])
    pages["/Count"] = NumberObject(1)
    _touch(writer, pages)


def pages_swapped(writer: Writer) -> None:
    pages = _pages(writer)
    pages["/Kids"] = ArrayObject([pages["/Kids"].raw_get(1), pages["/Kids"].raw_get(0)])
    _touch(writer, pages)


def page_cropped(writer: Writer) -> None:
    page = _page(writer, 0)
    page["/CropBox"] = ArrayObject(map(NumberObject, (0, 0, 595, 400)))
    _touch(writer, page)


def font_replaced(writer: Writer) -> None:
    fonts = _page(writer, 0)["/Resources"]["/Font"]
    reference = fonts.raw_get(next(iter(fonts))).reference
    font = DictionaryObject(reference.get_object())
    font["/BaseFont"] = NameObject("/Other")
    _replace(writer, reference, font)


def free_text_added(writer: Writer) -> None:
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (60, 740, 460, 790))),
            NameObject("/Contents"): pdf_string("Total: 1.00 USD"),
            NameObject("/F"): NumberObject(4),
        }
    )
    page = _page(writer, 0)
    page["/Annots"] = ArrayObject([writer.add_object(note)])
    _touch(writer, page)


def _add_field(writer: Writer, kind: str, **entries: Any) -> None:
    page = _page(writer, 0)
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject(kind),
            NameObject("/T"): pdf_string("Planted"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (60, 740, 460, 790))),
            NameObject("/F"): NumberObject(4),
        }
    )
    field.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    reference = writer.add_object(field)
    page["/Annots"] = ArrayObject([reference])
    _touch(writer, page)
    form = writer.root["/AcroForm"]
    form["/Fields"] = ArrayObject([form["/Fields"].raw_get(i) for i in range(len(form["/Fields"]))] + [reference])
    _touch(writer, form)


def text_field_planted_and_filled(writer: Writer) -> None:
    _add_field(writer, "/Tx", V=pdf_string("Total: 1.00 USD"))


def signature_field_added(writer: Writer) -> None:
    _add_field(writer, "/Sig")


def attachment_added(writer: Writer) -> None:
    stream = writer.add_object(StreamObject(stream_data=b"{}"))
    spec = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): pdf_string("deal.json"),
            NameObject("/UF"): pdf_string("deal.json"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): stream}),
        }
    )
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    tree["/Names"] = ArrayObject([*tree["/Names"], pdf_string("other"), writer.add_object(spec)])
    _touch(writer, tree)


def deal_replaced(writer: Writer) -> None:
    spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    old = spec["/EF"].raw_get("/F").reference
    stream = StreamObject(stream_data=b'{"format":"omnidesk-deal/1","client":{"name":"Somebody Else"}}')
    stream["/Type"] = NameObject("/EmbeddedFile")
    _replace(writer, old, stream)


def javascript_added(writer: Writer) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): pdf_string("app.alert(1)")}
    )
    writer.root["/OpenAction"] = writer.add_object(action)
    writer.update_root()


def _packet(writer: Writer) -> bytes:
    return writer.root["/Metadata"].data


def metadata_retitled(writer: Writer) -> None:
    packet = _packet(writer).replace(
        b"</rdf:RDF>",
        b'<rdf:Description rdf:about="" xmlns:z="http://purl.org/dc/elements/1.1/">'
        b"<z:source>Another offer</z:source></rdf:Description></rdf:RDF>",
    )
    _write_packet(writer, packet)


def metadata_touched(writer: Writer) -> None:
    """What a PDF reader does when it signs: the packet says when and by what it was written, and else the same."""
    packet = _packet(writer).replace(
        b"</rdf:RDF>",
        b'<rdf:Description rdf:about="" xmlns:z="http://ns.adobe.com/xap/1.0/">'
        b"<z:CreatorTool>A reader</z:CreatorTool></rdf:Description></rdf:RDF>",
    )
    _write_packet(writer, packet)


def _write_packet(writer: Writer, packet: bytes) -> None:
    stream = StreamObject(stream_data=packet)
    stream["/Type"], stream["/Subtype"] = NameObject("/Metadata"), NameObject("/XML")
    _replace(writer, writer.root.get_value_as_reference("/Metadata"), stream)


def information_retitled(writer: Writer) -> None:
    info = DictionaryObject(writer.prev.trailer["/Info"])
    info["/Subject"] = pdf_string("Another offer")
    writer.set_info(info)


def bookmark_retitled(writer: Writer) -> None:
    bookmark = writer.root["/Outlines"]["/First"]
    bookmark["/Title"] = pdf_string("Free of charge")
    _touch(writer, bookmark)


def spoken_text_replaced(writer: Writer) -> None:
    element = writer.root["/StructTreeRoot"]["/K"][0]["/K"][0]
    element["/ActualText"] = pdf_string("Total: 1.00 USD")
    _touch(writer, element)


def permissions_dropped(writer: Writer) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def _field(writer: Writer, index: int) -> Any:
    return writer.root["/AcroForm"]["/Fields"][index]


def client_widget_moved(writer: Writer) -> None:
    field = _field(writer, 1)
    field["/Rect"] = ArrayObject(map(NumberObject, (60, 600, 533, 800)))
    _touch(writer, field)


def client_lock_removed(writer: Writer) -> None:
    field = _field(writer, 1)
    del field["/Lock"]
    _touch(writer, field)


def client_field_deleted(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form["/Fields"] = ArrayObject([form["/Fields"].raw_get(0)])
    _touch(writer, form)


def seal_hidden(writer: Writer) -> None:
    field = _field(writer, 0)
    field["/F"] = NumberObject(2)
    _touch(writer, field)


def seal_appearance_replaced(writer: Writer) -> None:
    reference = _field(writer, 0)["/AP"].raw_get("/N").reference
    old = reference.get_object()
    stream = StreamObject(dict_data=DictionaryObject({k: old.raw_get(k) for k in ("/Type", "/Subtype", "/BBox")}))
    stream._data = b"q Q"
    _replace(writer, reference, stream)


def seal_emptied(writer: Writer) -> None:
    field = _field(writer, 0)
    del field["/V"]
    _touch(writer, field)


ALTERATIONS: tuple[Alteration, ...] = (
    overlay_of_the_price,
    price_text_replaced,
    page_removed,
    pages_swapped,
    page_cropped,
    font_replaced,
    free_text_added,
    text_field_planted_and_filled,
    signature_field_added,
    attachment_added,
    deal_replaced,
    javascript_added,
    metadata_retitled,
    information_retitled,
    bookmark_retitled,
    spoken_text_replaced,
    permissions_dropped,
    client_widget_moved,
    seal_hidden,
    seal_appearance_replaced,
    seal_emptied,
)
BEFORE_THE_CLIENT_SIGNS: tuple[Alteration, ...] = (client_lock_removed, client_field_deleted)
