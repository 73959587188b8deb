"""The language of the product's own words: gettext catalogs under ``resources/locale``, English where there is none."""

import gettext
from collections.abc import Callable
from functools import cache

from omnidesk.shipped import shipped


@cache
def translator(language: str | None = None) -> Callable[[str], str]:
    """Return the function that translates a sentence into the language (``de``, ``pt-BR``; none: the machine's)."""
    wanted = None if language is None else [language.replace("-", "_")]
    catalog = gettext.translation("omnidesk", shipped("resources", "locale"), wanted, fallback=True)
    return catalog.gettext


def _(message: str) -> str:
    """Translate into the machine's language."""
    return translator()(message)
