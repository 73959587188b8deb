"""Safety copies, and what going back to one would change, in words for people."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.operations.beside_copies import GoneBack
from omnidesk.store.backup import WITH_DAMAGE, Backup
from omnidesk.store.copy_preview import CopyPreview, DealChange, Kind
from omnidesk.store.numbers import GapNote
from omnidesk.store.salvage import Salvaged
from omnidesk.store.thinning import BEFORE, BY_HAND
from omnidesk.wizard.desk_words import amount_words, deals_words, stage_name

SHOWN = 200
"""Deals of a kind that are named one by one."""
NUMBERS = 12
"""Numbers that are named one by one."""


@dataclass(frozen=True)
class DealLine:
    """One deal that would change: its title, what becomes of it, and its amount."""

    title: str
    note: str
    amount: str


@dataclass(frozen=True)
class DealLines:
    """Deals to which the same would happen."""

    kind: Kind
    title: str
    lines: tuple[DealLine, ...]
    more: int


def made_words(copy: Backup, formatter: Formatter) -> str:
    """When a copy was made, where this machine stands."""
    when = copy.created_at.astimezone()
    return f"{formatter.day(when.date())}, {when:%H:%M}"


def copy_words(copy: Backup, formatter: Formatter) -> str:
    """Why a copy was made, how many deals it holds, and its size."""
    parts = [_why(copy.reason)]
    if copy.deals is not None:
        parts.append(deals_words(copy.deals, formatter))
    megabytes = copy.size / 1_000_000
    parts.append(_("{size} MB").format(size=f"{megabytes:,.1f}" if megabytes < 100 else f"{megabytes:,.0f}"))
    return " · ".join(parts)


def counts_words(found: CopyPreview, formatter: Formatter) -> str:
    """How many deals there are now and in the copy, in a sentence."""
    then = deals_words(found.deals_then, formatter)
    if found.deals_now is None:
        return _("It holds {then}. Your deals as they are now cannot be read.").format(then=then)
    if not found.changes:
        return _("It holds {then}, each just as it is now.").format(then=then)
    if not found.deals_now:
        return _("It holds {then}.").format(then=then)
    return _("It holds {then}; now there are {now}.").format(then=then, now=formatter.number(found.deals_now))


def numbers_words(found: CopyPreview) -> str:
    """Which numbers are out that the copy knows nothing of, and what becomes of them; empty where there are none."""
    if not found.numbers:
        return ""
    told = ", ".join(found.numbers[:NUMBERS])
    if len(found.numbers) > NUMBERS:
        told = _("{numbers} and {count} more").format(numbers=told, count=len(found.numbers) - NUMBERS)
    return _(
        "Issued since this copy and out with clients: {numbers}. Going back does not call them back. None of these "
        "numbers is given out again: the next offer takes the number after them, and the log tells of the gap."
    ).format(numbers=told)


def deal_lines(found: CopyPreview, formatter: Formatter) -> tuple[DealLines, ...]:
    """Name the deals that would change, those that would be gone first."""
    titles: tuple[tuple[Kind, str], ...] = (
        ("lost", _("Not in this copy")),
        ("changed", _("In an earlier state")),
        ("back", _("Back again")),
    )
    made: list[DealLines] = []
    for kind, title in titles:
        changes = found.of(kind)
        lines = tuple(_line(change, formatter) for change in changes[:SHOWN])
        if lines:
            made.append(DealLines(kind, title, lines, len(changes) - len(lines)))
    return tuple(made)


def salvaged_words(found: Salvaged, formatter: Formatter) -> str:
    """What was saved of a damaged store, in a sentence or two."""
    saved = deals_words(found.deals, formatter)
    parts = [_("{deals} saved.").format(deals=saved)]
    if found.older:
        parts.append(
            _("As they were in the newest copy or before: {titles}.").format(
                titles=_named([each.title for each in found.older])
            )
        )
    if found.gone:
        parts.append(_("Lost: {titles}.").format(titles=_named(list(found.gone))))
    else:
        parts.append(_("No deal is lost."))
    parts += [passed_words(gap) for gap in found.passed]
    return " ".join(parts)


def passed_words(gap: GapNote) -> str:
    """Which numbers of lost deals are out, and that none of them is given out again."""
    if gap.first == gap.last:
        return _("{number} is out with a client and is not given out again.").format(number=gap.first)
    return _("{first} to {last} are out with clients and are not given out again.").format(
        first=gap.first, last=gap.last
    )


def gone_back_words(done: GoneBack) -> str:
    """What going back to a copy brought, in a few short sentences."""
    parts = [_("Your deals are as they were in this copy."), *_came(done)]
    if done.specs:
        parts.append(_("Your own specs are those of the copy; open OmniDesk again to price with them."))
    if done.old_specs is not None:
        parts.append(_("Those from before are kept in {folder}.").format(folder=done.old_specs))
    return " ".join([*parts, *_left_there(done)])


def begun_words(done: GoneBack) -> str:
    """What came with the copy that somebody begins with."""
    parts = [_("Your deals are here, as they were in the copy."), *_came(done)]
    if done.specs:
        parts.append(_("Your own specs came too."))
    return " ".join([*parts, *_left_there(done)])


def _came(done: GoneBack) -> Iterator[str]:
    if done.identities:
        yield _("Signing identities that came with it: {count}.").format(count=done.identities)
    if done.documents:
        yield _("Large documents that came with it: {count}.").format(count=done.documents)


def _left_there(done: GoneBack) -> Iterator[str]:
    if done.unread:
        yield _("Damaged or of another workspace, and left there: {names}.").format(names=_named([*done.unread]))


def _named(titles: list[str], most: int = 12) -> str:
    told = ", ".join(f"“{title}”" for title in titles[:most])
    more = len(titles) - most
    return told if more <= 0 else _("{titles} and {count} more").format(titles=told, count=more)


def _why(reason: str) -> str:
    if reason.startswith(f"{BEFORE}version"):
        damaged = reason.endswith(WITH_DAMAGE)
        return _("Before an update; it holds something damaged") if damaged else _("Before an update")
    names = {
        BY_HAND: _("Made by hand"),
        "start": _("At the start"),
        "hourly": _("While you worked"),
        f"{BEFORE}restore": _("Before going back"),
    }
    return names.get(reason, reason)


def _line(change: DealChange, formatter: Formatter) -> DealLine:
    now, then = (each and _state(each.currency, each.committed_minor, formatter) for each in (change.now, change.then))
    shown = change.shown
    if change.now is None or change.then is None:
        return DealLine(shown.title, stage_name(shown.stage), now or then or "")
    stages = [stage_name(each.stage) for each in (change.now, change.then)]
    note = stages[0] if stages[0] == stages[1] else f"{stages[0]} → {stages[1]}"
    saved = dt.datetime.fromisoformat(change.then.changed_at).astimezone()
    dated = _("as of {day}").format(day=f"{formatter.day(saved.date())}, {saved:%H:%M}")
    return DealLine(shown.title, f"{note} · {dated}", now or "" if now == then else f"{now} → {then}")


def _state(currency: str, minor: int | None, formatter: Formatter) -> str:
    return amount_words(minor, currency, formatter)
