"""Carries out what was planned, all of it in one transaction or nothing of it."""

import datetime
from decimal import Decimal

import msgspec

from omnidesk.deal_file import encode_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client_entry import ClientEntry, client_of
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import plain
from omnidesk.domain.quote import quote
from omnidesk.operations.acting import acting_user
from omnidesk.operations.importing.plan import ImportPlan, PlannedRow
from omnidesk.operations.importing.rows import DealRow
from omnidesk.operations.kept_deals import milestone_days, summary_of
from omnidesk.progress import Progress
from omnidesk.store import clients, deals
from omnidesk.store.connect import Store
from omnidesk.store.deals import MilestoneDay, Summary
from omnidesk.wizard.client import new_deal


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import came to, in rows; ``act`` is empty where there was nothing to write."""

    act: str
    added: int
    merged: int
    unchanged: int
    skipped: int
    refused: int
    deals: int


class _Priced(msgspec.Struct, frozen=True):
    key: str
    body: str
    summary: Summary
    milestones: tuple[MilestoneDay, ...]


def write_import(
    store: Store,
    plan: ImportPlan,
    catalog: Catalog,
    *,
    source: str,
    today: datetime.date,
    progress: Progress | None = None,
) -> Imported:
    """Write what was planned; ``source`` is the name of the file.

    Raises:
        InputError: a client was changed elsewhere since the plan was made; nothing was written.
        MachineError: the store is locked, read-only or full; nothing was written.
    """
    told = progress or _silent
    priced = _all_priced(plan, catalog, today, told)
    changed = Imported(
        act="",
        added=sum(change.before is None for change in plan.changes),
        merged=sum(change.before is not None for change in plan.changes),
        unchanged=plan.count("unchanged"),
        skipped=plan.count("skipped"),
        refused=plan.count("refused"),
        deals=len(priced),
    )
    if not plan.changes and not priced:
        return changed
    with store.writing() as database:
        words = f"{source}: {changed.added} new, {changed.merged} merged, {changed.deals} deals"
        act = clients.begin_act(database, clients.Act(kind="import", told=words, who=acting_user()))
        for place in range(0, len(plan.changes), 100):
            clients.apply(database, act, plan.changes[place : place + 100])
            told(0.5 + 0.2 * place / len(plan.changes), "writing clients")
        for place, each in enumerate(priced):
            row = deals.add(database, each.body, each.summary, milestones=each.milestones)
            clients.add_origin(database, each.key, row.id, act)
            if place % 50 == 0:
                told(0.7 + 0.3 * place / len(priced), "writing deals")
    return msgspec.structs.replace(changed, act=act)


def deal_of(row: DealRow, entry: ClientEntry, today: datetime.date) -> Deal:
    """The draft that a row of another program's deals becomes: what it says there is kept in the notes."""
    deal = new_deal(today)
    terms = msgspec.structs.replace(
        deal.terms,
        currency=row.currency,
        effective_date=row.starts or deal.terms.effective_date,
        months=row.months,
    )
    notes = "\n".join(filter(None, (_there(row), row.notes)))
    return msgspec.structs.replace(deal, client=client_of(entry), terms=terms, tier=row.tier, notes=notes)


def _all_priced(plan: ImportPlan, catalog: Catalog, today: datetime.date, told: Progress) -> list[_Priced]:
    """Price before the store is locked: that takes most of the time."""
    after = {change.client_id: change.after for change in plan.changes}
    found: list[_Priced] = []
    for place, planned in enumerate(plan.deals):
        found.append(_priced(planned, after.get(planned.client_id) or planned.known, catalog, today))
        if place % 20 == 0:
            told(0.5 * place / len(plan.deals), "pricing deals")
    return found


def _priced(planned: PlannedRow, entry: ClientEntry | None, catalog: Catalog, today: datetime.date) -> _Priced:
    row, found = planned.row.deal, entry or planned.row.entry
    assert row is not None
    assert found is not None
    deal = deal_of(row, found, today)
    quoted = quote(deal, catalog)
    return _Priced(row.key, encode_deal(deal), summary_of(quoted, deal, title=row.title), milestone_days(quoted))


def _there(row: DealRow) -> str:
    amount = "" if row.amount is None else f"amount {_amount(row.amount)} {row.currency}"
    said = ", ".join(filter(None, (amount, f"stage {row.stage}" if row.stage else "")))
    return f"When imported: {said}" if said else ""


def _amount(amount: Decimal) -> str:
    return f"{Decimal(plain(amount)):,f}"


def _silent(_done: float, _what: str) -> None:
    """Nobody watches."""
