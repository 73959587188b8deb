"""The pages of value and of roadmap and success on a real window."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omnidesk.ui.pages.roadmap import RoadmapPage
from omnidesk.ui.pages.value import ValuePage
from omnidesk.ui.widgets.reading_order import stops_of
from omnidesk.wizard.form import at, put

from .conftest import Show
from .opened import ARCHITECT, SEEKER, open_page

BASE = "value.benefits.0.yearly.base"


def test_the_outcome_follows_what_is_typed_off_the_windows_thread(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    opened = open_page("value", ARCHITECT, tmp_path, show)
    page = opened.page
    assert isinstance(page, ValuePage)
    qtbot.waitUntil(lambda: page.outcome.shown is not None)
    before = page.outcome.shown
    for text in ("4", "46", "460", "460000"):
        opened.type(BASE, text)
    qtbot.waitUntil(lambda: page.outcome.shown != before)
    assert page.outcome.shown is not None
    assert page.outcome.shown.scenarios[0].cases[1] == "$3,571,666.67"  # 10,000 × 33.5 / 12 more
    assert at(opened.deal, BASE) == Decimal(460_000)
    opened.session.undo()
    qtbot.waitUntil(lambda: page.outcome.shown == before)


def test_benefits_are_added_and_removed(show: Show, tmp_path: Path) -> None:
    opened = open_page("value", put(ARCHITECT, "value.benefits", ()), tmp_path, show)
    page = opened.page
    assert isinstance(page, ValuePage)
    opened.settle()
    assert page.outcome.isHidden()
    opened.press("add:efficiency_improvement")
    opened.type("value.benefits.0.yearly.high", "90000")
    assert len(page.benefits) == 1
    opened.press("remove:0")
    assert opened.deal.value.benefits == ()
    assert BASE not in page.fields
    opened.settle()


def test_tab_goes_through_rows_that_were_added_late_in_the_order_of_reading(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    opened = open_page("value", ARCHITECT, tmp_path, show)
    opened.settle()
    opened.press("add:efficiency_improvement")
    qtbot.waitUntil(opened.page.fields["value.benefits.2.ramp_months"].isVisible)
    stops = stops_of(opened.page)
    stops[0].setFocus()
    walked = [stops[0]]
    for _ in stops[1:]:
        qtbot.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(opened.page.focusWidget())
    assert walked == stops
    rows = [field.control.focus_target() for path, field in opened.page.fields.items() if path.startswith("value.b")]
    assert [stop for stop in walked if stop in rows] == rows
    qtbot.keyClick(walked[-1], Qt.Key.Key_Backtab)
    assert opened.page.focusWidget() is stops[-2]
    opened.settle()


def test_the_network_comes_back_as_it_was(show: Show, tmp_path: Path) -> None:
    opened = open_page("value", ARCHITECT, tmp_path, show)
    opened.press("value.network")
    assert opened.deal.value.network is None
    opened.press("value.network")
    assert opened.deal == ARCHITECT
    opened.type("value.network.connectivity", "1.5")
    assert "between 0 and 1" in opened.page.fields["value.network.connectivity"].problem()
    opened.settle()


def test_steps_and_depth_are_ticked(show: Show, tmp_path: Path) -> None:
    opened = open_page("value", ARCHITECT, tmp_path, show)
    opened.press("option:global")
    assert opened.deal.scaling.geography == ("europe", "global")
    opened.press("option:sovereign")
    assert opened.deal.scaling.depth == "sovereign"
    opened.press("option:sovereign")
    assert opened.deal.scaling.depth is None
    opened.settle()


def test_items_are_ticked_done_and_targets_agreed(show: Show, tmp_path: Path) -> None:
    opened = open_page("roadmap", SEEKER, tmp_path, show)
    page = opened.page
    assert isinstance(page, RoadmapPage)
    opened.press("option:onboarding.team_training")
    opened.press("option:onboarding.pilot_results")
    assert set(opened.deal.journey.done) >= {"onboarding.team_training", "onboarding.pilot_results"}
    opened.type("success.targets.csat", "4.5 of 5")
    assert opened.deal.success.targets["csat"] == "4.5 of 5"
    opened.type("success.targets.csat", "")
    assert "csat" not in opened.deal.success.targets
    while opened.session.can_undo():
        opened.session.undo()
    assert opened.deal == SEEKER
