"""The inputs of a step as values: text, range and problem of each by its path in the deal, and how one is changed."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar, cast

import msgspec

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import plain
from omnidesk.wizard.context import Context

Held = TypeVar("Held")


@dataclass(frozen=True)
class Entry:
    """One input: its text as a person may edit it, what is allowed, a note under it, an example, what is wrong."""

    text: str = ""
    range_hint: str = ""
    note: str = ""
    example: str = ""
    problem: str = ""
    warning: bool = False


Form = Mapping[str, Entry]
"""Entries by the path of their place in the deal (``models.usage.volumes.api_calls``)."""


def put(deal: Deal, path: str, value: object) -> Deal:
    """Put a value at a path; in a table ``None`` takes the row out. A place that does not exist changes nothing."""
    return _put(deal, path.split("."), value)


def at(deal: Deal, path: str) -> object:
    """The value at a path; None where there is nothing."""
    found: object = deal
    for key in path.split("."):
        found = _below(found, key)
    return found


def add_row(deal: Deal, path: str, row: object) -> Deal:
    """Add a row at the end of the list at a path."""
    rows = at(deal, path)
    return put(deal, path, (*cast("tuple[object, ...]", rows), row)) if isinstance(rows, tuple) else deal


def drop_row(deal: Deal, path: str, place: int) -> Deal:
    """Take the row at ``place`` (from 0) out of the list at a path."""
    rows = at(deal, path)
    if not isinstance(rows, tuple):
        return deal
    kept = cast("tuple[object, ...]", rows)
    return put(deal, path, (*kept[:place], *kept[place + 1 :]))


def entries(
    context: Context,
    paths: Iterable[str],
    ranges: Mapping[str, str] | None = None,
    examples: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> dict[str, Entry]:
    """The inputs at these paths; a problem of a whole group stands beside the group's first input."""
    known = tuple(paths)
    firsts = _firsts(known)
    found: dict[str, Problem] = {}
    for problem in sorted(context.quote.problems, key=lambda each: each.severity == "warning"):
        place = firsts.get(problem.field)
        if place:
            found.setdefault(place, problem)
    values = _values(context.deal, known)
    return {
        path: Entry(
            text=shown(values[path]),
            range_hint=(ranges or {}).get(path, ""),
            note=(notes or {}).get(path, ""),
            example=(examples or {}).get(path, ""),
            problem=sentence(found[path]) if path in found else "",
            warning=path in found and found[path].severity == "warning",
        )
        for path in known
    }


def beside(field: str, paths: Iterable[str]) -> str:
    """The input that a problem of ``field`` stands beside: itself, else the first below it; empty for none."""
    known = tuple(paths)
    if field in known:
        return field
    return next((path for path in known if path.startswith(f"{field}.")), "")


def _values(deal: Deal, paths: Iterable[str]) -> dict[str, object]:
    """The values at many paths; what holds several of them is looked up once."""
    holders: dict[str, object] = {}
    found: dict[str, object] = {}
    for path in paths:
        holder, _dot, key = path.rpartition(".")
        if holder not in holders:
            holders[holder] = at(deal, holder) if holder else deal
        found[path] = _below(holders[holder], key)
    return found


def _firsts(paths: Iterable[str]) -> dict[str, str]:
    """What ``beside`` gives for these inputs and for every group of them, found once for many problems."""
    found: dict[str, str] = {}
    exact: dict[str, str] = {}
    for path in paths:
        exact[path] = group = path
        while group := group.rpartition(".")[0]:
            found.setdefault(group, path)
    return {**found, **exact}


def sentence(problem: Problem) -> str:
    """A problem as a sentence."""
    return f"{problem.reason[:1].upper()}{problem.reason[1:]}."


def shown(value: object) -> str:
    """A value as a person may edit it: figures grouped by commas, dates by ISO 8601, nothing for None."""
    match value:
        case bool() | None | tuple() | dict():
            return ""
        case Decimal():
            return f"{Decimal(plain(value)):,f}"
        case int():
            return f"{value:,}"
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)


def _put(holder: Held, keys: list[str], value: object) -> Held:
    if not keys:
        return cast(Held, value)
    key, *rest = keys
    match holder:
        case tuple():
            return cast(Held, _put_in_row(cast("tuple[object, ...]", holder), key, rest, value))
        case dict():
            return cast(Held, _put_in_table(cast("dict[str, object]", holder), key, rest, value))
        case msgspec.Struct():
            changed: dict[str, Any] = {key: _put(getattr(holder, key), rest, value)}
            return msgspec.structs.replace(holder, **changed)
        case _:
            return holder


def _put_in_row(rows: tuple[object, ...], key: str, rest: list[str], value: object) -> tuple[object, ...]:
    return tuple(_put(row, rest, value) if str(place) == key else row for place, row in enumerate(rows))


def _put_in_table(table: dict[str, object], key: str, rest: list[str], value: object) -> dict[str, object]:
    fresh = _put(table.get(key), rest, value)
    return {**table, key: fresh} if fresh is not None else {name: kept for name, kept in table.items() if name != key}


def _below(holder: object, key: str) -> object:
    match holder:
        case tuple():
            rows = cast("tuple[object, ...]", holder)
            return rows[int(key)] if key.isdigit() and int(key) < len(rows) else None
        case dict():
            return cast("dict[str, object]", holder).get(key)
        case _:
            return getattr(holder, key, None)
