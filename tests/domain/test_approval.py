"""Approvals hold for exactly one price."""

from msgspec.structs import replace

from omnidesk.domain.approval import issue_problems
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.deal_hash import earlier_hash
from omnidesk.domain.quote import quote
from omnidesk.domain.recommendation import priced_tier
from tests.domain.deals import ARCHITECT, deal

DISCOUNT = {"discretionary_percent": "12", "discretionary_reason": "Reference customer"}


def approved(catalog: Catalog, months: int = 36, **changes: object) -> Deal:
    price = quote(deal(ARCHITECT, models__subscription__discounts=DISCOUNT), catalog).deal_hash
    approval = {
        "rule": "discretionary_discount",
        "who": "Head of sales",
        "when": "2026-01-20",
        "why": "Strategic",
        "deal_hash": price,
    }
    base = {**ARCHITECT, "approvals": [approval]}
    return deal(base, terms__months=months, models__subscription__discounts=DISCOUNT, **changes)


def test_a_discount_above_the_limit_needs_an_approval_but_is_priced(catalog: Catalog) -> None:
    open_deal = deal(ARCHITECT, models__subscription__discounts=DISCOUNT)
    priced = quote(open_deal, catalog)
    assert priced.approvals_needed == ("discretionary_discount",)
    assert not priced.refusals
    (refusal,) = issue_problems(open_deal, catalog, priced.deal_hash, priced.approvals_needed)
    assert (refusal.field, refusal.limit) == ("approvals", "10%")


def test_ten_percent_needs_none(catalog: Catalog) -> None:
    ten = {**DISCOUNT, "discretionary_percent": "10"}
    assert quote(deal(ARCHITECT, models__subscription__discounts=ten), catalog).approvals_needed == ()


def test_an_approval_of_this_price_lets_it_be_issued(catalog: Catalog) -> None:
    priced = quote(approved(catalog), catalog)
    assert priced.approvals_needed == ()
    assert [problem.reason for problem in priced.problems if "approval" in problem.reason] == []
    assert issue_problems(approved(catalog), catalog, priced.deal_hash, priced.approvals_needed) == ()


def test_an_approval_from_before_the_hash_left_the_limit_out_holds_for_the_same_price_alone(catalog: Catalog) -> None:
    now = approved(catalog)
    tier = priced_tier(now, catalog)
    assert tier is not None
    (entry,) = now.approvals
    earlier = replace(now, approvals=(replace(entry, deal_hash=earlier_hash(now, catalog, tier)),))
    assert earlier.approvals != now.approvals
    assert quote(earlier, catalog).approvals_needed == ()
    longer = replace(earlier, terms=replace(earlier.terms, months=37))
    assert quote(longer, catalog).approvals_needed == ("discretionary_discount",)


def test_a_changed_term_voids_it(catalog: Catalog) -> None:
    changed = approved(catalog, months=37)
    priced = quote(changed, catalog)
    assert priced.approvals_needed == ("discretionary_discount",)
    assert "approvals.0.deal_hash" in [problem.field for problem in priced.warnings]
    (refusal,) = issue_problems(changed, catalog, priced.deal_hash, priced.approvals_needed)
    assert "Head of sales is stale" in refusal.reason


def test_what_does_not_make_the_price_does_not_void_it(catalog: Catalog) -> None:
    renamed = approved(catalog, client={"name": "Aurora"}, value={"discount_rate_percent": "9"})
    assert quote(renamed, catalog).approvals_needed == ()
