"""Typing while a page is still being made waits for it; whoever goes to another step meanwhile types there."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from .screens import at_home, settled


def test_who_leaves_a_deal_s_first_step_before_it_is_whole_types_on_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    person = at_home(qtbot, tmp_path / "workspace")
    settled(person)
    person.desktop.new_deal()
    person.waits(lambda: person.desktop.window.wizard is not None)
    wizard = person.wizard
    wizard.awaited.emit()
    assert person.desktop.typed.holds
    wizard.go("discovery")
    assert not person.desktop.typed.holds
    settled(person)
    wizard.go("client")
    settled(person)
    person.goes_to("client.name")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Aurora")
    assert field.text() == "Aurora"
