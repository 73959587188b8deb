"""The catalog in the language of a document."""

from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.prose import translated
from omnidesk.formatting import Formatter
from omnidesk.i18n import SOURCE, languages, spec_words_in, supported, words_in
from omnidesk.speaker import Speaker


def in_language(catalog: Catalog, language: str) -> tuple[str, Catalog | None]:
    """Return the language in which a document can be written, and the catalog in its words (None: as it is).

    A language without a translation is written in English; ``language_note`` says so.
    """
    if not supported(language, catalog.translations):
        return SOURCE, None
    if not words_in(language, catalog.translations).translations:
        return language, None
    printed = translated(catalog, spec_words_in(language, catalog.translations).say)
    wording = translated(catalog.wording, words_in(language, catalog.translations).say)
    return language, replace(printed, wording=wording)


def speaking(catalog: Catalog, language: str, currency: str) -> tuple[Speaker, Catalog]:
    """Return who speaks a language about amounts of a currency, and the catalog in its words."""
    spoken, printed = in_language(catalog, language or SOURCE)
    words = words_in(spoken, catalog.translations)
    return Speaker(formatter=Formatter(spoken), words=words, currency=currency), printed or catalog


def language_note(catalog: Catalog, language: str) -> str:
    """What a person is told when a document cannot be written in the language asked for; empty where it can."""
    if supported(language, catalog.translations):
        return ""
    known = ", ".join(languages(catalog.translations))
    return f"there is no translation into {language!r}, so the document is in English; there are: {known}"
