"""A returned file is dropped on the window: what it is stands in one sentence, and only what holds is recorded."""

import datetime as dt
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.store import deals, returned
from omnidesk.store.workspace import workspace
from omnidesk.ui.desktop import Desktop
from omnidesk.ui.returned.dialog import ReturnedDialog
from omnidesk.ui.returned.page_pair import MarkedPage
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.text import Text
from tests.signing.authority import running_authority
from tests.signing.careless import timestamp_authority
from tests.ui.returned_files import Offer, issued_offer, scan


@pytest.fixture(scope="module")
def offer(tmp_path_factory: pytest.TempPathFactory) -> Offer:
    made = issued_offer(tmp_path_factory.mktemp("offer") / "workspace", dt.datetime.now(dt.UTC))
    made.desk.store.close()
    return made


@pytest.fixture
def desktop(offer: Offer, tmp_path: Path, qtbot: QtBot) -> Generator[Desktop]:
    import shutil

    shutil.copytree(offer.desk.folder.parent, tmp_path / "workspace")
    made = Desktop(workspace(tmp_path / "workspace"))
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.settled, timeout=20_000):
        made.start()
    yield made
    made.close()


def dropped(desktop: Desktop, path: Path, qtbot: QtBot) -> ReturnedDialog:
    """Drop a file as a person does, and wait for what the window says of it."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(desktop.window, QDragEnterEvent(QPoint(400, 300), action, content, button, keys))
    veil = desktop.window.findChild(QWidget, "drop-veil")
    assert veil is not None
    assert veil.isVisible(), "and it says what a drop will do"
    QApplication.sendEvent(desktop.window, QDropEvent(QPointF(400, 300), action, content, button, keys))
    assert not veil.isVisible()
    return shown(desktop, qtbot)


def shown(desktop: Desktop, qtbot: QtBot) -> ReturnedDialog:
    returns = desktop.returns
    assert returns is not None
    qtbot.waitUntil(lambda: returns.returning.dialog is not None and returns.returning.waiting is None, timeout=30_000)
    found = returns.returning.dialog
    assert found is not None
    return found


def presses(dialog: ReturnedDialog, qtbot: QtBot) -> None:
    button = dialog.findChild(Button, "returned-act")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def told(dialog: ReturnedDialog) -> str:
    found = dialog.findChild(Text, "returned-sentence")
    assert found is not None
    return found.text()


def stage(desktop: Desktop, deal_id: str) -> str:
    assert desktop.workshop is not None
    return deals.load(desktop.workshop.store, deal_id).row.stage


def test_a_dropped_file_is_trusted_then_accepted(offer: Offer, desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(offer.signed())
    dialog = dropped(desktop, path, qtbot)
    assert "whom nobody here knows yet" in told(dialog)
    presses(dialog, qtbot)
    qtbot.waitUntil(lambda: shown(desktop, qtbot).judgement.finding == "holds", timeout=30_000)
    dialog = shown(desktop, qtbot)
    assert told(dialog).endswith("; nothing else changed.")
    assert stage(desktop, offer.deal_id) == "issued", "nothing is recorded before somebody says so"
    presses(dialog, qtbot)
    qtbot.waitUntil(lambda: stage(desktop, offer.deal_id) == "accepted", timeout=10_000)


def test_what_the_client_signed_first_is_kept_and_waits_for_us(tmp_path: Path, qtbot: QtBot) -> None:
    offer = issued_offer(tmp_path / "workspace", dt.datetime.now(dt.UTC), "client_first")
    offer.desk.store.close()
    desktop = Desktop(workspace(tmp_path / "workspace"))
    qtbot.addWidget(desktop.window)
    with qtbot.waitSignal(desktop.settled, timeout=20_000):
        desktop.start()
    path = tmp_path / "signed.pdf"
    path.write_bytes(offer.signed())
    presses(dropped(desktop, path, qtbot), qtbot)  # trusted
    qtbot.waitUntil(lambda: shown(desktop, qtbot).judgement.waits_for_us, timeout=30_000)
    dialog = shown(desktop, qtbot)
    assert told(dialog).endswith("nothing else changed. It is your turn to sign.")
    presses(dialog, qtbot)
    qtbot.waitUntil(lambda: desktop.window.findChild(Button, "sign-returned:0") is not None, timeout=30_000)
    assert stage(desktop, offer.deal_id) == "issued", "it is accepted once we have signed too"
    assert desktop.window.last_place() == (offer.deal_id, "sign")
    desktop.close()


def test_a_lower_price_is_shown_in_words_and_pictures(
    offer: Offer, desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "cheaper.pdf"
    path.write_bytes(offer.cheaper())
    dialog = dropped(desktop, path, qtbot)
    assert told(dialog) == "This is not the offer that was issued: page 5: 758,500.00 → 30,000.00."
    names = [page.accessibleName() for page in dialog.findChildren(MarkedPage)]
    assert names[:2] == ["Page 5, as issued", "Page 5, as it came back"]
    presses(dialog, qtbot)
    assert desktop.workshop is not None
    store = desktop.workshop.store
    qtbot.waitUntil(lambda: len(returned.list_returned(store, offer.deal_id)) == 1, timeout=10_000)
    assert stage(desktop, offer.deal_id) == "issued", "kept as evidence, never taken as an acceptance"


def test_a_scan_asks_for_deal_and_reason(offer: Offer, desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan())
    dialog = dropped(desktop, path, qtbot)
    presses(dialog, qtbot)
    assert dialog.isVisible(), "the deal is missing"
    choice, reason = dialog.findChild(Choice, "returned-deal"), dialog.findChild(TextArea, "returned-reason")
    assert choice is not None
    assert reason is not None
    choice.set_value(offer.deal_id)
    presses(dialog, qtbot)
    assert dialog.isVisible(), "the reason is missing"
    reason.set_text("Keller signed it before my eyes")
    presses(dialog, qtbot)
    qtbot.waitUntil(lambda: "is accepted" in desktop.home.toast.accessibleName(), timeout=20_000)
    assert stage(desktop, offer.deal_id) == "accepted"
    assert desktop.workshop is not None
    (kept,) = returned.list_returned(desktop.workshop.store, offer.deal_id)
    assert kept.reason == "Keller signed it before my eyes"


def test_what_is_no_document_is_said_in_a_toast(desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all")
    assert desktop.returns is not None
    desktop.returns.take(path)
    qtbot.waitUntil(lambda: "neither a PDF nor a photo" in desktop.home.toast.accessibleName(), timeout=10_000)
    assert desktop.returns.returning.dialog is None


def test_a_file_of_another_place_or_two_files_are_not_taken(desktop: Desktop, tmp_path: Path) -> None:
    for urls in ([QUrl("https://example.org/a.pdf")], [QUrl.fromLocalFile(str(tmp_path / n)) for n in "ab"]):
        content = QMimeData()
        content.setUrls(urls)
        event = QDragEnterEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        event.ignore()
        QApplication.sendEvent(desktop.window, event)
        assert not event.isAccepted()


def test_the_authority_is_chosen_in_the_window(desktop: Desktop, qtbot: QtBot) -> None:
    from omnidesk.operations.timestamps import authority_of
    from omnidesk.ui.returned.authority_dialog import AuthorityDialog

    _, stamper = timestamp_authority()
    desktop.home.side.do("stamps")
    qtbot.waitUntil(lambda: desktop.window.findChild(AuthorityDialog) is not None, timeout=10_000)
    dialog = desktop.window.findChild(AuthorityDialog)
    assert dialog is not None
    dialog.control.set_text("tsa.example")
    dialog.accept()
    assert dialog.isVisible(), "that is no address"
    assert desktop.workshop is not None
    store = desktop.workshop.store
    with running_authority(stamper) as (address, _):
        dialog.control.set_text(address)
        dialog.accept()
        qtbot.waitUntil(lambda: "Time authority" in desktop.home.toast.accessibleName(), timeout=10_000)
    found = authority_of(store)
    assert found is not None
    assert found.address == address
