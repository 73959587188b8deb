"""Looking entries up in PDF dictionaries of unknown shape."""

from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject

EVIDENCE_KEY = "/XXOmniDeskEvidence"
"""The entry of a signature that carries the evidence; the XX marks it as private, as ISO 32000 asks."""


def entry(holder: PdfObject | None, key: str) -> PdfObject | None:
    """The entry of a dictionary with references resolved (pyHanko's own ``get`` leaves them), or None."""
    return holder[key] if isinstance(holder, DictionaryObject) and key in holder else None
