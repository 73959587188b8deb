"""Evidence inside a file: what a signature says of the act by which it was made, covered by the signature itself."""

from io import BytesIO

import msgspec
from pyhanko.pdf_utils.reader import PdfFileReader

from omnidesk.domain.errors import InputError
from omnidesk.domain.signature import Evidence
from omnidesk.signing.limits import LARGEST_PDF
from omnidesk.signing.lookup import EVIDENCE_KEY, entry


def evidence_in(pdf: bytes) -> tuple[Evidence, ...]:
    """The evidence that a file's signatures carry, oldest first. It holds only where ``verify`` finds the file valid.

    Raises ``InputError`` when the file or the evidence cannot be read.
    """
    if len(pdf) > LARGEST_PDF:
        raise InputError("The PDF is too large to be one of ours.")
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        found = [entry(signature.sig_object, EVIDENCE_KEY) for signature in signatures]
        return tuple(msgspec.json.decode(str(text), type=Evidence) for text in found if text is not None)
    except Exception as failure:  # hostile files raise anything
        raise InputError(f"The evidence in the PDF cannot be read ({type(failure).__name__}).") from failure


def signed_fields(pdf: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signature fields of a file, and those of them that are signed, in their order.

    Raises ``InputError`` when the file cannot be read.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        fields = tuple(str(entry(field.get_object(), "/T")) for field in reader.root["/AcroForm"]["/Fields"])
        return fields, tuple(str(signature.field_name) for signature in reader.embedded_signatures)
    except Exception as failure:  # hostile files raise anything
        raise InputError(f"The PDF cannot be read as a signed one ({type(failure).__name__}).") from failure


def place_of(pdf: bytes, field: str) -> tuple[int, tuple[float, float, float, float]]:
    """The page (from 0) and the rectangle (left, bottom, right, top in points) of a signature field.

    Raises ``InputError`` when there is no such field.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        widgets = [each.get_object() for each in reader.root["/AcroForm"]["/Fields"]]
        widget = next(each for each in widgets if str(entry(each, "/T")) == field)
        page = widget.raw_get("/P").reference
        count = int(reader.root["/Pages"]["/Count"])
        numbers = [reader.find_page_for_modification(number)[0].reference for number in range(count)]
        left, bottom, right, top = (float(side) for side in widget["/Rect"])
        return numbers.index(page), (left, bottom, right, top)
    except Exception as failure:  # hostile files raise anything
        raise InputError(f"The PDF has no place for the signature “{field}”.") from failure
