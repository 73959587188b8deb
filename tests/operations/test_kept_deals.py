"""What the store keeps of a priced deal."""

from decimal import Decimal

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.operations.kept_deals import keep_new
from omnidesk.shipped import shipped
from omnidesk.store import desk
from omnidesk.store.connect import Store


@pytest.fixture
def aurora() -> Deal:
    return read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))


def test_the_desk_keeps_start_discount_and_milestones_of_the_quote(
    store: Store, catalog: Catalog, aurora: Deal
) -> None:
    row = keep_new(store, aurora, catalog)
    priced = quote(aurora, catalog)
    assert priced.totals is not None
    listed = sum((line.list for line in priced.lines if line.kind != "estimated"), Decimal(0))
    assert aurora.terms.effective_date is not None
    assert row.starts == f"{aurora.terms.effective_date:%Y-%m}"
    assert row.list_minor == listed * 100
    assert row.discount_minor == (listed - priced.totals.committed_total) * 100
    first, last = priced.milestones[0].date, priced.milestones[-1].date
    due = desk.milestones_due(store, ("draft",), since=first, until=last, limit=99)
    assert [(each.date, each.name) for each in due] == [
        (each.date.isoformat(), each.name) for each in priced.milestones
    ]
    assert sum(each.amount_minor for each in due) == sum(each.amount for each in priced.milestones) * 100
