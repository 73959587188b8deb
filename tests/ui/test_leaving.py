"""Leaving a deal that still has to reach the disk: the window answers all the while, and a person may stay."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omnidesk.store.connect import connect, immediately
from omnidesk.store.opening import open_store
from omnidesk.store.search import list_deals
from omnidesk.store.workspace import workspace
from omnidesk.ui.widgets.dialog import Dialog

from .desk import Person, open_desktop
from .screens import settled


@contextmanager
def held_by_another_program(person: Person) -> Generator[None]:
    """Another program holds the write lock of the store."""
    with closing(connect(person.desktop.workspace.database)) as database, immediately(database):
        yield


def typed(qtbot: QtBot, folder: Path) -> Person:
    person = open_desktop(qtbot, folder)
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    settled(person)
    person.goes_to("client.name")
    person.types(" and Sons")
    return person


def saving(person: Person) -> list[Dialog]:
    found = person.desktop.window.findChildren(Dialog, "saving")
    return [each for each in found if each.isVisible()]


def stored(person: Person) -> list[str]:
    with closing(open_store(workspace(person.desktop.workspace.folder))) as store:
        return [row.client for row in list_deals(store).rows]


def test_leaving_while_another_program_writes_holds_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    person = typed(qtbot, tmp_path / "workspace")
    window = person.desktop.window
    with held_by_another_program(person):
        person.clicks("go-home")
        person.waits(lambda: bool(saving(person)))
        assert window.wizard is not None  # the lock is still held: nothing here has waited for it
    person.waits(lambda: window.wizard is None)
    person.waits(lambda: not saving(person))
    assert stored(person) == ["Pixelgarten Labs and Sons"]
    person.leaves()


def test_who_would_rather_stay_stays_and_it_is_saved_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    person = typed(qtbot, tmp_path / "workspace")
    with held_by_another_program(person):
        person.clicks("go-home")
        person.waits(lambda: bool(saving(person)))
        saving(person)[0].accept()
        person.goes_to("client.name")
        person.types("!")
    person.waits(lambda: not person.wizard.session.unsaved)
    assert stored(person) == ["Pixelgarten Labs and Sons!"]
    person.leaves()


def test_a_window_that_is_closed_closes_once_all_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    person = typed(qtbot, tmp_path / "workspace")
    window = person.desktop.window
    with held_by_another_program(person):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        person.waits(lambda: bool(saving(person)))
        assert window.isVisible()
    person.waits(lambda: not window.isVisible())
    assert stored(person) == ["Pixelgarten Labs and Sons"]
    person.leaves()
