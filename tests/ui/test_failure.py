"""Something unexpected in the real window: the deal is saved, one calm dialog tells, and work goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from omnidesk.store import deals
from omnidesk.ui.widgets.dialog import Dialog

from .desk import Person
from .screens import settled, with_sample

SECRET = "correct horse battery staple"


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    person = with_sample(qtbot, tmp_path / "workspace")
    person.desktop.watch.install(tmp_path / "state")
    settled(person)
    yield person
    person.desktop.watch.uninstall()
    person.leaves()


def dialogs(person: Person) -> list[Dialog]:
    return [each for each in person.desktop.window.findChildren(Dialog) if each.isVisible()]


def fall() -> None:
    raise RuntimeError(f"passphrase={SECRET!r} was refused for anna@example.com in {Path.home()}/deals")


def name_in_store(person: Person) -> str:
    workshop = person.desktop.workshop
    assert workshop is not None
    deal_id, _step = person.desktop.window.last_place()
    return deals.load(workshop.store, deal_id).row.client


def test_an_error_in_the_window_saves_the_deal_tells_once_and_work_goes_on(person: Person) -> None:
    person.goes_to("client.name")
    person.types(" and Sons")
    for _time in range(3):
        QTimer.singleShot(0, fall)
    person.waits(lambda: len(dialogs(person)) == 1)
    settled(person)
    assert name_in_store(person) == "Aurora Broadcast AG and Sons"
    [dialog] = dialogs(person)
    assert "Your work is saved and you can go on." in dialog.accessibleDescription()
    person.clicks("copy-report", inside="dialog")
    report = QGuiApplication.clipboard().text()
    assert "RuntimeError" in report
    assert "test_failure.py" in report
    for private in (SECRET, "anna", str(Path.home())):
        assert private not in report
    person.clicks("dialog-accept", inside="dialog")
    settled(person)
    assert dialogs(person) == []
    person.desktop.window.activateWindow()
    settled(person)
    person.goes_to("client.name")
    person.types(" Ltd")
    assert person.deal.client.name == "Aurora Broadcast AG and Sons Ltd"
    person.goes_on()
    assert person.wizard.step == "discovery"


def test_an_error_on_another_thread_and_then_a_second_one_are_told_too(person: Person) -> None:
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    person.waits(lambda: len(dialogs(person)) == 1)
    person.clicks("dialog-accept", inside="dialog")
    settled(person)
    person.desktop.background.run(lambda _job: fall())
    person.waits(lambda: len(dialogs(person)) == 1)
    person.clicks("dialog-accept", inside="dialog")
