"""Success of signed deals: how each stands, what is entered, and what the desk is told of days that come."""

import datetime
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import differences
from omnidesk.domain.errors import InputError
from omnidesk.domain.expansion import ExpansionStep, expanded, expansion
from omnidesk.domain.quote import Quote, frame, quote
from omnidesk.domain.roadmap import Roadmap, plan
from omnidesk.domain.success_plan import plan_success
from omnidesk.domain.success_tracking import RENEWAL, REVIEW, SuccessEntry, Tracking, track
from omnidesk.operations.acting import acting_user
from omnidesk.operations.comparing import offer_of
from omnidesk.operations.kept_deals import keep, take
from omnidesk.operations.priced_with import catalog_of
from omnidesk.operations.successors import Successor, amend, renew
from omnidesk.store import success
from omnidesk.store.connect import Store
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
    store: Store, deal_id: str, entry: SuccessEntry, today: Catalog, day: datetime.date, *, who: str = ""
) -> Followed:
    """Keep a measurement, or that a review was held, and return how the deal stands now.

    Raises:
        InputError: the deal is not followed, nothing of it bears that name, or the day lies ahead or before its start.
        MachineError: the store is locked, read-only or full; nothing was kept.
    """
    found = follow(store, deal_id, today, day)
    _check(found, entry)
    with store.writing():
        success.add_entry(store, deal_id, entry, who or acting_user())
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


def _check(found: Followed, entry: SuccessEntry) -> None:
    known = {each.item for each in found.tracking.metrics} | {REVIEW}
    if entry.item not in known:
        raise InputError(f"“{entry.item}” is no metric; a deal is measured by {', '.join(sorted(known - {REVIEW}))}")
    begins = found.deal.terms.effective_date or found.today
    if not begins <= entry.date <= found.today:
        raise InputError(f"{entry.date} is not between the first day of the deal, {begins}, and today")
    if entry.item != REVIEW and not entry.value.strip():
        raise InputError("say what was measured, such as 42 or 80 %")
    if max(len(entry.value), len(entry.note)) > LONGEST:
        raise InputError(f"a value or note has at most {LONGEST:,} letters; shorten it")


@dataclass(frozen=True)
class Expansion:
    """What is proposed next, and the deal that was made of it."""

    steps: tuple[ExpansionStep, ...]
    made: Successor


def steps_of(found: Followed) -> tuple[ExpansionStep, ...]:
    """The steps that follow from what a deal reached."""
    tier = found.catalog.tier(found.priced.tier)
    return expansion(found.deal, found.catalog, tier, found.tracking.reached)


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
