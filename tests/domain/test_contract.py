"""The contract of a deal: which clauses, in which order, under which numbers, in which words."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import Contract, contract_of
from omnidesk.domain.contract_order import numbered, outline
from omnidesk.domain.contract_problems import contract_problems
from omnidesk.domain.contract_variables import contract_variables
from omnidesk.domain.deal import Deal
from omnidesk.domain.jurisdiction import ContractProfile
from omnidesk.domain.quote import quote
from tests.documents.proposals import FIVE_MODELS, SAMPLES, deal_of, sample
from tests.domain.deals import ARCHITECT, SEEKER, deal

NAMED = {"name": "Aurora Broadcast AG"}
MODELS = ("subscription", "usage", "performance", "custom_development", "flamecoin")
PACKS = ("neutral", "de", "us")


def contract(catalog: Catalog, base: dict[str, Any] = ARCHITECT, **changes: Any) -> Contract:
    any_deal = deal(base, client=NAMED, **changes)
    tier = catalog.tier(any_deal.tier)
    assert tier is not None
    return contract_of(any_deal, catalog, tier)


def ids(found: Contract) -> list[str]:
    return [clause.id for clause in found.clauses]


def test_clauses_follow_tier_models_answers_and_terms(catalog: Catalog) -> None:
    plain = ids(contract(catalog))
    assert {"service_levels_architect", "subscription", "renewal_automatic", "payment_net_30"} <= set(plain)
    assert not {"governance", "usage", "acceptance", "renewal_none", "payment_prepaid", "public_information"} & set(
        plain
    )
    assert {"service_levels_seeker", "renewal_none"} <= set(ids(contract(catalog, SEEKER, terms__auto_renewal=False)))
    assert "payment_prepaid" in ids(contract(catalog, terms__payment="prepaid"))
    answered = {"audience": "government_agencies", "on_premises": True}
    assert {"public_information", "on_premises"} <= set(ids(contract(catalog, discovery=answered)))


def test_a_pack_words_clauses_its_own_way_and_brings_its_law(catalog: Catalog) -> None:
    def liability(pack: str) -> str:
        found = contract(catalog, contract={"jurisdiction": pack}).clause("liability")
        assert found is not None
        return " ".join(found.text)

    assert "cardinal duty" in liability("de")
    assert "CONSEQUENTIAL" in liability("us")
    assert "typical, foreseeable damage" in liability("neutral")
    us = contract(catalog, contract={"jurisdiction": "us", "law": "new_york"})
    assert us.law.law == "the laws of the State of New York"
    assert contract(catalog, contract={"jurisdiction": "us"}).law.id == "delaware"


def test_a_company_chooses_pack_law_and_venue_once_and_a_deal_may_differ(catalog: Catalog) -> None:
    profile = ContractProfile(jurisdiction="us", law_choice="new_york", venue="the courts of Albany")
    ours = replace(catalog, company=replace(catalog.company, contract=profile))
    found = contract(ours)
    assert (found.jurisdiction.id, found.law.id, found.law.venue) == ("us", "new_york", "the courts of Albany")
    assert contract(ours, contract={"jurisdiction": "de"}).law.venue.endswith("in Germany")
    assert contract(ours, contract={"law": "delaware"}).law.venue.endswith("Delaware")


def test_sub_clauses_stand_under_their_clause_and_only_used_words_are_defined(catalog: Catalog) -> None:
    found = contract(catalog)
    term, renewal = found.clause("term"), found.clause("renewal_automatic")
    assert term is not None
    assert renewal is not None
    assert (term.numbers, renewal.number, renewal.numbers) == (("3.1",), "3.2", ("3.2.1", "3.2.2"))
    assert "flame" not in {each.id for each in found.terms}
    assert "flame" in {each.id for each in contract(catalog, models__flamecoin={"stake": 1}).terms}
    assert found.names["term"] == "Term"  # defined in the clause itself


def test_an_order_moves_what_it_names_and_keeps_the_rest_in_its_place(catalog: Catalog) -> None:
    moved = ids(contract(catalog, contract={"order": ["law", "parties", "gone_for_good"]}))
    assert moved[:2] == ["law", "parties"]
    assert set(moved) == set(ids(contract(catalog)))
    assert moved.index("term") + 1 == moved.index("renewal_automatic")


def test_a_fallback_an_edit_an_own_clause_and_one_left_out_make_the_text(catalog: Catalog) -> None:
    found = contract(
        catalog,
        contract={
            "deviations": {
                "liability": {"kind": "fallback", "version": 2, "reason": "Asked for"},
                "termination": {"kind": "edited", "version": 1, "text": ["Nobody leaves.", "", " Ever. "]},
                "feedback": {"kind": "dropped"},
            },
            "own": {"cake": {"title": "Cake", "text": ["{client_name} gets a cake."], "under": "services"}},
        },
    )
    liability, termination, cake = (found.clause(each) for each in ("liability", "termination", "cake"))
    assert liability is not None
    assert "twice the fees" in " ".join(liability.text)
    assert not liability.moved_on
    assert termination is not None
    assert (termination.text, termination.moved_on) == (("Nobody leaves.", "Ever."), True)
    assert cake is not None
    assert (cake.state, cake.under, cake.number) == ("own", "services", "4.4")
    assert [each.clause.id for each in found.dropped] == ["feedback"]
    assert "feedback" not in ids(found)


def test_the_price_does_not_know_the_wording(catalog: Catalog) -> None:
    worded = deal(ARCHITECT, contract={"jurisdiction": "us", "own": {"cake": {"title": "Cake"}}})
    assert quote(worded, catalog).deal_hash == quote(deal(ARCHITECT), catalog).deal_hash


@pytest.mark.parametrize("name", SAMPLES)
def test_every_mark_of_every_contract_leads_somewhere(name: str, catalog: Catalog) -> None:
    """Every tier × pack × each model alone and all of them together × both kinds of renewal."""
    base, parts = sample(name), deal_of({**FIVE_MODELS, "tier": "architect"}).models
    answers = {**base.discovery, "white_label": True, "on_premises": True, "audience": "government_agencies"}
    priced = quote(sample("architect-broadcaster"), catalog)
    for tier, pack, chosen in itertools.product(catalog.tiers, PACKS, (*((model,) for model in MODELS), MODELS, ())):
        models = replace(parts, **{model: None for model in MODELS if model not in chosen})
        for renewal in (True, False):
            terms = replace(base.terms, auto_renewal=renewal, payment="net_30" if renewal else "prepaid")
            wording = replace(base.contract, jurisdiction=pack)
            any_deal = replace(base, tier=tier.id, models=models, discovery=answers, terms=terms, contract=wording)
            assert _open(any_deal, catalog, tier, priced) == []


def _open(any_deal: Deal, catalog: Catalog, tier: Any, priced: Any) -> list[str]:
    """What is open but the price that only another deal of this tier would have."""
    found = contract_of(any_deal, catalog, tier)
    variables = contract_variables(any_deal, catalog, priced, tier, found.law)
    problems = contract_problems(any_deal, catalog, found, variables)
    return [problem.reason for problem in problems if problem.field != "terms.negotiated_base_per_year"]


@st.composite
def shelves(draw: st.DrawFn) -> tuple[dict[str, str], list[str]]:
    """Clauses with the ones they stand under, and an order that names some of them."""
    tops = [f"t{place}" for place in range(draw(st.integers(1, 5)))]
    parents = dict.fromkeys(tops, "")
    for place in range(draw(st.integers(0, 6))):
        parents[f"s{place}"] = draw(st.sampled_from([*tops, "gone"]))
    return parents, draw(st.lists(st.sampled_from(list(parents)), unique=True))


@given(shelves(), st.integers(1, 4))
@settings(max_examples=60)
def test_numbers_have_no_gap_in_any_order(shelf: tuple[dict[str, str], list[str]], paragraphs: int) -> None:
    parents, order = shelf
    places = outline(parents, order)
    assert sorted(place.id for place in places) == sorted(parents)
    assert [each.id for each in places if each.id in order and not each.under] == [
        each for each in order if parents[each] in ("", "gone")
    ]
    numbers = list(numbered((place.depth, paragraphs) for place in places))
    tops = [each.clause for each, place in zip(numbers, places, strict=True) if place.depth == 1]
    assert tops == [str(number) for number in range(1, len(tops) + 1)]
    for top in tops:
        below = [int(each.clause.split(".")[1]) for each in numbers if each.clause.startswith(f"{top}.")]
        assert below == list(range(paragraphs + 1, paragraphs + 1 + len(below)))
