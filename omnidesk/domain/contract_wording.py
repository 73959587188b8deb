"""What an account manager decided about the wording of a deal's contract. Field names are those of the deal file."""

from typing import Literal

import msgspec

DeviationKind = Literal["fallback", "edited", "dropped"]


class Deviation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the contract departs from one clause of the library, of which ``version`` was the one departed from.

    ``title`` (None: the standard's) and ``text`` belong to an edited clause. ``reason`` is internal and required
    before the contract can be issued.
    """

    kind: DeviationKind
    version: int = 1
    title: str | None = None
    text: tuple[str, ...] = ()
    reason: str = ""


class OwnClause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clause that the library does not have. ``reason`` is internal and required before issue."""

    title: str
    text: tuple[str, ...] = ()
    under: str = ""
    reason: str = ""


class ContractWording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Jurisdiction pack and law (None: the company's), the order of clauses, and every departure from the standard.

    ``order`` may name some clauses only; the others keep their place behind the one that precedes them in the library.
    ``deviations`` are kept by the clause's id, ``own`` clauses by an id of their own.
    """

    jurisdiction: str | None = None
    law: str | None = None
    order: tuple[str, ...] = ()
    deviations: dict[str, Deviation] = {}
    own: dict[str, OwnClause] = {}
