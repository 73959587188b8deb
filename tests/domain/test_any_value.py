"""No deal that a file can hold, however wrong, makes pricing fail or take long: it has problems, and that is all."""

import datetime
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import Quote, quote
from omnidesk.domain.recommendation import recommend
from omnidesk.domain.roadmap import plan
from omnidesk.domain.roi import project
from tests.domain.any_deal import deals
from tests.domain.deals import ARCHITECT, DEVELOPMENT, SEEKER, deal

SECONDS = 1.0

ESTIMATE = {"low": "1", "base": "2", "high": "3"}
EVERYTHING: dict[str, Any] = {
    **ARCHITECT,
    "discovery": {"agents": 30, "response_hours": 4, "governance": {"voting": False}, "budget_per_year": "400000"},
    "discovery_notes": {"agents": "thirty at first"},
    "terms": {
        **ARCHITECT["terms"],
        "currency": "EUR",
        "fx": {"rate": "0.92", "date": "2026-01-15", "source": "ECB"},
        "negotiated_base_per_year": "1",
        "taxes": [{"label": "VAT", "percent": "8.1", "lines": ["subscription", "development"]}],
    },
    "models": {
        "subscription": {
            "agents": 30,
            "add_ons": [{"id": "additional_agents", "quantity": 4, "unit_price": "1500", "recurring": True}],
            "discounts": {"multi_year_percent": "5", "discretionary_percent": "2", "discretionary_reason": "x"},
        },
        "usage": {"volumes": {"api_calls": "5", "data_processed": ["1", "2"]}, "monthly_growth_percent": "2"},
        "performance": {
            "revenue_share": {"percent": "8", "incremental_revenue": ESTIMATE, "cap_per_year": "2"},
            "savings_share": {"percent": "12", "documented_savings": ESTIMATE, "floor_per_year": "1"},
            "outcome_bonuses": [{"kpi": "Clips", "target": "1", "amount": "2", "month": 12}],
        },
        "custom_development": {
            **DEVELOPMENT,
            "milestones": [
                {"name": "A", "percent": "50", "event": "discovery_complete"},
                {"name": "B", "percent": "50", "date": "2027-01-01"},
            ],
        },
        "flamecoin": {"stake": 5, "referrals": [{"name": "N", "first_year_value": "3"}], "reference_rate": "0.1"},
    },
    "value": {
        "discount_rate_percent": "8",
        "benefits": [{"driver": "cost_reduction", "yearly": ESTIMATE, "ramp_months": 6}],
        "network": {"agents": 30, "connectivity": "0.4", "specialization": "0.7", "years": "3"},
    },
    "approvals": [{"rule": "discretionary_discount", "who": "A", "when": "2026-01-01", "why": "B", "deal_hash": "x"}],
}

WIDE = 10**15 - 1
NUMBERS = st.one_of(
    st.integers(-WIDE, WIDE),
    st.sampled_from([0, 1, -1, 11, 12, 120, 121, 10**9, WIDE, -WIDE]),
)
AMOUNTS = st.one_of(
    st.tuples(st.integers(-WIDE, WIDE), st.integers(0, 10**12 - 1)).map(lambda pair: f"{pair[0]}.{pair[1]:012}"),
    st.sampled_from(["0", "-0", "0.000000000001", "-0.000000000001", "100", "-100", "-99.999999999999", str(WIDE)]),
)
DAYS = st.one_of(st.dates(), st.sampled_from([datetime.date.min, datetime.date.max, datetime.date(2028, 2, 29)])).map(
    datetime.date.isoformat
)
WORDS = st.sampled_from(
    ["", " ", "api_calls", "subscription", "unlimited", "USD", "KWD", "sovereign", "monthly", "\u0301"]
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, AMOUNTS, DAYS, WORDS)


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    rows = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in rows:
        yield (*path, key)
        yield from places(value, (*path, key))


def spoiled(deal_before: Deal, tree: Any, data: st.DataObject) -> Deal:
    """Put a wild value in one place of the tree, or make a list long; what is no deal any more is taken back."""
    *parents, last = data.draw(st.sampled_from(sorted(places(tree), key=str)))
    place = tree
    for key in parents:
        place = place[key]
    value = place[last]
    long = isinstance(value, list) and value and data.draw(st.booleans())
    place[last] = value * data.draw(st.sampled_from([2, 41, 1000])) if long else data.draw(like(value))
    try:
        return msgspec.convert(tree, Deal)
    except msgspec.ValidationError:
        place[last] = value
        return deal_before


