"""The client step without a window: what it shows, and what its choices make of the deal."""

from datetime import date
from decimal import Decimal

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import client
from omnidesk.wizard.client import ClientView
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put

CATALOG = load_catalog()
AGENCY = read_deal(shipped("resources", "samples", "apprentice-agency.yaml"))
TODAY = date(2026, 11, 22)


def seen(deal: Deal) -> ClientView:
    return client.view(Context(deal, CATALOG, Formatter("en")))


def test_the_step_shows_who_the_client_is_and_how_the_term_ends() -> None:
    view = seen(AGENCY)
    assert view.form["client.name"].text == "Nordlicht Kommunikation GmbH"
    assert view.form["client.address"].text == "Speicherstadt 12\n20457 Hamburg"
    assert view.form["terms.months"].range_hint == "12 to 120"
    assert view.term_help == "Ends on February 29, 2028."
    assert view.billing_help == "The annual price already holds the 14% discount."
    assert view.pins_rate
    assert view.rate_unit == "EUR per 1 USD"
    assert len(view.taxes) == 1


def test_every_value_that_a_deal_holds_is_among_its_options() -> None:
    strange = put(put(AGENCY, "client.industry", "glassblowing"), "client.country", "XK")
    options = seen(strange).options
    assert options["client.industry"][-1].id == "glassblowing"
    assert "XK" in {option.id for option in options["client.country"]}
    assert {option.id: option.name for option in options["client.country"]}["CH"] == "Switzerland"
    assert [option.id for option in options["terms.currency"]][:2] == ["USD", "EUR"]


def test_a_new_deal_has_a_subscription_that_starts_next_month() -> None:
    deal = client.new_deal(TODAY)
    assert deal.terms.effective_date == date(2026, 12, 1)
    assert deal.models.subscription is not None
    assert client.new_deal(date(2026, 12, 31)).terms.effective_date == date(2027, 1, 1)


def test_another_currency_takes_the_old_rate_away_and_the_same_one_keeps_it() -> None:
    assert client.choose_currency(AGENCY, "EUR") == AGENCY
    francs = client.choose_currency(AGENCY, "CHF")
    assert (francs.terms.currency, francs.terms.fx) == ("CHF", None)
    assert seen(francs).form["terms.fx.rate"].problem.startswith("Prices are listed in USD: pin a rate of CHF")


def test_a_rate_is_pinned_from_what_its_three_inputs_hold() -> None:
    francs = client.choose_currency(AGENCY, "CHF")
    pinned = client.pin_rate(francs, "0,88", "", "SNB", TODAY).terms.fx
    assert pinned is not None
    assert (pinned.rate, pinned.date, pinned.source) == (Decimal("0.88"), TODAY, "SNB")
    later = client.pin_rate(francs, "0.88", "2026-11-20", "SNB", TODAY)
    half_typed = client.pin_rate(later, "0.88", "2026-11-2", "SNB", TODAY).terms.fx
    assert half_typed is not None
    assert half_typed.date == date(2026, 11, 20)
    assert client.pin_rate(later, "about 1", "2026-11-20", "SNB", TODAY) == later
    assert client.pin_rate(later, "", "2026-11-20", "SNB", TODAY).terms.fx is None


def test_the_negotiated_base_is_asked_for_where_the_tier_has_no_list_price() -> None:
    assert not seen(AGENCY).negotiates
    sovereign = seen(put(AGENCY, "tier", "sovereign"))
    assert sovereign.negotiates
    assert "negotiated" in sovereign.form["terms.negotiated_base_per_year"].problem


def test_taxes_come_and_go() -> None:
    two = client.add_tax(AGENCY)
    assert len(seen(two).taxes) == 2
    assert seen(two).form["terms.taxes.1.label"].problem == "Name the tax, for example VAT."
    assert client.drop_tax(two, 1) == AGENCY


def test_a_tax_can_be_taken_from_chosen_lines() -> None:
    every = seen(AGENCY).taxes[0]
    assert every.chosen is None
    ids = [line.id for line in every.lines]
    assert "subscription" in ids
    assert "usage" not in ids  # an estimate is not taxed
    some = put(AGENCY, "terms.taxes.0.lines", ("subscription", "gone"))
    row = seen(some).taxes[0]
    assert row.chosen == ("subscription", "gone")
    assert [line.name for line in row.lines if line.id == "gone"] == ["gone, no longer in the deal"]
    assert "is not a line" in seen(some).form["terms.taxes.0.lines"].problem
