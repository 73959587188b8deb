"""Stages of a deal and the ways between them (domain rules §8)."""

from typing import Literal, get_args

from omnidesk.domain.errors import InputError

Stage = Literal["draft", "issued", "accepted", "active", "ended", "declined", "expired", "withdrawn", "superseded"]

STAGES: tuple[Stage, ...] = get_args(Stage)

_WAYS: dict[Stage, tuple[Stage, ...]] = {
    "draft": ("issued", "withdrawn"),
    "issued": ("draft", "accepted", "declined", "expired", "withdrawn", "superseded"),
    "accepted": ("active", "withdrawn"),
    "active": ("ended",),
    "ended": (),
    "declined": ("draft",),
    "expired": ("draft",),
    "withdrawn": ("draft",),
    "superseded": (),
}


def move(stage: Stage, to: Stage) -> Stage:
    """Move a deal to another stage.

    An issued deal that is edited is a draft of its next version. Raises InputError where there is no such way.
    """
    if to != stage and to not in _WAYS[stage]:
        ways = ", ".join(_WAYS[stage]) or "nowhere"
        raise InputError(f"a deal that is {stage} cannot become {to}; from here it goes to {ways}")
    return to
