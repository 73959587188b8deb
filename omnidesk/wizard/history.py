"""What happened to a deal, and what differs between two of its states, in words. No Qt, no store."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from omnidesk.domain.differences import ClauseChange, Differences
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.desk_words import beside, stage_name

NOTHING = "–"


class TakenStep(Protocol):
    """A step from stage to stage, as the store gives it."""

    @property
    def before(self) -> str:
        """The stage before."""
        ...

    @property
    def after(self) -> str:
        """The stage after."""
        ...

    @property
    def at(self) -> str:
        """When, in UTC."""
        ...

    @property
    def who(self) -> str:
        """Who took it."""
        ...

    @property
    def reason(self) -> str:
        """Why."""
        ...

    @property
    def version(self) -> int | None:
        """The issued version that it was about."""
        ...


@dataclass(frozen=True)
class ChangeRow:
    """Something that differs: what it is, and what stood there before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeGroup:
    """What differs of one kind: prices (``figures``), fields or clauses."""

    title: str
    rows: tuple[ChangeRow, ...]
    figures: bool = False


@dataclass(frozen=True)
class StepLine:
    """A step in words: what, and who when and why."""

    what: str
    note: str


def change_groups(found: Differences, formatter: Formatter, currency: str) -> tuple[ChangeGroup, ...]:
    """Describe everything that differs, prices first; nothing for what is the same."""

    def money(amount: Decimal | None) -> str:
        return NOTHING if amount is None else formatter.money(amount, currency)

    prices = [
        ChangeRow(each.label, money(each.before and each.before.net), money(each.after and each.after.net))
        for each in found.lines
    ]
    totals = [ChangeRow(_total(each.name), money(each.before), money(each.after)) for each in found.totals]
    fields = [ChangeRow(_path(each.field), _value(each.before), _value(each.after)) for each in found.fields]
    clauses = [_clause(each) for each in found.clauses]
    groups = (
        ChangeGroup(_("Prices"), (*prices, *totals), figures=True),
        ChangeGroup(_("Deal"), tuple(fields)),
        ChangeGroup(_("Clauses"), tuple(clauses)),
    )
    return tuple(group for group in groups if group.rows)


def step_lines(steps: Iterable[TakenStep], formatter: Formatter) -> tuple[StepLine, ...]:
    """Describe every step, the newest first."""
    return tuple(_step(step, formatter) for step in steps)[::-1]


def moment_words(iso: str, formatter: Formatter) -> str:
    """Return a moment where this machine stands: ``10 March 2026, 14:30``."""
    then = datetime.datetime.fromisoformat(iso).astimezone()
    return f"{formatter.day(then.date())}, {then:%H:%M}"


def _step(step: TakenStep, formatter: Formatter) -> StepLine:
    version = _("version {version}").format(version=step.version) if step.version else ""
    what = f"{stage_name(step.before)} → {stage_name(step.after)}"
    return StepLine(beside((what, version)), beside((moment_words(step.at, formatter), step.who, step.reason)))


def _clause(change: ClauseChange) -> ChangeRow:
    def words(text: tuple[str, ...] | None) -> str:
        return NOTHING if text is None else " ".join(text)

    return ChangeRow(
        change.title,
        words(None if change.before is None else change.before.text),
        words(None if change.after is None else change.after.text),
    )


def _path(field: str) -> str:
    field = re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", field)  # people count from one
    words = " › ".join(part.replace("_", " ") for part in field.split("."))
    return words[:1].upper() + words[1:]


def _total(name: str) -> str:
    known = {"acv": _("A year, ACV"), "arr": _("A year recurring, ARR"), "mrr": _("A month recurring, MRR")}
    words = name.replace("_", " ")
    return known.get(name, words[:1].upper() + words[1:])


def _value(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
