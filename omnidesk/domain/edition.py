"""Under which number and version an offer goes out, and how long it holds (domain rules §8)."""

import datetime

import msgspec

from omnidesk.domain.policy import Policy

LONGEST_PART = 9
"""Digits of a place; what a damaged store says may be longer than a store can keep."""


class Edition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an issued document says of itself. Dates are those of the place where the company stands."""

    number: str
    version: int
    made_on: datetime.date
    valid_until: datetime.date

    @property
    def reference(self) -> str:
        """Number and version as they are printed: ``OD-2026-0042 v1``."""
        return f"{self.number} v{self.version}"


def number_text(prefix: str, year: int, place: int) -> str:
    """The number at a place among those of its prefix and year: ``OD-2026-0042``."""
    return f"{prefix}-{year}-{place:04d}"


def number_parts(text: str) -> tuple[str, int, int] | None:
    """The prefix, year and place that a number was printed from; None where the text is no number."""
    prefix, *rest = text.rsplit("-", 2)
    if len(rest) != 2 or not all(part.isdecimal() and len(part) <= LONGEST_PART for part in rest):
        return None
    year, place = map(int, rest)
    return (prefix, year, place) if place > 0 and number_text(prefix, year, place) == text else None


def last_day(made_on: datetime.date, policy: Policy) -> datetime.date:
    """The last day of an offer that is made today, where nobody names another."""
    return made_on + datetime.timedelta(days=policy.offer_validity_days.value)
