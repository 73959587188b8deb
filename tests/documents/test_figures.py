"""Every figure on paper is the quote's: what was priced is what is printed, in every kind and currency."""

import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.quote import quote
from omnidesk.domain.value import Value
from omnidesk.formatting import Formatter
from tests.documents.many_deals import in_currency, with_lines
from tests.documents.proposals import (
    FIVE_MODELS,
    KINDS,
    SAMPLES,
    deal_of,
    printed,
    printed_sample,
    proposed,
    sample,
    text_of,
)
from tests.domain.any_deal import deals


def figures_of(proposal: Proposal) -> list[Decimal]:
    """Every amount that the investment and the payment schedule have to show."""
    priced, totals = proposal.quote, proposal.quote.totals
    assert totals is not None
    amounts = [totals.committed_total, *(line.net for line in priced.lines), *(tax.amount for tax in priced.taxes)]
    amounts += [-discount.amount for line in priced.lines for discount in line.discounts]
    amounts += [payment.amount for year in proposal.years for payment in year.committed]
    amounts += [row.amount for year in proposal.years for row in year.estimated]
    amounts += [year.committed_total for year in proposal.years]
    amounts += [proposal.total_payable] if priced.taxes else []
    return amounts + ([totals.estimated_total] if totals.estimated_total else [])


def missing_figures(proposal: Proposal, text: str) -> list[str]:
    """The amounts that the text does not hold as figures of their own."""
    shown = set(re.findall(r"−?\d[\d,.]*\d|\d", text))
    formatter = Formatter(proposal.language)
    wanted = {formatter.money(amount, proposal.quote.currency, symbol=False) for amount in figures_of(proposal)}
    return sorted(wanted - shown)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_total_tax_and_payment_is_printed(name: str, catalog: Catalog) -> None:
    proposal = proposed(sample(name), catalog)
    assert missing_figures(proposal, text_of(printed_sample(name))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_contract_holds_the_total_and_every_committed_payment(name: str, catalog: Catalog) -> None:
    proposal, text = proposed(sample(name), catalog, "contract"), text_of(printed_sample(name, "contract"))
    totals, formatter = proposal.quote.totals, Formatter(proposal.language)
    assert totals is not None
    assert f"Committed Fees of {formatter.money(totals.committed_total, proposal.quote.currency)} as" in text
    for year in proposal.years:
        for payment in year.committed:
            assert formatter.money(payment.amount, proposal.quote.currency, symbol=False) in text
            assert payment.label in text


@pytest.mark.parametrize(("currency", "rate"), [("JPY", "149.505"), ("KWD", "0.30712")])
def test_yen_have_no_decimals_and_dinars_three(currency: str, rate: str, catalog: Catalog) -> None:
    deal = in_currency(sample("seeker-startup"), currency, rate)
    proposal = proposed(deal, catalog)
    text = text_of(printed(deal, catalog))
    assert missing_figures(proposal, text) == []
    subscription = proposal.quote.line("subscription")
    assert subscription is not None
    assert {"JPY": "538,218", "KWD": "1,105.632"}[currency] in text
    assert f"at {rate} {currency} for 1 USD" in text


def test_five_models_billed_monthly_for_five_years_print_every_payment(catalog: Catalog) -> None:
    deal = deal_of(FIVE_MODELS)
    built = printed(deal, catalog)
    text = text_of(built)
    assert missing_figures(proposed(deal, catalog), text) == []
    assert text.count("Apprentice subscription, 1 month") == 60
    assert built.pages <= 16


def test_a_deal_of_nine_hundred_lines_is_printed_line_by_line(catalog: Catalog) -> None:
    deal, grown = with_lines(catalog, 900)
    text = text_of(printed(deal, grown))
    assert all(f"Extra {number} " in text for number in range(900))
    assert missing_figures(proposed(deal, grown), text) == []


@settings(max_examples=6)
@given(deal=deals())
def test_any_deal_without_refusals_is_printed_with_all_its_figures(deal: Deal, catalog: Catalog) -> None:
    if quote(deal, catalog).refusals:
        return
    proposal = proposed(deal, catalog)
    assert missing_figures(proposal, text_of(printed(deal, catalog))) == []
    assert printed(deal, catalog, "summary").pages == 1


def test_committed_and_estimated_are_never_added_up(catalog: Catalog) -> None:
    deal = msgspec.structs.replace(sample("architect-broadcaster"), value=Value())
    proposal = proposed(deal, catalog)
    totals = proposal.quote.totals
    assert totals is not None
    both = Formatter("en").money(totals.committed_total + totals.estimated_total, "USD", symbol=False)
    for kind in KINDS:
        assert both not in text_of(printed(deal, catalog, kind))


def test_a_rate_that_says_nothing_is_not_printed_to_the_last_digit(catalog: Catalog) -> None:
    proposal = proposed(sample("seeker-startup"), catalog)
    assert proposal.roi is not None
    assert (proposal.roi.scenarios["base"].irr_percent or 0) > 1000
    assert "above 1,000%" in text_of(printed_sample("seeker-startup"))
