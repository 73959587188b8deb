"""Every screen of the real window, one after the other, with the Architect's sample deal."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.operations.address_book import take_from_deals
from omnidesk.ui.errors import Failure
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.wizard.form import put
from omnidesk.wizard.review import DISCOUNT
from omnidesk.wizard.steps import STEP_IDS

from ..bench.many_deals import fill
from .desk import Person, open_desktop

SMALLEST = QSize(1280, 720)
ARCHITECT = "architect-broadcaster.yaml"
DEALS = 60
PLACES = ("show-pipeline", "show-overview", "show-clients", "show-archived", "show-current")
"""The places of the desk by the name of their button."""
OVER = ("question", "passphrase", "shortcuts", "failure", "problems", "explanation", "toast")
SCREENS = ("home, empty", *(f"step {step}" for step in STEP_IDS), *OVER, *(f"desk {place}" for place in PLACES))
"""The names of all screens, in the order in which they are shown."""


def settled(person: Person) -> None:
    """Let everything come to rest: work in the background, layouts, and what was put off to the next turn."""
    app = QApplication.instance()
    assert app is not None
    person.sees_page()
    for _turn in range(6):
        app.sendPostedEvents()
        app.processEvents()
        person.desktop.background.finish()


def at_home(bot: QtBot, folder: Path, size: QSize = SMALLEST) -> Person:
    """Open the window on an empty workspace, in a size."""
    person = open_desktop(bot, folder)
    person.desktop.window.resize(size)
    return person


def with_sample(bot: QtBot, folder: Path, size: QSize = SMALLEST) -> Person:
    """Open the window with the sample deal in the wizard."""
    person = at_home(bot, folder, size)
    person.desktop.open_sample(ARCHITECT)
    person.sees_wizard()
    return person


def screens(bot: QtBot, folder: Path, size: QSize = SMALLEST) -> Iterator[tuple[str, QWidget]]:
    """Show one screen after the other and give its name and what to look at."""
    person = at_home(bot, folder, size)
    window = person.desktop.window
    settled(person)
    yield "home, empty", window
    person.desktop.open_sample(ARCHITECT)
    person.sees_wizard()
    for step in STEP_IDS:
        person.wizard.go(step)
        settled(person)
        yield f"step {step}", window
    person.wizard.go("client")
    yield from _over(person)
    yield from _desk(person)
    person.leaves()


def _desk(person: Person) -> Iterator[tuple[str, QWidget]]:
    """The places of a desk with many deals."""
    window, workshop = person.desktop.window, person.desktop.workshop
    assert workshop is not None
    fill(workshop.store, DEALS, datetime.date.today())
    take_from_deals(workshop.store)
    window.show_home()
    for place in PLACES:
        person.clicks(place)
        settled(person)
        if person.desktop.places is not None:
            person.desktop.places.finish()
        person.desktop.home.finish()
        settled(person)
        yield f"desk {place}", window


def _over(person: Person) -> Iterator[tuple[str, QWidget]]:
    """What opens over the window."""
    window, ask = person.desktop.window, person.desktop.ask
    question = Question("Sign the contract?", "After that it cannot be changed any more.", "Sign", danger=True)
    opens: dict[str, Callable[[], object]] = {
        "question": lambda: ask.confirm(question, lambda: None),
        "passphrase": lambda: ask.secret(question, lambda _words: None, repeat=True),
        "shortcuts": window.show_shortcuts,
        "failure": lambda: window.show_failure(Failure("Something", "You can go on.", "a\nreport"), lambda: None),
    }
    for name, opened in opens.items():
        opened()
        dialog = next(each for each in window.findChildren(Dialog) if each.isVisible())
        settled(person)
        yield name, dialog
        dialog.reject()
        settled(person)
    yield from _troubled(person)
    yield from _explained(person)
    ask.say("The proposal is there", action="Open")
    yield "toast", person.wizard.toast


def _troubled(person: Person) -> Iterator[tuple[str, QWidget]]:
    """What is wrong with a deal whose client has no name and whose discount is far above what one may give alone."""
    session, wizard = person.wizard.session, person.wizard
    session.update(lambda deal: put(put(deal, "client.name", ""), DISCOUNT, Decimal(40)))
    settled(person)
    menu = wizard.problem_menu()
    menu.popup(person.desktop.window.mapToGlobal(QPoint(300, 300)))
    yield "problems", menu
    menu.close()
    menu.deleteLater()
    session.undo()
    settled(person)


def _explained(person: Person) -> Iterator[tuple[str, QWidget]]:
    """The way to the committed total, opened from the price beside the steps."""
    wizard = person.wizard
    wizard.explain_figure("total:committed_total", wizard.panel, QRect(wizard.panel.rect().center(), QSize(80, 20)))
    card = person.find("explanation")
    person.waits(card.isVisible)
    settled(person)
    yield "explanation", person.desktop.window
    card.hide()
