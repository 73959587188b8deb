"""The tier step without a window: cards, reasons, changes, override and comparison."""

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import tier
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put
from omnidesk.wizard.tier import TierOption, TierView

CATALOG = load_catalog()
BROADCASTER = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
AGENCY = read_deal(shipped("resources", "samples", "apprentice-agency.yaml"))


def seen(deal: Deal) -> TierView:
    return tier.view(Context(deal, CATALOG, Formatter("en")))


def card(deal: Deal, tier_id: str) -> TierOption:
    return next(option for option in seen(deal).options if option.id == tier_id)


def test_there_is_a_card_for_each_tier_and_one_is_recommended() -> None:
    options = seen(BROADCASTER).options
    assert [option.name for option in options] == ["Seeker", "Apprentice", "Architect", "Sovereign"]
    assert [option.recommended for option in options] == [False, False, True, False]
    assert [option.chosen for option in options] == [False, False, True, False]
    assert [option.verdict for option in options] == [
        "Meets 5 of 19 needs",
        "Meets 7 of 19 needs",
        "Meets all 19 needs",
        "Meets all 19 needs",
    ]


@pytest.mark.parametrize(
    ("tier_id", "price", "note", "commitment"),
    [
        # List prices 6,000, 36,000 and 150,000 USD at 0.92 EUR; monthly 600 and 3,500.
        ("seeker", "€5,520", "a year, or €552 a month", "Month to month"),
        ("apprentice", "€33,120", "a year, or €3,220 a month", "At least 12 months"),
        ("architect", "€138,000", "a year, plus usage", "At least 24 months"),
        ("sovereign", "Negotiated", "a year, by agreement", "At least 36 months"),
    ],
)
def test_a_card_says_price_and_commitment_in_the_deals_currency(
    tier_id: str, price: str, note: str, commitment: str
) -> None:
    found = card(AGENCY, tier_id)
    assert (found.price, found.price_note, found.commitment) == (price, note, commitment)


def test_without_a_rate_a_card_asks_for_one_instead_of_showing_a_wrong_price() -> None:
    found = card(put(AGENCY, "terms.fx", None), "architect")
    assert (found.price, found.price_note) == ("Pin a rate", "to see the price in EUR")


def test_each_card_says_which_answers_would_recommend_it() -> None:
    assert card(BROADCASTER, "sovereign").change == ("Agents: unlimited instead of 30",)
    assert card(BROADCASTER, "architect").change_note == "It is the recommended tier."
    twelve = card(BROADCASTER, "apprentice").change
    assert len(twelve) == 12
    assert twelve[:3] == (
        "Agents: 10 instead of 30",
        "Custom agents: no instead of yes",
        "Reasoning: Advanced instead of Full suite",
    )


def test_another_tier_than_the_recommended_one_needs_a_reason_that_is_kept() -> None:
    chosen = tier.choose(AGENCY, "architect")
    assert seen(chosen).needs_reason
    assert seen(chosen).reason_problem == "Say why this tier and not the recommended one."
    explained = tier.explain(chosen, "Growth is planned")
    assert seen(explained).reason_problem == ""
    back = tier.follow(explained)
    assert not seen(back).needs_reason
    assert back.tier is None
    assert seen(tier.choose(back, "architect")).reason == "Growth is planned"


def test_what_a_tier_asks_of_the_terms_is_said_where_it_is_chosen() -> None:
    asked = seen(tier.choose(AGENCY, "sovereign")).consequences
    assert [consequence.field for consequence in asked] == ["terms.months", "terms.negotiated_base_per_year"]
    assert asked[0].text == "24 months are under the minimum commitment of Sovereign, 36 months."
    assert seen(AGENCY).consequences == ()


def test_needs_that_tell_tiers_apart_have_a_row_and_the_others_a_sentence() -> None:
    view = seen(BROADCASTER)
    rows = {row.name: row.met for row in view.needs}
    assert rows["Agents: 30"] == (False, False, True, True)
    assert rows["Agents that work together"] == (False, True, True, True)
    assert view.needs_of_every_tier == "5 needs are met by every tier."
    assert len(view.needs) == 14


def test_the_comparison_lists_everything_that_the_specs_say() -> None:
    rows = seen(BROADCASTER).comparison
    listed = {(place, feature.text) for row in rows for place, cell in enumerate(row.cells) for feature in cell}
    for place, each in enumerate(CATALOG.tiers):
        assert {(place, inclusion.text) for inclusion in each.inclusions} <= listed
    white_label = next(feature for row in rows for feature in row.cells[2] if feature.text == "White label")
    assert (white_label.availability, white_label.remark) == ("available", "priced separately")


def test_with_no_answers_nothing_is_recommended_and_a_tier_can_be_chosen_without_a_reason() -> None:
    view = seen(Deal())
    assert view.reasons.headline == "No recommendation yet"
    assert not any(option.recommended or option.chosen for option in view.options)
    assert not seen(tier.choose(Deal(), "seeker")).needs_reason
