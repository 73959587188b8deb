"""Tables come in and go out by the window: dropped, shown, decided, imported, taken back, exported."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import OmniDeskError
from omnidesk.operations.kept_deals import keep_new
from omnidesk.specs.load import load_catalog
from omnidesk.store import clients
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter, list_deals
from omnidesk.store.workspace import workspace
from omnidesk.ui.exporting.exporting import Exporting
from omnidesk.ui.importing.dialog import DUPLICATES, ROWS, ImportDialog
from omnidesk.ui.importing.importing import Importing, is_table
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.workshop import Workshop
from tests.commands.conftest import SEEKER
from tests.operations.tables import HUBSPOT, SALESFORCE, written


class Answers:
    """Answers every question at once; keeps what was said."""

    def __init__(self, save: Path) -> None:
        self.said: list[str] = []
        self.save = save

    def file_to_save(self, _title: str, suggested: Path, then: Callable[[Path], object]) -> None:
        then(self.save.with_suffix(suggested.suffix))

    def say(self, words: str, **_more: object) -> None:
        self.said.append(words)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(workspace(tmp_path / "workspace"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


class Desk:
    """The flow over one window, with what it said."""

    def __init__(self, qtbot: QtBot, store: Store, catalog: Catalog, folder: Path) -> None:
        self.qtbot, self.store, self.folder = qtbot, store, folder
        self.window = QWidget()
        self.window.resize(1100, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.answers = Answers(folder / "out")
        self.failures: list[Exception] = []
        self.workshop = Workshop(store, catalog)
        held = (self.window, self.workshop, self.answers, self.failures.append)
        self.importing = Importing(*held)  # pyright: ignore[reportArgumentType] - answers what imports ask
        self.exporting = Exporting(*held)  # pyright: ignore[reportArgumentType] - likewise

    def look(self, name: str, text: str) -> ImportDialog:
        self.importing.take(written(self.folder, name, text))
        self.importing.finish()
        dialog = self.importing.dialog
        assert dialog is not None
        return dialog

    def press(self, dialog: QWidget, name: str) -> None:
        button = dialog.findChild(QWidget, name)
        assert isinstance(button, QWidget)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.importing.finish()


@pytest.fixture
def desk(qtbot: QtBot, store: Store, catalog: Catalog, tmp_path: Path) -> Desk:
    return Desk(qtbot, store, catalog, tmp_path)


def test_a_file_is_shown_first_and_imported_when_a_person_says_so(desk: Desk) -> None:
    dialog = desk.look("hubspot.csv", HUBSPOT)
    assert dialog.windowTitle() == "Import clients"
    assert [choice.value() for choice in dialog.columns.choices][:3] == ["key", "name", "domain"]
    dialog.show_page(ROWS)
    assert dialog.rows.grid.grid.rows[2].cells[1:5] == ("Cannot be taken", "", "", "Not possible")
    assert clients.list_clients(desk.store).total == 0

    desk.press(dialog, "import-go")

    assert clients.list_clients(desk.store).total == 3
    assert "Line 4: the client has no name" in [text.text() for text in _texts(dialog)]
    desk.press(dialog, "import-undo")
    assert clients.list_clients(desk.store).total == 0
    assert desk.answers.said == ["Taken back: hubspot.csv: 3 new, 0 merged, 0 deals"]


def test_a_pair_is_made_one_with_what_the_file_knows_better(desk: Desk) -> None:
    dialog = desk.look("hubspot.csv", HUBSPOT)
    dialog.show_page(DUPLICATES)
    (card,) = dialog.duplicates.findChildren(QWidget, "import-decision:5")
    desk.press(card, "segment:merge")
    desk.press(dialog, "import-take:country")
    desk.press(dialog, "import-go")

    entry = clients.find_client(desk.store, "Aurora Broadcast AG").entry
    assert (entry.country, entry.size) == ("DE", 1200)
    assert clients.list_clients(desk.store).total == 2


def test_a_column_and_the_way_of_writing_are_chosen(desk: Desk) -> None:
    dialog = desk.look("odd.csv", "Wer;Wert;Wann\nAurora;1.234;03/04/2027\n")
    assert not dialog.go.isEnabled()
    desk.press(dialog, "segment:deals")
    for place, field in enumerate(("name", "amount", "starts")):
        dialog.columns.choices[place].edited.emit(field)
        desk.importing.finish()
    desk.press(dialog, "segment:,")
    desk.press(dialog, "segment:mdy")

    (row,) = dialog.preview.plan.rows
    assert row.row.deal is not None
    assert (str(row.row.deal.amount), str(row.row.deal.starts)) == ("1234", "2027-03-04")


def test_deals_come_in_once(desk: Desk) -> None:
    for _ in range(2):
        dialog = desk.look("salesforce.csv", SALESFORCE)
        if dialog.go.isEnabled():
            desk.press(dialog, "import-go")
        dialog.reject()
    assert list_deals(desk.store).total == 2


def test_what_is_no_table_is_told_and_nothing_opens(desk: Desk) -> None:
    desk.importing.take(written(desk.folder, "x.csv", "no table"))
    desk.importing.finish()

    assert desk.importing.dialog is None
    assert "x.csv: there is no row under the names of the columns; is this the right file?" in desk.answers.said
    assert (is_table(Path("a.XLSX")), is_table(Path("a.pdf"))) == (True, False)


def test_the_deals_go_out_in_the_kind_of_file_that_is_chosen(desk: Desk, catalog: Catalog) -> None:
    keep_new(desk.store, read_deal(SEEKER), catalog)
    desk.exporting.ask(DealFilter(), 1)
    dialog = desk.exporting.dialog
    assert dialog is not None
    desk.press(dialog, "segment:csv")
    desk.press(dialog, "dialog-accept")
    desk.exporting.finish()

    table = list(csv.reader(io.StringIO((desk.folder / "out.csv").read_bytes().decode("utf-8-sig"))))
    assert len(table) == 2
    assert desk.answers.said == [f"1 written to {desk.folder / 'out.csv'}"]
    assert not [error for error in desk.failures if isinstance(error, OmniDeskError)]


def _texts(dialog: QWidget) -> list[Text]:
    return dialog.findChildren(Text)


def test_writing_a_file_shows_how_far_it_is_and_can_be_stopped(desk: Desk, catalog: Catalog) -> None:
    keep_new(desk.store, read_deal(SEEKER), catalog)
    for stops in (True, False):
        desk.exporting.ask(DealFilter(), 1)
        dialog = desk.exporting.dialog
        assert dialog is not None
        desk.press(dialog, "dialog-accept")
        card = desk.exporting.card
        assert card is not None
        assert card.isVisible()
        if stops:
            desk.press(card, "stop-work")
        desk.exporting.finish()
        assert desk.exporting.card is None
        assert (desk.folder / "out.xlsx").exists() is not stops
    assert desk.answers.said[0] == "Stopped; nothing was written"


def test_deals_that_come_in_after_a_change_of_the_settings_follow_it(desk: Desk, catalog: Catalog) -> None:
    first, *others = catalog.tiers
    desk.workshop.catalog = replace(catalog, tiers=(replace(first, name="Discoverer"), *others))
    dialog = desk.look("deals.csv", "Deal name,Company,Tier\nArchive,Aurora,Discoverer\n")
    desk.press(dialog, "import-go")
    assert [row.tier for row in list_deals(desk.store).rows] == [first.id]
