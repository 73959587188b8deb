"""A meeting opened from the window of a deal, as a person would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.present.client_window import ClientWindow
from omnidesk.ui.present.console import Console
from omnidesk.ui.present.entrance import Entrance
from omnidesk.ui.present.presenting import Presenting
from omnidesk.ui.present.stage import Stage

from .desk import Person
from .screens import with_sample


@dataclass
class Room:
    """The person who presents, and both windows."""

    person: Person
    presenting: Presenting

    @property
    def backstage(self) -> Backstage:
        assert self.presenting.backstage is not None
        return self.presenting.backstage

    @property
    def stage(self) -> Stage:
        return self.backstage.stage

    @property
    def client(self) -> ClientWindow:
        assert self.presenting.client is not None
        return self.presenting.client

    @property
    def console(self) -> Console:
        assert self.presenting.console is not None
        return self.presenting.console

    @property
    def deal(self) -> Deal:
        return self.person.deal

    def leaves(self) -> None:
        self.presenting.end()
        self.person.leaves()


def in_meeting(bot: QtBot, folder: Path, change: Callable[[Deal], Deal] | None = None) -> Room:
    """Open the Architect's sample and present it."""
    person = with_sample(bot, folder)
    if change is not None:
        person.wizard.session.update(change)
    person.wizard.head.present.click()
    entrance = person.wizard.findChild(Entrance)
    assert isinstance(entrance, Entrance)
    presenting = entrance.presenting
    assert presenting is not None
    person.waits(lambda: presenting.client is not None)
    return Room(person, presenting)


def words_of(window: QWidget) -> Iterator[str]:
    """Every word that a window has for anybody: to read, to hear, under the pointer, in its title."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip())
        yield from (widget.windowTitle(), widget.whatsThis(), widget.objectName())
        text = getattr(widget, "text", None)
        if callable(text):
            yield str(text())
