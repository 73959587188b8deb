"""A page's view that is kept from one change to the next is the view that would be made anew."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import flamecoin, milestones, models, performance, usage, value
from omnidesk.wizard.context import Context
from tests.domain.any_deal import deals

CATALOG, FORMATTER = load_catalog(), Formatter("en")
VIEWS: tuple[Callable[[Context], object], ...] = (
    flamecoin.view,
    milestones.view,
    models.view,
    performance.view,
    usage.view,
    value.view,
)
FULL = msgspec.to_builtins(read_deal(shipped("resources", "samples", "architect-broadcaster.yaml")))
TERMS: tuple[dict[str, Any], ...] = (
    FULL["terms"],
    {**FULL["terms"], "effective_date": None},
    {**FULL["terms"], "currency": "EUR"},
    {**FULL["terms"], "currency": "EUR", "fx": {"rate": "0.92", "date": "2026-01-15"}},
    {**FULL["terms"], "months": 6},
)
WALKS = st.lists(
    st.tuples(
        st.sampled_from(("terms", "tier", "discovery", "models", "value", "scaling", "client")), st.integers(0, 4)
    ),
    min_size=1,
    max_size=8,
)


def parts_of(other: Deal) -> dict[str, list[Any]]:
    """What each part of a deal may be changed to; the same objects again and again, as undo brings them back."""
    full = msgspec.convert(FULL, Deal)
    return {
        "terms": [*(msgspec.convert({"terms": each}, Deal).terms for each in TERMS), other.terms],
        "tier": [None, "seeker", "sovereign", full.tier, "none of them"],
        "discovery": [full.discovery, {}, {"agents": 7}, {"agents": "unlimited"}],
        "models": [
            full.models,
            other.models,
            msgspec.structs.replace(other.models, flamecoin=full.models.flamecoin),
            msgspec.structs.replace(full.models, subscription=None),
            msgspec.structs.replace(full.models, usage=other.models.usage),
        ],
        "value": [full.value, other.value],
        "scaling": [full.scaling, Deal().scaling],
        "client": [full.client, other.client],
    }


@settings(max_examples=40, deadline=None)
@given(other=deals(), walk=WALKS)
def test_what_a_page_keeps_over_changes_is_what_it_would_show_anew(other: Deal, walk: list[tuple[str, int]]) -> None:
    parts, context = parts_of(other), Context(msgspec.convert(FULL, Deal), CATALOG, FORMATTER)
    for name, choice in walk:
        for view in VIEWS:
            view(context)
        part: dict[str, Any] = {name: parts[name][choice % len(parts[name])]}
        context = context.after(msgspec.structs.replace(context.deal, **part))
        for view in VIEWS:
            assert view(context) == view(Context(context.deal, CATALOG, FORMATTER)), view.__module__


@pytest.mark.parametrize("tier", ["seeker", "architect"])
def test_flame_is_counted_as_soon_as_a_tier_stands(tier: str) -> None:
    """The coin and the terms are the same as before; only the tier that the deal is priced in has come."""
    tree = {**FULL, "tier": None, "discovery": {}, "models": {"subscription": {}, "flamecoin": {"stake": 5000}}}
    before = Context(msgspec.convert(tree, Deal), CATALOG, FORMATTER)
    shown = flamecoin.view(before)
    assert shown is not None
    assert shown.benefits[0].value == "0"
    shown = flamecoin.view(before.after(msgspec.structs.replace(before.deal, tier=tier)))
    assert shown is not None
    assert shown.benefits[0].value == "5,000"
