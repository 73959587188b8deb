"""Languages: the window's words, and those of documents, from gettext files; English where there is no translation.

Documents read the ``.po`` files themselves: what was translated is what is printed, and nothing can be stale.
Fixed text lies in ``resources/locale``, text of the specs in the folder ``translations`` beside them.
"""

import gettext
import io
from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from omnidesk.shipped import shipped

SOURCE = "en"
"""The language that every text is written in first."""

Forms = dict[str, tuple[str, ...]]


@cache
def translator(language: str | None = None) -> Callable[[str], str]:
    """Return the function that translates a sentence into the language (``de``, ``pt-BR``; none: the machine's)."""
    wanted = None if language is None else [language.replace("-", "_")]
    catalog = gettext.translation("omnidesk", shipped("resources", "locale"), wanted, fallback=True)
    return catalog.gettext


def _(message: str) -> str:
    """Translate into the machine's language."""
    return translator()(message)


def marked(text: str) -> str:
    """Mark a fixed text of documents where it is written down; it is translated where it is said."""
    return text


class Translation(msgspec.Struct, frozen=True):
    """One gettext file: each text with its forms (one, or one for each plural form), and the rule that chooses."""

    forms: Forms
    plural: str

    def form_of(self, number: int) -> int:
        """Which form a number takes."""
        return _rule(self.plural)(number)


class Words(msgspec.Struct, frozen=True):
    """The words of one language; a text that none of the translations has stays as it is, in English."""

    language: str = SOURCE
    translations: tuple[Translation, ...] = ()

    def say(self, text: str) -> str:
        """Translate a text."""
        return next((each.forms[text][0] for each in self.translations if text in each.forms), text)

    def count(self, one: str, many: str, number: int) -> str:
        """Translate a text that counts something, in the form that the number takes."""
        for each in self.translations:
            forms = each.forms.get(one, ())
            if len(forms) > (place := each.form_of(number)):
                return forms[place]
        return one if number == 1 else many

    def knows(self, text: str) -> bool:
        """Whether there is a translation."""
        return any(text in each.forms for each in self.translations)


def languages(own: Mapping[str, tuple[bytes, ...]]) -> tuple[str, ...]:
    """The languages that documents can be written in, English first; ``own`` are translations of a catalog."""
    shipped_ones = {path.stem for path in shipped("resources", "locale").glob("*.po")}
    return (SOURCE, *sorted((shipped_ones | set(own)) - {SOURCE}))


def supported(language: str, own: Mapping[str, tuple[bytes, ...]]) -> bool:
    """Whether documents can be written in a language such as ``de`` or ``de-CH``."""
    return _base(language) in languages(own)


def words_in(language: str, own: Mapping[str, tuple[bytes, ...]]) -> Words:
    """Return the words of a language for fixed text; one that is not supported is English.

    The catalog's own translations come after the shipped one: a company may bring a language, and a word that the specs
    use in another sense changes nothing here.

    Raises:
        ValueError: a translation is no gettext file.
    """
    base = _base(language)
    return Words() if base == SOURCE else _words(base, (*_shipped_file(base), *own.get(base, ())))


def spec_words_in(language: str, own: Mapping[str, tuple[bytes, ...]]) -> Words:
    """Return the words of a language for the specs' text; what has no translation is English.

    Raises:
        ValueError: a translation is no gettext file.
    """
    base = _base(language)
    return Words() if base == SOURCE else _words(base, own.get(base, ()))


def _words(language: str, contents: tuple[bytes, ...]) -> Words:
    return Words(language, tuple(_read(content) for content in contents)) if contents else Words()


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def _shipped_file(language: str) -> tuple[bytes, ...]:
    path = shipped("resources", "locale", f"{language}.po")
    return (path.read_bytes(),) if path.is_file() else ()


@cache
def _read(content: bytes) -> Translation:
    """Read a gettext file; doubtful (``fuzzy``) and empty translations are left out."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(io.BytesIO(content), abort_invalid=True)
        _rule(catalog.plural_expr)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    forms: Forms = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if said and all(said):
            forms[one] = said
    return Translation(forms, catalog.plural_expr)


@cache
def _rule(plural: str) -> Callable[[int], int]:
    return gettext.c2py(plural)
