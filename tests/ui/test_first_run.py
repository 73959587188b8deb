"""A new workspace asks three questions, each can be skipped, and none is asked a second time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from omnidesk.operations.protected_opening import CHOICE
from omnidesk.operations.settings.kept import current, seat_of
from omnidesk.store.protection import OFF, claim_envelope
from omnidesk.store.workspace import workspace
from omnidesk.ui.first_run.page import FirstRun
from omnidesk.ui.protection.section import ProtectionSection
from omnidesk.ui.widgets.choice import Choice
from omnidesk.ui.widgets.empty_state import EmptyState
from omnidesk.ui.widgets.field import Field

from .desk import Person, open_desktop

Start = Callable[[], Person]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start the window as a person does, in a workspace that somebody chose to leave unprotected."""
    monkeypatch.delenv(CHOICE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    folder = tmp_path / "workspace"
    claim_envelope(workspace(folder), OFF)
    return lambda: open_desktop(qtbot, folder)


def asked(person: Person) -> FirstRun:
    page = person.desktop.preferences.first_run
    assert page is not None
    person.waits(lambda: page.step() == 0 and page.isVisible())
    return page


def answers(page: FirstRun, key: str, text: str) -> None:
    field = next(each for each in page.findChildren(Field) if each.path == key)
    QTest.keyClicks(field.control.focus_target(), text)


def settled(person: Person) -> None:
    person.desktop.preferences.finish()


def held(person: Person) -> dict[str, object]:
    assert person.desktop.workshop is not None
    return {key: each.value for key, each in current(seat_of(person.desktop.workshop.store)).items()}


def is_over(person: Person) -> bool:
    return person.desktop.preferences.first_run is None


def test_three_answers_by_keyboard_and_the_desk_is_there(start: Start) -> None:
    person = start()
    page = asked(person)
    answers(page, "company.name", "Flame Partnerships")
    person.bot.keyClick(page, Qt.Key.Key_Return)
    settled(person)
    assert page.step() == 1
    currency = next(each for each in page.findChildren(Field) if each.path == "locale.currency").control
    assert isinstance(currency, Choice)
    currency.set_value("CHF")
    person.bot.keyClick(page, Qt.Key.Key_Return)
    settled(person)
    assert page.step() == 2
    section = page.findChild(ProtectionSection)
    assert isinstance(section, ProtectionSection)
    assert section.isVisible()
    person.bot.keyClick(page, Qt.Key.Key_Return)
    person.waits(lambda: is_over(person))
    now = held(person)
    assert (now["company.name"], now["company.legal_name"]) == ("Flame Partnerships", "Flame Partnerships")
    assert (now["locale.currency"], now["company.email"]) == ("CHF", "partnerships@omnitech1.com")
    person.waits(lambda: "no-deals" in {each.objectName() for each in person.desktop.window.findChildren(EmptyState)})
    person.leaves()
    again = start()
    assert is_over(again)
    again.leaves()


def test_skipped_questions_change_nothing_and_are_not_asked_again(start: Start) -> None:
    person = start()
    page = asked(person)
    answers(page, "company.name", "Never mind")
    person.clicks("first-run-skip")
    assert page.step() == 1
    person.clicks("first-run-skip-all")
    person.waits(lambda: is_over(person))
    assert held(person)["company.name"] == "OmniTech1"
    person.leaves()
    again = start()
    assert is_over(again)
    again.leaves()


def test_a_wrong_answer_is_told_under_its_input(start: Start) -> None:
    person = start()
    page = asked(person)
    answers(page, "company.email", "nowhere")
    person.clicks("first-run-on")
    settled(person)
    field = next(each for each in page.findChildren(Field) if each.path == "company.email")
    assert "no email address" in field.problem()
    assert page.step() == 0
    person.leaves()


def test_who_has_a_profile_or_a_deal_is_asked_nothing(start: Start, tmp_path: Path) -> None:
    (tmp_path / "workspace" / "specs").mkdir()
    person = start()
    assert is_over(person)
    person.leaves()
    (tmp_path / "workspace" / "specs").rmdir()
    person = start()
    page = asked(person)
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    person.desktop.window.show_home()
    person.waits(lambda: not page.isVisible())
    person.leaves()
    again = start()
    assert is_over(again)
    again.leaves()
