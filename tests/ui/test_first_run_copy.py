"""Who lost a machine begins with the folder of its safety copies: deals, identities and own specs are there at once."""

import datetime as dt
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from omnidesk.operations.backups import choose_second_folder, make
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.protected_opening import CHOICE
from omnidesk.operations.protection_changes import protect
from omnidesk.shipped import shipped
from omnidesk.signing import identities
from omnidesk.store.opening import open_store
from omnidesk.store.protection import OFF, claim_envelope
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.first_run.page import FirstRun
from omnidesk.ui.secret_dialog import SecretDialog
from omnidesk.ui.widgets.entries import TextField
from omnidesk.vault import Vault

from .desk import Person, open_desktop
from .opened import CATALOG, SEEKER

WORDS = "four words are easy"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A window on a new workspace that somebody chose to leave unprotected."""
    monkeypatch.delenv(CHOICE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    claim_envelope(workspace(tmp_path / "new"), OFF)
    return open_desktop(qtbot, tmp_path / "new")


def lost(place: Workspace, stick: Path) -> None:
    """Work in a workspace that keeps its copies on a stick, then lose it."""
    place.specs.mkdir()
    company = Path(shipped("specs", "company.yaml")).read_text(encoding="utf-8")
    (place.specs / "company.yaml").write_text(company.replace("OmniTech1", "Flame Partners"), encoding="utf-8")
    identities.create(
        place.identities,
        "anna",
        subject="Anna",
        organisation="",
        passphrase_for=lambda _key, _label: WORDS,
        now=dt.datetime.now(dt.UTC),
    )
    with closing(open_store(place)) as store:
        keep_new(store, SEEKER, CATALOG, title="From the lost machine")
        choose_second_folder(store, stick)
        assert make(store).problem == ""
    shutil.rmtree(place.folder)


def asked(person: Person) -> FirstRun:
    page = person.desktop.preferences.first_run
    assert page is not None
    person.waits(lambda: page.step() == 0 and page.isVisible())
    return page


def begins(person: Person, page: FirstRun) -> None:
    person.waits(lambda: page.findChild(QDialog, "preview-dialog") is not None)
    person.clicks("preview-go", inside="preview-dialog")
    person.waits(lambda: person.desktop.preferences.first_run is None)
    person.waits(lambda: [line.title for line in person.deals()] == ["From the lost machine"])


def test_the_folder_of_the_lost_machine_is_all_that_is_needed(start: Person, tmp_path: Path, stick: Path) -> None:
    lost(workspace(tmp_path / "old"), stick)
    before = {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()}
    page = asked(start)

    start.clicks("first-run-copy")
    page.copy.search(stick)
    begins(start, page)

    workshop = start.desktop.workshop
    assert workshop is not None
    assert workshop.catalog.company.name.startswith("Flame Partners")
    assert [each.name for each in identities.list_identities(workshop.store.workspace.identities)] == ["anna"]
    assert {path: path.read_bytes() for path in before} == before
    start.leaves()
    assert list((tmp_path / "new" / "backups").glob("*before-restore.db"))
    again = open_desktop(start.bot, tmp_path / "new")
    assert again.desktop.preferences.first_run is None
    again.leaves()


def test_a_protected_copy_asks_for_its_own_passphrase(start: Person, tmp_path: Path, stick: Path) -> None:
    vault = Vault(environment={"OMNIDESK_PASSPHRASE": WORDS}, find_keyring=lambda: None)
    lost(protect(workspace(tmp_path / "old"), vault, passphrase=WORDS), stick)
    page = asked(start)

    start.clicks("first-run-copy")
    page.copy.search(stick)
    start.waits(lambda: start.desktop.window.findChild(SecretDialog) is not None)
    dialog = start.desktop.window.findChild(SecretDialog)
    assert isinstance(dialog, SecretDialog)
    start.bot.keyClicks(dialog.findChildren(TextField)[0].focus_target(), WORDS)
    dialog.accept()
    begins(start, page)
    start.leaves()


def test_who_asks_for_a_copy_before_the_questions_are_read_still_sees_them(start: Person, qtbot: QtBot) -> None:
    first, desktop = asked(start), start.desktop
    assert desktop.workshop is not None
    page = FirstRun(desktop.preferences._desk(desktop.workshop), desktop.guard, first.copy.place)
    qtbot.addWidget(page)
    page.has_copy.click()
    start.waits(lambda: page.step() == 0)
    assert page.has_copy.isEnabled()
    start.leaves()


def test_a_folder_without_copies_is_told_and_the_questions_are_still_there(start: Person, stick: Path) -> None:
    page = asked(start)
    start.clicks("first-run-skip")
    start.clicks("first-run-copy")
    page.copy.search(stick)
    start.waits(lambda: "no safety copy lies here" in page.copy.notice.text())
    assert page.copy.folder.isEnabled()
    start.clicks("first-run-back")
    assert page.step() == 1
    assert page.on.isVisible()
    start.leaves()
