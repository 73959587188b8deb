"""An annex is taken in: read, judged, and told in one line where it cannot be."""

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

import pikepdf
from msgspec.structs import replace

from omnidesk.documents.build import build_document
from omnidesk.documents.finalise import ArchivalError, check_archival
from omnidesk.documents.pages import Imprint
from omnidesk.documents.style import Style
from omnidesk.documents.text import Typesetter, one_line
from omnidesk.domain.annex import ANNEX_BYTES, ANNEX_PAGES, Annex
from omnidesk.domain.errors import InputError
from omnidesk.domain.template import pieces

DEEPEST = 200_000
"""Objects of an annex that are looked at."""
ACTIVE = ("/JavaScript", "/Launch", "/RichMedia", "/SubmitForm", "/ImportData", "/Movie", "/Sound")


SCRIPTS = ("/JS", "/JavaScript", "/RichMediaContent")
NESTED = 20


@dataclass(frozen=True)
class TakenAnnex:
    """An annex as it can go out: as pages where it conforms, else as an attached file, which ``note`` says why."""

    annex: Annex
    note: str


@dataclass(frozen=True)
class JudgedAnnex:
    """The annex, or why it is none; what crosses from one process to another."""

    taken: TakenAnnex | None
    refusal: str = ""


def judged_annex(content: bytes, name: bytes) -> JudgedAnnex:
    """Take a PDF in as :func:`take_annex` does, and return what it would raise."""
    try:
        return JudgedAnnex(take_annex(content, name.decode()))
    except InputError as refused:
        return JudgedAnnex(None, str(refused))


def take_annex(content: bytes, name: str) -> TakenAnnex:
    """Take a PDF in as an annex.

    Raises:
        InputError: it is no PDF, too large, encrypted, a form, or does something when it is opened.
    """
    file = one_line(PurePath(name).name) or "annex.pdf"
    if len(content) > ANNEX_BYTES:
        raise InputError(
            f"{file}: it has {len(content) // 1000:,} KB, and annexes may have {ANNEX_BYTES // 1000} KB together; "
            "make its pictures smaller, or hand it over beside the document"
        )
    pages, signed = _looked_through(content, file)
    annex = Annex(
        title=one_line(PurePath(file).stem.replace("_", " ").replace("-", " ")),
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        attached=True,
        content=pieces(content),
    )
    why = _signature_note(signed) or not_archival(annex)
    return TakenAnnex(replace(annex, attached=bool(why)), why)


def not_archival(annex: Annex) -> str:
    """Why the pages of an annex would break the archival format of a document; empty where they do not."""
    setter = Typesetter(Style())
    imprint = Imprint("Annex", "OmniDesk", "en", datetime(2026, 1, 1, tzinfo=UTC))
    built = build_document([setter.paragraph("Annex")], imprint, setter, annexes=(replace(annex, attached=False),))
    try:
        check_archival(built.pdf)
    except ArchivalError as error:
        return str(error).rpartition("please report this: ")[2]
    return ""


def _signature_note(signed: bool) -> str:
    return "it is signed, and its signature holds only for the file as a whole" if signed else ""


def _looked_through(content: bytes, file: str) -> tuple[int, bool]:
    """The number of pages, and whether the file is signed; refuses what nobody should pass on."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise InputError(f"{file}: it is encrypted; save a copy without a password and add that")
            pages = len(pdf.pages)
            if not 0 < pages <= ANNEX_PAGES:
                raise InputError(f"{file}: it has {pages:,} pages, and an annex may have 1 to {ANNEX_PAGES}")
            return pages, _acts(pdf, file)
    except pikepdf.PasswordError:
        raise InputError(f"{file}: it needs a password; save a copy without one and add that") from None
    except (pikepdf.PdfError, ValueError, RecursionError):
        raise InputError(f"{file}: this is no PDF that can be read; save it again as PDF and add that") from None


def _acts(pdf: pikepdf.Pdf, file: str) -> bool:
    """Refuse a file that does something or asks for something; tell whether it is signed."""
    if len(pdf.objects) > DEEPEST:
        raise InputError(f"{file}: it is built of too many parts; print it to a new PDF and add that")
    for each in pdf.objects:
        if _runs(each):
            raise InputError(f"{file}: it would run something when it is opened; print it to a new PDF and add that")
    form = pdf.Root.get("/AcroForm")
    fields = list(form.get("/Fields", ())) if isinstance(form, pikepdf.Dictionary) else []
    if not fields:
        return False
    if any(field.get("/FT") == pikepdf.Name.Sig and "/V" in field for field in fields):
        return True
    raise InputError(f"{file}: it is a form that can still be filled in; print it to a new PDF and add that")


def _runs(each: object, depth: int = 0) -> bool:
    """Whether an object, or what is written inside it, runs something."""
    if isinstance(each, pikepdf.Array):
        parts: list[pikepdf.Object] = list(each)
    elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        if str(each.get("/S")) in ACTIVE or any(key in each for key in SCRIPTS):
            return True
        parts = [part for _key, part in each.items()]
    else:
        return False
    inside = (part for part in parts if not getattr(part, "is_indirect", True))
    return depth < NESTED and any(_runs(part, depth + 1) for part in inside)
