"""Less plain ways of altering a sealed file: catalog entries, fields listed twice, swapped looks, hidden layers."""

from functools import partial
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)

from omnidesk.signing.increment import IncrementWriter as Writer
from tests.signing.tampering import Alteration, _add_field, _field, _page, _replace, _touch


def names(*keys: str) -> ArrayObject:
    return ArrayObject(map(NameObject, keys))


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def script() -> DictionaryObject:
    return dictionary(S=NameObject("/JavaScript"), JS=pdf_string("app.alert('1.00 USD')"))


def _catalog(key: str, value: Any, writer: Writer) -> None:
    writer.root[NameObject(key)] = value
    writer.update_root()


def _without(key: str, writer: Writer) -> None:
    del writer.root[key]
    writer.update_root()


def _page_entry(key: str, value: Any, writer: Writer) -> None:
    page = _page(writer, 0)
    page[NameObject(key)] = value
    _touch(writer, page)


def _hidden_layer(writer: Writer) -> None:
    layer = writer.add_object(dictionary(Type=NameObject("/OCG"), Name=pdf_string("Price")))
    off = dictionary(OFF=ArrayObject([layer]), Order=ArrayObject([layer]))
    _catalog("/OCProperties", dictionary(OCGs=ArrayObject([layer]), D=off), writer)


def _evidence_store(writer: Writer) -> None:
    stream = writer.add_object(StreamObject(stream_data=b"Total: 1.00 USD"))
    _catalog("/DSS", dictionary(Certs=ArrayObject([stream])), writer)


def _evidence_store_with_script(writer: Writer) -> None:
    _catalog("/DSS", dictionary(Type=NameObject("/DSS"), VRI=dictionary(A=script())), writer)


def _names_tree(writer: Writer) -> None:
    tree = writer.root["/Names"]
    entry = ArrayObject([pdf_string("a"), writer.add_object(script())])
    tree["/JavaScript"] = dictionary(Names=entry)
    _touch(writer, tree)


def _file_renamed(writer: Writer) -> None:
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    tree["/Names"] = ArrayObject([pdf_string("deal-1.json"), tree["/Names"].raw_get(1)])
    _touch(writer, tree)


def _file_spec_turned(writer: Writer) -> None:
    spec = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    stream = StreamObject(stream_data=b'{"format":"omnidesk-deal/1"}')
    spec["/EF"] = dictionary(F=writer.add_object(stream), UF=writer.add_object(stream))
    _touch(writer, spec)


