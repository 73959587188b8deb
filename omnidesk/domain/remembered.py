"""Results kept for as long as nothing that led to them changes: most changes leave most of a deal as it was."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")
Each = TypeVar("Each")

KEPT = 6
"""Calls of each function whose results are kept: for the deal, what it was before, and a what-if or two."""


def remembered(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return ``work`` with its latest results kept for the very same arguments.

    The same objects, not equal ones: telling that takes no time. So ``work`` is a pure function of values that never
    change, is given no keywords, and its result is no list that somebody may add to.
    """
    kept: list[tuple[tuple[object, ...], Result]] = []

    @wraps(work)
    def asked(*given: Given.args, **named: Given.kwargs) -> Result:
        for known, result in tuple(kept):
            if len(known) == len(given) and all(one is other for one, other in zip(known, given, strict=True)):
                return result
        result = work(*given, **named)
        kept[:] = [(given, result), *kept[: KEPT - 1]]
        return result

    return asked


def remembered_all(work: Callable[Given, Iterator[Each]]) -> Callable[Given, tuple[Each, ...]]:
    """Return ``work`` with all that it yields, kept in the same way."""

    def listed(*given: Given.args, **named: Given.kwargs) -> tuple[Each, ...]:
        return tuple(work(*given, **named))

    return remembered(listed)
