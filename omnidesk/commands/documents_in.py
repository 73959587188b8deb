"""PDFs that a command was given: their bytes, and the deal that they carry."""

from pathlib import Path

from omnidesk.given_file import read_given
from omnidesk.operations.embedded_deal import FILE_NAME, EmbeddedDeal, read_embedded
from omnidesk.signing.limits import LARGEST_PDF


def read_pdf(path: Path) -> bytes:
    """Read a document.

    Raises:
        InputError: it cannot be read or is too large to be one of ours.
    """
    words = f"larger than {LARGEST_PDF // 1_000_000} MB, so no document of OmniDesk"
    return read_given(path, LARGEST_PDF, too_large=words)


def deal_in(pdf: bytes) -> EmbeddedDeal | None:
    """The deal that a document carries, None where it carries none.

    Raises:
        InputError: the document or the deal in it is damaged.
    """
    from omnidesk.signing.embedded import embedded_file

    content = embedded_file(pdf, FILE_NAME)
    return None if content is None else read_embedded(content)
