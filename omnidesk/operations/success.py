"""Success of signed deals: how each stands, what is entered, and what the desk is told of days that come."""

import datetime
from contextlib import suppress
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import differences
from omnidesk.domain.errors import InputError
from omnidesk.domain.expansion import ExpansionStep, expanded, expansion
from omnidesk.domain.quote import Quote, frame, quote
from omnidesk.domain.roadmap import Roadmap, plan
from omnidesk.domain.success_figures import against, figure_in
from omnidesk.domain.success_plan import plan_success
from omnidesk.domain.success_tracking import (
    RENEWAL,
    REVIEW,
    SuccessEntry,
    Track,
    Tracking,
    Verdict,
    judgement,
    track,
)
from omnidesk.operations.acting import acting_user
from omnidesk.operations.comparing import offer_of
from omnidesk.operations.kept_deals import keep, take
from omnidesk.operations.priced_with import catalog_of
from omnidesk.operations.successors import Successor, amend, renew
from omnidesk.store import success
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.deals import DealRow

FOLLOWED = ("accepted", "active", "ended")
"""Stages in which success is followed; what was superseded goes on in the deal that amends it."""
LONGEST = 2_000
"""Letters of a value or a note."""


@dataclass(frozen=True)
class Followed:
    """A signed deal with how it stands: its row, words, catalog, price, plan and entries."""

    row: DealRow
    deal: Deal
    catalog: Catalog
    priced: Quote
    roadmap: Roadmap
    entries: tuple[SuccessEntry, ...]
    tracking: Tracking
    today: datetime.date


def follow(store: Store, deal_id: str, today: Catalog, day: datetime.date) -> Followed:
    """How a signed deal stands on a day.

    Raises:
        InputError: there is no such deal, or it was not accepted.
        DamagedError: it is not what was saved.
        MachineError: the store is out of reach.
    """
    kept = take(store, deal_id)
    if kept.row.stage not in FOLLOWED:
        raise InputError(f"“{kept.row.title}” is {kept.row.stage}; success is followed once a deal is accepted")
    catalog = catalog_of(store, kept.row, today)
    priced = quote(kept.deal, catalog)
    pricing = frame(kept.deal, catalog, catalog.tier(priced.tier))
    roadmap = plan(kept.deal, catalog, priced)
    if pricing is None or roadmap is None:
        raise InputError(f"“{kept.row.title}” has no term, so nothing in it falls due")
    entries = success.entries_of(store, deal_id)
    tracking = track(
        plan_success(kept.deal, catalog, pricing), pricing, entries, day, renews_itself=kept.deal.terms.auto_renewal
    )
    return Followed(kept.row, kept.deal, catalog, priced, roadmap, entries, tracking, day)


def enter(
    store: Store,
    deal_id: str,
    entry: SuccessEntry,
    today: Catalog,
    day: datetime.date,
    *,
    verdict: Verdict | None = None,
    who: str = "",
) -> Followed:
    """Keep a measurement, or that a review was held, and return how the deal stands now.

    With ``verdict`` a person says whether a target in words is reached; then nothing need be measured.

    Raises:
        InputError: the deal is not followed, nothing of it bears that name, the day lies ahead or before its start, or
            a figure decides and no person.
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    found = follow(store, deal_id, today, day)
    _check(found, entry, verdict)
    with store.writing():
        if verdict is None or entry.value.strip():
            success.add_entry(store, deal_id, entry, who or acting_user())
        if verdict is not None:
            success.add_entry(store, deal_id, judgement(entry, verdict), who or acting_user())
        found = follow(store, deal_id, today, day)
        remind(store, found)
    return found


def remind(store: Store, found: Followed) -> None:
    """Keep for the desk what of a deal is due next, and when its term ends.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    tracks = {each.item: (each.name, each.due) for each in found.tracking.tracks}
    due = {item: (name, day) for item, (name, day) in tracks.items() if day is not None}
    success.keep_due(store, found.row.id, {**due, RENEWAL: ("", found.tracking.renewal.last_day)})


