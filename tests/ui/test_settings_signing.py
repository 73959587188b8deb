"""The page of identities in the settings: who signs first, a new one, its certificate, and going away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.signing.identities import default_identity, list_identities
from omnidesk.store.workspace import workspace
from omnidesk.ui.background import Background
from omnidesk.ui.settings.identities import IdentitiesSection, SigningRoom
from omnidesk.ui.widgets.control import LineField

from .conftest import Show
from .opened import CATALOG, Answers


class Desk:
    """The section on screen, with what answers its questions."""

    def __init__(self, bot: QtBot, show: Show, folder: Path) -> None:
        self.bot, self.answers = bot, Answers(folder)
        self.place = workspace(folder / "workspace")
        self.background = Background(threads=1)
        self.section = IdentitiesSection(SigningRoom(self.place, CATALOG, self.answers, self.background))
        show(self.section)
        self.rests()

    def rests(self) -> None:
        for _turn in range(3):
            self.background.finish()
            QApplication.processEvents()

    def press(self, name: str) -> None:
        found = [each for each in self.section.findChildren(QWidget, name) if each.isVisible()]
        self.bot.mouseClick(found[-1], Qt.MouseButton.LeftButton)
        self.rests()

    def words(self) -> set[str]:
        return {label.text() for label in self.section.findChildren(QLabel) if label.isVisible()}

    def makes(self, name: str) -> None:
        self.press("settings-identity-new")
        field = self.section.forms.subject
        assert isinstance(field, LineField)
        field.set_text(name)
        self.press("create-identity")


@pytest.fixture
def desk(qtbot: QtBot, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", "a long passphrase")
    return Desk(qtbot, show, tmp_path)


def test_identities_are_made_chosen_handed_out_and_removed(desk: Desk) -> None:
    assert "Nobody can sign yet: make an identity, or import one." in desk.words()
    for name in ("Anna Chen", "Mia Keller"):
        desk.makes(name)
    known = list_identities(desk.place.identities)
    assert {each.subject for each in known} == {"Anna Chen", "Mia Keller"}
    assert {"Anna Chen", "Mia Keller"} <= desk.words()

    mia = next(each.name for each in known if each.subject == "Mia Keller")
    desk.press(f"prefer:{mia}")
    first = default_identity(desk.place.identities)
    assert first is not None
    assert first.name == mia

    desk.press(f"hand:{mia}")
    written = desk.answers.folder / f"{mia}.pem"
    assert b"BEGIN CERTIFICATE" in written.read_bytes()
    assert b"PRIVATE" not in written.read_bytes()

    desk.press(f"remove:{mia}")
    assert [each.subject for each in list_identities(desk.place.identities)] == ["Anna Chen"]
    assert "Mia Keller" not in desk.words()
    assert desk.answers.failed == []
