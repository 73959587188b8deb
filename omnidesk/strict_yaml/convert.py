"""From a tree to a typed value; when that fails, every mistake at once, each with its place."""

import re
from decimal import Decimal
from typing import TypeVar

import msgspec

from omnidesk.strict_yaml.limits import DECIMAL
from omnidesk.strict_yaml.problem import Marks, Place, SourceError, SpecProblem, Tree, problem_at

T = TypeVar("T")

_DECIMAL = re.compile(DECIMAL.replace("$", r"\Z"))


def convert(tree: Tree, marks: Marks, kind: type[T], source: str) -> T:
    """Give the tree its type.

    Raises:
        SourceError: with all mistakes, in the order of the file.

    """
    try:
        value = msgspec.convert(tree, kind, strict=True)
    except msgspec.ValidationError as error:
        raise SourceError(_all_mistakes(tree, marks, kind, source, str(error))) from None
    if not _amounts_are_sane(value, tree):
        raise SourceError(_all_mistakes(tree, marks, kind, source, ""))
    return value


def _amounts_are_sane(value: object, tree: object) -> bool:
    """Whether each decimal was written as :data:`DECIMAL` says: msgspec itself takes NaN, 1e999999 and " 1_0"."""
    if isinstance(value, Decimal):
        return isinstance(tree, int) or (isinstance(tree, str) and _DECIMAL.match(tree) is not None)
    if isinstance(value, msgspec.Struct) and isinstance(tree, dict):
        return all(_amounts_are_sane(getattr(value, key), entry) for key, entry in tree.items())
    if isinstance(value, dict) and isinstance(tree, dict):
        return all(_amounts_are_sane(value[key], entry) for key, entry in tree.items())
    if isinstance(value, tuple) and isinstance(tree, list):
        return all(_amounts_are_sane(entry, node) for entry, node in zip(value, tree, strict=True))
    return True


def _all_mistakes(tree: Tree, marks: Marks, kind: type, source: str, message: str) -> tuple[SpecProblem, ...]:
    from omnidesk.strict_yaml.mistakes import mistakes

    found = {
        (mistake.place, mistake.reason): problem_at(source, marks, mistake.place, mistake.reason, mistake.fix)
        for mistake in mistakes(tree, kind)
    }
    if not found:
        place, reason = _from_message(message)
        found[place, reason] = problem_at(source, marks, place, reason, "correct the value")
    return tuple(sorted(found.values(), key=lambda problem: (problem.line, problem.column, problem.key)))


def _from_message(message: str) -> tuple[Place, str]:
    """Read msgspec's own words for what a schema cannot say, such as a day that no month has."""
    reason, _, path = message.partition(" - at `$")
    steps = re.findall(r"\.([^.\[`]+)|\[(\d+)\]", path)
    place = tuple(int(position) if position else name for name, position in steps)
    return place, reason[:1].lower() + reason[1:]
