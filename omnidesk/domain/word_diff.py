"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\{[^{}]*\}|\s+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
"""A mark, white space, one Japanese or Chinese character, a word, or any other single character."""


LONG = 6000
"""Words from which on the most frequent ones no longer anchor the comparison, which would take too long."""


ALIKE = 0.45
"""Texts with a smaller share of words in common are shown one after the other: word by word nobody could read it."""


@dataclass(frozen=True)
class Change:
    """A stretch of text that both have, that only the old one has, or only the new one."""

    kind: Literal["same", "gone", "new"]
    text: str


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """How the new text comes from the old one: same and new in order are the new text, same and gone the old one."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > LONG)
    if matcher.ratio() < ALIKE:
        return tuple(change for change in (Change("gone", old), Change("new", new)) if change.text)
    return tuple(_joined(_changes(matcher, before, after)))


def _changes(matcher: "SequenceMatcher[str]", before: list[str], after: list[str]) -> Iterator[Change]:
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[start:end]))
            continue
        yield Change("gone", "".join(before[start:end]))
        yield Change("new", "".join(after[new_start:new_end]))


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Read a lone blank between two changes as part of both, so that a changed phrase reads as one."""
    kept = [change for change in changes if change.text]
    place = 0
    while place < len(kept):
        gone, new = "", ""
        while place < len(kept) and _is_changed(kept, place, bool(gone or new)):
            change = kept[place]
            gone += change.text if change.kind != "new" else ""
            new += change.text if change.kind != "gone" else ""
            place += 1
        if gone:
            yield Change("gone", gone)
        if new:
            yield Change("new", new)
        if place < len(kept):
            yield kept[place]
            place += 1


def _is_changed(changes: list[Change], place: int, inside: bool) -> bool:
    if changes[place].kind != "same":
        return True
    between = inside and place + 1 < len(changes)
    return between and changes[place].text == " "
