"""Brings the translations of documents up to date: ``make translations``, or with ``--language it`` a further one.

Fixed text goes to ``resources/locale/<language>.po``, text of the specs to ``specs/translations/<language>.po``. What
is translated stays, what is new stands there untranslated, what is gone goes. A further language needs nothing else.
``--check`` writes nothing and fails where a file is not up to date or a translation is missing.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.prose import counted, texts
from omnidesk.domain.wording import Wording
from omnidesk.specs import load_catalog

ROOT = Path(__file__).resolve().parent.parent
FIXED, SPECS = ROOT / "resources" / "locale", ROOT / "specs" / "translations"
ROOMS = (
    "omnidesk/contract_words.py",
    "omnidesk/speaker.py",
    "omnidesk/documents/**/*.py",
    "omnidesk/operations/**/*.py",
    "omnidesk/slides/**/*.py",
    "omnidesk/wizard/what_if.py",
    "omnidesk/ui/in_person/*.py",
    "omnidesk/ui/widgets/mark_input.py",
)
"""Where the fixed text of documents is written down, and what a client reads on screen while signing one."""
FUNCTIONS = {"say": None, "_say": None, "marked": None, "listed": (2,), "count": (1, 2)}
WIDTH = 110


def fixed_text() -> Messages:
    """Every sentence that the code prints in documents."""
    found = _new("Fixed text of documents. Places such as {days} stay as they are; their order is free.")
    for path in sorted(path for pattern in ROOMS for path in ROOT.glob(pattern)):
        place = (path.relative_to(ROOT).as_posix(), 0)
        for _, message, comments, _ in extract_from_file("python", path, FUNCTIONS, ["Translators:"], None, True):
            if message:  # other functions of the same name are called with what is no text of ours
                found.add(message, locations=[place], auto_comments=comments)
    for place, message in _messages(Wording(), "wording"):
        found.add(message, locations=[(f"omnidesk/domain/{place}", 0)])
    return found


def spec_text(catalog: Catalog) -> Messages:
    """Every text of the specs that people read."""
    found = _new("Text of the specs. Places such as {client_name} stay as they are; their order is free.")
    for place, message in _messages(catalog, ""):
        if not place.startswith("wording."):
            found.add(message, locations=[(place, 0)])
    return found


def _messages(spec: object, place: str) -> Iterator[tuple[str, str | tuple[str, str]]]:
    for text in texts(spec, place):
        yield text.place, counted(text.words) if text.kind == "unit" else text.words


def _new(comment: str) -> Messages:
    return Messages(project="OmniDesk", header_comment=f"# {comment}", charset="utf-8")


def updated(path: Path, template: Messages) -> bytes:
    """The file as it should be: the translations that it has, for the texts that there are."""
    old = read_po(io.BytesIO(path.read_bytes()), locale=path.stem) if path.is_file() else Messages(locale=path.stem)
    made = Messages(locale=path.stem, header_comment=template.header_comment, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id)
        said = known.string if known and not known.fuzzy else None
        made.add(message.id, said or None, locations=message.locations, auto_comments=message.auto_comments)
    target = io.BytesIO()
    write_po(target, made, width=WIDTH, omit_header=True, include_lineno=False)
    return _header(made, template).encode() + target.getvalue()


def _header(made: Messages, template: Messages) -> str:
    """A header without times and names, so that equal input gives equal files."""
    lines = {
        "Language": str(made.locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": made.plural_forms,
    }
    body = "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items())
    return f'{template.header_comment}\nmsgid ""\nmsgstr ""\n{body}\n'


def missing(content: bytes) -> int:
    """How many texts of a file have no translation."""
    messages = (message for message in read_po(io.BytesIO(content)) if message.id)
    return sum(not message.string or not all(message.string) for message in messages)


def main() -> int:
    """Write or check every file; 1 where ``--check`` finds something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", action="append", default=[], help="a further language, such as it or pt_BR")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wrong = 0
    for folder, template in ((FIXED, fixed_text()), (SPECS, spec_text(load_catalog()))):
        folder.mkdir(exist_ok=True)
        for language in sorted({path.stem for path in folder.glob("*.po")} | set(options.language)):
            path = folder / f"{language}.po"
            content = updated(path, template)
            stale = not path.is_file() or path.read_bytes() != content
            lacking = missing(content)
            wrong += stale or bool(lacking)
            state = ", not up to date" if stale else ""
            print(f"{path.relative_to(ROOT)}: {len(template)} texts, {lacking} untranslated{state}")
            if stale and not options.check:
                path.write_bytes(content)
    return 1 if options.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
