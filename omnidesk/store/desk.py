"""What the desk adds up over all deals that are not archived: amounts, waiting times, days that come near."""

import datetime
from typing import Any

import msgspec

from omnidesk.domain.pipeline import DealGroup, WaitingGroup
from omnidesk.store.connect import Store
from omnidesk.store.deals import COLUMNS, DealRow, MilestoneDay, row_from

_BILLION = 10**9
_SUMS = ("committed", "estimated", "list", "discount")
_COLUMNS = "currency, stage, tier, starts, deals, unpriced, " + ", ".join(f"{n}_billions, {n}_rest" for n in _SUMS)


class DueMilestone(MilestoneDay, frozen=True, kw_only=True):
    """A milestone of a deal that runs, with what names the deal; ``place`` is which of its milestones it is, from 0."""

    place: int
    deal_id: str
    title: str
    currency: str


def groups(store: Store) -> tuple[DealGroup, ...]:
    """Return the deals added up by currency, stage, tier and month of start.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"SELECT {_COLUMNS} FROM deal_sum WHERE archived = 0 AND deals > 0"
    with store.reading() as database:
        return tuple(_group(row) for row in database.execute(question))


def waiting(store: Store, stages: tuple[str, ...]) -> tuple[WaitingGroup, ...]:
    """Return on which day how many deals came into the stage of these in which they are.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT stage, stage_since, count(*) FROM deal WHERE archived = 0 AND stage IN ({_marks(stages)}) GROUP BY 1, 2
    """
    with store.reading() as database:
        return tuple(WaitingGroup(*row) for row in database.execute(question, list(stages)))


def longest_waiting(store: Store, stages: tuple[str, ...], *, before: datetime.date, limit: int) -> tuple[DealRow, ...]:
    """Return the deals that came into one of these stages before a day, the one that has waited longest first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT {COLUMNS} FROM deal WHERE archived = 0 AND stage IN ({_marks(stages)}) AND stage_since < ?
        ORDER BY stage_since, number LIMIT ?
    """
    return _deals(store, question, [*stages, before.isoformat(), limit])


def expiring(store: Store, *, since: datetime.date, until: datetime.date, limit: int) -> tuple[DealRow, ...]:
    """Return issued deals whose offer lapses, or has lapsed, between two days, both included; the first first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT {COLUMNS} FROM deal INDEXED BY deal_by_validity
        WHERE archived = 0 AND stage = 'issued' AND valid_until BETWEEN ? AND ? ORDER BY valid_until, number LIMIT ?
    """
    return _deals(store, question, [since.isoformat(), until.isoformat(), limit])


def milestones_due(
    store: Store, stages: tuple[str, ...], *, since: datetime.date, until: datetime.date, limit: int
) -> tuple[DueMilestone, ...]:
    """Return the milestones of deals in these stages between two days, both included, in order of their day.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = f"""
        SELECT date, name, amount_minor, place, id AS deal_id, title, currency
        FROM deal_milestone CROSS JOIN deal ON deal.number = deal_milestone.deal
        WHERE date BETWEEN ? AND ? AND archived = 0 AND stage IN ({_marks(stages)})
        ORDER BY date, deal, place LIMIT ?
    """
    with store.reading() as database:
        found = database.query(question, [since.isoformat(), until.isoformat(), *stages, limit])
        return tuple(msgspec.convert(row, DueMilestone) for row in found)


def _deals(store: Store, question: str, values: list[str | int]) -> tuple[DealRow, ...]:
    with store.reading() as database:
        return tuple(map(row_from, database.execute(question, values).fetchall()))


def _marks(stages: tuple[str, ...]) -> str:
    return ", ".join("?" * len(stages))


def _group(row: tuple[Any, ...]) -> DealGroup:
    currency, stage, tier, month, deals, unpriced, *sums = row
    committed, committed_rest, estimated, estimated_rest, listed, listed_rest, discount, discount_rest = sums
    return DealGroup(
        currency=currency,
        stage=stage,
        tier=tier or None,
        month=month or None,
        deals=deals,
        unpriced=unpriced,
        committed_minor=committed * _BILLION + committed_rest,
        estimated_minor=estimated * _BILLION + estimated_rest,
        list_minor=listed * _BILLION + listed_rest,
        discount_minor=discount * _BILLION + discount_rest,
    )
