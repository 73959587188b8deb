"""What steers our own work stays out of the deal inside a document, and it comes to the same price all the same."""

import json
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal_hash import PRICE_POLICIES
from omnidesk.domain.policy import Decision, Policy
from omnidesk.domain.quote import quote
from omnidesk.operations.embedded_deal import FILE_NAME, INTERNAL, embed, read_embedded, recalculate
from omnidesk.signing.embedded import embedded_file
from tests.commands.conftest import APPRENTICE, ARCHITECT

EARLIER = Path(__file__).parent / "earlier" / "summary-before-price-hash-2.pdf"
"""A signed summary of the start-up's sample, made by the version before the limit left hash and document."""
PRINTED = {
    "provides",
    "growth_limits",
    "network_limits",
    "benefits_maximum",
    "term_maximum_months",
    "effective_dates",
    "discount_rate_percent",
    "monte_carlo_runs",
    "strategic_phase_from_month",
    "offer_validity_days",
    "number_prefix",
    "signing_order",
}
"""House decisions that stand on a page or follow from it, or without which the deal inside could not be checked."""


def test_each_house_decision_is_printed_priced_or_left_out() -> None:
    names = {field.name for field in msgspec.structs.fields(Policy)}
    assert names == PRINTED | set(PRICE_POLICIES) | set(INTERNAL), "say of a new one whether a client may read it"


def test_decisions_on_our_own_work_are_neutral_and_the_price_is_the_same(catalog: Catalog) -> None:
    deal = read_deal(ARCHITECT)
    nervous = replace(catalog.policy, stalled_after_days=Decision(value=4711, reason="We lose them otherwise"))
    ours = replace(catalog, policy=nervous)
    content = embed(deal, ours, quote(deal, ours))
    assert content == embed(deal, catalog, quote(deal, catalog))
    assert b"4711" not in content
    tree = json.loads(content)["catalog"]
    assert all(each["reason"] == "" for each in tree["policy"].values())
    assert (tree["policy"]["stage_weights"]["value"], "approvers" in tree) == ({}, False)
    result = recalculate(read_embedded(content))
    assert (result.totals_recomputed, result.hash) == (True, quote(deal, catalog).deal_hash)


def test_a_document_does_not_tell_how_far_we_may_go_down_alone(catalog: Catalog) -> None:
    deal = read_deal(ARCHITECT)
    generous = replace(catalog.policy, discretionary_limit_percent=Decision(value=Decimal("47.11"), reason="Ours"))
    ours = replace(catalog, policy=generous)
    content = embed(deal, ours, quote(deal, ours))
    assert b"47.11" not in content
    assert recalculate(read_embedded(content)).totals_recomputed


def test_a_document_whose_price_hash_still_covered_that_limit_is_recomputed_all_the_same() -> None:
    content = embedded_file(EARLIER.read_bytes(), FILE_NAME)
    assert content is not None
    inside = read_embedded(content)
    assert inside.catalog.policy.discretionary_limit_percent.value == Decimal(10)
    result = recalculate(inside)
    assert (result.totals_recomputed, result.committed_total) == (True, Decimal("3600.00"))
    dearer = replace(inside.catalog.policy.multi_year_maximum_percent, value=Decimal(99))
    forged = replace(inside.catalog, policy=replace(inside.catalog.policy, multi_year_maximum_percent=dearer))
    assert not recalculate(replace(inside, catalog=forged)).totals_recomputed


def test_only_the_clients_language_goes_along(catalog: Catalog) -> None:
    german = read_deal(APPRENTICE)
    english = replace(german, client=replace(german.client, language="en"))
    german = replace(german, client=replace(german.client, language="de-CH"))
    for deal, languages in ((german, {"de"}), (english, set[str]())):
        inside = read_embedded(embed(deal, catalog, quote(deal, catalog)))
        assert set(inside.catalog.translations) == languages
        assert recalculate(inside).totals_recomputed
