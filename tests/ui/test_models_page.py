"""The pages of revenue models and milestones on a real window."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel

from omnidesk.domain.deal import Deal
from omnidesk.ui.pages.milestones import MilestonesPage
from omnidesk.ui.pages.models import ModelsPage
from omnidesk.wizard.form import at, put

from .conftest import Show
from .opened import ARCHITECT, SEEKER, open_page

PERCENT = "models.performance.revenue_share.percent"


def test_typing_changes_the_deal_and_undo_brings_it_back(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    assert opened.text(PERCENT) == "8"
    opened.type(PERCENT, "1")
    opened.type(PERCENT, "12")
    assert at(opened.deal, PERCENT) == Decimal(12)
    opened.session.undo()
    assert opened.deal == ARCHITECT
    assert opened.text(PERCENT) == "8"


def test_what_is_no_number_stays_in_its_field_and_the_deal_as_it_was(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    for words in ("twelve", "", "9" * 20):
        opened.type(PERCENT, words)
        assert opened.text(PERCENT) == words
        assert opened.page.fields[PERCENT].problem()
        assert opened.deal == ARCHITECT


def test_a_refusal_stands_beside_its_field(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    opened.type(PERCENT, "40")
    assert "outside 5–15%" in opened.page.fields[PERCENT].problem()
    opened.type(PERCENT, "15")
    assert opened.page.fields[PERCENT].problem() == ""


def test_a_model_switched_off_comes_back_with_all_that_was_in_it(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    page = opened.page
    assert isinstance(page, ModelsPage)
    for model in page.sections:
        opened.press(f"models.{model}")
        assert getattr(opened.deal.models, model) is None
        assert page.sections[model].holder.isHidden()
    for model in page.sections:
        opened.press(f"models.{model}")
    assert opened.deal == ARCHITECT


def test_an_add_on_comes_and_goes_with_its_inputs(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    opened.press("add:premium_support")
    price = "models.subscription.add_ons.1.unit_price"
    assert "state the price of one" in opened.page.fields[price].problem()
    opened.type(price, "1,250.50")
    assert at(opened.deal, price) == Decimal("1250.50")
    opened.press("remove:1")
    assert opened.deal == ARCHITECT
    assert price not in opened.page.fields


def test_the_keyboard_goes_into_the_add_on_that_it_added(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    opened.page.activateWindow()
    opened.press("add:premium_support")
    quantity = opened.page.fields["models.subscription.add_ons.1.quantity"].control.focus_target()
    assert opened.page.window().focusWidget() is quantity


def test_agents_are_a_number_or_unlimited(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    path = "models.subscription.agents"
    for text, value in (("40", 40), ("Unlimited", "unlimited"), ("", None)):
        opened.type(path, text)
        assert at(opened.deal, path) == value
    opened.type(path, "a few")
    assert at(opened.deal, path) is None
    assert opened.page.fields[path].problem() == "Write a whole number, or unlimited."


def test_a_problem_brings_the_keyboard_to_its_input_or_switch(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", ARCHITECT, tmp_path, show)
    amounts = "models.performance.revenue_share.incremental_revenue"
    assert opened.page.focus_field(amounts)
    assert opened.page.fields[f"{amounts}.low"].control.focus_target().hasFocus()
    seeker = open_page("models", SEEKER, tmp_path, show)
    assert seeker.page.focus_field("models.flamecoin.stake")
    focused = seeker.page.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.accessibleName() == "FlameCoin"


def test_the_milestones_page_keeps_the_remainder_in_sight(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    page = opened.page
    assert isinstance(page, MilestonesPage)
    first = "models.custom_development.milestones.0.percent"
    opened.type(first, "12.50")
    assert page.milestones.remainder.text() == "12.50% still to share out"
    opened.press("add:milestone")
    assert page.milestones.remainder.text() == "100.00% shared out"
    opened.press("split-evenly")
    assert opened.text(first) == "20"
    opened.press("standard-milestones")
    assert opened.deal == ARCHITECT


def test_a_milestone_moves_to_a_date_of_its_own(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    path = "models.custom_development.milestones.1"
    date = opened.page.fields[f"{path}.date"]
    assert date.isHidden()
    opened.page.fields[f"{path}.event"].control.edited.emit("date")
    assert not date.isHidden()
    assert opened.text(f"{path}.date") == "2026-04-19"
    opened.type(f"{path}.date", "2025-01-01")
    assert "before the effective date" in date.problem()


def test_an_empty_deal_offers_to_add_development(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", Deal(), tmp_path, show)
    opened.press("empty-action")
    assert opened.deal.models.custom_development is not None
    opened.type("models.custom_development.discovery_fee", "20,000")
    assert at(opened.deal, "models.custom_development.discovery_fee") == Decimal(20_000)
    opened.session.undo()
    opened.session.undo()
    assert opened.deal == Deal()


def test_a_deal_in_euro_names_its_currency_in_every_amount(show: Show, tmp_path: Path) -> None:
    opened = open_page("models", put(ARCHITECT, "terms.currency", "EUR"), tmp_path, show)
    control = opened.page.fields["models.performance.revenue_share.cap_per_year"].control
    assert "EUR" in [label.text() for label in control.findChildren(QLabel)]
