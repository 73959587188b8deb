"""Constraints, null cases and notes of the recommendation, and what the hash of a price covers."""

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal_hash import canonical_json
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import Stage, move
from omnidesk.domain.quote import quote
from omnidesk.domain.recommendation import Conflict, Recommendation, recommend
from tests.domain.deals import ARCHITECT, SEEKER, SOVEREIGN, deal

EURO = {"rate": "0.92", "date": "2026-01-15"}


def asked(catalog: Catalog, answers: dict[str, Any], **changes: Any) -> Recommendation:
    return recommend(deal({"discovery": answers}, **changes), catalog)


def conflicts(found: Recommendation) -> dict[str, tuple[str | None, tuple[str, ...]]]:
    return {each.constraint: (each.lower_tier, each.give) for each in found.conflicts}


def test_a_budget_is_held_against_the_price_in_the_deals_currency(catalog: Catalog) -> None:
    # Architect: 150,000 × 0.92 = 138,000 euros a year.
    for budget, broken in (("138000", False), ("137999.99", True)):
        found = asked(catalog, {"on_premises": True, "budget_per_year": budget}, terms__currency="EUR", terms__fx=EURO)
        assert ("budget_per_year" in conflicts(found)) is broken


def test_without_a_rate_there_is_no_price_to_hold_a_budget_against(catalog: Catalog) -> None:
    for fx in (None, {**EURO, "rate": "0"}, {**EURO, "rate": "-1"}):
        found = asked(catalog, {"agents": 2, "budget_per_year": "1"}, terms__currency="EUR", terms__fx=fx)
        assert (found.conflicts, found.tiers[0].price_per_year) == ((), None)


def test_a_rate_that_is_refused_at_home_changes_no_price(catalog: Catalog) -> None:
    assert asked(catalog, {"agents": 2}, terms__fx=EURO).tiers[0].price_per_year == Decimal("6000.00")
    assert quote(deal(SEEKER, terms__fx=EURO), catalog).payments[0].amount == Decimal("600.00")


def test_a_negotiated_price_that_is_stated_is_held_against_the_budget(catalog: Catalog) -> None:
    answers = {"agents": "unlimited", "budget_per_year": "400000"}
    found = asked(catalog, answers, tier="sovereign", terms__negotiated_base_per_year="400000.01")
    assert conflicts(found) == {"budget_per_year": ("architect", ("agents",))}
    assert (found.tiers[3].price_per_year, [each for each in found.notes if "negotiated" in each]) == (None, [])
    assert conflicts(asked(catalog, answers, terms__negotiated_base_per_year="400000")) == {}


def test_each_constraint_finds_its_own_lower_tier(catalog: Catalog) -> None:
    # Sovereign commits for 36 months. Six are acceptable: only Seeker's 1 fits, and what it lacks has to give.
    answers = {"agents": 2, "governance": {"voting": True}, "reasoning": "advanced", "longest_commitment_months": 6}
    assert conflicts(asked(catalog, answers)) == {
        "longest_commitment_months": ("seeker", ("reasoning", "governance.voting"))
    }


def test_where_no_lower_tier_fits_the_conflict_says_so(catalog: Catalog) -> None:
    found = asked(catalog, {"agents": 2, "budget_per_year": "5999.99"})
    assert found.recommended == "seeker"
    assert found.conflicts == (
        Conflict(
            constraint="budget_per_year",
            text="Seeker costs 6,000.00 USD a year, above the budget of 5,999.99 USD; no lower tier fits it",
            lower_tier=None,
            give=(),
        ),
    )


def test_a_limit_that_is_just_kept_is_no_conflict(catalog: Catalog) -> None:
    answers = {"on_premises": True, "budget_per_year": "150000", "longest_commitment_months": 24}
    assert asked(catalog, answers).conflicts == ()


def test_nothing_recommended_still_tells_what_is_typical(catalog: Catalog) -> None:
    found = asked(catalog, {"audience": "industry_leaders", "budget_per_year": "1"})
    assert (found.recommended, found.typical_for_audience, found.grow_into) == (None, "sovereign", None)
    assert found.conflicts == ()
    assert all(each.meets and not each.unmet for each in found.tiers)


