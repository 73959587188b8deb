"""An annex is taken in: nobody knows who made the file, so it is looked through in a process of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from omnidesk.domain.errors import InputError
from omnidesk.operations.apart import GivenUpError, apart

if TYPE_CHECKING:
    from omnidesk.documents.annex_intake import TakenAnnex


def annex_taken(content: bytes, name: str, progress: Callable[[float, str], None] | None = None) -> "TakenAnnex":
    """Take a PDF in as an annex. ``progress`` is told how much of the time has passed and may raise, which ends it.

    Raises:
        InputError: it is no PDF, too large, encrypted, a form, does something when it is opened, or cannot be read
            within the time and memory that an annex needs.
    """
    from omnidesk.documents.annex_intake import JudgedAnnex, judged_annex
    from omnidesk.documents.text import one_line

    try:
        found = apart(judged_annex, content, name.encode(), kind=JudgedAnnex, progress=progress)
    except GivenUpError as failure:
        raise InputError(f"{one_line(name)}: {failure}; print it to a new PDF and add that") from None
    if found.taken is None:
        raise InputError(found.refusal)
    return found.taken
