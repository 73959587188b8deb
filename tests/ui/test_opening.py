"""Between the wish for a deal and its first input nothing is lost and nothing is made twice; a closed deal is gone."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.wizard.steps import STEP_IDS

from .desk import Person
from .screens import at_home, settled, with_sample


def presses(person: Person, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or person.desktop.window, key, modifier)


def test_what_is_typed_right_after_ctrl_n_is_the_clients_name(qtbot: QtBot, tmp_path: Path) -> None:
    person = at_home(qtbot, tmp_path / "workspace", QSize(1440, 900))
    settled(person)
    presses(person, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget() or person.desktop.window, "Aurora")
    assert person.desktop.window.wizard is None
    person.sees_wizard()
    assert person.deal.client.name == "Aurora"


def test_ctrl_n_twice_makes_one_deal(qtbot: QtBot, tmp_path: Path) -> None:
    person = at_home(qtbot, tmp_path / "workspace", QSize(1440, 900))
    settled(person)
    for _time in range(2):
        presses(person, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.sees_wizard()
    person.desktop.window.show_home()
    person.waits(lambda: bool(person.deals()))
    settled(person)
    assert len(person.deals()) == 1


def test_a_closed_deal_takes_its_widgets_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path / "workspace", QSize(1440, 900))
    for step in STEP_IDS:
        person.wizard.go(step)
    settled(person)
    frame: weakref.ref[WizardFrame[Deal]] = weakref.ref(person.wizard)
    person.desktop.window.show_home()
    settled(person)
    person.waits(lambda: not person.desktop.window.findChildren(WizardFrame))
    gc.collect()
    assert frame() is None
    left = [each for each in QApplication.allWidgets() if not each.window().isVisible()]
    assert [each.objectName() for each in left if "discovery" in each.objectName()] == []
