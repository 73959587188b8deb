"""The days of many deals as one calendar file: milestones, payments, and the day before which a renewal is decided."""

import datetime
from collections.abc import Iterator, Sequence

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from omnidesk.domain.roadmap import plan
from omnidesk.i18n import SOURCE
from omnidesk.operations.exporting import pages_of
from omnidesk.operations.exporting_tables import Exported, deal_in
from omnidesk.operations.in_language import speaking
from omnidesk.operations.plan_files import DAY, empty_calendar, event, milestone_words, payment_words
from omnidesk.operations.priced_with import catalog_of
from omnidesk.operations.worker import in_worker
from omnidesk.progress import Progress
from omnidesk.store.connect import Store
from omnidesk.store.deals import StoredDeal
from omnidesk.store.search import DealFilter

Days = tuple[str, str, str, tuple[datetime.date, datetime.date]]
"""An entry of the calendar: the deal, what it is about there, its words, and its day and the next."""


def calendar_of_deals(
    store: Store, wanted: DealFilter, today: Catalog, *, progress: Progress | None = None
) -> Exported:
    """Write the days of the deals that a filter finds; a later file of the same deals replaces their entries.

    Each deal is priced with its own catalog; one that cannot be priced yet has no days. The count is that of deals.

    Raises:
        DamagedError: a deal is not what was saved.
        MachineError: the store is out of reach.
    """
    found: list[tuple[Days, ...]] = []
    for page in pages_of(store, wanted, progress):
        found += days_of([(each, catalog_of(store, each.row, today)) for each in page])
    return calendar_file([days for days in found if days])


@in_worker
def days_of(priced: Sequence[tuple[StoredDeal, Catalog]]) -> tuple[tuple[Days, ...], ...]:
    """The days of each deal, priced with its catalog. Raises as :func:`calendar_of_deals`."""
    return tuple(tuple(_days(stored, catalog)) for stored, catalog in priced)


@in_worker
def calendar_file(deals: Sequence[Sequence[Days]]) -> Exported:
    """Write the days of deals as a calendar."""
    file = empty_calendar()
    for days in deals:
        for each in days:
            file.add_component(event(*each))
    return Exported(file.to_ical(), len(deals))


def _days(stored: StoredDeal, catalog: Catalog) -> Iterator[Days]:
    deal = deal_in(stored)
    speaker, _printed = speaking(catalog, SOURCE, deal.terms.currency)  # many clients, and one of us who reads it
    priced = quote(deal, catalog)
    roadmap = None if priced.refusals else plan(deal, catalog, priced)
    if roadmap is None or priced.term is None:
        return
    title, deal_id = stored.row.title, stored.row.id
    for milestone in roadmap.milestones:
        words = f"{title}: {milestone_words(milestone, speaker)}"
        yield (deal_id, f"milestone:{milestone.id}", words, _day(milestone.date))
    places: dict[str, int] = {}
    for payment in roadmap.payments:
        places[payment.line] = place = places.get(payment.line, 0) + 1
        words = f"{title}: {payment_words(payment, speaker)}"
        yield (deal_id, f"payment:{payment.line}:{place}", words, _day(payment.due))
    ends = "renews itself after today" if deal.terms.auto_renewal else "ends today"
    yield (deal_id, "renewal", f"{title}: {ends}", _day(priced.term.end))


def _day(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    return day, day + DAY
