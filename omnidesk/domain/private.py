"""What an account manager states for us alone: what the deal costs us, the least that it may bring, notes of slides."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.errors import Problem


class Private(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our cost a year and once, and our floor a year, in the deal's currency. It reaches no client surface.

    ``slide_notes`` are what the presenter wants to say, by slide.
    """

    cost_per_year: Decimal | None = None
    cost_one_time: Decimal | None = None
    floor_per_year: Decimal | None = None
    slide_notes: dict[str, str] = {}


AMOUNTS = ("cost_per_year", "cost_one_time", "floor_per_year")


def with_note(private: Private, slide: str, words: str) -> Private:
    """The same with another note for a slide; an empty one takes it away."""
    notes = {**private.slide_notes, slide: words}
    return replace(private, slide_notes={each: kept for each, kept in notes.items() if kept.strip()})


def private_problems(private: Private) -> Iterator[Problem]:
    """Amounts that cannot be."""
    for field in AMOUNTS:
        amount: Decimal | None = getattr(private, field)
        if amount is not None and amount < 0:
            yield Problem(field=f"private.{field}", reason="a cost or floor cannot be negative", limit="0")
