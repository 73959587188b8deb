"""Results kept for as long as nothing that led to them changes: most changes leave most of a deal as it was."""

from collections.abc import Callable, Iterator
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Result = TypeVar("Result")
Each = TypeVar("Each")

KEPT = 6
"""Calls of each function whose results are kept: for the deal, what it was before, and a what-if or two."""


def remembered(work: Callable[[*Given], Result]) -> Callable[[*Given], Result]:
    """Return ``work`` with its latest results kept for the very same arguments, given by their places alone.

    The same objects, not equal ones: telling that takes no time, and what is kept is never given to another object that
    came to lie in its place. So ``work`` is a pure function of values that never change, and its result is no list that
    somebody may add to. Any thread may ask: at worst two work out the same.
    """
    kept: list[tuple[tuple[*Given], Result]] = []

    @wraps(work)
    def asked(*given: *Given) -> Result:
        for known, result in tuple(kept):
            if len(known) == len(given) and all(map(is_, known, given)):
                return result
        result = work(*given)
        kept[:] = [(given, result), *kept[: KEPT - 1]]
        return result

    return asked


def remembered_all(work: Callable[[*Given], Iterator[Each]]) -> Callable[[*Given], tuple[Each, ...]]:
    """Return ``work`` with all that it yields, kept in the same way."""

    def listed(*given: *Given) -> tuple[Each, ...]:
        return tuple(work(*given))

    return remembered(listed)
