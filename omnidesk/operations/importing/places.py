"""Countries and languages as people write them: a code, or a name in one of several languages."""

from functools import cache

NAMED_IN = ("en", "de", "fr", "it", "es", "pt", "nl", "ja")
"""Languages whose names of countries and languages are understood."""
_ALSO = {"usa": "US", "u.s.a.": "US", "u.s.": "US", "uk": "GB", "great britain": "GB", "england": "GB", "holland": "NL"}


@cache
def _countries() -> dict[str, str]:
    """ISO 3166 codes of two letters by codes of two and three letters and by name."""
    from babel import Locale
    from babel.core import get_global

    names: dict[str, str] = {}
    for language in reversed(NAMED_IN):
        territories = Locale.parse(language).territories
        names.update({name.casefold(): str(code) for code, name in territories.items() if _is_country(str(code))})
    codes = {code.casefold(): code for code in set(names.values())}
    aliases = get_global("territory_aliases")
    threes = {
        old.casefold(): new[0]
        for old, new in aliases.items()
        if len(old) == 3 and old.isalpha() and len(new) == 1 and new[0] in codes.values()
    }
    return {**threes, **names, **codes, **_ALSO}


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in reversed(NAMED_IN):
        languages = Locale.parse(language).languages
        names.update({name.casefold(): str(code) for code, name in languages.items() if len(code) == 2})
    return {**names, **{code: code for code in names.values()}}


def country(text: str) -> str | None:
    """The ISO 3166 code of a country; None where it is none that is known."""
    plain = " ".join(text.casefold().split())
    return _countries().get(plain)


def language(text: str) -> str | None:
    """The BCP 47 tag of a language such as ``de``, ``de_CH`` or ``German / Deutsch``; None where it is none."""
    known = _languages()
    plain = " ".join(text.casefold().split())
    for part in (plain, plain.partition("/")[0].strip(), plain.partition("(")[0].strip()):
        if part in known:
            return known[part]
    return known.get(plain.replace("_", "-").partition("-")[0])


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
