"""Deals in the store: the one way in which window and command line put a deal there and take it out again."""

import datetime
from decimal import Decimal

import msgspec

from omnidesk.deal_file import decode_deal, encode_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.lifecycle import Stage, move
from omnidesk.domain.money import MINOR_DIGITS, minor_units
from omnidesk.domain.quote import Quote, quote
from omnidesk.store import deals, moves, revisions
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, MilestoneDay, Summary

UNTITLED = "Untitled deal"


class KeptDeal(msgspec.Struct, frozen=True):
    """A deal with its row in the store."""

    row: DealRow
    deal: Deal


def keep_new(store: Store, deal: Deal, catalog: Catalog, *, title: str | None = None) -> DealRow:
    """Save a new deal; without a title it bears the client's name.

    Raises:
        InputError: an amount is longer than a deal may hold.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    named = title or deal.client.name.strip() or UNTITLED
    priced = quote(deal, catalog)
    summary = summary_of(priced, deal, title=named)
    return deals.create(store, encode_deal(deal), summary, milestones=_milestone_days(priced))


def keep(store: Store, row: DealRow, deal: Deal, catalog: Catalog) -> DealRow:
    """Save a deal's next revision under its title and stage; return its row as it is now.

    Raises:
        ChangedElsewhereError: it was saved elsewhere since ``row`` was read; nothing was saved.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    priced = quote(deal, catalog)
    summary = summary_of(priced, deal, title=row.title, stage=row.stage, last_step=row.last_step)
    days = _milestone_days(priced)
    return deals.save(store, row.id, encode_deal(deal), summary, version=row.version, milestones=days)


def move_on(store: Store, deal_id: str, to: Stage, catalog: Catalog, *, today: datetime.date) -> DealRow:
    """Move a deal to another stage; an offer that is issued holds for the days that the house has decided.

    Raises:
        InputError: there is no such deal, or no way from its stage to this one.
        MachineError: the store is locked, read-only or full; the deal is where it was.
    """
    row = deals.load(store, deal_id).row
    move(msgspec.convert(row.stage, Stage), to)
    if to == row.stage:
        return row
    until = today + datetime.timedelta(days=catalog.policy.offer_validity_days.value) if to == "issued" else None
    day = None if until is None else until.isoformat()
    return moves.restage(store, deal_id, to, on=today.isoformat(), valid_until=day, version=row.version)


def take(store: Store, deal_id: str) -> KeptDeal:
    """Load a deal.

    Raises:
        InputError: there is no such deal.
        DamagedError: it is not what was saved.
    """
    stored = deals.load(store, deal_id)
    return KeptDeal(stored.row, decode_deal(stored.body, f"the stored deal “{stored.row.title}”"))


def take_revision(store: Store, revision_id: str) -> Deal:
    """Load a deal as it was in one revision. Raises as :func:`take`."""
    return decode_deal(revisions.load_revision(store, revision_id), f"the stored revision {revision_id}")


def summary_of(priced: Quote, deal: Deal, *, title: str, stage: str = "draft", last_step: str | None = None) -> Summary:
    """What lists show of a deal: totals only where nothing in it is refused."""
    totals = None if priced.refusals else priced.totals
    digits = MINOR_DIGITS.get(priced.currency, 2)
    listed = sum((line.list for line in priced.lines if line.kind != "estimated"), Decimal(0))
    return Summary(
        title=title,
        client=deal.client.name,
        stage=stage,
        currency=priced.currency,
        tier=priced.tier,
        committed_minor=None if totals is None else minor_units(totals.committed_total, digits),
        estimated_minor=None if totals is None else minor_units(totals.estimated_total, digits),
        months=deal.terms.months,
        last_step=last_step,
        starts=None if deal.terms.effective_date is None else deal.terms.effective_date.isoformat()[:7],
        list_minor=None if totals is None else minor_units(listed, digits),
        discount_minor=None if totals is None else minor_units(listed - totals.committed_total, digits),
    )


def _milestone_days(priced: Quote) -> tuple[MilestoneDay, ...]:
    digits = MINOR_DIGITS.get(priced.currency, 2)
    return tuple(
        MilestoneDay(date=each.date.isoformat(), name=each.name, amount_minor=minor_units(each.amount, digits))
        for each in priced.milestones
    )
