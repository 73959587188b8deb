"""What a person does before all is there is not lost, and the start stays light."""

from importlib import import_module
from pathlib import Path

from pytestqt.qtbot import QtBot

from omnidesk.store.workspace import workspace
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.source_scan import SCAN
from tests.ui.desk import Person


def test_a_new_deal_wished_for_before_the_store_is_open_is_made_once_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(workspace(tmp_path))
    qtbot.addWidget(desktop.window)
    desktop.start()
    assert desktop.workshop is None
    desktop.home.new_wanted.emit()
    person = Person(qtbot, desktop)
    person.sees_wizard()
    assert person.wizard.step == "client"
    person.leaves()


def test_the_store_waits_for_the_first_paint(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(workspace(tmp_path))
    qtbot.addWidget(desktop.window)
    with qtbot.waitSignal(desktop.painted, timeout=10_000):
        desktop.start()
        assert not desktop.background.busy()
    assert desktop.window.isVisible()
    Person(qtbot, desktop).waits(lambda: desktop.places is not None)
    Person(qtbot, desktop).leaves()


def test_pyside_still_asks_where_it_is_answered() -> None:
    assert hasattr(import_module("shibokensupport.feature"), SCAN)
