"""The window of settings: what a person changes is kept when they leave the input, and takes effect at once."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from omnidesk.kept_settings import KeptSettings
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.settings.dialog import SettingsDialog
from omnidesk.ui.settings.profile import ProfileSection
from omnidesk.ui.settings.rows import GroupSection, SettingRow
from omnidesk.ui.theme import scheme
from omnidesk.ui.theme.active import colour
from omnidesk.ui.widgets.choice import Choice, Segmented
from omnidesk.ui.widgets.text import Text

from .desk import Person, open_desktop

LIMIT = 50
"""Milliseconds that the window's thread may be busy at a stretch."""


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    return open_desktop(qtbot, tmp_path / "workspace")


def opens(person: Person, page: str = "company") -> SettingsDialog:
    QTest.keyClick(person.desktop.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = person.desktop.preferences.dialog
    assert dialog is not None
    person.waits(lambda: dialog.stack.count() > 0)
    dialog.show_page(page)
    grown(person, dialog)
    return dialog


def grown(person: Person, dialog: SettingsDialog) -> None:
    """Wait for every row of the page on screen."""
    person.waits(lambda: all(each.whole() for each in dialog.findChildren(GroupSection)))


def row(dialog: SettingsDialog, key: str) -> SettingRow:
    return next(each for each in dialog.findChildren(SettingRow) if each.setting.key == key)


def types(person: Person, dialog: SettingsDialog, key: str, text: str) -> SettingRow:
    """Type over what an input holds, then go to the next one."""
    found = row(dialog, key)
    editor = found.control.focus_target()
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    rests(person)
    return found


def rests(person: Person) -> None:
    person.desktop.preferences.finish()
    QApplication.processEvents()


def closes(person: Person, dialog: SettingsDialog) -> None:
    dialog.accept()
    person.waits(lambda: person.desktop.preferences.dialog is None)


def test_another_accent_is_worn_at_once_and_priced_with(person: Person) -> None:
    before = colour("accent")
    dialog = opens(person)
    types(person, dialog, "company.screen_accent", "#B91C1C")
    types(person, dialog, "company.name", "Flame Partnerships")
    assert colour("accent") != before
    workshop = person.desktop.workshop
    assert workshop is not None
    assert workshop.catalog.company.name == "Flame Partnerships"
    assert 'screen_accent: "#B91C1C"' in (workshop.store.workspace.specs / "company.yaml").read_text(encoding="utf-8")
    assert dialog.kept.text()
    closes(person, dialog)
    person.leaves()


def test_a_wrong_value_is_told_under_its_input_and_nothing_is_kept(person: Person) -> None:
    dialog = opens(person)
    found = types(person, dialog, "company.accent", "red")
    assert "no colour" in found.field.problem()
    types(person, dialog, "company.accent", "#B91C1C")
    assert found.field.problem() == ""
    closes(person, dialog)
    person.leaves()


def test_a_decision_is_changed_with_its_reason(person: Person) -> None:
    dialog = opens(person, "policy")
    found = row(dialog, "policy.offer_validity_days")
    found.reason.set_text("Clients decide by the quarter.")
    types(person, dialog, "policy.offer_validity_days", "45")
    workshop = person.desktop.workshop
    assert workshop is not None
    decided = workshop.catalog.policy.offer_validity_days
    assert (decided.value, decided.reason) == (45, "Clients decide by the quarter.")
    closes(person, dialog)
    person.leaves()


def test_theme_figures_and_currency_take_effect(person: Person) -> None:
    dialog = opens(person, "this_machine")
    colours, numbers = row(dialog, "this_machine.colours"), row(dialog, "this_machine.numbers")
    assert isinstance(colours.control, Segmented)
    assert isinstance(numbers.control, Choice)
    dark = colours.control.findChild(QAbstractButton, "segment:dark")
    assert isinstance(dark, QAbstractButton)
    dark.click()
    rests(person)
    assert scheme() == "dark"
    numbers.control.set_value("en-CH")
    numbers.control.edited.emit("en-CH")
    rests(person)
    assert window_formatter().locale == "en-CH"
    dialog.show_page("locale")
    grown(person, dialog)
    currency = row(dialog, "locale.currency")
    assert isinstance(currency.control, Choice)
    currency.control.set_value("CHF")
    currency.control.edited.emit("CHF")
    closes(person, dialog)
    person.desktop.new_deal()
    person.sees_wizard()
    assert person.deal.terms.currency == "CHF"
    folder = person.desktop.workspace.folder
    person.leaves()
    assert KeptSettings(folder).get("window.colours") == "dark"


def test_what_is_being_typed_is_kept_when_the_window_is_closed(person: Person) -> None:
    dialog = opens(person)
    editor = row(dialog, "company.legal_name").control.focus_target()
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, " AG")
    closes(person, dialog)
    workshop = person.desktop.workshop
    assert workshop is not None
    assert workshop.catalog.company.legal_name == "OmniTech1 AG"
    person.leaves()


