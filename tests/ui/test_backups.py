"""Safety copies in the window: the way back, a damaged store, and offers that lapse at midnight."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import backup, deals, search
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.backups.dialog import BackupsDialog
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.widgets.notice import Notice
from tests.ui.desk import Person, open_desktop
from tests.ui.opened import CATALOG, SEEKER


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "workspace")


def titles(place: Workspace) -> list[str]:
    with closing(open_store(place)) as store:
        return sorted(row.title for row in search.list_deals(store).rows)


def opened_list(person: Person) -> BackupsDialog:
    person.chooses("backups")
    dialog = person.find("backups-dialog", BackupsDialog)
    person.waits(lambda: not dialog.panel.background.busy())
    return dialog


def test_somebody_goes_back_to_a_copy_after_seeing_what_changes(qtbot: QtBot, place: Workspace) -> None:
    with closing(open_store(place)) as store:
        keep_new(store, SEEKER, CATALOG, title="Then")
        backup.create(store)
        keep_new(store, SEEKER, CATALOG, title="Since then")
    person = open_desktop(qtbot, place.folder)
    person.waits(lambda: len(backup.list_backups(place)) == 2)  # one was made at the start
    dialog = opened_list(person)
    oldest = backup.list_backups(place)[-1]

    dialog.panel.look(oldest.path)
    person.waits(lambda: dialog.findChild(QDialog, "preview-dialog") is not None)
    person.clicks("preview-go", inside="preview-dialog")
    person.waits(lambda: "as they were in this copy" in dialog.panel.notice.text())

    person.waits(lambda: [line.title for line in person.deals()] == ["Then"])
    dialog.accept()
    person.leaves()
    assert titles(place) == ["Then"]
    assert [each.reason for each in backup.list_backups(place)] == ["before-restore", "start", "by-hand"]


def test_numbers_that_are_out_are_named_before_going_back(qtbot: QtBot, place: Workspace) -> None:
    with closing(open_store(place)) as store:
        copy = backup.create(store)
        issue(
            store,
            keep_new(store, SEEKER, CATALOG),
            CATALOG,
            IssueOrder(kinds=("summary",)),
            now=dt.datetime.now(dt.UTC),
        )
    person = open_desktop(qtbot, place.folder)
    dialog = opened_list(person)
    dialog.panel.look(copy.path)
    person.waits(lambda: dialog.findChild(QDialog, "preview-dialog") is not None)
    told = person.find("preview-numbers", Notice, inside="preview-dialog")
    assert told.isVisible()
    assert f"OD-{dt.date.today().year}-0001" in told.text()
    person.clicks("preview-stay", inside="preview-dialog")
    dialog.accept()
    person.leaves()


def test_a_damaged_store_opens_on_the_way_out_and_is_saved(qtbot: QtBot, place: Workspace) -> None:
    with closing(open_store(place)) as store:
        keep_new(store, SEEKER, CATALOG, title="Kept")
        backup.create(store)
    place.database.write_bytes(b"rubbish" * 4000)
    desktop = Desktop(place)
    qtbot.addWidget(desktop.window)
    person = Person(qtbot, desktop)
    with qtbot.waitSignal(desktop.settled, timeout=10_000):
        desktop.start()

    person.clicks("empty-action", inside="not-opened")
    dialog = person.find("backups-dialog", BackupsDialog)
    person.waits(lambda: not dialog.panel.background.busy())
    person.clicks("salvage", inside="backups-dialog")
    person.clicks("dialog-accept", inside="dialog")
    person.waits(lambda: desktop.workshop is not None)
    person.waits(lambda: [line.title for line in person.deals()] == ["Kept"])

    assert dialog.panel.notice.text().startswith("1 deal saved.")
    assert "No deal is lost." in dialog.panel.notice.text()
    dialog.accept()
    person.leaves()


def test_a_store_that_cannot_be_opened_says_why_and_opens_once_it_can(qtbot: QtBot, place: Workspace) -> None:
    place.database.mkdir()
    desktop = Desktop(place)
    qtbot.addWidget(desktop.window)
    person = Person(qtbot, desktop)
    with qtbot.waitSignal(desktop.settled, timeout=10_000):
        desktop.start()
    person.find("not-opened")

    place.database.rmdir()
    person.clicks("empty-action", inside="not-opened")
    person.waits(lambda: desktop.workshop is not None)
    person.leaves()


def test_an_offer_lapses_when_its_last_day_is_over_where_the_company_stands(qtbot: QtBot, place: Workspace) -> None:
    with closing(open_store(place)) as store:
        row = keep_new(store, SEEKER, CATALOG)
        order = IssueOrder(kinds=("summary",), valid_until=dt.date.today() + dt.timedelta(days=1))
        issued = issue(store, row, CATALOG, order, now=dt.datetime.now(dt.UTC)).row
    person = open_desktop(qtbot, place.folder)
    person.waits(lambda: person.desktop.safety.keeping is not None)
    keeping = person.desktop.safety.keeping
    assert keeping is not None
    person.waits(lambda: not keeping.busy())
    assert person.desktop.workshop is not None
    store = person.desktop.workshop.store
    assert deals.load(store, issued.id).row.stage == "issued"

    with qtbot.waitSignal(keeping.lapsed, timeout=10_000):
        keeping.look_at_day(dt.datetime.now(dt.UTC) + dt.timedelta(days=3))

    assert deals.load(store, issued.id).row.stage == "expired"
    person.leaves()
