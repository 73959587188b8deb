"""A price that is put together from results that are kept is, digit for digit, the one worked out from nothing."""

import itertools
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.domain.what_if.levers import levers
from omnidesk.specs import load_catalog
from tests.domain.any_deal import deals

THREADS = 4
Case = tuple[Deal, Catalog]


@pytest.fixture(autouse=True)
def hasty_threads() -> Iterator[None]:
    """Take turns after every few steps, so that what could go wrong between two of them does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def catalogs() -> tuple[Catalog, ...]:
    """Two houses: the shipped one, and one that takes three times as much for what goes beyond a plan."""
    shipped = load_catalog()
    plans = tuple(replace(each, overage=each.overage * 3) for each in shipped.usage.plans)
    return shipped, replace(shipped, usage=replace(shipped.usage, plans=plans))


def told(case: Case) -> tuple[bytes, tuple[str, ...]]:
    """All that a deal comes to, and where its levers stand, written out."""
    deal, catalog = case
    return msgspec.json.encode(quote(deal, catalog)), tuple(str(lever) for lever in levers(deal, catalog))


def anew(case: Case) -> Case:
    """An equal deal of an equal house, of which no part has ever been priced."""
    deal, catalog = case
    return msgspec.convert(msgspec.to_builtins(deal), Deal), replace(catalog, policy=replace(catalog.policy))


HOUSES = catalogs()


@settings(max_examples=12, deadline=None)
@given(several=st.lists(deals(), min_size=2, max_size=3), order=st.randoms(use_true_random=False))
def test_deals_that_share_their_parts_are_priced_alike_in_every_thread(
    several: list[Deal], order: random.Random
) -> None:
    cases = [
        (replace(one, terms=two.terms, models=replace(two.models, usage=one.models.usage)), house)
        for (one, two), house in itertools.product(itertools.product(several, repeat=2), HOUSES)
    ]
    expected = [told(anew(case)) for case in cases]
    turns = [index for _ in range(6) for index in order.sample(range(len(cases)), len(cases))]
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(told, [cases[index] for index in turns]))
    assert found == [expected[index] for index in turns]