def like(value: Any) -> st.SearchStrategy[Any]:
    """Mostly a value of the same kind, so that what is drawn is a deal; the kind is what decides who reads it."""
    if isinstance(value, str):
        kinds = DAYS if value[:4].isdigit() and "-" in value else AMOUNTS if value[:1].isdigit() else WORDS
        return st.one_of(kinds, kinds, kinds, SCALARS)
    return st.one_of(NUMBERS, NUMBERS, SCALARS) if isinstance(value, int) and not isinstance(value, bool) else SCALARS


def everything_of(wrong: Deal, catalog: Catalog) -> tuple[Quote, float]:
    """Price, project, plan and recommend; and how long the slowest of them took."""
    took: list[float] = []
    started = time.process_time()
    priced = quote(wrong, catalog)
    for work in (
        lambda: project(wrong, catalog, priced=priced),
        lambda: plan(wrong, catalog, priced),
        lambda: recommend(wrong, catalog),
    ):
        took.append(time.process_time() - started)
        started = time.process_time()
        work()
    return priced, max(*took, time.process_time() - started)


@given(st.one_of(deals().map(msgspec.to_builtins), st.just(EVERYTHING)), st.data())
@settings(max_examples=60)
def test_no_deal_however_wrong_makes_pricing_fail_or_slow(catalog: Catalog, base: Any, data: st.DataObject) -> None:
    tree = msgspec.json.decode(msgspec.json.encode(base))
    wrong = msgspec.convert(tree, Deal)
    for _ in range(data.draw(st.integers(1, 6))):
        wrong = spoiled(wrong, tree, data)
    priced, seconds = everything_of(wrong, catalog)
    assert seconds < SECONDS
    assert priced.totals is not None or priced.refusals


ROW = {"driver": "cost_reduction", "yearly": ESTIMATE, "ramp_months": 10**14}


@pytest.mark.parametrize(
    "changes",
    [
        {"terms__effective_date": "0001-01-01"},
        {"terms__effective_date": "9999-12-31"},
        {"terms__months": 10**14},
        {"terms__months": -(10**14)},
        {"models__custom_development": {**DEVELOPMENT, "discovery_weeks": 10**14}},
        {"models__custom_development": {**DEVELOPMENT, "deployment_weeks": -(10**14)}},
        {"models__usage": {"volumes": {"api_calls": "999999999999999.999999999999"}, "monthly_growth_percent": "1000"}},
        {"models__usage": {"volumes": {"api_calls": "1"}, "monthly_growth_percent": "999999999999999"}},
        {"models__usage": {"volumes": {"api_calls": ["1"] * 1000}}},
        {"models__subscription__add_ons": [{"id": "premium_support", "unit_price": "1", "recurring": True}] * 1000},
        {"value__benefits": [ROW] * 1000},
        {"value__benefits": [ROW] * 40},
        {"value__discount_rate_percent": "-100"},
        {"value__discount_rate_percent": "-999999999999999"},
        {"terms__taxes": [{"label": "VAT", "percent": "1", "lines": ["no such line"] * 90}] * 90},
        {"discovery": {f"agent_{number}": 1 for number in range(1000)}},
    ],
)
def test_extremes_are_answered_at_once(catalog: Catalog, changes: dict[str, Any]) -> None:
    _, seconds = everything_of(
        deal(SEEKER, terms__months=120, **changes) if "terms__months" not in changes else deal(SEEKER, **changes),
        catalog,
    )
    assert seconds < SECONDS


def test_a_milestone_on_the_last_day_of_the_calendar_is_due_that_day(catalog: Catalog) -> None:
    last = {"name": "Late", "percent": "100", "date": "9999-12-31"}
    priced = quote(deal(ARCHITECT, models__custom_development={**DEVELOPMENT, "milestones": [last]}), catalog)
    (payment,) = [each for each in priced.payments if each.line == "development"]
    assert (payment.date, payment.due) == (datetime.date.max, datetime.date.max)
    assert not priced.refusals


def test_amounts_that_no_store_could_keep_are_refused(catalog: Catalog) -> None:
    # 999,999,999,999,999 × 2 sessions is more than fifteen digits hold, though each number of the deal is in bounds.
    add_on = {"id": "training_sessions", "quantity": 2, "unit_price": "999999999999999"}
    priced = quote(deal(ARCHITECT, models__subscription__add_ons=[add_on]), catalog)
    assert (priced.totals, priced.lines) == (None, ())
    assert [(each.field, each.limit) for each in priced.refusals] == [("models", "999,999,999,999,999")]
    one = {**add_on, "quantity": 1, "unit_price": "999999999000000.01"}
    kept = quote(deal(ARCHITECT, models__subscription__add_ons=[one]), catalog)
    assert kept.totals is not None
    assert kept.totals.committed_total == Decimal("999999999382500.01")
