"""Stages of a deal and the ways between them; what became of a version that was issued (domain rules §8)."""

import datetime
from collections.abc import Iterable
from typing import Literal, Protocol, get_args

from msgspec.structs import replace

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.journey import JourneyProgress
from omnidesk.domain.presentation import Presentation
from omnidesk.domain.private import Private

Stage = Literal["draft", "issued", "accepted", "active", "ended", "declined", "expired", "withdrawn", "superseded"]

STAGES: tuple[Stage, ...] = get_args(Stage)

_WAYS: dict[Stage, tuple[Stage, ...]] = {
    "draft": ("issued", "withdrawn"),
    "issued": ("draft", "accepted", "declined", "expired", "withdrawn", "superseded"),
    "accepted": ("active", "withdrawn", "superseded"),
    "active": ("ended", "superseded"),
    "ended": (),
    "declined": ("draft",),
    "expired": ("draft",),
    "withdrawn": ("draft",),
    "superseded": (),
}

AGREED: tuple[Stage, ...] = ("accepted", "active", "ended", "superseded")
"""Stages in which what is offered no longer changes; another deal amends or renews it."""
CLOSED: tuple[Stage, ...] = ("accepted", "declined", "expired", "withdrawn")
"""What can become of an issued version by a step of its own."""

VersionState = Literal["open", "lapsed", "accepted", "declined", "expired", "withdrawn", "superseded"]
"""What became of an issued version; ``lapsed`` is past its last day and nobody has said so yet."""


class Step(Protocol):
    """A step from stage to stage, as far as a version's state depends on it."""

    @property
    def after(self) -> str:
        """The stage that the deal came into."""
        ...

    @property
    def version(self) -> int | None:
        """The version that the step was about."""
        ...


def move(stage: Stage, to: Stage) -> Stage:
    """Move a deal to another stage.

    An issued deal that is edited is a draft of its next version. Raises InputError where there is no such way.
    """
    if to != stage and to not in _WAYS[stage]:
        ways = ", ".join(_WAYS[stage]) or "nowhere"
        raise InputError(f"a deal that is {stage} cannot become {to}; from here it goes to {ways}")
    return to


def stage_named(name: str) -> Stage:
    """The stage of this name. Raises InputError where there is none."""
    for stage in STAGES:
        if stage == name:
            return stage
    raise InputError(f"“{name}” is no stage; a deal is one of {', '.join(STAGES)}")


def version_state(
    version: int, newest: int, steps: Iterable[Step], *, valid_until: datetime.date, today: datetime.date
) -> VersionState:
    """What became of a version: what was last said of it, else whether a newer one or the calendar overtook it."""
    said: VersionState = "open"
    for step in steps:
        if step.version == version and step.after in ("accepted", "declined", "expired", "withdrawn"):
            said = step.after
    if said == "open" and version < newest:
        return "superseded"
    return "lapsed" if said == "open" and today > valid_until else said


def offered(deal: Deal) -> Deal:
    """What a client is offered of a deal: without what is internal, how it is shown and what was done since."""
    return replace(
        deal,
        notes="",
        private=Private(),
        discovery_notes={},
        approvals=(),
        journey=JourneyProgress(),
        presentation=Presentation(),
    )