def _field_listed_twice(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    rows = [form["/Fields"].raw_get(index) for index in range(len(form["/Fields"]))]
    form["/Fields"] = ArrayObject([*rows, rows[-1]])
    _touch(writer, form)


def _namesake(writer: Writer) -> None:
    _add_field(writer, "/Sig", T=pdf_string("ClientSignature"))


def _stamp_field_left_empty(writer: Writer) -> None:
    _add_field(writer, "/Sig", T=pdf_string("Timestamp1"))


def _unseen_stamp_field(writer: Writer) -> None:
    _add_field(writer, "/Sig", T=pdf_string("Timestamp1"), Rect=ArrayObject(map(NumberObject, (0, 0, 0, 0))))


def _client_appearance(writer: Writer) -> None:
    stream = StreamObject(stream_data=b"q 1 1 1 rg -900 -900 2000 2000 re f Q")
    stream.update(dictionary(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=_box(0, 0, 9, 9)))
    field = _field(writer, 1)
    field["/AP"] = dictionary(N=writer.add_object(stream))
    _touch(writer, field)


def _box(*sides: int) -> ArrayObject:
    return ArrayObject([NumberObject(side) for side in sides])


def _form_entry(key: str, value: Any, writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form[NameObject(key)] = value
    _touch(writer, form)


def _read_aloud_font(writer: Writer) -> None:
    """What is seen stays, what is copied or read aloud is another amount."""
    fonts = _page(writer, 0)["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    font["/ToUnicode"] = writer.add_object(StreamObject(stream_data=b"/CIDInit /ProcSet findresource begin"))
    _touch(writer, font)


def _font_file(writer: Writer) -> None:
    fonts = _page(writer, 0)["/Resources"]["/Font"]
    descriptor = fonts[next(iter(fonts))]["/FontDescriptor"]
    _replace(writer, descriptor.raw_get("/FontFile2").reference, StreamObject(stream_data=b"\0\1\0\0"))


def _page_copied(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    kids = [pages["/Kids"].raw_get(index) for index in range(len(pages["/Kids"]))]
    pages["/Kids"] = ArrayObject([*kids, writer.add_object(DictionaryObject(_page(writer, 0)))])
    pages["/Count"] = NumberObject(len(kids) + 1)
    _touch(writer, pages)


def _permissions_moved(writer: Writer) -> None:
    fake = writer.add_object(dictionary(Type=NameObject("/Sig"), Filter=NameObject("/Adobe.PPKLite")))
    _catalog("/Perms", dictionary(DocMDP=fake), writer)


def _seal_in_another_field(writer: Writer) -> None:
    ours, theirs = _field(writer, 0), _field(writer, 1)
    theirs["/V"] = ours.raw_get("/V")
    _touch(writer, theirs)


def _named(name: str, alteration: Alteration) -> Alteration:
    setattr(alteration, "__name__", name)  # noqa: B010 - a partial has no name of its own
    return alteration


TRICKS: tuple[Alteration, ...] = tuple(
    _named(name, alteration)
    for name, alteration in {
        "layer_hidden": _hidden_layer,
        "evidence_store_filled": _evidence_store,
        "evidence_store_with_script": _evidence_store_with_script,
        "script_among_the_names": _names_tree,
        "attachment_renamed": _file_renamed,
        "attachment_turned_to_another_file": _file_spec_turned,
        "field_listed_twice": _field_listed_twice,
        "field_with_the_name_of_another": _namesake,
        "visible_timestamp_field_left_empty": _stamp_field_left_empty,
        "unseen_timestamp_field_left_empty": _unseen_stamp_field,
        "form_drawn_anew_by_the_reader": partial(_form_entry, "/NeedAppearances", BooleanObject(True)),
        "form_of_another_kind": partial(_form_entry, "/XFA", pdf_string("<xdp/>")),
        "form_that_calculates": partial(_form_entry, "/CO", ArrayObject()),
        "text_copied_differently": _read_aloud_font,
        "font_file_replaced": _font_file,
        "page_copied": _page_copied,
        "permissions_moved": _permissions_moved,
        "page_rotated": partial(_page_entry, "/Rotate", NumberObject(180)),
        "page_enlarged": partial(_page_entry, "/MediaBox", _box(0, 0, 595, 5000)),
        "page_scaled": partial(_page_entry, "/UserUnit", NumberObject(9)),
        "page_with_action": partial(_page_entry, "/AA", dictionary(O=script())),
        "page_resources_replaced": partial(_page_entry, "/Resources", DictionaryObject()),
        "action_on_opening": partial(_catalog, "/AA", dictionary(WP=script())),
        "address_base_set": partial(_catalog, "/URI", dictionary(Base=pdf_string("http://evil.example"))),
        "shown_as_collection": partial(_catalog, "/Collection", dictionary(View=NameObject("/H"))),
        "pages_relabelled": partial(_catalog, "/PageLabels", dictionary(Nums=ArrayObject())),
        "language_changed": partial(_catalog, "/Lang", pdf_string("xx")),
        "viewer_told_to_hide": partial(_catalog, "/ViewerPreferences", dictionary(HideMenubar=BooleanObject(True))),
        "opened_as_attachments": partial(_catalog, "/PageMode", NameObject("/UseAttachments")),
        "colours_redefined": partial(_catalog, "/OutputIntents", ArrayObject()),
        "tags_dropped": partial(_without, "/StructTreeRoot"),
        "bookmarks_dropped": partial(_without, "/Outlines"),
        "attachments_dropped": partial(_without, "/Names"),
        "source_dropped": partial(_without, "/AF"),
        "metadata_dropped": partial(_without, "/Metadata"),
    }.items()
)

ON_THE_CLIENTS_FIELD: tuple[Alteration, ...] = (
    _named("client_appearance_replaced", _client_appearance),
    _named("seal_in_another_field", _seal_in_another_field),
    _named("form_dropped", partial(_without, "/AcroForm")),
)
"""What a client's signature in its field would take back, or could not be made with."""

UNDONE_BY_SIGNING: tuple[Alteration, ...] = tuple(
    change for change in TRICKS if change.__name__ == "form_drawn_anew_by_the_reader"
)
"""What a signing program takes back in the same increment."""