def test_closing_waits_for_what_is_being_kept_and_who_asks_twice_waits_no_longer(person: Person) -> None:
    dialog, free, told = opens(person), Event(), list[object]()
    preferences = person.desktop.preferences
    dialog._desk.background.run(lambda _job: free.wait(10), told.append)
    dialog.reject()
    assert preferences.dialog is dialog, "the window goes on meanwhile"
    dialog.reject()
    assert preferences.dialog is None
    assert told == []
    free.set()
    person.waits(lambda: told == [True])
    person.waits(lambda: not isValid(dialog))


def test_a_word_finds_its_group(person: Person) -> None:
    dialog = opens(person)
    editor = dialog.search.focus_target()
    QTest.keyClicks(editor, "milestone")
    assert [name for name, button in dialog.buttons.items() if not button.isHidden()] == ["policy"]
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert dialog.page() == "policy"
    closes(person, dialog)
    person.leaves()


def test_a_profile_shows_what_it_changes_and_then_holds(person: Person, tmp_path: Path) -> None:
    workshop = person.desktop.workshop
    assert workshop is not None
    dialog = opens(person, "profile")
    section = dialog.findChild(ProfileSection)
    assert isinstance(section, ProfileSection)
    section.write(tmp_path / "before.yaml")
    rests(person)
    text = (tmp_path / "before.yaml").read_text(encoding="utf-8")
    (tmp_path / "p.yaml").write_text(text.replace("name: OmniTech1", "name: Flame"), encoding="utf-8")
    section.look(tmp_path / "p.yaml")
    rests(person)
    assert section.dialog is not None
    assert workshop.catalog.company.name == "OmniTech1"
    section.dialog.accept()
    rests(person)
    assert workshop.catalog.company.name == "Flame"
    (tmp_path / "p.yaml").write_text("omnidesk_profile: 1\ncompany: {x: 1}\n", encoding="utf-8")
    section.look(tmp_path / "p.yaml")
    rests(person)
    assert any("company.x: unknown key" in each.text() for each in section.notice.findChildren(Text))
    closes(person, dialog)
    person.leaves()


def test_every_input_and_button_has_a_name(person: Person) -> None:
    dialog = opens(person)
    for name in dialog.buttons:
        dialog.show_page(name)
        rests(person)
    inputs = [each.control.focus_target() for each in dialog.findChildren(SettingRow)]
    unnamed = [each for each in (*inputs, *dialog.findChildren(QAbstractButton)) if not _name(each)]
    assert unnamed == []
    closes(person, dialog)
    person.leaves()


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def longest_ms(act: Callable[[], object]) -> float:
    """The longest that the window's thread is busy without a break, from an act until some turns after it."""
    spent: list[float] = []
    for each in (act, *[QApplication.processEvents] * 8):
        start = time.thread_time()
        each()
        spent.append((time.thread_time() - start) * 1000)
    return max(spent)


def test_pages_come_within_the_limit(qtbot: QtBot, tmp_path: Path) -> None:
    spent: dict[str, list[float]] = {}
    for turn in range(3):
        person = open_desktop(qtbot, tmp_path / f"workspace {turn}")
        dialog = opens(person)
        for name in dialog.buttons:
            spent.setdefault(name, []).append(longest_ms(partial(dialog.show_page, name)))
            rests(person)
        closes(person, dialog)
        person.leaves()
    assert {name: round(min(tries)) for name, tries in spent.items() if min(tries) > LIMIT} == {}
