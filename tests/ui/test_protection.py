"""The window unlocks, locks and protects: nothing is lost, and nothing of a deal is on screen meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.errors import MachineError
from omnidesk.operations.protected_opening import CHOICE
from omnidesk.operations.protection import state
from omnidesk.operations.protection_changes import new_recovery_code, protect
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.protection.begin_page import BeginPage
from omnidesk.ui.protection.idle import IdleWatch
from omnidesk.ui.protection.recovery_dialog import RecoveryDialog
from omnidesk.ui.protection.section import ProtectionSection
from omnidesk.ui.protection.unlock_page import UnlockPage
from omnidesk.vault import Vault

from .desk import Person

PASSPHRASE = "correct horse"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CHOICE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "workspace")


@pytest.fixture
def protected(place: Workspace) -> str:
    """A protected workspace; its recovery code."""
    return new_recovery_code(protect(place, Vault(environment={}, find_keyring=lambda: None), passphrase=PASSPHRASE))


@pytest.fixture
def person(qtbot: QtBot, place: Workspace) -> Iterator[Person]:
    desktop = Desktop(place)
    qtbot.addWidget(desktop.window)
    made = Person(qtbot, desktop)
    desktop.start()
    desktop.window.activateWindow()
    yield made
    made.leaves()


def type_into(page: QWidget, name: str, text: str) -> None:
    """Type over what stands in a field."""
    field = page.findChild(QWidget, name)
    assert isinstance(field, QWidget), name
    editor = field.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit), name
    editor.clear()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def sees_unlock_page(person: Person) -> UnlockPage:
    person.waits(lambda: isinstance(person.desktop.guard.page, UnlockPage))
    page = person.desktop.guard.page
    assert isinstance(page, UnlockPage)
    return page


def sees_deals(person: Person) -> None:
    person.waits(lambda: person.desktop.home.ready and person.desktop.places is not None)


def test_a_new_workspace_is_protected_before_its_first_deal_and_shows_its_code_once(
    person: Person, place: Workspace
) -> None:
    person.waits(lambda: isinstance(person.desktop.guard.page, BeginPage))
    page = person.desktop.guard.page
    assert isinstance(page, BeginPage)
    type_into(page, "begin-secret", "short")
    assert "at least 8" in page.problem()
    type_into(page, "begin-secret", PASSPHRASE)
    type_into(page, "begin-again", PASSPHRASE)
    sees_deals(person)
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), RecoveryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryDialog)
    code = dialog.shown.accessibleName()
    dialog.accept()
    assert (state(place).kind, state(place).recovery) == ("protected", True)
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    person.desktop.guard.lock()
    type_into(sees_unlock_page(person), "unlock-secret", PASSPHRASE)
    person.waits(lambda: person.desktop.guard.page is None)
    assert len(code) == 34


def test_whoever_declines_protection_has_a_plain_workspace(person: Person, place: Workspace) -> None:
    person.waits(lambda: isinstance(person.desktop.guard.page, BeginPage))
    page = person.desktop.guard.page
    assert isinstance(page, BeginPage)
    page.without.click()
    sees_deals(person)
    assert state(place).kind == "chosen_off"


def test_locked_it_hides_and_closes_all_and_comes_back_to_the_same_place(protected: str, person: Person) -> None:
    type_into(sees_unlock_page(person), "unlock-secret", PASSPHRASE)
    sees_deals(person)
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    desktop, wizard = person.desktop, person.wizard
    wizard.session.update(lambda deal: deal)
    person.goes_to("client.name")
    person.types(" and Sons")
    dialog = QDialog(desktop.window)
    dialog.open()
    desktop.window.lock_wanted.emit()
    page = sees_unlock_page(person)
    assert not wizard.isVisible()
    assert not dialog.isVisible()
    assert not wizard.session.unsaved, "drafts are saved first"
    assert desktop.workshop is not None
    key = desktop.guard.workspace.key
    assert key is not None
    person.waits(lambda: key.locked)
    with pytest.raises(MachineError, match="unlock"), desktop.workshop.store.reading():
        pass
    type_into(page, "unlock-secret", "wrong horse")
    person.waits(lambda: "does not open" in page.problem())
    type_into(page, "unlock-secret", PASSPHRASE)
    person.waits(lambda: desktop.guard.page is None)
    assert dialog.isVisible()
    assert desktop.window.wizard is wizard
    assert person.deal.client.name.endswith("and Sons")
    assert wizard.session.can_undo()
    dialog.close()


def test_three_wrong_answers_slow_the_next_and_the_recovery_code_opens(protected: str, person: Person) -> None:
    page = sees_unlock_page(person)
    for _ in range(3):
        page.does.setEnabled(True)
        type_into(page, "unlock-secret", "wrong horse")
        person.waits(lambda: not person.desktop.background.busy())
    assert not page.does.isEnabled()
    assert "Try again in" in page.does.accessibleName()
    person.waits(page.does.isEnabled)
    person.find("unlock-otherwise", inside="").click()  # pyright: ignore[reportAttributeAccessIssue]
    type_into(page, "unlock-secret", protected.lower())
    sees_deals(person)


def test_an_existing_plain_workspace_is_protected_in_the_settings(
    person: Person, place: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.waits(lambda: isinstance(person.desktop.guard.page, BeginPage))
    page = person.desktop.guard.page
    assert isinstance(page, BeginPage)
    page.without.click()
    sees_deals(person)
    person.desktop.open_sample("seeker-startup.yaml")
    person.sees_wizard()
    section = ProtectionSection(person.desktop.guard)
    qtbot.addWidget(section)
    section.show()
    person.waits(lambda: "Nothing is encrypted" in section.notice.text())
    section.by_passphrase.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    type_into(dialog, "secret", PASSPHRASE)
    type_into(dialog, "secret-again", PASSPHRASE)
    person.waits(lambda: "Make a recovery code" in section.notice.text())
    assert b"Pixelgarten" not in place.database.read_bytes()
    assert person.desktop.guard.lock_minutes == 15
    section.now.click()
    type_into(sees_unlock_page(person), "unlock-secret", PASSPHRASE)
    person.waits(lambda: person.desktop.guard.page is None)
    person.waits(lambda: len(person.deals()) == 1)


def test_nobody_at_it_for_a_quarter_of_an_hour_locks_even_after_a_long_sleep(qtbot: QtBot) -> None:
    now = [0.0]
    watch = IdleWatch(QApplication.instance(), lambda: now[0])  # pyright: ignore[reportArgumentType]
    heard: list[str] = []
    watch.idle.connect(lambda: heard.append("idle"))
    watch.set_minutes(15)
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.windowHandle().installEventFilter(watch)
    now[0] = 14 * 60
    QTest.mouseClick(widget.windowHandle(), Qt.MouseButton.LeftButton)
    now[0] = 20 * 60
    watch.check()
    assert heard == []
    now[0] = 9 * 3600
    QTest.mouseClick(widget.windowHandle(), Qt.MouseButton.LeftButton)
    assert heard == ["idle"], "the touch after the sleep is one too late"
    watch.set_minutes(0)
    now[0] = 99 * 3600
    watch.check()
    assert heard == ["idle"]
