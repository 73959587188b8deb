"""What is wrong with how a deal's documents are put together, each with the place where it is put right."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from omnidesk.domain.annex import ANNEX_BYTES, Annex, Documents
from omnidesk.domain.contract_markup import is_sound, marks
from omnidesk.domain.contract_variables import Variable
from omnidesk.domain.errors import Problem
from omnidesk.domain.template import SECTIONS, DocumentKind, Template, TextBlock, joined, section_of

FIELD = "documents"
KINDS: tuple[DocumentKind, ...] = ("proposal", "contract", "summary")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
COVER_BYTES = 220_000
LOGO_BYTES = 60_000

Variables = Mapping[str, Variable]


def template_problems(
    documents: Documents, variables: Variables, kinds: tuple[DocumentKind, ...] = KINDS
) -> tuple[Problem, ...]:
    """What stops the documents of these kinds; without variables nothing is said about places in texts."""
    template = documents.template
    used = {each for kind in kinds for each in template.named(kind) or ()}
    return (
        *(problem for kind in kinds for problem in _sections(template, kind)),
        *(
            problem
            for block_id, block in template.blocks.items()
            if block_id in used
            for problem in _block(block_id, block, variables)
        ),
        *_look(template, variables),
        *(() if kinds == ("summary",) else _annexes(documents.annexes)),
    )


def places(variables: Variables) -> tuple[str, ...]:
    """The names that can stand in a text in curly brackets."""
    return tuple(sorted(name for name, each in variables.items() if each.kind not in ("rows", "texts")))


def _sections(template: Template, kind: DocumentKind) -> Iterator[Problem]:
    named = template.named(kind)
    field = f"{FIELD}.template.{kind}"
    for section_id in dict.fromkeys(named or ()):
        if section_of(kind, section_id) is None and section_id not in template.blocks:
            known = ", ".join(section.id for section in SECTIONS[kind])
            yield Problem(field=field, reason=f'a {kind} has no section "{section_id}"; there are {known}')
    for section in SECTIONS[kind]:
        if section.id in template.blocks:
            reason = f'a {kind} has a section "{section.id}" itself; give your own text another id'
            yield Problem(field=f"{FIELD}.template.blocks.{section.id}", reason=reason)
        if named is not None and section.needed and section.id not in named:
            yield Problem(field=field, reason=f'every {kind} needs the section "{section.id}"; put it back')


def _block(block_id: str, block: TextBlock, variables: Variables) -> Iterator[Problem]:
    field = f"{FIELD}.template.blocks.{block_id}"
    name = f'the text "{block.title.strip() or block_id}"'
    if not block.title.strip():
        yield Problem(field=f"{field}.title", reason=f"give {name} a title")
    if not any(text.strip() for text in block.text):
        yield Problem(field=f"{field}.text", reason=f"{name} is empty; write something or take it out")
    yield from _places(f"{field}.title", name, (block.title,), variables)
    yield from _places(f"{field}.text", name, block.text, variables)


def _places(field: str, name: str, texts: tuple[str, ...], variables: Variables) -> Iterator[Problem]:
    if not variables:
        return
    if not all(is_sound(text) for text in texts):
        yield Problem(field=field, reason=f"{name} has a curly bracket that is no place; write {{client_name}}")
    known = places(variables)
    for mark in marks(texts):
        if mark.kind != "variable" or mark.name not in known:
            shown = mark.name if mark.kind == "variable" else f"{mark.kind}:{mark.name}"
            near = get_close_matches(mark.name, known, 1, 0.4) or ["client_name"]
            reason = f"{name} has the place {{{shown}}}, which nothing fills in; perhaps {{{near[0]}}} is meant"
            yield Problem(field=field, reason=reason)
        elif not variables[mark.name].resolved:
            reason = f"{name} needs {mark.name}, which is not filled in yet"
            yield Problem(field=variables[mark.name].field or field, reason=reason)


def _look(template: Template, variables: Variables) -> Iterator[Problem]:
    field = f"{FIELD}.template"
    if template.accent and not COLOUR.fullmatch(template.accent):
        yield Problem(field=f"{field}.accent", reason="write the accent as #RRGGBB, such as #0F766E")
    yield from _places(f"{field}.footer", "the footer", (template.footer,), variables)
    for name, kept, start, most in (
        ("cover", template.cover, b"\xff\xd8\xff", COVER_BYTES),
        ("logo", template.logo, b"\x89PNG", LOGO_BYTES),
    ):
        if kept and (wrong := _picture(kept, start, most)):
            yield Problem(field=f"{field}.{name}", reason=f"the picture {wrong}; choose it again")


def _picture(kept: tuple[str, ...], start: bytes, most: int) -> str:
    try:
        content = joined(kept)
    except ValueError as error:
        return f"cannot be read: {error}"
    if not content.startswith(start):
        return "is of another kind than it should be"
    return f"is larger than {most // 1000} KB" if len(content) > most else ""


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Problem]:
    total = 0
    for place, annex in enumerate(annexes):
        field = f"{FIELD}.annexes[{place}]"
        name = annex.title.strip() or annex.file
        if not annex.title.strip():
            yield Problem(field=f"{field}.title", reason=f"give the annex {annex.file} a title")
        try:
            content = joined(annex.content)
        except ValueError:
            content = b""
        total += len(content)
        if hashlib.sha256(content).hexdigest() != annex.sha256:
            reason = f"the annex {name} is not the file that was added; take it out and add it again"
            yield Problem(field=field, reason=reason)
    if total > ANNEX_BYTES:
        reason = f"the annexes are larger than {ANNEX_BYTES // 1000} KB together; take one out"
        yield Problem(field=f"{FIELD}.annexes", reason=reason)
