"""From YAML's events to a tree with places; the only module that imports YAML, when there is some to read."""

import re
import unicodedata
from collections.abc import Iterator
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

from omnidesk.strict_yaml.limits import (
    CONTROL,
    DEPTH_MAXIMUM,
    DIGITS_MAXIMUM,
    LIST_MAXIMUM,
    NODES_MAXIMUM,
    TEXT_MAXIMUM,
)
from omnidesk.strict_yaml.problem import Marks, Place, SourceError, SpecProblem, Tree, problem_at

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_WORDS: dict[str, Tree] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip

_Start = MappingStartEvent | SequenceStartEvent
_PARSER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def tree_of(text: str, source: str) -> tuple[Tree, Marks]:
    """Return the tree of a text and the places of its values; ``source`` is the file's name in messages.

    Raises:
        SourceError: with every mistake found.

    """
    builder = _Builder(source)
    try:
        for event in _events(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise SourceError((_syntax_problem(source, error),)) from None
    if builder.problems:
        raise SourceError(tuple(builder.problems))
    return builder.top, builder.marks


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
