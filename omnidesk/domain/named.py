"""A thing of the specs that has a stable id and a name for people."""

from collections.abc import Iterable
from typing import Annotated, TypeVar

import msgspec

Prose = Annotated[str, msgspec.Meta(extra={"kind": "prose"})]
"""Text of the specs that people read, in English; a document prints its translation."""
Unit = Annotated[str, msgspec.Meta(extra={"kind": "unit"})]
"""What is counted, in English: ``agent``, ``calls per hour``."""


class Spec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that is read from the specs: immutable, strict, by keyword."""


class Named(Spec, frozen=True, kw_only=True):
    """An id that files use and the name that people read."""

    id: str
    name: Prose


class Range(Spec, frozen=True, kw_only=True):
    """Whole-number bounds, both included."""

    minimum: int
    maximum: int


T = TypeVar("T", bound=Named)


def by_id(rows: Iterable[T], row_id: str | None) -> T | None:
    """Return the row with this id, or None."""
    return next((row for row in rows if row.id == row_id), None)
