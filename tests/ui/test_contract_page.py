"""The page of the contract: clauses chosen, moved by key and by drag, edited, softened, left out, added, undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.ui.pages.contract import ContractPage
from omnidesk.ui.pages.contract_clause import REASON, TEXT, TITLE
from omnidesk.ui.pages.contract_list import ROW, ClauseList
from tests.ui.opened import ARCHITECT, Opened, open_page


@pytest.fixture
def opened(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Opened:
    return open_page("contract", ARCHITECT, tmp_path, show)


def page_of(opened: Opened) -> ContractPage:
    assert isinstance(opened.page, ContractPage)
    return opened.page


def rows(opened: Opened) -> list[str]:
    return [line.id for line in page_of(opened).clauses.lines]


def offered(opened: Opened, act: str) -> bool:
    button = opened.page.findChild(QWidget, f"clause:{act}")
    return isinstance(button, QWidget) and button.isVisibleTo(opened.page)


def chip(opened: Opened, clause: str) -> str:
    return next(line.chip for line in page_of(opened).clauses.lines if line.id == clause)


def drag(clauses: ClauseList, bot: QtBot, start: int, end: int) -> None:
    """Drag the row ``start`` in front of the row ``end``, both in sight."""
    port, top = clauses.viewport(), clauses.visualRect(clauses.rows.index(0)).top()
    begin, target = QPoint(90, top + start * ROW + ROW // 2), QPoint(90, top + end * ROW + 2)
    bot.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    for place in (begin + QPoint(0, 30), target):
        bot.mouseMove(port, place)
        event: Any = _moved(port, place)
        QApplication.sendEvent(port, event)
    bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=target)


def _moved(port: QWidget, place: QPoint) -> Any:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(place), QPointF(port.mapToGlobal(place)), left, left, none)


def test_the_chosen_clause_is_shown_in_full_with_its_values(opened: Opened) -> None:
    page = page_of(opened)
    assert page.card.heading.text() == "1  Parties and documents"
    page.choose("custom_development")
    assert "$280,000.00" in page.card.text.plain()
    assert page.card.state.text() == "Standard"
    assert not offered(opened, "fallback")
    page.choose("liability")
    assert (offered(opened, "fallback"), offered(opened, "drop")) == (True, False)


def test_an_edit_shows_word_by_word_and_undo_takes_it_back(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("liability")
    opened.press("clause:edit")
    assert (opened.deal, chip(opened, "liability")) == (ARCHITECT, ""), "nothing was written yet"
    standard = opened.text(TEXT)
    opened.type(TEXT, standard.replace("to the fees", "to half of the fees"))
    assert chip(opened, "liability") == "Edited"
    assert "added: half of" in " ".join(page.card.changes.accessibleName().split())
    assert "half of the fees" in page.card.text.plain()
    assert page.card.reason_field.problem()
    opened.type(REASON, "The client insists")
    assert not page.card.reason_field.problem()
    assert opened.deal.contract.deviations["liability"].reason == "The client insists"
    opened.type(TEXT, standard)
    assert opened.deal == ARCHITECT, "as the library has it is no departure"
    for _step in range(3):
        opened.session.undo()
    assert opened.deal == ARCHITECT
    assert chip(opened, "liability") == ""
    assert not page.card.reason_field.isVisibleTo(page)


def test_what_is_typed_is_no_mark_up(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("liability")
    opened.press("clause:edit")
    opened.type(TEXT, "<b>Bold</b> & {nothing} <img src=x>")
    assert "<b>Bold</b> & ____ <img src=x>" in page.card.text.plain()
    assert "&lt;b&gt;Bold" in page.card.text.text()
    assert "no variable of a deal" in page.card.problems.text()


def test_fallback_and_leaving_out_ask_why_and_can_be_put_back(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("liability")
    opened.press("clause:fallback")
    assert chip(opened, "liability") == "Fallback"
    assert page.card.reason_field.control.focus_target().hasFocus()
    opened.press("clause:standard")
    assert opened.deal == ARCHITECT
    page.choose("feedback")
    opened.press("clause:drop")
    assert rows(opened)[-1] == "feedback"
    assert page.card.heading.text() == "Feedback"
    opened.press("clause:standard")
    assert opened.deal == ARCHITECT


def test_clauses_move_by_key_by_button_and_by_drag(opened: Opened, qtbot: QtBot) -> None:
    page, before = page_of(opened), rows(opened)
    page.choose("definitions")
    qtbot.keyClick(page.clauses, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows(opened)[:4] == ["parties", "term", "renewal_automatic", "definitions"]
    assert page.card.heading.text() == "3  Definitions"
    opened.press("clause:up")
    assert rows(opened) == before
    drag(page.clauses, qtbot, before.index("services"), 0)
    assert rows(opened)[0] == "services"
    assert page.card.heading.text() == "1  Services"
    opened.press("standard-order")
    assert opened.deal.contract.order == ()


def test_an_own_clause_is_added_named_and_removed(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("usage")
    opened.press("add-clause")
    assert page.card.title_field.control.focus_target().hasFocus()
    opened.type(TITLE, "Cake")
    opened.type(TEXT, "{client_name} gets a cake.")
    assert page.card.heading.text() == "7.5  Cake"
    assert page.card.text.plain() == "Aurora Broadcast AG gets a cake."
    opened.press("clause:drop")
    assert opened.deal.contract.own == {}


def test_values_words_and_sections_are_put_into_a_clause_where_the_cursor_stands(opened: Opened) -> None:
    page = page_of(opened)
    opened.press("add-clause")
    opened.type(TEXT, "")
    for mark in ("{client_name}", "{term:services}", "{ref:liability}"):
        page.card.insertion.edited.emit(mark)
    assert page.card.text.plain() == "Aurora Broadcast AGServicessection 19"
    assert page.card.insertion.value() == ""


def test_the_jurisdiction_brings_its_words_and_laws(opened: Opened) -> None:
    page = page_of(opened)
    opened.press("segment:us")
    assert page.law.value() == "delaware"
    page.law.edited.emit("new_york")
    page.choose("law")
    assert "State of New York" in page.card.text.plain()


def test_a_problem_leads_to_its_clause_and_its_input(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("liability")
    opened.press("clause:fallback")
    page.choose("parties")
    assert page.focus_field("contract.deviations.liability.reason")
    assert page.card.heading.text() == "18  Liability"
    assert page.card.reason_field.control.focus_target().hasFocus()
    assert page.focus_field("contract.clauses.term")
    assert (page.card.heading.text(), page.clauses.hasFocus()) == ("3  Term", True)
    assert page.focus_field("contract.law")


def test_without_a_price_the_page_says_what_is_missing(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> None:
    page = page_of(open_page("contract", Deal(), tmp_path, show))
    assert page.clauses.rows.rowCount() == 0
    assert not page.clauses.isVisibleTo(page)
