"""What a person closes is gone: the second time leaves nothing of the window that the first did not."""

import gc
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from pytestqt.qtbot import QtBot

import omnidesk.ui
from omnidesk.ui.approving import Approving
from omnidesk.ui.background import at_rest
from omnidesk.ui.importing.dialog import DUPLICATES, ROWS
from omnidesk.ui.importing.importing import Importing
from omnidesk.ui.present.entrance import Entrance
from omnidesk.ui.present.presenting import Presenting
from omnidesk.wizard.steps import STEP_IDS
from tests.operations.tables import HUBSPOT, written

from .desk import Person
from .screens import ARCHITECT, at_home, settled

Visit = Callable[[Person, Path], None]
Kind = TypeVar("Kind", bound=QObject)


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """Somebody whose desk has one deal."""
    made = at_home(qtbot, tmp_path / "workspace")
    made.desktop.open_sample(ARCHITECT)
    made.sees_wizard()
    goes_home(made)
    made.waits(lambda: len(made.deals()) == 1)
    yield made
    made.leaves()


def opens_the_deal(person: Person) -> None:
    line = person.deals()[0]
    person.desktop.open_deal(line.id)
    person.sees_wizard()


def goes_home(person: Person) -> None:
    window, frame = person.desktop.window, person.wizard
    window.show_home()
    person.waits(lambda: window.wizard is None and not shiboken6.isValid(frame))


def every_step(person: Person, _folder: Path) -> None:
    opens_the_deal(person)
    for step in STEP_IDS:
        person.wizard.go(step)
        person.sees_page()
    goes_home(person)


def a_meeting(person: Person, _folder: Path) -> None:
    opens_the_deal(person)
    person.wizard.head.present.click()
    presenting = _only(person.wizard, Entrance).presenting
    assert isinstance(presenting, Presenting)
    person.waits(lambda: presenting.client is not None)
    assert presenting.backstage is not None
    stage = presenting.backstage.stage
    for place in range(0, len(stage.slides), 3):
        stage.go(place)
        settled(person)
    presenting.close_deal()
    settled(person)
    presenting.end()
    goes_home(person)


def the_settings(person: Person, _folder: Path) -> None:
    preferences = person.desktop.preferences
    preferences.open()
    dialog = preferences.dialog
    assert dialog is not None
    for page in dialog.buttons:
        dialog.show_page(page)
        settled(person)
    dialog.reject()
    person.waits(lambda: not shiboken6.isValid(dialog))


def an_import(person: Person, folder: Path) -> None:
    importing = _only(person.desktop.window, Importing)
    importing.take(written(folder, "clients.csv", HUBSPOT))
    person.waits(lambda: importing.dialog is not None)
    dialog = importing.dialog
    assert dialog is not None
    for page in (ROWS, DUPLICATES):
        dialog.show_page(page)
        settled(person)
    dialog.reject()
    settled(person)


def a_request_for_approval(person: Person, _folder: Path) -> None:
    approving = _only(person.desktop.window, Approving)
    approving.choose()
    settled(person)
    assert approving.pasting is not None
    approving.pasting.reject()
    settled(person)


def windows_of_the_desk(person: Person, folder: Path) -> None:
    the_settings(person, folder)
    an_import(person, folder)
    a_request_for_approval(person, folder)


def _only(place: QObject, kind: type[Kind]) -> Kind:
    (found,) = place.findChildren(kind)
    return found


def there(person: Person) -> Counter[str]:
    """How many objects of each class of the window there are, once what nobody holds is gone."""
    person.waits(at_rest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    found, counted = Counter(map(type, gc.get_objects())), Counter[str]()
    for kind, number in found.items():
        if str(kind.__module__).startswith("omnidesk.ui"):
            counted[kind.__qualname__] += number
    return counted


@pytest.mark.parametrize("visit", [every_step, a_meeting, windows_of_the_desk])
def test_nothing_of_what_was_closed_stays(person: Person, tmp_path: Path, visit: Visit) -> None:
    visit(person, tmp_path)
    first = there(person)
    visit(person, tmp_path)
    assert not there(person) - first


def test_no_method_hides_a_signal() -> None:
    """Each look at such a method takes hold of its object once more, for good: Qt's binding finds the signal too."""
    hidden = [f"{kind.__qualname__}.{name}" for kind in _classes() for name in vars(kind) if _hides(kind, name)]
    assert hidden == []


def _classes() -> Iterator[type[QObject]]:
    for module in pkgutil.walk_packages(omnidesk.ui.__path__, "omnidesk.ui."):
        for each in vars(import_module(module.name)).values():
            if inspect.isclass(each) and issubclass(each, QObject) and each.__module__ == module.name:
                yield each


def _hides(kind: type[QObject], name: str) -> bool:
    of_signal = any(isinstance(vars(base).get(name), Signal) for base in kind.__mro__[1:])
    return of_signal and not isinstance(vars(kind)[name], Signal)
