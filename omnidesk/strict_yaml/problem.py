"""A mistake in a file, as a value: where it is, what is wrong and what would be right."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from omnidesk.domain.errors import InputError

Tree = None | bool | int | str | list["Tree"] | dict[str, "Tree"]
"""What a file says, before it has a type. Numbers with a decimal point and dates are still text."""

Place = tuple[str | int, ...]
"""The way to a value: keys and positions in lists, from the top."""

Marks = dict[Place, tuple[int, int]]
"""Line and column, both from 1, of each value's key (in a mapping) or of the value itself (in a list)."""


_BREAKS = re.compile("[\\s\x85\u2028\u2029]+")


class SpecProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake in one file. ``line`` and ``column`` count from 1; ``key`` is empty where no key is to blame."""

    file: str
    line: int
    column: int
    key: str
    reason: str
    fix: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """One line: ``file:line:column: key: what is wrong; what would be right``."""
        key = f"{self.key}: " if self.key else ""
        fix = f"; {self.fix}" if self.fix else ""
        return _BREAKS.sub(" ", f"{self.file}:{self.line}:{self.column}: {key}{self.reason}{fix}")


class SourceError(InputError):
    """One or more files are wrong; the message has a line for each mistake."""

    def __init__(self, problems: tuple[SpecProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def key_of(place: Place) -> str:
    """Write a place as people read it: ``tiers[2].price.annual``, positions from 0."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def problem_at(
    source: str,
    marks: Marks,
    place: Place,
    reason: str,
    fix: str,
) -> SpecProblem:
    """Build an error for a place, with the line and column of the nearest thing that the file itself holds."""
    nearest = place
    while nearest and nearest not in marks:
        nearest = nearest[:-1]
    line, column = marks.get(nearest, (1, 1))
    return SpecProblem(file=source, line=line, column=column, key=key_of(place), reason=reason, fix=fix)


def nearest_of(word: str, words: Iterable[str]) -> str:
    """Name the nearest of the right words as a question; where none is near, list them all."""
    import difflib

    known = sorted(words)
    close = difflib.get_close_matches(word, known, 1, 0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"known here: {', '.join(known)}" if known else "leave it out"
