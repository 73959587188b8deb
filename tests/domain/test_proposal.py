"""What a document prints, and what blocks it."""

import datetime

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import VARIABLES
from omnidesk.domain.contract import contract_of
from omnidesk.domain.contract_markup import marks
from omnidesk.domain.contract_variables import Variable, contract_variables
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import RefusedError
from omnidesk.domain.proposal import propose
from omnidesk.domain.quote import quote
from tests.domain.deals import ARCHITECT, SEEKER, SOVEREIGN, deal

TODAY = datetime.date(2026, 1, 15)
NAMED = {"name": "Aurora Broadcast AG", "contact": {"name": "M. Keller", "title": "COO"}}
SHARE = {"revenue_share": {"percent": "8", "incremental_revenue": {"low": "1", "base": "2", "high": "3"}}}


def filled(any_deal: Deal, catalog: Catalog) -> dict[str, Variable]:
    """The variables of a deal's contract."""
    priced = quote(any_deal, catalog)
    tier = catalog.tier(priced.tier)
    assert tier is not None
    return contract_variables(any_deal, catalog, priced, tier, contract_of(any_deal, catalog, tier).law)


def test_an_offer_is_valid_for_thirty_days(catalog: Catalog) -> None:
    proposal = propose(deal(ARCHITECT), catalog, today=TODAY)
    assert (proposal.valid_until, proposal.draft) == (datetime.date(2026, 2, 14), False)


def test_a_deal_with_refusals_is_not_proposed(catalog: Catalog) -> None:
    with pytest.raises(RefusedError, match=r"terms\.months"):
        propose(deal(ARCHITECT, terms__months=12), catalog, today=TODAY)


def test_an_open_approval_makes_a_draft(catalog: Catalog) -> None:
    discount = {"discretionary_percent": "12", "discretionary_reason": "x"}
    assert propose(deal(ARCHITECT, models__subscription__discounts=discount), catalog, today=TODAY).draft


def test_a_contract_waits_for_baseline_attribution_and_audit_rights(catalog: Catalog) -> None:
    unagreed = deal(ARCHITECT, client=NAMED, models__performance=SHARE)
    assert propose(unagreed, catalog, today=TODAY).open_points
    with pytest.raises(RefusedError, match="baseline"):
        propose(unagreed, catalog, today=TODAY, kind="contract")
    agreed = {**SHARE, "baseline": "Mean of 2025", "attribution": "Tagged clips", "mutual_audit_rights": True}
    contract = propose(deal(ARCHITECT, client=NAMED, models__performance=agreed), catalog, today=TODAY, kind="contract")
    assert "measurement" in [clause.id for clause in contract.contract.clauses]


def test_clauses_follow_tier_and_models(catalog: Catalog) -> None:
    seeker = [clause.id for clause in propose(deal(SEEKER, client=NAMED), catalog, today=TODAY).contract.clauses]
    sovereign = [clause.id for clause in propose(deal(SOVEREIGN, client=NAMED), catalog, today=TODAY).contract.clauses]
    assert "service_levels_seeker" in seeker
    assert "service_levels_sovereign" in sovereign
    assert not {"usage", "revenue_share", "custom_development"} & set(seeker)


def test_every_variable_of_the_clauses_is_known(catalog: Catalog) -> None:
    any_deal = deal(ARCHITECT, client=NAMED)
    variables = filled(any_deal, catalog)
    assert {name: variable.kind for name, variable in variables.items()} == dict(VARIABLES)
    used = {mark.name for clause in catalog.clauses for mark in marks(clause.text) if mark.kind == "variable"}
    assert used <= VARIABLES.keys()


def test_the_base_price_of_the_contract_is_a_year_whatever_the_billing(catalog: Catalog) -> None:
    assert str(filled(deal(SEEKER, client=NAMED), catalog)["base_price"].value) == "7200.00"


def test_the_situation_prints_answers_in_words_and_nothing_internal(catalog: Catalog) -> None:
    answers = {"agents": 30, "reasoning": "full_suite", "governance": {"voting": False}, "budget_per_year": "400000"}
    proposal = propose(deal(ARCHITECT, discovery=answers), catalog, today=TODAY)
    values = [row.value for row in proposal.situation]
    assert 30 in values
    assert "Full suite" in values
    assert not any("400000" in str(value) for value in values)


def test_white_label_is_granted_only_where_it_was_asked_for(catalog: Catalog) -> None:
    def granted(**answers: object) -> bool:
        proposal = propose(deal(ARCHITECT, client=NAMED, discovery={"agents": 30, **answers}), catalog, today=TODAY)
        return "white_label" in [clause.id for clause in proposal.contract.clauses]

    assert [granted(), granted(white_label=False), granted(white_label=True)] == [False, False, True]


def test_a_contract_names_the_overage_in_the_deals_own_currency(catalog: Catalog) -> None:
    # 0.002 USD × 0.92 EUR per USD = 0.00184 EUR, which is what the quote charges.
    fx = {"rate": "0.92", "date": "2026-01-15"}
    usage = {"volumes": {"api_calls": 1}}
    euro = deal(ARCHITECT, client=NAMED, terms__currency="EUR", terms__fx=fx, models__usage=usage)
    rate = propose(euro, catalog, today=TODAY).variables["overage_rate"]
    assert str(rate.value) == "0.00184"


def test_a_contract_without_a_client_is_blocked_and_names_the_place(catalog: Catalog) -> None:
    with pytest.raises(RefusedError, match=r"client\.name"):
        propose(deal(ARCHITECT), catalog, today=TODAY, kind="contract")


def test_audit_rights_that_were_refused_block_a_contract(catalog: Catalog) -> None:
    agreed = {**SHARE, "baseline": "Mean of 2025", "attribution": "Tagged clips", "mutual_audit_rights": False}
    with pytest.raises(RefusedError, match="mutual_audit_rights"):
        propose(deal(ARCHITECT, client=NAMED, models__performance=agreed), catalog, today=TODAY, kind="contract")


def test_what_is_only_available_is_no_service_of_the_contract(catalog: Catalog) -> None:
    tier = catalog.tier("architect")
    assert tier is not None
    services = filled(deal(ARCHITECT, client=NAMED), catalog)["tier_inclusions"].several
    available = {each.text for each in tier.inclusions if each.availability == "available"}
    assert available
    assert not available & set(services)


def test_two_clients_with_equal_terms_have_references_of_their_own(catalog: Catalog) -> None:
    one = propose(deal(ARCHITECT, client=NAMED), catalog, today=TODAY)
    other = propose(deal(ARCHITECT, client={"name": "Bergland Energie"}), catalog, today=TODAY)
    again = propose(deal(ARCHITECT, client=NAMED, notes="Call back"), catalog, today=TODAY)
    assert one.quote.deal_hash == other.quote.deal_hash
    assert one.reference != other.reference
    assert one.reference == again.reference
