"""A deal with hundreds of rows: a few are there at a time, each can be reached, and the prices are added up."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.performance import OutcomeBonus
from omnidesk.formatting import Formatter
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.pager import Pager
from omnidesk.ui.widgets.row_list import AT_ONCE, RowList
from omnidesk.wizard import price_panel
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import at, put
from omnidesk.wizard.performance import BONUSES

from .conftest import Show
from .opened import ARCHITECT, CATALOG, Opened, open_page

MANY = 900


def with_bonuses(count: int) -> Deal:
    rows = tuple(
        OutcomeBonus(kpi=f"KPI {place}", target=f"{place}", amount=Decimal(100), month=1) for place in range(count)
    )
    return put(ARCHITECT, BONUSES, rows)


def opened(folder: Path, show: Show, count: int = MANY) -> Opened:
    found = open_page("models", with_bonuses(count), folder, show)
    wait_for_rows(found)
    return found


def list_of(page: Opened) -> RowList:
    return next(each for each in page.page.findChildren(RowList) if each.path == BONUSES)


def wait_for_rows(page: Opened) -> None:
    """Rows of a leaf come in slices."""
    rows = list_of(page)
    for _turn in range(200):
        if len(rows.places()) == min(len(rows) - rows.places().start, AT_ONCE):
            return
        QApplication.processEvents()
    raise AssertionError("rows are missing")


def told(page: Opened) -> str:
    box = list_of(page).pager.leaves.focus_target()
    assert isinstance(box, QComboBox)
    return box.currentText()


def test_a_list_of_hundreds_shows_a_few_and_leafs_to_the_others(tmp_path: Path, show: Show) -> None:
    page = opened(tmp_path, show)
    rows = list_of(page)
    assert (len(rows), rows.places()) == (MANY, range(AT_ONCE))
    assert told(page) == "1 to 12 of 900"
    rows.pager.on.click()
    wait_for_rows(page)
    assert rows.places() == range(AT_ONCE, 2 * AT_ONCE)
    assert page.text(f"{BONUSES}.12.kpi") == "KPI 12"
    assert f"{BONUSES}.0.kpi" not in page.page.fields
    page.type(f"{BONUSES}.13.target", "twice")
    assert at(page.deal, f"{BONUSES}.13.target") == "twice"
    rows.pager.back.click()
    wait_for_rows(page)
    assert page.text(f"{BONUSES}.0.kpi") == "KPI 0"


def test_a_problem_leads_to_its_row_wherever_it_is(tmp_path: Path, show: Show) -> None:
    page = opened(tmp_path, show)
    assert page.page.focus_field(f"{BONUSES}.537.target")
    assert 537 in list_of(page).places()
    assert page.text(f"{BONUSES}.537.target") == "537"
    assert page.page.fields[f"{BONUSES}.537.target"].control.focus_target().hasFocus()


def test_a_row_is_added_and_taken_out_at_the_end(tmp_path: Path, show: Show) -> None:
    page = opened(tmp_path, show, AT_ONCE)
    rows = list_of(page)
    assert not rows.pager.isVisible()
    page.press("add:bonus")
    wait_for_rows(page)
    assert rows.places() == range(AT_ONCE, AT_ONCE + 1)
    assert told(page) == "13 to 13 of 13"
    assert page.page.fields[f"{BONUSES}.12.kpi"].control.focus_target().hasFocus()
    page.press("remove:12")
    wait_for_rows(page)
    assert (len(rows), rows.places()) == (AT_ONCE, range(AT_ONCE))
    assert page.text(f"{BONUSES}.11.kpi") == "KPI 11"
    assert not rows.pager.isVisible()


def test_the_price_adds_up_what_has_no_room(tmp_path: Path) -> None:
    view = price_panel.view(Context(with_bonuses(MANY), CATALOG, Formatter("en")))
    assert len(view.estimated) == price_panel.PARTS + 1
    assert view.estimated[-2].name == "897 more"
    assert view.estimated[-2].amount == "$89,700"


def test_an_offer_that_comes_late_has_room(show: Show) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    rows = RowList(lambda _place: QWidget(), "Remove")
    column.addWidget(rows)
    column.addStretch(1)
    holder.resize(400, 400)
    holder.grab(QRect(0, 0, 1, 1))  # laid out before anybody sees it, as the pages of the wizard are
    rows.set_offers([Option("milestone", "Milestone")])
    holder.grab(QRect(0, 0, 1, 1))
    show(holder)
    button = rows.findChild(QWidget, "add:milestone")
    assert isinstance(button, QWidget)
    assert button.visibleRegion().boundingRect().height() == button.height()


def test_many_offers_stand_in_one_list(show: Show) -> None:
    rows, wanted = RowList(lambda _place: QWidget(), "Remove"), list[str]()
    rows.added.connect(wanted.append)
    rows.set_offers([Option(f"a{place}", f"Add-on {place}") for place in range(40)])
    show(rows)
    choice = rows.findChild(Choice, "add")
    assert isinstance(choice, Choice)
    choice.edited.emit("a7")
    assert wanted == ["a7"]
    assert choice.value() == ""
    assert len(rows.findChildren(Pager)) == 1
