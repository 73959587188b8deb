"""The journal of a meeting: every what-if of the room as a branch from the deal; nothing reaches it until adopted."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.errors import InputError

ONE_MOVE = datetime.timedelta(seconds=2)
"""A slider on its way passes many places: turns of one lever within this time of each other are one moment."""
LONGEST_NAME = 60


class Moment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where all levers stood from ``at`` (UTC) on.

    ``parent`` is the moment it branched from, ``lever`` what was turned. A named moment is a
    scenario. The first moment has no parent and no settings: it is the deal itself.
    """

    number: int
    at: datetime.datetime
    parent: int | None = None
    lever: str | None = None
    settings: dict[str, Decimal] = {}
    name: str = ""


class Meeting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The moments of one meeting in the order of the clock, and the number of the one that stands now."""

    moments: tuple[Moment, ...]
    current: int = 0

    @property
    def now(self) -> Moment:
        """The moment that stands."""
        return self.moments[self.current]

    @property
    def scenarios(self) -> tuple[Moment, ...]:
        """The moments that were given a name, in the order of the clock."""
        return tuple(moment for moment in self.moments if moment.name)


def begun(at: datetime.datetime) -> Meeting:
    """A meeting that starts from the deal as it is."""
    return Meeting(moments=(Moment(number=0, at=at),))


def turned(meeting: Meeting, lever: str, value: Decimal, at: datetime.datetime) -> Meeting:
    """Turn one lever of where the meeting stands: a new moment, or the same one while the lever is still moving."""
    return settled(meeting, {**meeting.now.settings, lever: value}, at, lever=lever)


def settled(
    meeting: Meeting, settings: Mapping[str, Decimal], at: datetime.datetime, *, lever: str | None = None
) -> Meeting:
    """Put all levers at once (a way that was found, a scenario); nothing new where they stand so already."""
    now = meeting.now
    if dict(settings) == now.settings:
        return meeting
    moving = lever is not None and lever == now.lever and not now.name and now is meeting.moments[-1]
    if moving and at - now.at <= ONE_MOVE:
        still = replace(now, at=max(at, now.at), settings=dict(settings))
        return replace(meeting, moments=(*meeting.moments[:-1], still))
    number = len(meeting.moments)
    moment = Moment(
        number=number, at=max(at, meeting.moments[-1].at), parent=now.number, lever=lever, settings=dict(settings)
    )
    return Meeting(moments=(*meeting.moments, moment), current=number)


def gone_back(meeting: Meeting, number: int) -> Meeting:
    """Let the meeting stand at an earlier (or later) moment; what came after it stays in the journal.

    Raises:
        InputError: there is no such moment.
    """
    found = _existing(meeting, number)
    return meeting if found is meeting.now else replace(meeting, current=number)


def at_clock(meeting: Meeting, clock: datetime.datetime) -> Moment:
    """The moment that was the last one at that time; before the meeting, the deal itself."""
    return next((moment for moment in reversed(meeting.moments) if moment.at <= clock), meeting.moments[0])


def named(meeting: Meeting, number: int, name: str) -> Meeting:
    """Give a moment a name, which makes it a scenario; an empty name takes it away.

    Raises:
        InputError: there is no such moment, or another scenario has the name, or it is too long.
    """
    moment, wanted = _existing(meeting, number), " ".join(name.split())
    if len(wanted) > LONGEST_NAME:
        raise InputError(f"a scenario's name has at most {LONGEST_NAME} letters")
    if wanted and any(each.name == wanted and each.number != number for each in meeting.moments):
        raise InputError(f"there is a scenario “{wanted}” already; choose another name")
    changed = replace(moment, name=wanted)
    return replace(meeting, moments=(*meeting.moments[:number], changed, *meeting.moments[number + 1 :]))


class Taken(msgspec.Struct, frozen=True):
    """A lever that the deal took over: where the deal had it, what was taken, and where the deal has it now.

    A share of the plan (benefit, usage) was taken at 80 and stands at 100 of the new plan.
    """

    stood: Decimal
    taken: Decimal
    stands: Decimal


def rebased(meeting: Meeting, levers: Mapping[str, Taken]) -> Meeting:
    """The journal once the deal took a what-if over: every moment still means what it meant before."""
    return replace(meeting, moments=tuple(_rebased(moment, levers) for moment in meeting.moments))


def _rebased(moment: Moment, levers: Mapping[str, Taken]) -> Moment:
    settings = dict(moment.settings)
    for lever, each in levers.items():
        meant = settings.get(lever, each.stood)
        settings[lever] = meant if each.stands == each.taken else meant * each.stands / each.taken
    return replace(moment, settings=settings)


def path_to(meeting: Meeting, number: int) -> tuple[Moment, ...]:
    """How the room came to a moment: from the deal itself on, branch by branch.

    Raises:
        InputError: there is no such moment.
    """
    return tuple(reversed([*_back(meeting, _existing(meeting, number))]))


def _back(meeting: Meeting, moment: Moment) -> Iterator[Moment]:
    yield moment
    while moment.parent is not None:
        moment = meeting.moments[moment.parent]
        yield moment


def _existing(meeting: Meeting, number: int) -> Moment:
    if not 0 <= number < len(meeting.moments):
        raise InputError(f"the journal has no moment {number}; it has {len(meeting.moments)}")
    return meeting.moments[number]
