"""Locked or closed while work is under way: the window answers, nothing of a deal is on screen, nothing is lost."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from omnidesk.operations.keyring_apart import asking_keyring_apart
from omnidesk.operations.protected_opening import CHOICE
from omnidesk.operations.protection_changes import protect
from omnidesk.store import deals
from omnidesk.store.connect import Store
from omnidesk.store.store_key import StoreKey
from omnidesk.store.workspace import workspace
from omnidesk.ui.background import Background, Job
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.protection.unlock_page import UnlockPage
from omnidesk.vault import Vault
from tests.operations.silent_keyring import install, is_asked

from .desk import Person
from .test_protection import PASSPHRASE, sees_deals, sees_unlock_page, type_into


class Work:
    """Something that takes long, writes to the store at its end and shows a window then."""

    def __init__(self, person: Person) -> None:
        workshop, window = person.desktop.workshop, person.desktop.window
        assert workshop is not None
        self.store: Store = workshop.store
        self.free, self.shown = Event(), QDialog(window)
        self.errors = list[Exception]()
        self.background = Background(window, threads=1)
        self.deal = person.deals()[0].id
        self.background.run(self._carry_out, lambda _result: self.shown.open(), self.errors.append)

    def _carry_out(self, _job: Job) -> object:
        assert self.free.wait(20)
        return deals.duplicate(self.store, self.deal, "Written while locked")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody at a protected workspace with one deal."""
    monkeypatch.delenv(CHOICE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    place = workspace(tmp_path / "workspace")
    protect(place, Vault(environment={}, find_keyring=lambda: None), passphrase=PASSPHRASE)
    made = Person(qtbot, Desktop(place))
    qtbot.addWidget(made.desktop.window)
    made.desktop.start()
    made.desktop.window.activateWindow()
    type_into(sees_unlock_page(made), "unlock-secret", PASSPHRASE)
    sees_deals(made)
    made.desktop.open_sample("seeker-startup.yaml")
    made.sees_wizard()
    made.desktop.window.show_home()
    made.waits(lambda: len(made.deals()) == 1)
    yield made
    made.leaves()


def key_of(person: Person) -> StoreKey:
    key = person.desktop.guard.workspace.key
    assert key is not None
    return key


def test_locked_at_once_while_work_goes_on_to_its_end(person: Person) -> None:
    work, guard = Work(person), person.desktop.guard
    guard.lock()
    page = guard.page
    assert isinstance(page, UnlockPage)
    person.waits(page.isVisible)
    assert work.background.busy(), "the window waited for nothing"
    assert not key_of(person).locked, "what is being written needs it"
    type_into(page, "unlock-secret", "wrong horse")
    person.waits(lambda: "does not open" in page.problem())
    work.free.set()
    person.waits(lambda: key_of(person).locked)
    assert not work.shown.isVisible(), "what opens meanwhile waits unseen"
    assert not person.desktop.home.isVisible()
    type_into(page, "unlock-secret", PASSPHRASE)
    person.waits(lambda: guard.page is None)
    assert work.shown.isVisible()
    work.shown.close()
    person.desktop.home.reload()
    person.waits(lambda: "Written while locked" in {line.title for line in person.deals()})
    assert work.errors == []


def test_unlocked_while_work_still_runs_it_stays_so(person: Person) -> None:
    work, guard = Work(person), person.desktop.guard
    guard.lock()
    type_into(sees_unlock_page(person), "unlock-secret", PASSPHRASE)
    person.waits(lambda: guard.page is None)
    work.free.set()
    person.waits(work.shown.isVisible)
    assert not key_of(person).locked
    work.shown.close()
    guard.lock()
    page = sees_unlock_page(person)
    person.waits(lambda: key_of(person).locked)
    assert not work.shown.isVisible()
    type_into(page, "unlock-secret", PASSPHRASE)
    person.waits(lambda: guard.page is None)
    assert not work.shown.isVisible(), "it was closed before"


def test_a_window_that_was_closed_meanwhile_does_not_come_back(person: Person) -> None:
    work, guard = Work(person), person.desktop.guard
    work.shown.open()
    guard.lock()
    page = sees_unlock_page(person)
    work.background.run(lambda _job: None, lambda _result: work.shown.accept())
    work.free.set()
    person.waits(lambda: key_of(person).locked)
    type_into(page, "unlock-secret", PASSPHRASE)
    person.waits(lambda: guard.page is None)
    assert not work.shown.isVisible()


def test_closing_closes_the_store_also_where_work_went_wrong(person: Person) -> None:
    work = Work(person)
    person.desktop.background.run(lambda _job: 1 // 0)
    work.free.set()
    assert not unused(work.store)
    with pytest.raises(ZeroDivisionError):
        person.desktop.guard.rest()
    assert work.errors == []
    assert unused(work.store)


def unused(store: Store) -> bool:
    """Whether no connection has the store open: SQLite takes its log away with the last one."""
    return not store.workspace.database.with_name(store.workspace.database.name + "-wal").exists()


def test_closing_waits_for_no_keyring_that_does_not_answer_and_says_so_next_time(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    install(tmp_path, monkeypatch)
    errors = list[Exception]()
    with asking_keyring_apart() as apart:
        ask = partial(apart.get_password, "OmniDesk", "identity 1")
        person.desktop.background.run(lambda _job: ask(), failed=errors.append)
        is_asked(tmp_path)
        person.leaves()
    assert "nothing is lost" in str(errors[0])
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    person.desktop = Desktop(workspace(tmp_path / "workspace"))
    qtbot.addWidget(person.desktop.window)
    person.desktop.start()
    type_into(sees_unlock_page(person), "unlock-secret", PASSPHRASE)
    sees_deals(person)
    assert "Your keyring had not answered" in person.desktop.home.toast.accessibleName()
