"""What changed between two states of a deal: by field, by price line and total, and by clause."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import asdict

from omnidesk.domain.deal import Deal
from omnidesk.domain.frozen import FrozenClause, FrozenLine, FrozenOffer, deal_tree
from omnidesk.domain.totals import Totals

Value = TypeVar("Value")

ENCLOSED = re.compile(r"documents\.(template\.(cover|logo)|annexes\[\d+\]\.content)")
"""Files inside a deal: whether it is another one is told, not its letters."""


@dataclass(frozen=True)
class FieldChange:
    """A single value of the deal file, such as ``terms.taxes[0].percent``; None: it is not there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class LineChange:
    """A price line before and after; None: there is no such line."""

    id: str
    label: str
    before: FrozenLine | None
    after: FrozenLine | None


@dataclass(frozen=True)
class TotalChange:
    """A total before and after; None: there is no price."""

    name: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class ClauseChange:
    """A clause before and after; None: the contract has no such clause."""

    id: str
    title: str
    before: FrozenClause | None
    after: FrozenClause | None


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two offers."""

    fields: tuple[FieldChange, ...] = ()
    lines: tuple[LineChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()
    reordered: bool = False
    """The clauses stand in another order."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.fields or self.lines or self.totals or self.clauses or self.reordered)

    @property
    def price_changed(self) -> bool:
        """Whether anything costs more or less."""
        return bool(self.lines or self.totals)


def differences(before: FrozenOffer, after: FrozenOffer) -> Differences:
    """Compare two offers."""
    return Differences(
        fields=_field_changes(before.deal, after.deal),
        lines=_line_changes(before.lines, after.lines),
        totals=_total_changes(before, after),
        clauses=_clause_changes(before.clauses, after.clauses),
        reordered=_reordered(before.clauses, after.clauses),
    )


def field_changes(before: Deal, after: Deal) -> tuple[FieldChange, ...]:
    """Every field in which two deals differ, in the order of field names; none for equal deals."""
    return _field_changes(deal_tree(before), deal_tree(after))


def _field_changes(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[FieldChange, ...]:
    old, new = dict(_flat(before, "")), dict(_flat(after, ""))
    names = sorted(old.keys() | new.keys())
    found = [name for name in names if _known(old, name) != _known(new, name)]
    return tuple(
        FieldChange(name, old.get(name), new.get(name))
        for name in found
        if not (old.get(name) is new.get(name) is None and _told_below(name, found))
    )


def _told_below(name: str, found: Sequence[str]) -> bool:
    """Whether what came in the place of nothing, or went, is told value by value anyway."""
    return any(each.startswith((f"{name}.", f"{name}[")) for each in found)


def _known(values: Mapping[str, object], name: str) -> tuple[object, ...]:
    """A value to compare: one that is not there is not None, and yes is not 1."""
    return (type(values[name]), values[name]) if name in values else ()


def _flat(value: object, field: str) -> Iterator[tuple[str, object]]:
    """Single values with their paths; an empty list or mapping is a value of its own."""
    if isinstance(value, Mapping) and value:
        for key, entry in value.items():
            yield from _flat(entry, f"{field}.{key}".removeprefix("."))
    elif isinstance(value, list) and value and ENCLOSED.fullmatch(field):
        yield field, f"file {hashlib.sha256(''.join(map(str, value)).encode()).hexdigest()[:12]}"
    elif isinstance(value, list) and value:
        for index, entry in enumerate(value):
            yield from _flat(entry, f"{field}[{index}]")
    else:
        yield field, value


def _line_changes(before: Sequence[FrozenLine], after: Sequence[FrozenLine]) -> tuple[LineChange, ...]:
    pairs = _paired(before, after, lambda line: line.id, lambda line: line.label)
    return tuple(LineChange(*pair) for pair in pairs if pair[2] != pair[3])


def _total_changes(before: FrozenOffer, after: FrozenOffer) -> tuple[TotalChange, ...]:
    old, new = _amounts(before.totals), _amounts(after.totals)
    changed = tuple(
        TotalChange(name, old.get(name), new.get(name))
        for name in Totals.__struct_fields__
        if old.get(name) != new.get(name)
    )
    if changed or before.currency == after.currency:
        return changed
    return tuple(TotalChange(name, old.get(name), new.get(name)) for name in old)


def _amounts(totals: Totals | None) -> dict[str, Decimal]:
    return {} if totals is None else asdict(totals)


def _clause_changes(before: Sequence[FrozenClause], after: Sequence[FrozenClause]) -> tuple[ClauseChange, ...]:
    pairs = _paired(before, after, lambda clause: clause.id, lambda clause: clause.title)
    return tuple(ClauseChange(*pair) for pair in pairs if _words(pair[2]) != _words(pair[3]))


def _words(clause: FrozenClause | None) -> tuple[str, ...]:
    """A clause without its number, which changes with every clause that comes before it."""
    return () if clause is None else (clause.title, *clause.text)


def _reordered(before: Sequence[FrozenClause], after: Sequence[FrozenClause]) -> bool:
    old, new = [each.id for each in before], [each.id for each in after]
    return [each for each in old if each in new] != [each for each in new if each in old]


def _paired(
    before: Sequence[Value], after: Sequence[Value], key: Callable[[Value], str], label: Callable[[Value], str]
) -> Iterator[tuple[str, str, Value | None, Value | None]]:
    """Entries with the same key beside each other, those that are new come last."""
    old, new = {key(each): each for each in before}, {key(each): each for each in after}
    for name, each in (old | new).items():
        yield name, label(each), old.get(name), new.get(name)