def remind_of(store: Store, row: DealRow, today: Catalog, day: datetime.date) -> None:
    """As :func:`remind` for a deal that was just accepted or has begun; one without a term has no days."""
    try:
        remind(store, follow(store, row.id, today, day))
    except InputError:
        success.keep_due(store, row.id, {})


def _check(found: Followed, entry: SuccessEntry, verdict: Verdict | None) -> None:
    known = {each.item for each in found.tracking.metrics} | {REVIEW}
    if entry.item not in known:
        raise InputError(f"“{entry.item}” is no metric; a deal is measured by {', '.join(sorted(known - {REVIEW}))}")
    begins = found.deal.terms.effective_date or found.today
    if not begins <= entry.date <= found.today:
        raise InputError(f"{entry.date} is not between the first day of the deal, {begins}, and today")
    if entry.item != REVIEW and not entry.value.strip() and verdict is None:
        raise InputError("say what was measured, such as 42 or 80%")
    if verdict is not None:
        _check_verdict(next((each for each in found.tracking.metrics if each.item == entry.item), None), entry)
    if max(len(entry.value), len(entry.note)) > LONGEST:
        raise InputError(f"a value or note has at most {LONGEST:,} letters; shorten it")


def _check_verdict(metric: Track | None, entry: SuccessEntry) -> None:
    """A person judges a metric with a target, and only where no figure does."""
    if metric is None or not metric.target.strip():
        raise InputError(f"no target of “{entry.item}” was agreed, so there is none to be reached")
    actual = entry.value or ("" if metric.latest is None else metric.latest.value)
    if figure_in(metric.target) is not None and against(metric.target, actual) != "judge":
        raise InputError(f"the target “{metric.target}” is a figure: enter what was measured, and that decides")


@dataclass(frozen=True)
class Expansion:
    """What is proposed next, and the deal that was made of it."""

    steps: tuple[ExpansionStep, ...]
    made: Successor


def steps_of(found: Followed) -> tuple[ExpansionStep, ...]:
    """The steps that follow from what a deal reached."""
    tier = found.catalog.tier(found.priced.tier)
    return expansion(found.deal, found.catalog, tier, found.tracking.reached)


CAUGHT_UP = 25
"""Deals that are looked at in one go, so that whoever waits does not wait for long."""


def catch_up(store: Store, today: Catalog, day: datetime.date) -> None:
    """Keep what is due of running deals for which nothing is kept yet: they were accepted before success was followed.

    One that cannot be read is left as it is.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    for deal_id in success.without_due(store, limit=CAUGHT_UP):
        with suppress(InputError, DamagedError):
            remind(store, follow(store, deal_id, today, day))


def propose_expansion(
    store: Store, deal_id: str, today: Catalog, day: datetime.date, *, renews: bool = False
) -> Expansion:
    """Make a new deal out of a signed one with the steps that follow from what was reached.

    It amends the signed one, or with ``renews`` goes on when its term ends.

    Raises:
        InputError: no target was reached that a step follows from, or the deal cannot be followed.
        MachineError: the store is locked, read-only or full; nothing was made.
    """
    found = follow(store, deal_id, today, day)
    steps = steps_of(found)
    if not steps:
        raise InputError(
            f"no target of “{found.row.title}” is reached that a step follows from; enter actuals, or amend it by hand"
        )
    with store.writing():
        made = (renew if renews else amend)(store, deal_id, today)
        kept = take(store, made.row.id)
        deal = expanded(kept.deal, steps)
        row = keep(store, kept.row, deal, today)
    catalog = catalog_of(store, row, today)
    changes = differences(offer_of(found.deal, found.catalog), offer_of(deal, catalog))
    return Expansion(steps, Successor(row, made.origin, changes))
