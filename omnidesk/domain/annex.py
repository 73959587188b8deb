"""Annexes: PDF files of others that go out with a deal's documents, as pages or as attached files."""

import msgspec

from omnidesk.domain.template import Template

ANNEX_BYTES = 400_000
"""Bytes of all annexes of a deal together: they travel inside its file."""
ANNEX_PAGES = 100


class Annex(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One annex. ``content`` is the file as pieces of base64, ``sha256`` its hash, ``file`` the name that it had.

    ``attached`` puts it into the document as a file; otherwise its pages follow the document's.
    """

    title: str
    file: str
    sha256: str
    pages: int
    attached: bool = False
    content: tuple[str, ...] = ()


class Documents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the documents of a deal are put together, and what goes out with proposal and contract."""

    template: Template = Template()
    annexes: tuple[Annex, ...] = ()


def annex_letter(place: int) -> str:
    """What an annex is called by its place from 0: A, B, and so on."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] if place < 26 else str(place + 1)
