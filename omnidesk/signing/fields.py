"""Signature fields: ours and the client's, prepared in the unsigned file."""

from collections.abc import Sequence
from io import BytesIO
from typing import Literal

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String
from pikepdf.pdfa import resolve_save_kwargs

from omnidesk.domain.errors import InputError
from omnidesk.signing.order import open_after, sequence_of

_PRINT = 4
_SIGNATURES_EXIST_APPEND_ONLY = 3


class FieldBox(msgspec.Struct, frozen=True, kw_only=True):
    """Where a signature goes. ``page`` counts from 0; ``rect`` is left, bottom, right, top in points.

    A field that is signed after another locks, once it is signed, every field but those that come after it.
    """

    name: str
    page: int
    rect: tuple[float, float, float, float]
    role: Literal["ours", "client"]


def unseen(name: str) -> FieldBox:
    """A field of ours that shows nothing."""
    return FieldBox(name=name, page=0, rect=(0, 0, 0, 0), role="ours")


def prepare_fields(pdf: bytes, boxes: Sequence[FieldBox]) -> bytes:
    """Adds empty signature fields to an unsigned file, each tagged as a form element where the file is tagged.

    The result is as deterministic as the input and stays PDF/A-3b. Raises ``InputError`` when a page does not
    exist or the file has form fields already.
    """
    with Pdf.open(BytesIO(pdf)) as document:
        if Name.AcroForm in document.Root:
            raise InputError("The file has form fields already; signature fields go into a fresh document.")
        names = [box.name for box in boxes]
        widgets = [_add_field(document, box, _lock(names, box)) for box in boxes]
        document.Root.AcroForm = document.make_indirect(
            Dictionary(Fields=Array(widgets), SigFlags=_SIGNATURES_EXIST_APPEND_ONLY)
        )
        out = BytesIO()
        # Object streams would make every later verification two to three times slower.
        flat = ObjectStreamMode.disable
        document.save(
            out, **resolve_save_kwargs("3b", deterministic_id=True, object_stream_mode=flat, min_version="1.7")
        )
    return out.getvalue()


def _lock(names: Sequence[str], box: FieldBox) -> Dictionary | None:
    """What the field locks; the first one certifies the file instead."""
    sequence = sequence_of(names)
    if sequence is None or box.name == sequence[0]:
        return None
    later = open_after(names, box.name)
    if not later:
        return Dictionary(Type=Name.SigFieldLock, Action=Name.All)
    return Dictionary(Type=Name.SigFieldLock, Action=Name.Exclude, Fields=Array([String(name) for name in later]))


def _add_field(document: Pdf, box: FieldBox, lock: Dictionary | None) -> Object:
    if not 0 <= box.page < len(document.pages):
        raise InputError(f"The signature field “{box.name}” has no page {box.page + 1} to stand on.")
    page = document.pages[box.page]
    left, bottom, right, top = box.rect
    empty = document.make_stream(b"")
    empty.Type, empty.Subtype, empty.BBox = Name.XObject, Name.Form, Array([0, 0, right - left, top - bottom])
    # Field and widget are one object: pyHanko takes a countersignature in a split field for tampering.
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(box.name),
            TU=String("Signature of the client" if box.role == "client" else "Signature of the provider"),
            Rect=Array(list(box.rect)),
            F=_PRINT,
            P=page.obj,
            AP=Dictionary(N=empty),
        )
    )
    if lock is not None:
        widget.Lock = document.make_indirect(lock)
    if Name.Annots not in page.obj:
        page.obj.Annots = Array([])
    page.obj.Annots.append(widget)
    if Name.StructTreeRoot in document.Root:
        _tag(document, page, widget)
    return widget


def _tag(document: Pdf, page: Page, widget: Object) -> None:
    """Hangs the widget into the structure tree as a form element."""
    root = document.Root.StructTreeRoot
    parent = _topmost(root)
    # K is the OBJR dictionary itself: pyHanko does not find the field below an array.
    element = document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=parent,
            Pg=page.obj,
            K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj),
        )
    )
    children = parent.get(Name.K)
    if children is None:
        parent.K = Array([element])
    elif isinstance(children, Array):
        children.append(element)
    else:
        parent.K = Array([children, element])
    if Name.ParentTree not in root:
        root.ParentTree = document.make_indirect(Dictionary(Nums=Array([])))
    tree = pikepdf.NumberTree(root.ParentTree)
    key = max(int(root.get(Name.ParentTreeNextKey, 0)), max(tree, default=-1) + 1)
    tree[key] = element
    widget.StructParent = key
    root.ParentTreeNextKey = key + 1
    page.obj.Tabs = Name.S


def _topmost(root: Object) -> Object:
    """The element that holds the document: the single child of the root, or the root itself."""
    children = root.get(Name.K)
    if isinstance(children, Array) and len(children) == 1:
        children = children[0]
    return children if isinstance(children, Dictionary) else root
