"""How words are set on a slide: wrapped to their width, smaller where they take too many lines, cut only in the end."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from omnidesk.charts.display import Anchor, Measure, Token, Weight
from omnidesk.line_breaks import may_break

TITLE, LEAD, BODY, SMALL = 42.0, 28.0, 21.0, 17.0
LEADING = 1.34
SHRINKS, SMALLEST = 0.62, 13.0
"""How much smaller words may be set to find room, and the least size that can still be read."""
KEEPS = 0.5
"""A line is cut after a word where so much of what would fit is kept, else inside it."""


@dataclass(frozen=True)
class Look:
    """How words are set; with ``lines`` they take no more than these, and are set smaller where they would.

    ``anchor`` is the part of the room that they stand at, ``least`` the smallest size (0: as usual).
    """

    size: float = BODY
    weight: Weight = "regular"
    colour: Token = "ink"
    lines: int = 0
    anchor: Anchor = "start"
    least: float = 0.0


def larger(look: Look, factor: float) -> Look:
    """A look, so many times as large."""
    return replace(look, size=look.size * factor)


def fitted(words: str, width: float, look: Look, measure: Measure) -> tuple[float, list[str]]:
    """Set the words smaller until they take no more lines than they may; only then cut them. The size and the lines."""
    size, smallest = look.size, look.least or max(look.size * SHRINKS, SMALLEST)
    if "\n" not in words and measure(words, size, look.weight) <= width:
        return size, [words.rstrip()]
    while True:
        wrapped = list(_wrapped(words, width, (size, look.weight), measure))
        narrow = all(measure(line, size, look.weight) <= width for line in wrapped)
        if narrow and (not look.lines or len(wrapped) <= look.lines):
            return size, wrapped
        if size <= smallest and not look.lines:
            return size, wrapped
        if size <= smallest:
            rest = " ".join(wrapped[look.lines - 1 :])
            return size, [*wrapped[: look.lines - 1], _cut(rest, width, (size, look.weight), measure)]
        size = max(smallest, size * 0.94)


def _wrapped(words: str, width: float, type_: tuple[float, Weight], measure: Measure) -> Iterator[str]:
    for paragraph in words.split("\n"):
        line = ""
        for part in _parts(paragraph):
            if line and measure((line + part).rstrip(), *type_) > width:
                yield line.rstrip()
                line = ""
            line += part
        yield line.rstrip()


def _cut(words: str, width: float, type_: tuple[float, Weight], measure: Measure) -> str:
    """As many whole words as fit before an ellipsis; a first word that is too long for itself loses letters."""
    if measure(words, *type_) <= width:
        return words
    kept = words
    while kept and measure(kept + "…", *type_) > width:
        kept = _without_last_letter(kept).rstrip()
    whole = kept if words[len(kept) : len(kept) + 1] == " " else kept.rpartition(" ")[0].rstrip()
    return (whole if len(whole) >= len(kept) * KEEPS else kept).rstrip(",;:–- ") + "…"


def _without_last_letter(words: str) -> str:
    """A letter goes with the marks that stand on it."""
    while len(words) > 1 and unicodedata.combining(words[-1]):
        words = words[:-1]
    return words[:-1]


def _parts(paragraph: str) -> Iterator[str]:
    """What stays together on a line: a word with the space after it, a single sign of a script without spaces."""
    part = ""
    for place, sign in enumerate(paragraph):
        part += sign
        after = paragraph[place + 1 : place + 2]
        if sign == " " or (after and after != " " and may_break(sign, after)):
            yield part
            part = ""
    if part:
        yield part
