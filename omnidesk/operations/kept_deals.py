"""Deals in the store: the one way in which window and command line put a deal there and take it out again."""

from decimal import Decimal

import msgspec

from omnidesk.deal_file import decode_deal, encode_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import AGREED, offered
from omnidesk.domain.money import MINOR_DIGITS, minor_units
from omnidesk.domain.quote import Quote, quote
from omnidesk.operations.acting import acting_user
from omnidesk.operations.priced_with import catalog_of
from omnidesk.operations.proven import proven
from omnidesk.store import deals, revisions
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, MilestoneDay, Summary
from omnidesk.store.stages import StageMove, StageStep, events
from omnidesk.store.versions import VersionRow, of_deal

UNTITLED = "Untitled deal"

EDITED, TAKEN_BACK, REPRICED = "edited", "edit taken back", "repriced"
"""Why a save moves a deal to another stage."""


class AgreedError(InputError):
    """The deal was agreed, so what it offers stays as it is."""

    def __init__(self, row: DealRow) -> None:
        super().__init__(f"“{row.title}” is {row.stage}: what was agreed stays as it is; amend or renew it instead")


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
    return deals.create(store, encode_deal(deal), summary, milestones=milestone_days(priced))


def keep(store: Store, row: DealRow, deal: Deal, today: Catalog, *, who: str = "", reprices: bool = False) -> DealRow:
    """Save a deal's next revision under its title, priced with its own catalog; return its row as it is now.

    What changes an offer that went out makes the deal a draft of its next version (with ``reprices`` even where no word
    changes), and taking that edit back makes it what was issued again.

    Raises:
        AgreedError: the deal was agreed and what it offers would change; nothing was saved.
        ChangedElsewhereError: it was saved elsewhere since ``row`` was read; nothing was saved.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    catalog = catalog_of(store, row, today)
    stage, move = row.stage, None
    if row.stage != "draft" and (reprices or _changes_offer(store, row, deal)):
        if row.stage in AGREED:
            raise AgreedError(row)
        stage, reason = "draft", REPRICED if reprices else EDITED
        step = StageStep(before=row.stage, after="draft", who=who or acting_user(), reason=reason)
        move = StageMove(step=step)
    elif row.stage == "draft" and (version := _issued_as(store, row, deal)) is not None:
        stage = "issued"
        step = StageStep(
            before="draft", after="issued", who=who or acting_user(), reason=TAKEN_BACK, version=version.version
        )
        move = StageMove(step=step, valid_until=version.valid_until)
    return save_as(store, row, deal, catalog, stage=stage, move=move)


def save_as(
    store: Store,
    row: DealRow,
    deal: Deal,
    catalog: Catalog,
    *,
    stage: str,
    move: StageMove | None,
) -> DealRow:
    """Save a deal's next revision in a stage; ``catalog`` is the one that prices it. Raises as :func:`keep`."""
    priced = quote(deal, catalog)
    summary = summary_of(priced, deal, title=row.title, stage=stage, last_step=row.last_step)
    return deals.save(
        store,
        row.id,
        encode_deal(deal),
        summary,
        version=row.version,
        milestones=milestone_days(priced),
        move=move,
    )


def _changes_offer(store: Store, row: DealRow, deal: Deal) -> bool:
    return offered(take(store, row.id).deal) != offered(deal)


def _issued_as(store: Store, row: DealRow, deal: Deal) -> VersionRow | None:
    """The newest version, where the deal is what it was when that was issued and only an edit had opened it again."""
    if row.offer is None:
        return None
    last, newest = events(store, row.id)[-1], of_deal(store, row.id)[0]
    if (last.before, last.after, last.reason) != ("issued", "draft", EDITED) or row.catalog != newest.catalog:
        return None
    return newest if offered(take_revision(store, newest.revision)) == offered(deal) else None


def take(store: Store, deal_id: str) -> KeptDeal:
    """Load a deal.

    Raises:
        InputError: there is no such deal.
        DamagedError: it is not what was saved.
    """
    stored = deals.load(store, deal_id)
    return KeptDeal(stored.row, proven(decode_deal(stored.body, f"the stored deal “{stored.row.title}”")))


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


def milestone_days(priced: Quote) -> tuple[MilestoneDay, ...]:
    """The dated milestones that lists and calendars show of a deal."""
    digits = MINOR_DIGITS.get(priced.currency, 2)
    return tuple(
        MilestoneDay(date=each.date.isoformat(), name=each.name, amount_minor=minor_units(each.amount, digits))
        for each in priced.milestones
    )
