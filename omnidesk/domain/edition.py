"""Under which number and version an offer goes out, and how long it holds (domain rules §8)."""

import datetime

import msgspec

from omnidesk.domain.policy import Policy


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


def last_day(made_on: datetime.date, policy: Policy) -> datetime.date:
    """The last day of an offer that is made today, where nobody names another."""
    return made_on + datetime.timedelta(days=policy.offer_validity_days.value)
