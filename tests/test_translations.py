"""Translations of documents: every file is up to date and whole, and each translation keeps its text's places."""

import io
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from omnidesk.i18n import words_in

ROOT = Path(__file__).resolve().parent.parent
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
FOLDERS = {"fixed_text": SCRIPT["FIXED"], "spec_text": SCRIPT["SPECS"]}
FILES = [(kind, path) for kind, folder in FOLDERS.items() for path in sorted(folder.glob("*.po"))]
PLACE = re.compile(r"(\{[^{}|]*)(?:\|[^{}]*)?\}")


@pytest.fixture(scope="module")
def templates() -> dict[str, Any]:
    from omnidesk.specs import load_catalog

    return {"fixed_text": SCRIPT["fixed_text"](), "spec_text": SCRIPT["spec_text"](load_catalog())}


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def messages(path: Path) -> Iterator[Message]:
    return (message for message in read_po(io.BytesIO(path.read_bytes()), locale=path.stem) if message.id)


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda each: each.name if isinstance(each, Path) else each)
def test_a_file_holds_what_documents_print_and_nothing_else(kind: str, path: Path, templates: dict[str, Any]) -> None:
    assert path.read_bytes() == SCRIPT["updated"](path, templates[kind]), "run: make translations"


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda each: each.name if isinstance(each, Path) else each)
def test_every_text_is_translated(kind: str, path: Path) -> None:
    untranslated = [message.id for message in messages(path) if message.fuzzy or not all(forms(message))]
    assert not untranslated


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda each: each.name if isinstance(each, Path) else each)
def test_a_translation_has_the_places_of_its_text(kind: str, path: Path) -> None:
    for message in messages(path):
        one = message.id if isinstance(message.id, str) else message.id[0]
        wanted = {place.lower() for place in PLACE.findall(one)}
        for said in filter(None, forms(message)):
            assert {place.lower() for place in PLACE.findall(said)} == wanted, (path.name, one)


def test_both_files_of_a_language_are_there() -> None:
    fixed, specs = ({path.stem for path in folder.glob("*.po")} for folder in FOLDERS.values())
    assert fixed == specs == {"de", "fr", "ja"}


def test_numbers_take_the_form_that_the_language_gives_them() -> None:
    assert words_in("de-CH", {}).count("{number} month", "{number} months", 1) == "{number} Monat"
    assert words_in("de", {}).count("{number} month", "{number} months", 0) == "{number} Monate"
    assert words_in("sv", {}).count("{number} month", "{number} months", 2) == "{number} months"


def test_a_company_brings_a_language_by_one_file() -> None:
    content = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n\n'
        'msgid "Contents"\nmsgstr "Spis treści"\n\n'
        'msgid "{number} month"\nmsgid_plural "{number} months"\n'
        'msgstr[0] "{number} miesiąc"\nmsgstr[1] "{number} miesiące"\nmsgstr[2] "{number} miesięcy"\n'
    )
    words = words_in("pl", {"pl": (content.encode(),)})
    assert words.say("Contents") == "Spis treści"
    assert words.say("Value") == "Value"
    forms_of = [words.count("{number} month", "{number} months", number) for number in (1, 3, 25)]
    assert forms_of == ["{number} miesiąc", "{number} miesiące", "{number} miesięcy"]
