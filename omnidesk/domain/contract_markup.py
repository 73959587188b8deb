"""The marks in a clause's text.

``{client_name}`` a variable · ``{ref:liability}`` the number of a clause, ``{ref:liability.2}`` of its second paragraph
· ``{term:services}`` the name of a defined term, ``{term:services|Service}`` the same in other words ·
``{define:brand|Brand}`` words that are defined right here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

MarkKind = Literal["variable", "ref", "term", "define"]

MARK = re.compile(r"\{(?:(ref|term|define):)?([a-z][a-z0-9_]*)(?:\.([1-9][0-9]?))?(?:\|([^{}|]+))?\}")
"""One mark."""


@dataclass(frozen=True)
class Mark:
    """One mark; ``words`` are what is printed for a term, ``paragraph`` narrows a reference (from 1)."""

    kind: MarkKind
    name: str
    words: str = ""
    paragraph: int | None = None


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[str | Mark, ...]:
    """Take a text apart into its words and its marks, in order; what is no sound mark stays as it was typed."""
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[str | Mark]:
    end = 0
    for found in MARK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield _mark(found)
        end = found.end()
    if end < len(text):
        yield text[end:]


def marks(texts: Iterable[str]) -> Iterator[Mark]:
    """The marks of several texts, in order."""
    return (part for text in texts for part in parse(text) if isinstance(part, Mark))


def is_sound(text: str) -> bool:
    """Whether every curly bracket belongs to a mark, and every mark is a whole one."""
    return not set("{}") & set(MARK.sub("", text)) and all(_is_whole(found) for found in MARK.finditer(text))


def _mark(found: re.Match[str]) -> Mark:
    kind, name, paragraph, words = found.groups()
    shape: MarkKind = kind if kind in ("ref", "term", "define") else "variable"
    return Mark(shape, name, words or "", int(paragraph) if paragraph else None)


def _is_whole(found: re.Match[str]) -> bool:
    kind, _, paragraph, words = found.groups()
    if kind == "define":
        return bool(words) and paragraph is None
    return (paragraph is None or kind == "ref") and (words is None or kind == "term")