def test_a_need_that_no_tier_meets_recommends_nothing_and_the_deal_must_state_its_tier(catalog: Catalog) -> None:
    lower = replace(catalog, tiers=catalog.tiers[:3])
    found = recommend(deal({"discovery": {"agents": "unlimited"}}), lower)
    assert (found.recommended, found.conflicts) == (None, ())
    assert [each.unmet for each in found.tiers] == [("agents",)] * 3
    unstated = quote(deal({**SEEKER, "tier": None, "discovery": {"agents": "unlimited"}}), lower)
    assert [each.field for each in unstated.refusals] == ["tier"]


def test_a_tier_below_the_audiences_usual_one_is_not_named_to_grow_into(catalog: Catalog) -> None:
    found = asked(catalog, {"agents": 30, "audience": "startups"})
    assert (found.recommended, found.typical_for_audience, found.grow_into) == ("architect", "seeker", None)


@pytest.mark.parametrize(
    ("answers", "limit"),
    [
        ({"agents": 0}, "1–1000000"),
        ({"agents": -3}, "1–1000000"),
        ({"agents": True}, None),
        ({"agents": "many"}, None),
        ({"reasoning": "deep"}, None),
        ({"governance": {"veto": True}}, None),
        ({"budget_per_year": "-1"}, None),
        ({"channels": ["fax"]}, None),
        ({"multi_agent": "yes"}, None),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_is_no_need(
    catalog: Catalog, answers: dict[str, Any], limit: str | None
) -> None:
    wrong = deal(SEEKER, discovery=answers, models__subscription={"agents": 2})
    (refusal,) = quote(wrong, catalog).refusals
    (question,) = answers
    assert (refusal.field, refusal.limit) == (f"discovery.{question}", limit)
    assert recommend(wrong, catalog).recommended is None


def test_only_sovereign_prices_unlimited_agents(catalog: Catalog) -> None:
    refusals = quote(deal(ARCHITECT, models__subscription__agents="unlimited"), catalog).refusals
    assert [each.field for each in refusals] == ["models.subscription.agents"]
    assert quote(deal(SOVEREIGN), catalog).refusals == ()


def hashed(catalog: Catalog, base: dict[str, Any], **changes: Any) -> str:
    return quote(deal(base, **changes), catalog).deal_hash


def test_canonical_json_is_sorted_composed_and_exact(catalog: Catalog) -> None:
    tree = {"b": [Decimal("1.50"), Decimal("1E+3"), Decimal("-0.00")], "a": "e\u0301", "c": None}
    assert canonical_json(tree) == '{"a":"é","b":["1.5","1000","0"],"c":null}'
    assert len(hashed(catalog, SEEKER)) == hashlib.sha256().digest_size * 2
    assert json.loads(canonical_json(deal(SEEKER)))["terms"]["effective_date"] == "2026-02-01"


@pytest.mark.parametrize(
    "changes",
    [
        {"terms__payment": "net_30", "terms__taxes": [], "terms__auto_renewal": True},
        {"models__subscription": {"agents": 2, "add_ons": [], "discounts": {"discretionary_percent": "0.00"}}},
        {"client": {"name": "Aurora"}, "discovery": {"stakeholders": "COO"}, "notes": "keep secret"},
        {"value": {"discount_rate_percent": "5"}, "scaling": {"depth": "basic"}, "journey": {"done": ["x"]}},
        {"success": {"targets": {"nps": "50"}}, "tier_reason": "asked for"},
        {"terms__currency": "USD", "discovery_notes": {"agents": "two at first"}},
    ],
)
def test_what_makes_no_price_makes_no_other_hash(catalog: Catalog, changes: dict[str, Any]) -> None:
    assert hashed(catalog, SEEKER, **changes) == hashed(catalog, SEEKER)


@pytest.mark.parametrize(
    "changes",
    [
        {"terms__payment": "prepaid"},
        {"terms__effective_date": "2026-02-02"},
        {"terms__taxes": [{"label": "VAT", "percent": "0"}]},
        {"terms__auto_renewal": False},
        {"models__flamecoin": {"stake": 0}},
        {"models__subscription__agents": 3},
        {"tier": "apprentice"},
    ],
)
def test_what_makes_the_price_or_a_term_makes_another_hash(catalog: Catalog, changes: dict[str, Any]) -> None:
    assert hashed(catalog, SEEKER, **changes) != hashed(catalog, SEEKER)


def test_composed_and_decomposed_letters_hash_alike(catalog: Catalog) -> None:
    names = [{"models__flamecoin": {"referrals": [{"name": name, "first_year_value": "1"}]}} for name in
             ("Zu\u0308rich", "Zürich")]  # fmt: skip
    assert hashed(catalog, SEEKER, **names[0]) == hashed(catalog, SEEKER, **names[1])


def test_the_hash_sees_the_resolved_list_prices(catalog: Catalog) -> None:
    usage = replace(catalog.usage, plans=(replace(catalog.usage.plans[0], included=9999), *catalog.usage.plans[1:]))
    add_ons = tuple(replace(row, price="10") for row in catalog.subscription.add_ons)
    tiers = (replace(catalog.tiers[0], price=replace(catalog.tiers[0].price, annual=Decimal(6001))), *catalog.tiers[1:])
    changed = [
        replace(catalog, usage=usage),
        replace(catalog, subscription=replace(catalog.subscription, add_ons=add_ons)),
        replace(catalog, tiers=tiers),
    ]
    hashes = {quote(deal(SEEKER), each).deal_hash for each in (catalog, *changed)}
    assert len(hashes) == 4


def test_the_hash_sees_policies_that_make_a_price_and_no_others(catalog: Catalog) -> None:
    def with_policy(name: str, value: Any) -> str:
        decision = replace(getattr(catalog.policy, name), value=value)
        return quote(deal(SEEKER), replace(catalog, policy=replace(catalog.policy, **{name: decision}))).deal_hash

    plain = quote(deal(SEEKER), catalog).deal_hash
    for name, value in (("multi_year_maximum_percent", Decimal(20)), ("volume_discount", ()), ("multi_year", {})):
        assert with_policy(name, value) != plain
    for name, value in (("monte_carlo_runs", 10), ("offer_validity_days", 1), ("discount_rate_percent", Decimal(1))):
        assert with_policy(name, value) == plain
    assert with_policy("discretionary_limit_percent", Decimal(20)) == plain, "what we may give alone is no price"


def test_an_approval_by_nobody_or_without_a_reason_is_refused_and_lifts_nothing(catalog: Catalog) -> None:
    discount = {"discretionary_percent": "12", "discretionary_reason": "Reference"}
    open_ = quote(deal(ARCHITECT, models__subscription__discounts=discount), catalog)
    approval = {"rule": "discretionary_discount", "who": " ", "when": "2026-01-20", "why": "", "deal_hash": "x"}
    base = {**ARCHITECT, "approvals": [{**approval, "deal_hash": open_.deal_hash}]}
    found = quote(deal(base, models__subscription__discounts=discount), catalog)
    assert found.approvals_needed == ("discretionary_discount",)
    assert [each.field for each in found.refusals] == ["approvals.0.who", "approvals.0.why"]


@pytest.mark.parametrize(
    ("stage", "to", "possible"),
    [
        ("draft", "issued", True),
        ("issued", "accepted", True),
        ("accepted", "active", True),
        ("active", "ended", True),
        ("expired", "accepted", False),
        ("expired", "draft", True),
        ("draft", "accepted", False),
        ("superseded", "issued", False),
        ("ended", "draft", False),
    ],
)
def test_a_deal_moves_only_along_its_stages(stage: Stage, to: Stage, possible: bool) -> None:
    if possible:
        assert move(stage, to) == to
        return
    with pytest.raises(InputError, match=f"{stage} cannot become {to}"):
        move(stage, to)
