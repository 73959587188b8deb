"""Translations of the specs' text: gettext files beside the specs, and what they lack."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Literal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.prose import counted, texts
from omnidesk.specs.sources import OWN, is_translation
from omnidesk.strict_yaml import SpecProblem

_PLACE = re.compile(r"(\{[^{}|]*)(?:\|[^{}]*)?\}")
"""A place or mark; what stands after a bar are words of the language."""


def translations_of(contents: Mapping[str, bytes]) -> dict[str, tuple[bytes, ...]]:
    """Return the gettext files among the spec files by language, the company's own before the shipped one."""
    found: dict[str, tuple[bytes, ...]] = {}
    for name in sorted(filter(is_translation, contents), key=lambda name: not name.startswith(OWN)):
        language = PurePosixPath(name).stem.lower()
        found[language] = (*found.get(language, ()), contents[name])
    return found


def unreadable(files: Mapping[str, Path], contents: Mapping[str, bytes]) -> list[SpecProblem]:
    """Return what is wrong with the translations: one that cannot be read, or that loses a place such as ``{days}``."""
    return [problem for name in filter(is_translation, contents) for problem in _wrong(files[name], contents[name])]


def _wrong(path: Path, content: bytes) -> Iterator[SpecProblem]:
    from omnidesk.i18n import spec_words_in

    try:
        words = spec_words_in("und", {"und": (content,)})
    except ValueError as error:
        yield _problem(path, f"this is no gettext file ({str(error)[:120]})", "save it again with a PO editor")
        return
    for translation in words.translations:
        for text, forms in translation.forms.items():
            wanted = set(_PLACE.findall(text))
            if any(set(_PLACE.findall(said)) != wanted for said in forms):
                places = " ".join(f"{place}}}" for place in sorted(wanted)) or "none"
                yield _problem(path, f"the translation of {text[:60]!r} has other places than it", f"use {places}")


def untranslated(catalog: Catalog) -> tuple[SpecProblem, ...]:
    """Return a warning for each language that lacks some of the catalog's texts, which are printed in English."""
    from omnidesk.i18n import SOURCE, languages, spec_words_in

    said = list(dict.fromkeys(_spec_texts(catalog)))
    found: list[SpecProblem] = []
    for language in languages(catalog.translations):
        words = spec_words_in(language, catalog.translations)
        lacking = [text for text in said if not words.knows(text)]
        if lacking and language != SOURCE:
            reason = f"{len(lacking)} of {len(said)} texts are not translated and are printed in English"
            found.append(
                _problem(Path(f"translations/{language}.po"), reason, f"begin with {lacking[0][:60]!r}", "warning")
            )
    return tuple(found)


def _spec_texts(catalog: Catalog) -> Iterator[str]:
    for text in texts(catalog):
        if not text.place.startswith("wording."):
            yield counted(text.words)[0] if text.kind == "unit" else text.words


def _problem(path: Path, reason: str, fix: str, severity: Literal["error", "warning"] = "error") -> SpecProblem:
    return SpecProblem(file=str(path), line=1, column=1, key="", reason=reason, fix=fix, severity=severity)
