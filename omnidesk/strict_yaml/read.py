"""From text to a tree with places, over YAML's events: no anchors, tags, merge or duplicate keys, bounded in size.

Scalars follow YAML 1.2: only ``true``/``false`` are booleans, only ``null``/``~``/nothing is null, whole numbers
without leading zeros are integers. All else is text: ``NO``, ``12:30``, ``2026-02-01``, ``8.50`` stay as written.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from omnidesk.domain.errors import InputError
from omnidesk.strict_yaml.limits import (
    CONTROL,
    DEPTH_MAXIMUM,
    DIGITS_MAXIMUM,
    LIST_MAXIMUM,
    NODES_MAXIMUM,
    SIZE_MAXIMUM,
    TEXT_MAXIMUM,
    UNREADABLE,
)
from omnidesk.strict_yaml.problem import Marks, Place, SourceError, SpecProblem, Tree, problem_at

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_WORDS: dict[str, Tree] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip

_Start = MappingStartEvent | SequenceStartEvent
_PARSER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_file(path: Path) -> tuple[Tree, Marks]:
    """Read one file.

    Raises:
        InputError: it cannot be read.
        SourceError: it is not YAML or JSON as :func:`read` accepts it, or no UTF-8 text.

    """
    return read_bytes(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """Return a file's content, of a file that is too large one byte more than is allowed.

    Raises:
        InputError: it cannot be read.

    """
    try:
        with path.open("rb") as stream:
            return stream.read(SIZE_MAXIMUM + 1)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise InputError(f"{path}: cannot be read ({reason}); check the name and your rights") from None


def read_bytes(content: bytes, source: str) -> tuple[Tree, Marks]:
    """Read what a file holds; ``source`` is its name in messages.

    Raises:
        SourceError: as :func:`read`, or it is no UTF-8 text.

    """
    _check_size(len(content), source)
    try:
        return read(content.decode("utf-8-sig"), source)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError((_plain(source, line, "this is no UTF-8 text", "save the file as UTF-8"),)) from None


def read(text: str, source: str) -> tuple[Tree, Marks]:
    """Read YAML or JSON text into a tree and the places of its values.

    Raises:
        SourceError: with every mistake found; what would be dangerous to read on stops at the first.

    """
    builder = _Builder(source)
    try:
        for event in _events(_checked(text, source)):
            builder.take(event)
    except MarkedYAMLError as error:
        raise SourceError((_syntax_problem(source, error),)) from None
    if builder.problems:
        raise SourceError(tuple(builder.problems))
    return builder.top, builder.marks


def _checked(text: str, source: str) -> str:
    _check_size(len(text), source)
    text = text.removeprefix("\ufeff")
    found = UNREADABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        reason = f"the character U+{ord(found.group()):04X} does not belong in a text file"
        raise SourceError((_plain(source, line, reason, "remove it"),))
    if text.lstrip()[:1] == "{" and "\\u" in text:
        return _SURROGATES.sub(_joined, text, count=NODES_MAXIMUM)
    return text


def _check_size(size: int, source: str) -> None:
    if size > SIZE_MAXIMUM:
        problem = _plain(source, 1, "the file is larger than 1 MB", "keep it below 1,000,000 bytes")
        raise SourceError((problem,))


def _joined(pair: re.Match[str]) -> str:
    """JSON writes characters beyond U+FFFF as two halves; YAML knows only the whole."""
    before = pair.string[max(0, pair.start() - 100) : pair.start()]
    if (len(before) - len(before.rstrip("\\"))) % 2:
        return pair.group()
    high, low = int(pair.group(1), 16), int(pair.group(2), 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _plain(source: str, line: int, reason: str, fix: str) -> SpecProblem:
    return SpecProblem(file=source, line=line, column=1, key="", reason=reason, fix=fix)


def _syntax_problem(source: str, error: MarkedYAMLError) -> SpecProblem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = f"this is neither YAML nor JSON ({error.problem or error.context or 'unreadable'})"
    fix = "check indentation, quotes and brackets up to here"
    return SpecProblem(file=source, line=line, column=column, key="", reason=reason, fix=fix)


def _events(text: str) -> Iterator[Event]:
    parser = _PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _Frame:
    """A list or mapping that is being filled; ``key`` waits for its value."""

    __slots__ = ("key", "place", "values")

    def __init__(self, values: "list[Tree] | dict[str, Tree]", place: Place) -> None:
        self.values = values
        self.place = place
        self.key: str | None = None


class _Builder:
    """Builds the tree from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.top: Tree = None
        self.marks: Marks = {}
        self.problems: list[SpecProblem] = []
        self._frames: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take in one event; structure that must not be read on raises."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._frames.pop()
        elif isinstance(event, AliasEvent):
            self._stop(event, "references with * are not allowed", "write the value out")
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document begins here", "keep one document a file, without ---")

    def _stop(self, event: Event, reason: str, fix: str) -> NoReturn:
        raise SourceError((self._problem_at(event, reason, fix),))

    def _problem_at(self, event: Event, reason: str, fix: str) -> SpecProblem:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        frame = self._frames[-1] if self._frames else None
        place = () if frame is None else frame.place if frame.key is None else (*frame.place, frame.key)
        return problem_at(self.source, {place: (line, column)}, place, reason, fix)

    def _admit(self, event: ScalarEvent | _Start) -> None:
        self._nodes += 1
        if event.anchor is not None:
            self._stop(event, "anchors with & are not allowed", "write the value out where it is needed")
        if event.tag is not None:
            self._stop(event, "tags with ! are not allowed", "write the plain value")
        if self._nodes > NODES_MAXIMUM:
            self._stop(event, f"the file holds more than {NODES_MAXIMUM:,} values", "split or shorten it")

    def _open(self, event: _Start) -> None:
        self._admit(event)
        if len(self._frames) >= DEPTH_MAXIMUM:
            self._stop(event, f"values are nested deeper than {DEPTH_MAXIMUM} levels", "nest less deeply")
        if self._frames and isinstance(self._frames[-1].values, dict) and self._frames[-1].key is None:
            self._stop(event, "a list or mapping cannot be a key", "use a plain word as the key")
        values: list[Tree] | dict[str, Tree] = {} if isinstance(event, MappingStartEvent) else []
        self._frames.append(_Frame(values, self._add(event, values)))

    def _scalar(self, event: ScalarEvent) -> None:
        self._admit(event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and isinstance(frame.values, dict) and frame.key is None:
            self._key(event, frame, frame.values)
        else:
            self._add(event, self._value(event))

    def _key(self, event: ScalarEvent, frame: _Frame, values: dict[str, Tree]) -> None:
        key = unicodedata.normalize("NFC", event.value)
        if key == "<<" and not event.style:
            self._stop(event, "merge keys << are not allowed", "write the values out")
        place = (*frame.place, key)
        if key in values:
            line = self.marks[place][0]
            self._blame(event, place, f"the key is there twice, first in line {line}", "remove one of the two")
        if CONTROL.search(key) or len(key) > TEXT_MAXIMUM:
            self._stop(event, "the key is no readable word", "use a plain word as the key")
        self.marks[place] = (event.start_mark.line + 1, event.start_mark.column + 1)
        frame.key = key

    def _blame(self, event: Event, place: Place, reason: str, fix: str) -> None:
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(problem_at(self.source, {place: mark}, place, reason, fix))

    def _value(self, event: ScalarEvent) -> Tree:
        text = event.value
        if not event.style:
            if text in _WORDS:
                return _WORDS[text]
            if _INTEGER.match(text):
                return self._integer(event, text)
        if CONTROL.search(text):
            self.problems.append(self._problem_at(event, "the text holds a control character", "remove it"))
        if len(text) > TEXT_MAXIMUM:
            reason = f"the text is longer than {TEXT_MAXIMUM:,} characters"
            self.problems.append(self._problem_at(event, reason, "shorten it"))
        return unicodedata.normalize("NFC", text)

    def _integer(self, event: ScalarEvent, text: str) -> int:
        if len(text.lstrip("+-")) > DIGITS_MAXIMUM:
            reason = f"the number has more than {DIGITS_MAXIMUM} digits"
            self.problems.append(self._problem_at(event, reason, "write a smaller number"))
            return 0
        return int(text)

    def _add(self, event: ScalarEvent | _Start, value: Tree) -> Place:
        if not self._frames:
            self.top = value
            return ()
        frame = self._frames[-1]
        if isinstance(frame.values, list):
            place = (*frame.place, len(frame.values))
            if len(frame.values) >= LIST_MAXIMUM:
                self._stop(event, f"the list has more than {LIST_MAXIMUM:,} entries", "shorten it")
            frame.values.append(value)
            self.marks[place] = (event.start_mark.line + 1, event.start_mark.column + 1)
            return place
        key = str(frame.key)
        frame.values[key] = value
        frame.key = None
        return (*frame.place, key)
