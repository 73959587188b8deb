"""Changes single values of a YAML text and leaves the rest as a person wrote it, comments and all."""

import re
from collections.abc import Mapping
from typing import cast

from omnidesk.strict_yaml.problem import Marks, Place, Tree
from omnidesk.strict_yaml.read import read
from omnidesk.strict_yaml.write import write

_COMMENT = re.compile(r"""\s+#\s[^"']*\Z""")


def with_values(text: str, values: Mapping[tuple[str, ...], Tree], source: str) -> str:
    """Return the text with these values at their places; a mapping that is missing on the way is made.

    Where a value does not stand on lines of its own the whole text is written anew, without its comments.

    Raises:
        SourceError: the text is not YAML.
    """
    for place, value in values.items():
        tree, marks = read(text, source)
        wanted = _set(tree if isinstance(tree, dict) else {}, place, value)
        if wanted == tree:
            continue
        edited = _on_its_lines(text, marks, place, value)
        text = edited if edited is not None and _reads_as(edited, wanted) else write(wanted)
    return text


def _set(tree: dict[str, Tree], place: tuple[str, ...], value: Tree) -> dict[str, Tree]:
    key, *rest = place
    if not rest:
        return {**tree, key: value}
    inner = tree.get(key)
    return {**tree, key: _set(inner if isinstance(inner, dict) else {}, tuple(rest), value)}


def _reads_as(text: str, wanted: dict[str, Tree]) -> bool:
    from omnidesk.strict_yaml.problem import SourceError

    try:
        return read(text, "")[0] == wanted
    except SourceError:
        return False


def _on_its_lines(text: str, marks: Marks, place: tuple[str, ...], value: Tree) -> str | None:
    """The text with other lines where the value stood, or with a line more at its end; None where neither fits."""
    fresh = cast("dict[str, object]", {place[-1]: value})
    if place not in marks:
        return f"{text.rstrip()}\n{write(fresh)}" if len(place) == 1 else None
    lines = text.split("\n")
    line, column = marks[place]
    indent, end = lines[line - 1][: column - 1], _end(lines, marks, place)
    if indent.strip() or end is None:
        return None
    written = [f"{indent}{each}" for each in write(fresh).rstrip("\n").split("\n")]
    comment = _COMMENT.search(lines[line - 1])
    if comment and len(written) == 1 and end == line:
        written[0] += comment.group()
    return "\n".join([*lines[: line - 1], *written, *lines[end:]])


def _end(lines: list[str], marks: Marks, place: Place) -> int | None:
    """The last line of a value; comments before the next key are that key's. None: the next begins on the same line."""
    begins = marks[place]
    later = [mark[0] for other, mark in marks.items() if mark > begins and other[: len(place)] != place]
    end = min(later, default=len(lines) + 1) - 1
    if end < begins[0]:
        return None
    while end > begins[0] and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end
