"""What a person reads in a fault: one sentence with the way out, in the real window, with real files."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such signals and limits there", allow_module_level=True)

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.operations.backups import choose_second_folder
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.page_drawing import warm_up
from omnidesk.operations.worker import employing
from omnidesk.store import backup, sqlite3
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.pages.sign import SignPage
from omnidesk.ui.protection import patience
from omnidesk.ui.widgets.toast import Toast

from .conftest import Show
from .desk import Person, open_desktop
from .opened import CATALOG, SEEKER, open_page


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    place = workspace(tmp_path / "workspace")
    with closing(open_store(place)) as store:
        keep_new(store, SEEKER, CATALOG)
    return place


@pytest.fixture
def person(qtbot: QtBot, place: Workspace) -> Iterator[Person]:
    person = Person(qtbot, Desktop(place))
    qtbot.addWidget(person.desktop.window)
    yield person
    person.leaves()


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_store_of_a_newer_omnidesk_is_left_alone_and_says_what_to_install(person: Person, place: Workspace) -> None:
    with closing(sqlite3.connect(place.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = place.database.read_bytes()
    with person.bot.waitSignal(person.desktop.settled, timeout=10_000):
        person.desktop.start()
    told = person.find("not-opened").accessibleDescription() or words(person.find("not-opened"))
    assert "a newer OmniDesk wrote this store" in told
    assert "install the newer OmniDesk" in told
    assert place.database.read_bytes() == before


def test_a_second_folder_out_of_reach_is_told_once_and_made_up_for(
    qtbot: QtBot, place: Workspace, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    with closing(open_store(place)) as store:
        choose_second_folder(store, second)
    second.rmdir()
    person = open_desktop(qtbot, place.folder)
    toast = person.desktop.home.toast
    person.waits(lambda: "The second folder has no new safety copy" in toast.accessibleName())
    assert str(second) in toast.accessibleName()
    assert toast.width() <= person.desktop.window.width()
    keeping = person.desktop.safety.keeping
    assert keeping is not None
    toast.hide()
    keeping.keep_safe()
    person.waits(lambda: not keeping.busy())
    assert not toast.isVisible()
    second.mkdir()
    keeping.keep_safe()
    person.waits(lambda: not keeping.busy())
    assert len(backup.backups_in(second)) == 1
    person.leaves()


def test_a_copy_that_finds_no_room_leaves_nothing_behind(qtbot: QtBot, place: Workspace) -> None:
    person = open_desktop(qtbot, place.folder)
    keeping = person.desktop.safety.keeping
    person.waits(lambda: keeping is None or not keeping.busy())
    dialog = person.desktop.safety.open_list()
    person.waits(lambda: not dialog.panel.background.busy())
    copies = sorted(place.backups.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        person.clicks("make-copy", inside="backups-dialog")
        person.waits(lambda: bool(dialog.panel.notice.text()))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the disk" in dialog.panel.notice.text()
    assert sorted(place.backups.iterdir()) == copies
    person.waits(lambda: not dialog.panel.background.busy())
    person.clicks("make-copy", inside="backups-dialog")
    person.waits(lambda: "made and checked" in dialog.panel.notice.text())
    dialog.accept()
    person.leaves()


def test_a_worker_that_is_killed_issues_nothing_and_the_next_try_does(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    with employing() as worker:
        opened = open_page("sign", SEEKER, tmp_path, show)
        opened.settle()
        warm_up()
        process = worker.process_id
        assert process is not None
        os.kill(process, signal.SIGSTOP)
        opened.press("issue")
        os.kill(process, signal.SIGKILL)
        opened.settle()
        page = opened.page
        assert isinstance(page, SignPage)
        if opened.answers.failed:  # it had begun
            assert "nothing was written and nothing is lost" in opened.answers.failed[0]
            assert opened.services.offer.row.offer is None
            opened.press("issue")
        for _turn in range(4):
            opened.settle()
        assert opened.services.offer.row.offer is not None
        assert opened.services.offer.row.offer_version == 1


def test_an_opening_that_takes_long_says_what_may_be_waited_for(
    person: Person, place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONG", 1)
    with closing(sqlite3.connect(place.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        person.desktop.start()
        toast: Toast = person.desktop.home.toast
        person.waits(lambda: "Still opening" in toast.accessibleName())
    person.waits(lambda: person.desktop.home.ready and person.desktop.places is not None)
