"""Success after signature as the step of the roadmap shows it: actuals against targets, what is due, what follows."""

import datetime
from dataclasses import dataclass

from omnidesk.domain.expansion import ExpansionStep
from omnidesk.domain.success_tracking import REVIEW, Track, Tracking
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.desk_words import days_words, until_words

NOTHING = "–"


@dataclass(frozen=True)
class TrackRow:
    """One metric: name, target, actual, the day that it is of, state, and the day of the next; ``overdue`` says why."""

    item: str
    cells: tuple[str, ...]
    overdue: str


@dataclass(frozen=True)
class FollowedView:
    """What is shown of a signed deal; empty texts are not shown. ``metrics`` can be measured, those agreed first.

    Of those in ``judged`` a person says whether the target is reached.
    """

    rows: tuple[TrackRow, ...]
    metrics: tuple[tuple[str, str], ...]
    judged: frozenset[str]
    warning: str
    review: str
    has_reviews: bool
    renewal: str
    renewal_now: bool
    steps: tuple[str, ...]


def view(
    tracking: Tracking, steps: tuple[ExpansionStep, ...], today: datetime.date, formatter: Formatter
) -> FollowedView:
    """Describe how a signed deal stands on a day."""
    agreed = [each for each in tracking.metrics if each.target.strip()]
    shown = [each for each in tracking.metrics if each.target.strip() or each.latest is not None]
    others = [each for each in tracking.metrics if not each.target.strip()]
    return FollowedView(
        rows=tuple(_row(each, today, formatter) for each in shown),
        metrics=tuple((each.item, each.name) for each in (*agreed, *others)),
        judged=frozenset(each.item for each in tracking.metrics if each.left_to_people),
        warning=_warning(tracking, today),
        review=_review(tracking.review, today, formatter),
        has_reviews=tracking.review is not None,
        renewal=_renewal(tracking, today, formatter),
        renewal_now=tracking.renewal.notice is not None,
        steps=tuple(_step(each) for each in steps),
    )


def _row(each: Track, today: datetime.date, formatter: Formatter) -> TrackRow:
    states = {
        "reached": _("Reached"),
        "short": _("Not yet"),
        "judge": _("You judge"),
        "open": NOTHING,
    }
    latest, overdue = each.latest, each.due is not None and each.due < today
    due = NOTHING if each.due is None else formatter.short_day(each.due)
    cells = (
        each.name,
        each.target or _("to be agreed"),
        NOTHING if latest is None else latest.value,
        NOTHING if latest is None else formatter.short_day(latest.date),
        states[each.state] if each.target.strip() else NOTHING,
        due,
    )
    return TrackRow(each.item, cells, _("Overdue since {day}").format(day=due) if overdue else "")


def _warning(tracking: Tracking, today: datetime.date) -> str:
    names = [each.name if each.item != REVIEW else _("business review") for each in tracking.overdue(today)]
    return _("Overdue: {names}.").format(names=", ".join(names)) if names else ""


def _review(track: Track | None, today: datetime.date, formatter: Formatter) -> str:
    if track is None:
        return _("This tier has no fixed review meetings; a review can be entered all the same.")
    parts: list[str] = []
    if track.latest is not None:
        parts.append(_("Last held on {day}.").format(day=formatter.day(track.latest.date)))
    if track.due is not None and track.due < today:
        parts.append(_("One has been due since {day}.").format(day=formatter.day(track.due)))
    if track.coming is not None:
        words = _("The next is on {day}, {when}.")
        parts.append(words.format(day=formatter.day(track.coming), when=until_words(track.coming, today)))
    return " ".join(parts) or _("No further review is left in this term.")


def _renewal(tracking: Tracking, today: datetime.date, formatter: Formatter) -> str:
    renewal, day = tracking.renewal, formatter.day
    if renewal.days_left < 0:
        return _("The term ended on {day}.").format(day=day(renewal.last_day))
    ends = _("The term renews itself after {day}.") if renewal.renews_itself else _("The term ends on {day}.")
    words = ends.format(day=day(renewal.last_day))
    left = days_words(renewal.days_left)
    if renewal.notice is not None:
        told = _("{left} left, within the notice of {days} days: speak about the renewal now.")
        return f"{words} {told.format(left=left, days=renewal.notice)}"
    first = next((each for each in renewal.notices if each >= today), None)
    told = _("The first notice is on {day}.").format(day=day(first)) if first is not None else ""
    return f"{words} {told}".strip()


def _step(step: ExpansionStep) -> str:
    names = {
        "agents": _("Agents from {before} to {to}"),
        "tier": _("Tier from {before} to {to}"),
        "industry": _("Industries: after {before} comes {to}"),
        "geography": _("Markets: after {before} comes {to}"),
        "use_cases": _("Use cases: after {before} comes {to}"),
        "depth": _("Depth from {before} to {to}"),
    }
    words = names[step.kind].format(before=step.before, to=step.name or step.to)
    return _("{step} (reached: {reasons})").format(step=words, reasons=", ".join(step.reasons))
