"""Looking entries up in PDF dictionaries of unknown shape."""

from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject


def entry(holder: PdfObject | None, key: str) -> PdfObject | None:
    """The entry of a dictionary with references resolved (pyHanko's own ``get`` leaves them), or None."""
    return holder[key] if isinstance(holder, DictionaryObject) and key in holder else None
