"""A real window on a real workspace, driven as a person would."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.store.workspace import workspace
from omnidesk.ui.desk.deal_rows import DealLine
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.wizard_frame import WizardFrame

W = TypeVar("W", bound=QWidget)


@dataclass
class Person:
    """Somebody at the keyboard."""

    bot: QtBot
    desktop: Desktop

    @property
    def wizard(self) -> WizardFrame[Deal]:
        found = self.desktop.window.wizard
        assert found is not None
        return found

    @property
    def deal(self) -> Deal:
        return self.wizard.session.deal

    def waits(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=10_000)

    def sees_wizard(self) -> None:
        """Wait for a deal and its page."""
        self.waits(lambda: self.desktop.window.wizard is not None)
        self.sees_page()

    def sees_page(self) -> None:
        """Wait for the page of the step that is on screen."""
        wizard = self.desktop.window.wizard
        if wizard is not None and wizard.step not in wizard.stack.pages():
            self.waits(lambda: wizard.step in wizard.stack.pages())
            QApplication.processEvents()

    def deals(self) -> list[DealLine]:
        table = self.desktop.home.table
        assert table is not None
        lines = [table.deals.line(row) for row in range(table.deals.rowCount())]
        return [line for line in lines if line is not None]

    def find(self, name: str, kind: type[W] = QWidget, inside: str = "") -> W:
        self.sees_page()
        place = self.find(inside) if inside else self.desktop.window
        found = place.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def goes_to(self, path: str) -> None:
        """Give the keyboard to a field of the page on screen."""
        assert self.wizard.page(self.wizard.step).focus_field(path), path

    def types(self, text: str) -> None:
        """Type at the end of what is there."""
        self.presses(Qt.Key.Key_End)
        self.bot.keyClicks(self._focus(), text)

    def presses(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self._focus(), key, with_)

    def _focus(self) -> QWidget:
        self.sees_page()
        return self.desktop.window.focusWidget() or self.desktop.window

    def goes_on(self) -> None:
        self.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def clicks(self, name: str, inside: str = "") -> None:
        self.bot.mouseClick(self.find(name, inside=inside), Qt.MouseButton.LeftButton)

    def chooses(self, act: str) -> None:
        """Choose something of what the side of the desk offers under "More"."""
        self.clicks("more")
        menu = self.find("more-menu", QMenu)
        next(entry for entry in menu.actions() if entry.objectName() == act).trigger()
        menu.close()

    def leaves(self) -> None:
        self.desktop.window.close()
        self.desktop.close()


def open_desktop(bot: QtBot, folder: Path) -> Person:
    """Start the window on a workspace and wait until its deals are there."""
    desktop = Desktop(workspace(folder))
    bot.addWidget(desktop.window)
    person = Person(bot, desktop)
    with bot.waitActive(desktop.window):
        desktop.start()
        desktop.window.activateWindow()
    person.waits(lambda: desktop.home.ready and desktop.places is not None)
    return person
