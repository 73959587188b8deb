"""What a meeting reads of a what-if: levers in words, figures before and after, and what fits a budget."""

from decimal import Decimal
from typing import cast

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.what_if.levers import DEFINITIONS, Settings
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import budget, what_if
from omnidesk.wizard.context import Context


@pytest.fixture(scope="module")
def context() -> Context:
    deal = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
    catalog: Catalog = load_catalog()
    return Context(deal, catalog, Formatter("en"))


def test_every_lever_and_figure_has_a_name() -> None:
    assert set(what_if.LEVER_NAMES) == set(DEFINITIONS)
    assert set(what_if.FIGURE_NAMES) == set(what_if.FIGURES)


def test_at_rest_nothing_changed(context: Context) -> None:
    view = what_if.view(context, {})
    assert not view.is_changed
    assert not view.problems
    assert all(figure.change == "" and figure.tendency == "same" for figure in view.figures)
    assert view.price is not None
    assert (view.price.before, view.price.changes) == (view.price.now, ())
    assert view.deal == context.deal


def test_a_discount_shows_what_it_changes_and_for_whom_it_is_better(context: Context) -> None:
    view = what_if.view(context, {"discount": Decimal(10)})
    levers = {each.lever.id: each for each in view.levers}
    assert (levers["discount"].base, levers["discount"].text, levers["discount"].maximum) == ("0%", "10%", "10%")
    figures = {each.id: each for each in view.figures}
    assert figures["committed_total"].before == "$758,500"
    assert figures["committed_total"].text == "$720,250"
    assert figures["committed_total"].change == "−$38,250"
    assert figures["committed_total"].tendency == "better"
    assert figures["network_value"].change == ""
    assert view.price is not None
    assert [step.name for step in view.price.changes] == ["discretionary"]
    assert (view.price.before, view.price.now) == (Decimal(758_500), Decimal(720_250))


def test_what_came_and_what_went_leads_from_one_total_to_the_other(context: Context) -> None:
    for settings in ({"months": Decimal(24)}, {"months": Decimal(60), "custom_development": Decimal(0)}):
        price = what_if.view(context, cast("Settings", settings)).price
        assert price is not None
        assert sum(step.amount for step in price.changes) == price.now - price.before
        assert any(step.label == "Architect subscription" for step in price.changes)


def test_a_month_is_one_month_and_a_point_one_point(context: Context) -> None:
    later = {each.id: each.change for each in what_if.view(context, {"benefit": Decimal(80)}).figures}
    assert later["payback_month"] == "+1 month"
    assert later["roi_percent"] == "−67 points"
    assert what_if.WINDOW.count("{number} point", "{number} points", 1, context.formatter) == "1 point"


def test_months_agents_and_switches_are_said_as_people_say_them(context: Context) -> None:
    view = what_if.view(context, {"months": Decimal(48), "custom_development": Decimal(0)})
    words = {each.lever.id: each.text for each in view.levers}
    assert (words["months"], words["agents"], words["custom_development"]) == ("48 months", "30 agents", "no")
    assert words["stake"] == "12,000 FLAME"


def test_what_fits_a_hundred_thousand_a_year_is_answered_and_explained(context: Context) -> None:
    view = budget.view(context, {}, Decimal(100_000))
    assert view.answer == "Within this tier nothing fits $100,000 a year; a lower tier does."
    (way,) = view.ways
    assert way.title.startswith("Apprentice")
    assert "It leaves unmet:" in way.text
    assert "comes on top" in way.text
    assert way.settings is None
    assert way.deal.tier == "apprentice"


def test_a_way_within_the_tier_can_be_turned_to(context: Context) -> None:
    view = budget.view(context, {}, Decimal(240_000))
    assert view.fits
    first = view.ways[0]
    assert first.title == "Term: 43 months instead of 36 months"
    assert first.settings is not None
    assert what_if.view(context, first.settings).deal == first.deal


def test_what_fits_already_needs_no_change(context: Context) -> None:
    view = budget.view(context, {}, Decimal(300_000))
    assert [each.title for each in view.ways] == ["As it is"]
    assert view.answer == "It fits $300,000 a year as it is."
