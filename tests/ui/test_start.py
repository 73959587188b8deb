"""What a person does before all is there is not lost, and the start stays light."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from pytestqt.qtbot import QtBot

from omnidesk.store.workspace import workspace
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.source_scan import SCAN
from tests.ui.desk import Person

BEFORE_PAINT = """
import sys
import omnidesk.ui.desktop
late = {"sqlcipher3", "_hashlib", "keyring", "cryptography", "babel", "yaml", "omnidesk.vault", "omnidesk.domain.deal"}
late |= {"omnidesk.store.connect", "omnidesk.ui.widgets.entries", "omnidesk.ui.protection.calm_page"}
assert not late & set(sys.modules), late & set(sys.modules)
"""


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


def test_the_first_paint_waits_for_no_store_no_secret_and_no_form() -> None:
    run = subprocess.run([sys.executable, "-c", BEFORE_PAINT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
