"""Which safety copies may go: recent ones stay by the hour, older ones by the day, then by the week."""

import datetime
from collections.abc import Callable, Hashable, Sequence

import msgspec

BY_HAND = "by-hand"
BEFORE = "before-"
"""How the reasons of copies begin that were made before something was changed that is hard to take back."""

HOURLY, DAILY, WEEKLY = (datetime.timedelta(days=days) for days in (1, 30, 365))
BEFORE_FOR = datetime.timedelta(days=30)
FEWEST = 3
"""Automatic copies that stay however old they are."""


class Dated(msgspec.Struct, frozen=True):
    """A copy as the rule sees it: when it was made (UTC), and why."""

    created_at: datetime.datetime
    reason: str


def to_thin(copies: Sequence[Dated], now: datetime.datetime) -> tuple[Dated, ...]:
    """Return the copies that may go, oldest first.

    The newest of each hour stays for a day, of each day for 30 days, of each week for a year. What was made by hand
    stays, what was made before a change or a restore stays for 30 days, the newest three stay, and so does what bears
    a time that is still to come: the clock was wrong then or is wrong now.
    """
    ordered = sorted(copies, key=lambda copy: copy.created_at, reverse=True)
    automatic = [copy for copy in ordered if copy.reason != BY_HAND]
    kept = {*automatic[:FEWEST], *ordered[:1], *(copy for copy in automatic if copy.created_at > now)}
    kept |= {copy for copy in automatic if copy.reason.startswith(BEFORE) and now - copy.created_at <= BEFORE_FOR}
    for reach, slot in ((HOURLY, _hour), (DAILY, _day), (WEEKLY, _week)):
        kept |= _newest_of_each([copy for copy in automatic if now - copy.created_at <= reach], slot)
    return tuple(copy for copy in reversed(automatic) if copy not in kept)


def _newest_of_each(ordered: Sequence[Dated], slot: Callable[[datetime.datetime], Hashable]) -> set[Dated]:
    found: dict[Hashable, Dated] = {}
    for copy in ordered:
        found.setdefault(slot(copy.created_at), copy)
    return set(found.values())


def _hour(when: datetime.datetime) -> Hashable:
    return when.date(), when.hour


def _day(when: datetime.datetime) -> Hashable:
    return when.date()


def _week(when: datetime.datetime) -> Hashable:
    return when.isocalendar()[:2]
