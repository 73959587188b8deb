"""The address book in the real window: found, written, changed, made one, taken out and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import ClientEntry
from omnidesk.operations.address_book import add_client
from omnidesk.operations.kept_deals import keep_new
from omnidesk.specs.load import load_catalog
from omnidesk.store import clients
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.desk.clients.book import AddressBook
from omnidesk.ui.widgets.figure import FigureField

from .desk import Person, open_desktop
from .opened import SEEKER

AURORA = ClientEntry(
    name="Aurora AG", domain="aurora.example", country="CH", contact=Contact(name="Mia Keller"), phone="1"
)
OTHER = ClientEntry(name="Aurora Broadcast", domain="aurora.example", size=900, phone="2")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    """Somebody with two entries that are one client, and a deal of another."""
    folder = tmp_path / "workspace"
    store = open_store(workspace(folder))
    for entry in (AURORA, OTHER):
        add_client(store, entry)
    keep_new(store, SEEKER, load_catalog())
    store.close()
    return open_desktop(qtbot, folder)


def book(person: Person) -> AddressBook:
    """Go to the clients."""
    person.clicks("show-clients")
    places = person.desktop.places
    assert places is not None
    found = places.book
    assert found is not None
    calm(found)
    return found


def calm(found: AddressBook) -> None:
    for _turn in range(3):
        found.finish()


def names(found: AddressBook) -> list[str]:
    rows = [found.model.client(row) for row in range(found.model.rowCount())]
    return [row.entry.name for row in rows if row is not None]


def test_clients_are_found_by_their_contact_and_their_deals_open(person: Person) -> None:
    found = book(person)
    person.clicks("clients-more")
    menu = person.find("clients-menu", QMenu)
    next(entry for entry in menu.actions() if "deals" in entry.text()).trigger()
    menu.close()
    calm(found)
    assert names(found) == ["Aurora AG", "Aurora Broadcast", SEEKER.client.name]

    person.bot.keyClick(person.desktop.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    person.types("kell")
    person.waits(lambda: names(found) == ["Aurora AG"])
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: len(names(found)) == 3)
    found.page.list.setCurrentIndex(found.model.index(2))
    calm(found)
    person.bot.mouseClick(found.page.card.deals.findChildren(QWidget)[1], Qt.MouseButton.LeftButton)
    person.sees_wizard()
    assert person.deal.client.name == SEEKER.client.name


def test_a_client_is_changed_and_a_deal_begins_with_it(person: Person) -> None:
    found = book(person)
    found.page.list.setFocus()
    person.presses(Qt.Key.Key_Return)
    dialog = found.dialog
    assert dialog is not None
    dialog.fields["name"].control.focus_target().setFocus()
    for text, problem in (("", "A client needs a name."), ("Aurora Holding", "")):
        editor = dialog.fields["name"].control.focus_target()
        person.bot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        person.bot.keyClick(editor, Qt.Key.Key_Delete)
        person.bot.keyClicks(editor, text)
        dialog.accept()
        assert dialog.fields["name"].problem() == problem
    calm(found)
    assert found.dialog is None
    assert names(found) == ["Aurora Broadcast", "Aurora Holding"]

    person.clicks("client-deal")
    person.sees_wizard()
    assert (person.deal.client.name, person.deal.client.country) == ("Aurora Holding", "CH")


def test_a_client_s_people_are_written_as_on_the_first_page(person: Person) -> None:
    found = book(person)
    found.page.list.setCurrentIndex(found.model.index(1))
    calm(found)
    for written, shown in (("12000", "900"), ("1,500", "12,000"), ("", "1,500")):
        person.clicks("client-edit")
        dialog = found.dialog
        assert dialog is not None
        size = dialog.fields["size"].control
        assert isinstance(size, FigureField)
        assert size.text() == shown
        size.set_text(written)
        dialog.accept()
        calm(found)


def test_two_become_one_with_what_a_person_says_is_right_and_two_again(person: Person) -> None:
    found = book(person)
    found.merging.look()
    calm(found)
    dialog = found.merging.dialog
    assert dialog is not None
    choice = dialog.findChild(QWidget, "merge-take:phone")
    assert isinstance(choice, QWidget)
    second = choice.findChild(QWidget, "segment:second")
    assert isinstance(second, QWidget)
    person.bot.mouseClick(second, Qt.MouseButton.LeftButton)
    person.clicks("merge-go")
    calm(found)
    workshop = person.desktop.workshop
    assert workshop is not None
    (row,) = clients.list_clients(workshop.store).rows
    assert (row.entry.name, row.entry.phone, row.entry.size) == ("Aurora AG", "2", 900)

    found.show_acts()
    calm(found)
    person.clicks(f"take-back:{clients.acts(workshop.store)[0].id}")
    calm(found)
    assert names(found) == ["Aurora AG", "Aurora Broadcast"]


def test_two_that_are_two_are_not_offered_again_until_that_is_taken_back(person: Person) -> None:
    found = book(person)
    found.merging.look()
    calm(found)
    person.clicks("merge-pass")
    calm(found)
    assert found.merging.dialog is None
    found.merging.look()
    calm(found)
    assert found.merging.dialog is None
    assert names(found) == ["Aurora AG", "Aurora Broadcast"]

    workshop = person.desktop.workshop
    assert workshop is not None
    found.show_acts()
    calm(found)
    person.clicks(f"take-back:{clients.acts(workshop.store)[0].id}")
    calm(found)
    found.merging.look()
    calm(found)
    assert found.merging.dialog is not None


@pytest.mark.parametrize("answer", ["merge-go", "merge-pass"])
def test_an_answer_that_is_clicked_twice_counts_once(person: Person, answer: str) -> None:
    found = book(person)
    found.merging.look()
    calm(found)
    dialog = found.merging.dialog
    assert dialog is not None
    for _click in range(2):
        person.clicks(answer)
    calm(found)
    assert not dialog.isVisible()
    assert found.merging.dialog is None
    workshop = person.desktop.workshop
    assert workshop is not None
    kinds = [act.kind for act in clients.acts(workshop.store)]
    assert (kinds.count("merge"), kinds.count("apart")) in [(1, 0), (0, 1)]


def test_a_client_goes_by_delete_and_comes_back_by_undo(person: Person) -> None:
    found = book(person)
    found.page.list.setFocus()
    person.presses(Qt.Key.Key_Delete)
    calm(found)
    assert names(found) == ["Aurora Broadcast"]
    person.desktop.home.toast._act()
    calm(found)
    assert names(found) == ["Aurora AG", "Aurora Broadcast"]
