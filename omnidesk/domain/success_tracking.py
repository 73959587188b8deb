"""Success after signature: what is measured and when it is due, targets against actuals, reviews, renewal in time."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from omnidesk.domain.pricing import Pricing, month_step
from omnidesk.domain.success_figures import TargetState, against, figure_in
from omnidesk.domain.success_plan import REVIEW_MONTHS, SuccessPlan

REVIEW, RENEWAL = "review", "renewal"
"""Items beside the metrics: a business review that was held, and the end of the term."""
JUDGED = "judged:"
"""Before the id of a metric: an entry of what a person judges, for a target whose words hold no figure."""
MONTHS = {"monthly": 1, "quarterly": 3, "annually": 12}
WEEK = datetime.timedelta(weeks=1)

Due = Literal["overdue", "soon", "later", "none"]
Verdict = Literal["reached", "short"]
SOON = datetime.timedelta(days=14)
"""So far ahead somebody prepares a measurement or a review."""


class SuccessEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of a metric, or that a review was held (``item`` review), on a day."""

    item: str
    date: datetime.date
    value: str = ""
    note: str = ""


def judgement(entry: SuccessEntry, verdict: Verdict) -> SuccessEntry:
    """The entry of what a person judges of a metric, of the same day as what was measured of it."""
    return SuccessEntry(item=f"{JUDGED}{entry.item}", date=entry.date, value=verdict, note=entry.note)


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """A metric or the reviews as they stand: ``due`` is the next day that nothing was entered for (None: none is left).

    ``coming`` is the first such day that is not over, ``missed`` of those that are over have no entry.
    """

    item: str
    name: str
    category: str
    cadence: str
    target: str
    latest: SuccessEntry | None
    entries: int
    due: datetime.date | None
    coming: datetime.date | None
    missed: int
    state: TargetState

    @property
    def left_to_people(self) -> bool:
        """Whether a person says if the target is reached: its words hold no figure, or those of the actual none."""
        return bool(self.target.strip()) and (figure_in(self.target) is None or self.state == "judge")

    def due_state(self, today: datetime.date) -> Due:
        """Whether it is overdue, soon or later."""
        if self.due is None:
            return "none"
        return "overdue" if self.due < today else "soon" if self.due <= today + SOON else "later"


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """The end of the term: its last day, the days on which notice is given, and the notice that stands now.

    ``notice`` is the smallest of the policy's numbers of days that has come (None: none has, or the term is over).
    """

    last_day: datetime.date
    days_left: int
    notices: tuple[datetime.date, ...]
    notice: int | None
    renews_itself: bool


class Tracking(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is followed after signature. Only metrics with an agreed target fall due."""

    metrics: tuple[Track, ...]
    review: Track | None
    renewal: Renewal

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Metrics and reviews."""
        return self.metrics if self.review is None else (*self.metrics, self.review)

    def overdue(self, today: datetime.date) -> tuple[Track, ...]:
        """What should have been entered before today, the oldest first."""
        late = [each for each in self.tracks if each.due is not None and each.due < today]
        return tuple(sorted(late, key=lambda each: (each.due or today, each.item)))

    @property
    def reached(self) -> tuple[Track, ...]:
        """Metrics whose latest actual reaches the target."""
        return tuple(each for each in self.metrics if each.state == "reached")


def track(
    plan: SuccessPlan,
    pricing: Pricing,
    entries: Sequence[SuccessEntry],
    today: datetime.date,
    *,
    renews_itself: bool,
) -> Tracking:
    """How a signed deal stands on a day; ``entries`` in the order in which they were made."""
    metrics = tuple(
        _track(
            (each.id, each.name, each.category, each.cadence, each.target),
            period_ends(pricing, each.cadence) if each.target.strip() else (),
            entries,
            today,
        )
        for each in plan.metrics
    )
    review = None
    if plan.reviews in REVIEW_MONTHS:
        review = _track((REVIEW, "", "", plan.reviews, ""), plan.review_dates, entries, today)
    days = pricing.policy.renewal_notice_days.value
    return Tracking(metrics=metrics, review=review, renewal=_renewal(pricing, days, today, renews_itself))


def period_ends(pricing: Pricing, cadence: str) -> tuple[datetime.date, ...]:
    """The days on which a period of this cadence ends within the term, the day after the term included."""
    return tuple(_ends(pricing.start, pricing.after_term, cadence))


def _ends(start: datetime.date, last: datetime.date, cadence: str) -> Iterator[datetime.date]:
    months = MONTHS.get(cadence)
    count = 1
    while months is not None or cadence == "weekly":
        end = start + count * WEEK if months is None else month_step(start, count * months)
        if end > last:
            return
        yield end
        count += 1


def next_due(ends: Sequence[datetime.date], entered: Iterable[datetime.date]) -> datetime.date | None:
    """The first end of a period after the last one that was entered for; an entry counts for the end nearest to it."""
    last = max(entered, default=None)
    if last is None or not ends:
        return ends[0] if ends else None
    nearest = min(ends, key=lambda end: (abs(end - last), end))
    length = ends[1] - ends[0] if len(ends) > 1 else None
    if nearest == ends[0] and length is not None and last < nearest - length / 2:
        return ends[0]  # a first look before half of the first period is over leaves its end due
    return next((end for end in ends if end > nearest), None)


def _track(
    words: tuple[str, str, str, str, str],
    ends: Sequence[datetime.date],
    entries: Sequence[SuccessEntry],
    today: datetime.date,
) -> Track:
    item, name, category, cadence, target = words
    own = [each for each in entries if each.item == item and each.date <= today]
    latest = max(own, key=lambda each: each.date, default=None)
    if latest is not None:
        latest = [each for each in own if each.date == latest.date][-1]  # entered again for a day: the correction
    judged = [each for each in entries if each.item == f"{JUDGED}{item}" and each.date <= today]
    due = next_due(ends, (each.date for each in (*own, *judged)))
    return Track(
        item=item,
        name=name,
        category=category,
        cadence=cadence,
        target=target,
        latest=latest,
        entries=len(own),
        due=due,
        coming=next((end for end in ends if due is not None and end >= max(due, today)), None),
        missed=sum(1 for end in ends if due is not None and due <= end < today),
        state=_state(target, latest, judged),
    )


def _state(target: str, latest: SuccessEntry | None, judged: Sequence[SuccessEntry]) -> TargetState:
    """Figures decide where there are any; else what a person judged, until something is measured on a later day."""
    state = against(target, "" if latest is None else latest.value)
    if state in ("reached", "short") or not target.strip() or not judged:
        return state
    last = max(each.date for each in judged)
    if latest is not None and last < latest.date:
        return state
    newest = [each for each in judged if each.date == last][-1]
    return "short" if newest.value == "short" else "reached"


def _renewal(pricing: Pricing, days: tuple[int, ...], today: datetime.date, renews_itself: bool) -> Renewal:
    last = pricing.after_term - datetime.timedelta(days=1)
    left = (last - today).days
    return Renewal(
        last_day=last,
        days_left=left,
        notices=tuple(last - datetime.timedelta(days=each) for each in sorted(days, reverse=True)),
        notice=notice_of(left, days),
        renews_itself=renews_itself,
    )


def notice_of(days_left: int, days: Iterable[int]) -> int | None:
    """The smallest of the numbers of days within which the end lies; None while it is further off, or past."""
    return min((each for each in days if 0 <= days_left <= each), default=None)
