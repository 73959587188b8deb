"""The table of milestones and their time line are one thing: what moves on one stands in the other."""

import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from omnidesk.domain.quote import quote
from omnidesk.ui.widgets.movable_chart import Handle
from omnidesk.wizard.form import at

from .conftest import Show
from .opened import ARCHITECT, CATALOG, Opened, open_page

ROWS = "models.custom_development.milestones"


def handle(opened: Opened, place: int) -> Handle:
    found = opened.page.findChild(QWidget, f"mark:{place}")
    assert isinstance(found, Handle)
    return found


def drag(opened: Opened, place: int, pixels: int) -> None:
    mark = handle(opened, place)
    start = QPoint(14, 14)
    QTest.mousePress(mark, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(mark, start + QPoint(pixels, 0))
    QTest.mouseRelease(mark, Qt.MouseButton.LeftButton, pos=mark.mapFromParent(mark._home) + start + QPoint(pixels, 0))


def test_a_day_and_a_week_by_keyboard(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    mark = handle(opened, 1)
    assert mark.accessibleName() == "Development midpoint, April 19, 2026"
    mark.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(mark, Qt.Key.Key_Right)
    assert at(opened.deal, f"{ROWS}.1.date") == datetime.date(2026, 4, 20)
    assert at(opened.deal, f"{ROWS}.1.event") is None
    QTest.keyClick(mark, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert opened.text(f"{ROWS}.1.date") == "2026-04-13"
    assert handle(opened, 1) is mark
    assert mark.hasFocus()
    opened.session.undo()
    assert opened.deal == ARCHITECT


def test_a_drag_moves_the_day_and_the_payment(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    drag(opened, 3, -60)
    moved = at(opened.deal, f"{ROWS}.3.date")
    assert isinstance(moved, datetime.date)
    assert moved < datetime.date(2026, 8, 2)
    priced = quote(opened.deal, CATALOG)
    assert priced.refusals == ()
    assert moved in [pay.date for pay in priced.payments if pay.line == "development"]


def test_no_drag_leads_before_the_effective_date(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    drag(opened, 0, -5000)
    assert at(opened.deal, f"{ROWS}.0.date") == datetime.date(2026, 2, 1)


def test_what_the_table_changes_moves_the_mark(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    before = handle(opened, 0).pos()
    opened.page.fields[f"{ROWS}.0.event"].control.edited.emit("development_complete")
    assert handle(opened, 0).pos().x() > before.x()
    opened.press("remove:0")
    assert not handle(opened, 3).isVisible()
    assert handle(opened, 2).isVisible()
