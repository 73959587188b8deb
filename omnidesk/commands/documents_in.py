"""PDFs that a command was given: their bytes, and the deal that they carry."""

from pathlib import Path

from omnidesk.domain.errors import InputError
from omnidesk.operations.embedded_deal import FILE_NAME, EmbeddedDeal, read_embedded
from omnidesk.signing.limits import LARGEST_PDF


def read_pdf(path: Path) -> bytes:
    """Read a document.

    Raises:
        InputError: it cannot be read or is too large to be one of ours.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_PDF + 1)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise InputError(f"{path}: cannot be read ({reason}); check the name and your rights") from None
    if len(content) > LARGEST_PDF:
        raise InputError(f"{path}: larger than {LARGEST_PDF // 1_000_000} MB, so no document of OmniDesk")
    return content


def deal_in(pdf: bytes) -> EmbeddedDeal | None:
    """The deal that a document carries, None where it carries none.

    Raises:
        InputError: the document or the deal in it is damaged.
    """
    from omnidesk.signing.embedded import embedded_file

    content = embedded_file(pdf, FILE_NAME)
    return None if content is None else read_embedded(content)
