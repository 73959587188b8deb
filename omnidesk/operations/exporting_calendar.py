"""The days of many deals as one calendar file: milestones, payments, and the day before which a renewal is decided."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from omnidesk.domain.roadmap import plan
from omnidesk.operations.exporting import Exported, Progress, rows_of
from omnidesk.operations.kept_deals import KeptDeal, take
from omnidesk.operations.plan_files import DAY, empty_calendar, event
from omnidesk.operations.priced_with import catalog_of
from omnidesk.store.connect import Store
from omnidesk.store.search import DealFilter

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of_deals(
    store: Store, wanted: DealFilter, today: Catalog, *, progress: Progress | None = None
) -> Exported:
    """Write the days of the deals that a filter finds; a later file of the same deals replaces their entries.

    Each deal is priced with its own catalog; one that cannot be priced yet has no days. The count is that of deals.

    Raises:
        DamagedError: a deal is not what was saved.
        MachineError: the store is out of reach.
    """
    file = empty_calendar()
    rows = rows_of(store, wanted)
    count = 0
    for place, row in enumerate(rows):
        kept = take(store, row.id)
        entries = list(_entries(kept, catalog_of(store, kept.row, today)))
        for entry in entries:
            file.add_component(entry)
        count += bool(entries)
        if progress is not None and place % 20 == 0:
            progress(place / len(rows), f"{place:,} of {len(rows):,} deals")
    return Exported(file.to_ical(), count)


def _entries(kept: KeptDeal, catalog: Catalog) -> "Iterator[Event]":
    priced = quote(kept.deal, catalog)
    roadmap = None if priced.refusals else plan(kept.deal, catalog, priced)
    if roadmap is None or priced.term is None:
        return
    title, deal_id = kept.row.title, kept.row.id
    for milestone in roadmap.milestones:
        words = f"{title}: {milestone.name} ({milestone.amount:,f} {priced.currency})"
        yield event(deal_id, f"milestone:{milestone.id}", words, _day(milestone.date))
    places: dict[str, int] = {}
    for payment in roadmap.payments:
        places[payment.line] = place = places.get(payment.line, 0) + 1
        estimated = "estimated " if payment.kind == "estimated" else ""
        words = f"{title}: {estimated}{payment.amount:,f} {priced.currency} due for {payment.label}"
        yield event(deal_id, f"payment:{payment.line}:{place}", words, _day(payment.due))
    ends = "renews itself after today" if kept.deal.terms.auto_renewal else "ends today"
    yield event(deal_id, "renewal", f"{title}: {ends}", _day(priced.term.end))


def _day(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    return day, day + DAY
