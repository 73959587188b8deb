"""What cannot be saved in the window: said where it is read, never lost without a yes, saved as soon as that works."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("there is no such limit there", allow_module_level=True)

import resource
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from omnidesk.deal_file import read_deal
from omnidesk.operations.kept_deals import keep, take
from omnidesk.store import revisions, search
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.errors import Failure
from omnidesk.ui.unsaved import Unsaved
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.wizard.form import put

from .desk import Person, open_desktop
from .opened import CATALOG
from .screens import settled


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    person = open_desktop(qtbot, tmp_path / "workspace")
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    settled(person)
    yield person
    person.leaves()


@contextmanager
def full_disk() -> Generator[None]:
    """No file of this program grows beyond its first bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def dialogs(person: Person) -> list[Dialog]:
    return [each for each in person.desktop.window.findChildren(Dialog) if each.isVisible()]


def stored(person: Person) -> list[str]:
    """The client of every deal in the store, as another program reads it."""
    with closing(open_store(workspace(person.desktop.workspace.folder))) as store:
        return sorted(row.client for row in search.list_deals(store).rows)


def saved_elsewhere(person: Person) -> str:
    """Let another program change the contact of the open deal; return the deal's id."""
    deal_id, _step = person.desktop.window.last_place()
    with closing(open_store(workspace(person.desktop.workspace.folder))) as store:
        kept = take(store, deal_id)
        keep(store, kept.row, put(kept.deal, "client.contact.name", "Somebody Else"), CATALOG)
    return deal_id


def test_a_full_disk_is_told_once_and_saving_goes_on_by_itself(person: Person) -> None:
    session, caution = person.wizard.session, person.wizard.foot.caution
    person.goes_to("client.name")
    with full_disk():
        person.types(" and Sons")
        person.waits(caution.isVisible)
        told = caution.text()
        person.types(" Ltd")
        assert not session.flush()
        assert caution.text() == told
        assert "omnidesk.db" in told
        assert person.wizard.rail.saved.text() == "Not saved yet"

    person.clicks("unsaved-again")
    person.waits(lambda: not session.unsaved)
    assert not caution.isVisible()
    assert stored(person) == ["Pixelgarten Labs and Sons Ltd"]
    person.types("!")
    person.bot.waitUntil(lambda: not session.unsaved, timeout=3000)  # not only after the pause that follows a failure


def test_what_is_not_saved_is_never_left_without_a_yes(person: Person) -> None:
    person.goes_to("client.name")
    person.types(" and Sons")
    with full_disk():
        for leave in (lambda: person.clicks("go-home"), person.desktop.window.close):
            leave()
            person.waits(lambda: bool(dialogs(person)))
            [dialog] = dialogs(person)
            assert "omnidesk.db" in dialog.accessibleDescription()
            dialog.reject()
            settled(person)
            assert person.deal.client.name == "Pixelgarten Labs and Sons"
    person.clicks("go-home")
    person.waits(lambda: person.desktop.window.wizard is None)
    assert stored(person) == ["Pixelgarten Labs and Sons"]


def test_what_is_not_saved_can_be_put_in_a_file_elsewhere(person: Person, tmp_path: Path) -> None:
    unsaved = person.wizard.findChild(Unsaved)
    assert isinstance(unsaved, Unsaved)
    person.goes_to("client.name")
    with full_disk():
        person.types(" and Sons")
        assert not person.wizard.session.flush()
        unsaved.write(tmp_path / "too-large.yaml")
        person.waits(lambda: "too-large" in person.wizard.toast.accessibleName())
        assert not (tmp_path / "too-large.yaml").exists()
    unsaved.write(tmp_path / "stick.yaml")
    person.waits(lambda: "was written" in person.wizard.toast.accessibleName())
    assert read_deal(tmp_path / "stick.yaml") == person.deal


def test_of_a_deal_that_was_saved_elsewhere_mine_can_follow(person: Person) -> None:
    deal_id = saved_elsewhere(person)
    person.goes_to("client.name")
    person.types(" and Sons")
    assert not person.wizard.session.flush()
    assert "saved elsewhere" in person.wizard.foot.caution.text()

    person.clicks("overtaken-mine")
    person.waits(lambda: not person.wizard.session.unsaved)
    assert not person.wizard.foot.caution.isVisible()
    with closing(open_store(workspace(person.desktop.workspace.folder))) as store:
        assert take(store, deal_id).deal == person.deal
        bodies = [revisions.load_revision(store, each.id) for each in revisions.history(store, deal_id)]
    assert sum("Somebody Else" in body for body in bodies) == 1


def test_of_a_deal_that_was_saved_elsewhere_both_can_be_kept(person: Person) -> None:
    deal_id = saved_elsewhere(person)
    before = person.wizard
    person.goes_to("client.name")
    person.types(" and Sons")
    assert not before.session.flush()

    person.clicks("overtaken-both")
    person.waits(lambda: person.desktop.window.wizard is not before)
    person.sees_page()
    assert person.desktop.window.last_place()[0] == deal_id
    assert person.deal.client.contact is not None
    assert person.deal.client.contact.name == "Somebody Else"
    assert person.deal.client.name == "Pixelgarten Labs"
    assert stored(person) == ["Pixelgarten Labs", "Pixelgarten Labs and Sons"]
    person.waits(lambda: "(my changes)" in person.wizard.toast.accessibleName())


def test_walking_through_the_steps_of_a_store_that_is_gone_asks_nobody_anything(person: Person, tmp_path: Path) -> None:
    folder = person.desktop.workspace.folder
    person.desktop.watch.install(tmp_path / "state")
    person.goes_to("client.name")
    folder.rename(tmp_path / "taken out")
    try:
        person.types(" and Sons")
        person.waits(person.wizard.foot.caution.isVisible)
        assert "it is gone" in person.wizard.foot.caution.text()
        for _step in range(2):
            person.goes_on()
            settled(person)
        assert dialogs(person) == []
        person.wizard.go("documents")  # whose templates are read out of the same store
        person.waits(lambda: "documents" in person.wizard.stack.pages())
        settled(person)
        assert not person.wizard.toast.isVisible()
        person.wizard.toast.say("A message")
        assert not person.wizard.toast.geometry().intersects(person.wizard.foot.geometry())
    finally:
        (tmp_path / "taken out").rename(folder)
        person.desktop.watch.uninstall()
    person.wizard.session.save_again()
    person.waits(lambda: not person.wizard.session.unsaved)
    assert stored(person) == ["Pixelgarten Labs and Sons"]


def test_one_failure_is_one_dialog_however_often_it_comes(person: Person) -> None:
    closed: list[bool] = []
    for _time in range(3):
        person.desktop.window.show_failure(Failure("Oh", "The store is gone"), lambda: closed.append(True))
    [dialog] = dialogs(person)
    dialog.accept()
    assert closed == [True, True, True]


def test_what_is_typed_while_the_deal_is_read_anew_is_saved_first(person: Person) -> None:
    deal_id, step = person.desktop.window.last_place()
    before = person.wizard
    person.desktop.open_deal(deal_id, step)
    person.goes_to("client.name")
    person.types(" and Sons")
    person.waits(lambda: person.desktop.window.wizard is not before)
    person.sees_page()
    assert person.deal.client.name == "Pixelgarten Labs and Sons"
    person.goes_to("client.name")
    person.types(" Ltd")
    assert person.wizard.session.flush()
    assert stored(person) == ["Pixelgarten Labs and Sons Ltd"]
