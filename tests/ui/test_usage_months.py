"""Usage planned month by month on a real window: typed, pasted, and back to growth."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from omnidesk.ui.pages.models import ModelsPage
from omnidesk.ui.widgets.grid import Grid
from omnidesk.wizard.form import at

from .conftest import Show
from .opened import ARCHITECT, Opened, open_page

CALLS = "models.usage.volumes.api_calls"


@pytest.fixture
def opened(show: Show, tmp_path: Path) -> Opened:
    """The models of the sample, with the table of months open."""
    opened = open_page("models", ARCHITECT, tmp_path, show)
    handle = next(each for each in opened.page.findChildren(QAbstractButton) if each.text() == "Plan month by month")
    handle.click()
    return opened


def table(opened: Opened) -> Grid:
    found = opened.page.findChild(Grid, "usage-months")
    assert isinstance(found, Grid)
    assert found.isVisible()
    return found


def listed(opened: Opened) -> tuple[Decimal, ...]:
    found = at(opened.deal, CALLS)
    assert isinstance(found, tuple)
    return found


def enter(opened: Opened, month: int, text: str) -> None:
    model = table(opened).grid
    column = [each.key for each in model.columns].index("api_calls")
    model.setData(model.index(month, column), text)


def test_a_month_typed_over_becomes_a_plan_of_its_own(opened: Opened) -> None:
    assert at(opened.deal, CALLS) == Decimal(900_000)
    enter(opened, 3, "1,500,000")
    assert len(listed(opened)) == 36
    assert listed(opened)[3] == Decimal(1_500_000)
    assert listed(opened)[0] == Decimal(900_000)
    assert opened.text(CALLS) == ""
    opened.session.undo()
    assert opened.deal == ARCHITECT


def test_the_next_year_is_a_press_away(opened: Opened) -> None:
    opened.press("segment:1")
    enter(opened, 0, "5")
    assert listed(opened)[12] == 5


def test_a_column_of_a_spreadsheet_is_pasted_from_the_current_cell_on(opened: Opened) -> None:
    grid = table(opened)
    column = [each.key for each in grid.grid.columns].index("api_calls")
    grid.setCurrentIndex(grid.grid.index(2, column))
    QGuiApplication.clipboard().setText("1,000\n2,000\n3,000\n")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert listed(opened)[2:5] == (1000, 2000, 3000)
    QGuiApplication.clipboard().setText("much")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert listed(opened)[2:5] == (1000, 2000, 3000)
    assert opened.answers.failed == ["Only numbers can be pasted here."]


def test_what_is_no_number_stays_in_its_cell_and_the_deal_as_it_was(opened: Opened) -> None:
    enter(opened, 0, "lots")
    assert opened.deal == ARCHITECT
    grid = table(opened).grid
    column = [each.key for each in grid.columns].index("api_calls")
    assert grid.index(0, column).data() == "lots"


def test_growth_comes_back_with_the_first_month(opened: Opened) -> None:
    page = opened.page
    assert isinstance(page, ModelsPage)
    enter(opened, 0, "800,000")
    opened.press("grow:api_calls")
    assert at(opened.deal, CALLS) == Decimal(800_000)
    button = page.findChild(QAbstractButton, "grow:api_calls")
    assert isinstance(button, QAbstractButton)
    assert not button.isVisible()
