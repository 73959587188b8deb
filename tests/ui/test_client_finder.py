"""While a client's name is typed, the clients that are known are on offer; one that is chosen fills the step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.deal_file import read_deal
from omnidesk.domain.client import Client, Contact
from omnidesk.operations.importing.preview import Wish, preview
from omnidesk.operations.importing.write import write_import
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.known_clients import known_clients
from omnidesk.specs.imports import load_imports
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.background import Background
from omnidesk.ui.pages.client_finder import ClientFinder, described
from omnidesk.ui.services import today
from omnidesk.ui.widgets.entries import TextField
from tests.commands.conftest import SEEKER
from tests.operations.tables import HUBSPOT, written

AURORA = Client(
    name="Aurora Broadcast AG", country="CH", address=("Seestrasse 1", "8002 Zürich"), contact=Contact(name="M. Keller")
)
OTHER = Client(name="Aurora Foods")


def test_a_client_is_chosen_by_a_few_letters(qtbot: QtBot) -> None:
    window, field, asked = QWidget(), TextField(), list[str]()
    field.setParent(window)
    qtbot.addWidget(window)
    background = Background(window)

    def find(text: str) -> tuple[Client, ...]:
        asked.append(text)
        return (AURORA, OTHER)

    finder = ClientFinder(field, background, find)
    chosen: list[Client] = []
    finder.chosen.connect(chosen.append)
    window.show()
    qtbot.waitExposed(window)
    editor = field.focus_target()
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "auro")
    qtbot.waitUntil(finder.list.isVisible)

    assert asked == ["auro"]
    model = finder.list.model()
    shown = [str(model.index(row, 0).data()) for row in range(2)]
    assert shown == ["Aurora Broadcast AG · 8002 Zürich · CH · M. Keller", "Aurora Foods"]
    popup = finder.list
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert chosen == [AURORA]
    assert described(OTHER) == "Aurora Foods"


def test_the_address_book_and_the_deals_are_both_looked_through(tmp_path: Path) -> None:
    store, catalog, spec = open_store(workspace(tmp_path / "workspace")), load_catalog(), load_imports()
    found = preview(store, catalog, spec, Wish(path=written(tmp_path, "hubspot.csv", HUBSPOT)))
    write_import(store, found.plan, catalog, source="hubspot.csv", today=today())
    row = keep_new(store, read_deal(SEEKER), catalog)

    assert [client.name for client in known_clients(store, "auro")] == ["Aurora Broadcast AG", "Aurora Broadcasting AG"]
    assert [client.name for client in known_clients(store, "pixel")] == [row.client]
    assert known_clients(store, "pixel", without=row.id) == ()
    assert known_clients(store, "p") == ()
    store.close()
