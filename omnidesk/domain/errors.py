"""Problems (values shown beside their field) and errors (failures whose text is for the user)."""

from typing import Literal

import msgspec

Severity = Literal["refusal", "warning"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the deal that a person should look at.

    ``field`` is the path in the deal file (``terms.months``), ``reason`` one sentence that says what is wrong and
    what would be right, ``limit`` the bound that was broken, in plain text, where there is one.
    A refusal stops pricing, issue and export; a warning does not.
    """

    field: str
    reason: str
    limit: str | None = None
    severity: Severity = "refusal"


class OmniDeskError(Exception):
    """A failure whose text a user reads: one line with the place, what is wrong and the way out."""

    exit_status = 2


class InputError(OmniDeskError):
    """What was given is wrong: a file, a value, a command (exit status 2)."""


class MachineError(OmniDeskError):
    """The environment is in the way: no keyring, store locked, disk full (exit status 3)."""

    exit_status = 3


class RefusedError(InputError):
    """The deal has refusals, so it cannot be priced, built or issued."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.field}: {problem.reason}" for problem in problems))
