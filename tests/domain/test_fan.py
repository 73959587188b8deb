"""The fan: the runs behind the percentiles, followed through the term."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.monte_carlo import FAN_PLACES, fan, fan_months
from omnidesk.domain.quote import frame, quote
from omnidesk.domain.roi import project
from omnidesk.shipped import shipped


@pytest.fixture(scope="module")
def deal() -> Deal:
    return read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))


def test_the_fan_ends_where_the_percentiles_stand(deal: Deal, catalog: Catalog) -> None:
    """Without an uncertain cost the run at P50 of ROI is the run at P50 of what is left at the end of the term."""
    certain = read_deal(shipped("resources", "samples", "apprentice-agency.yaml"))
    priced, whole = quote(certain, catalog), project(certain, catalog)
    pricing = frame(certain, catalog, catalog.tier(priced.tier))
    assert pricing is not None
    assert whole is not None
    drawn = fan(certain, priced, pricing, seed=1, runs=10_000)
    cost = sum((payment.amount for payment in priced.payments), Decimal(0))
    ends = {"p10": drawn.p10[-1], "p50": drawn.p50[-1], "p90": drawn.p90[-1]}
    for name, end in ends.items():
        percent = getattr(whole.monte_carlo, name)
        assert abs(end - cost * percent / 100) <= cost * Decimal("0.0001") + 1


def test_the_same_seed_gives_the_same_fan_and_its_edges_never_cross(deal: Deal, catalog: Catalog) -> None:
    priced = quote(deal, catalog)
    pricing = frame(deal, catalog, catalog.tier(priced.tier))
    assert pricing is not None
    first, again = (fan(deal, priced, pricing, seed=7, runs=500) for _ in range(2))
    assert first == again
    assert first != fan(deal, priced, pricing, seed=8, runs=500)
    assert all(low <= mid <= high for low, mid, high in zip(first.p10, first.p50, first.p90, strict=True))


@given(st.integers(1, 120))
def test_the_fan_is_measured_evenly_and_at_the_end(months: int) -> None:
    places = fan_months(months)
    assert places[-1] == months
    assert len(places) <= FAN_PLACES
    assert len({later - earlier for earlier, later in itertools.pairwise(places)}) <= 1
