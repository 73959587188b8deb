"""Shortcuts: declared once, installed, listed on the sheet, and never in the way of typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from omnidesk.ui.shortcut_sheet import COLUMNS, KeyCaps, ShortcutSheet
from omnidesk.ui.shortcuts import places, shortcuts

from .desk import Person
from .screens import settled, with_sample


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    person = with_sample(qtbot, tmp_path / "workspace")
    settled(person)
    return person


def sheet(person: Person) -> ShortcutSheet | None:
    return next((each for each in person.desktop.window.findChildren(ShortcutSheet) if each.isVisible()), None)


def test_the_sheet_lists_every_shortcut(person: Person) -> None:
    person.desktop.window.show_shortcuts()
    opened = sheet(person)
    assert opened is not None
    words = {label.text() for label in opened.findChildren(QLabel)}
    assert {shortcut.says for shortcut in shortcuts()} <= words
    caps = {keys for cap in opened.findChildren(KeyCaps) for keys in cap.accessibleName().split(", ")}
    assert {keys for shortcut in shortcuts() for keys in shortcut.shown()} == caps
    assert {place for column in COLUMNS for place in column} == set(places())


def test_every_shortcut_of_window_desk_and_wizard_is_installed(person: Person) -> None:
    installed = {shortcut.key().toString() for shortcut in person.desktop.window.findChildren(QShortcut)}
    wanted = {
        QKeySequence(key).toString()
        for shortcut in shortcuts()
        if shortcut.place in ("window", "desk", "wizard")
        for key in shortcut.keys
    }
    assert wanted == installed


def test_no_two_shortcuts_of_a_place_share_a_key() -> None:
    for place in places():
        keys = [key for shortcut in shortcuts() if shortcut.place in (place, "window") for key in shortcut.keys]
        assert len(keys) == len(set(keys))


def test_a_question_mark_opens_the_sheet_except_where_it_is_typed(person: Person) -> None:
    person.goes_to("client.name")
    person.types("?")
    assert person.deal.client.name.endswith("?")
    assert sheet(person) is None
    person.presses(Qt.Key.Key_F1)
    opened = sheet(person)
    assert opened is not None
    opened.reject()
    settled(person)
    person.desktop.window.activateWindow()
    settled(person)
    person.wizard.head.keys.setFocus()
    person.presses(Qt.Key.Key_Question)
    assert sheet(person) is not None


def test_alt_and_a_number_go_to_a_step(person: Person) -> None:
    person.presses(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert person.wizard.step == "milestones"
    person.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert person.wizard.step == "models"
