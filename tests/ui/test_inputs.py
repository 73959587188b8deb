"""Inputs on real windows: typing, picking, marks, and refreshes that disturb nobody."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.widgets.checks import Checklist, Switch
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.entries import DateField, NumberField, TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.number_text import read_number, whole_number_trouble
from omnidesk.ui.widgets.search_field import SearchField

from .conftest import Show

MODELS = (Option("fixed", "Fixed price"), Option("usage", "Usage & overage"), Option("share", "Share"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"), ("1,234.50", "1234.50"), ("1 234,50", "1234.50"), ("1.234,50", "1234.50"),
        ("1,234", "1234"), ("12,5", "12.5"), ("−3", "-3"), ("1'000'000", "1000000"), ("22.5 %", "22.5"),
        (".5", "0.5"), ("1.234.567", "1234567"),
    ],
)  # fmt: skip
def test_a_number_is_understood_whatever_the_separators(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "sixty", "1,2,3", "1..2", "--4", "1e9", "NaN", "12abc"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
@settings(max_examples=60)
def test_a_number_written_with_groups_reads_back(number: Decimal) -> None:
    assert read_number(f"{number:,.2f}") == number


def test_a_whole_number_has_no_decimals() -> None:
    assert whole_number_trouble("12.0") == ""
    assert "whole number" in whole_number_trouble("12.5")


def editor(control: QWidget) -> QLineEdit:
    found = control.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_a_press_on_the_unit_goes_into_the_input(qtbot: QtBot, show: Show) -> None:
    field = NumberField(unit="USD")
    show(field)
    field.window().activateWindow()
    qtbot.mouseClick(field.childAt(field.width() - 20, field.height() // 2), Qt.MouseButton.LeftButton)
    assert field.window().focusWidget() is field.focus_target()


def test_a_number_that_is_none_yet_stays_and_says_so(qtbot: QtBot, show: Show) -> None:
    number = NumberField(unit="users")
    field = Field("Team size", number, "discovery.users", required=True)
    show(field)
    said: list[str] = []
    number.edited.connect(said.append)
    number.set_text("60")
    qtbot.keyClicks(editor(number), "x")
    number.set_text("60")
    assert said == ["60x"]
    assert number.text() == "60x"
    assert "Not a number yet" in field.problem()
    assert "Not a number yet" in editor(number).accessibleDescription()
    assert editor(number).accessibleName() == "Team size, Required"
    qtbot.keyClick(editor(number), Qt.Key.Key_Backspace)
    assert field.problem() == ""


def test_a_refresh_with_the_same_value_moves_no_cursor_and_says_nothing(qtbot: QtBot, show: Show) -> None:
    text = TextField()
    show(text)
    text.set_text("Northwind")
    editor(text).setFocus()
    editor(text).setCursorPosition(3)
    said: list[str] = []
    text.edited.connect(said.append)
    qtbot.keyClicks(editor(text), "X")
    text.set_text("NorXthwind")
    assert editor(text).cursorPosition() == 4
    assert said == ["NorXthwind"]


def test_typing_is_not_reformatted_under_the_cursor_but_tidied_after(qtbot: QtBot, show: Show) -> None:
    money = NumberField(unit="EUR")
    other = TextField()
    both = QWidget()
    column = QVBoxLayout(both)
    column.addWidget(money)
    column.addWidget(other)
    show(both)
    money.set_text("")
    both.activateWindow()
    editor(money).setFocus()
    qtbot.waitUntil(lambda: editor(money).hasFocus())
    qtbot.keyClicks(editor(money), "1250")
    money.set_text("1,250.00")
    assert money.text() == "1250"
    editor(other).setFocus()
    assert money.text() == "1,250.00"


def test_undo_brings_the_older_value_over_a_text_that_is_not_valid(qtbot: QtBot, show: Show) -> None:
    number = NumberField()
    show(number)
    number.set_text("12")
    qtbot.keyClicks(editor(number), "z")
    number.set_text("7")
    assert number.text() == "7"
    assert number.current_trouble() == ""


def test_arrows_step_a_number(qtbot: QtBot, show: Show) -> None:
    number = NumberField(step=Decimal("0.5"))
    show(number)
    number.set_text("10")
    qtbot.keyClick(editor(number), Qt.Key.Key_Up)
    assert number.text() == "10.5"
    qtbot.keyClick(editor(number), Qt.Key.Key_Down)
    assert number.text() == "10.0"


def test_a_date_is_typed_or_picked(qtbot: QtBot, show: Show) -> None:
    day = DateField()
    show(day)
    said: list[str] = []
    day.edited.connect(said.append)
    qtbot.keyClicks(editor(day), "2026-02-30")
    assert "Not a date yet" in day.current_trouble()
    day.open_calendar()
    assert day.calendar is not None
    day.calendar.clicked.emit(QDate(2026, 12, 22))
    assert day.text() == said[-1] == "2026-12-22"
    assert day.current_trouble() == ""
    assert day.calendar is None


def test_escape_empties_the_search(qtbot: QtBot, show: Show) -> None:
    search = SearchField("Search deals")
    show(search)
    said: list[str] = []
    search.edited.connect(said.append)
    qtbot.keyClicks(editor(search), "ab")
    qtbot.keyClick(editor(search), Qt.Key.Key_Escape)
    assert said == ["a", "ab", ""]


def test_lines_of_text_grow_and_a_refresh_is_silent(qtbot: QtBot, show: Show) -> None:
    area = TextArea(lines=2)
    show(area)
    said: list[str] = []
    area.edited.connect(said.append)
    low = area.height()
    area.set_text("one\ntwo\nthree\nfour")
    assert said == []
    assert area.height() > low
    inner = area.findChild(QPlainTextEdit)
    assert isinstance(inner, QPlainTextEdit)
    qtbot.keyClicks(inner, "!")
    assert said == ["!one\ntwo\nthree\nfour"]


def test_a_choice_gives_the_id_and_shows_the_label(qtbot: QtBot, show: Show) -> None:
    choice = Choice(MODELS)
    show(choice)
    said: list[str] = []
    choice.edited.connect(said.append)
    choice.set_value("usage")
    assert (choice.value(), said) == ("usage", [])
    qtbot.keyClick(choice.focus_target(), Qt.Key.Key_Down)
    assert (choice.value(), said) == ("share", ["share"])
    choice.set_options(MODELS[::-1])
    assert choice.value() == "share"
    choice.set_value("gone")
    assert choice.value() == ""


def test_segments_keep_their_own_names_inside_a_field(qtbot: QtBot, show: Show) -> None:
    term = Segmented(MODELS)
    term.set_value("fixed")
    show(Field("Model", term, "models.kind"))
    said: list[str] = []
    term.edited.connect(said.append)
    share = term.findChild(QAbstractButton, "segment:share")
    assert isinstance(share, QAbstractButton)
    qtbot.mouseClick(share, Qt.MouseButton.LeftButton)
    assert (term.value(), said) == ("share", ["share"])
    assert share.accessibleName() == "Share"
    assert term.accessibleName() == "Model"
    term.set_value("")
    assert term.value() == ""


def test_a_checklist_gives_all_that_are_chosen_in_order(qtbot: QtBot, show: Show) -> None:
    needs = Checklist(MODELS, columns=2)
    show(needs)
    seen: list[tuple[str, ...]] = []
    needs.picked.connect(seen.append)
    needs.set_values(("share",))
    assert seen == []
    row = needs.findChild(QAbstractButton, "option:fixed")
    assert isinstance(row, QAbstractButton)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert seen == [("fixed", "share")]


def test_an_exclusive_checklist_holds_one_and_can_show_none(qtbot: QtBot, show: Show) -> None:
    when = Checklist(MODELS, exclusive=True)
    show(when)
    when.set_values(("fixed",))
    row = when.findChild(QAbstractButton, "option:share")
    assert isinstance(row, QAbstractButton)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert when.values() == ("share",)
    when.set_values(())
    assert when.values() == ()


def test_a_switch_shows_a_refresh_without_a_word(qtbot: QtBot, show: Show) -> None:
    switch = Switch("Include support")
    show(switch)
    said: list[bool] = []

    def note(on: bool) -> None:
        said.append(on)

    switch.clicked.connect(note)
    switch.set_on(True)
    assert said == []
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert said == [False]


def test_a_given_problem_is_a_warning_or_a_refusal() -> None:
    field = Field("Discount", NumberField(), "discount", help_text="In percent.", range_hint="up to 25")
    field.set_problem("Needs approval.", "warning")
    described = field.control.focus_target().accessibleDescription()
    assert described == "In percent. up to 25. Needs approval"
    field.set_problem("")
    assert field.problem() == ""
