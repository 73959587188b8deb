"""A document that the disk has changed, as the window tells it: named, with the way out, and work goes on."""

from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import documents
from omnidesk.store.connect import connect
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.backups.dialog import BackupsDialog
from omnidesk.ui.widgets.button import Button

from .desk import open_desktop
from .opened import CATALOG, SEEKER


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    place = workspace(tmp_path / "workspace")
    with closing(open_store(place)) as store:
        row = keep_new(store, SEEKER, CATALOG)
        content = b"%PDF every byte " * 300
        documents.keep(store, deal_id=row.id, revision=row.head, kind="proposal", name="Offer.pdf", content=content)
    with closing(connect(place.database)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place.database.write_bytes(place.database.read_bytes().replace(b"%PDF every byte", b"%PDF every bite", 1))
    return place


def test_a_damaged_document_is_named_and_what_can_be_read_can_be_saved(qtbot: QtBot, place: Workspace) -> None:
    person = open_desktop(qtbot, place.folder)
    toast = person.desktop.home.toast
    person.waits(lambda: "Offer.pdf" in toast.accessibleName())
    assert len(person.deals()) == 1  # the rest can be worked with

    next(button for button in toast.findChildren(Button) if button.isVisible()).click()
    dialog = person.find("backups-dialog", BackupsDialog)
    assert person.find("salvage", inside="backups-dialog").isVisible()
    person.waits(lambda: not dialog.panel.background.busy())
    dialog.accept()
    person.leaves()
