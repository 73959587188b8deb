"""What happened to a deal, and what differs between two of its states, in words. No Qt, no store."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from omnidesk.domain.differences import ClauseChange, Differences
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.desk_words import beside, stage_name
from omnidesk.wizard.field_words import NOTHING, FieldWords

CURRENCY = "terms.currency"


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


def change_groups(found: Differences, words: FieldWords, currency: str) -> tuple[ChangeGroup, ...]:
    """Describe everything that differs, prices first; nothing for what is the same.

    ``currency`` is that of both states, where it is not itself what differs.
    """
    currencies = next(((each.before, each.after) for each in found.fields if each.field == CURRENCY), ())
    old, new = (str(each) for each in currencies or (currency, currency))

    def prices(name: str, before: Decimal | None, after: Decimal | None) -> ChangeRow:
        money = words.formatter.money
        return ChangeRow(
            name,
            NOTHING if before is None else money(before, old),
            NOTHING if after is None else money(after, new),
        )

    lines = [prices(each.label, each.before and each.before.net, each.after and each.after.net) for each in found.lines]
    totals = [prices(_total(each.name), each.before, each.after) for each in found.totals]
    fields = [
        ChangeRow(
            words.name(each.field),
            words.value(each.field, each.before, old),
            words.value(each.field, each.after, new),
        )
        for each in found.fields
    ]
    groups = (
        ChangeGroup(_("Prices"), (*lines, *totals), figures=True),
        ChangeGroup(_("Deal"), tuple(row for row in fields if row.before != row.after)),
        ChangeGroup(_("Clauses"), tuple(_clause(each) for each in found.clauses)),
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


def _total(name: str) -> str:
    """Name a total as where a person asks how it came about."""
    from omnidesk.wizard.explain import TOTALS

    words = name.replace("_", " ")
    return _(TOTALS[name]) if name in TOTALS else words[:1].upper() + words[1:]
