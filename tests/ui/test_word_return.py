"""A contract from Word in the window: export, decide by keyboard, take it into the deal, undo."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from omnidesk.ui.word.exchange import WordDrop
from omnidesk.ui.word.return_dialog import ReturnDialog
from tests.documents.returned import commented, comments, edited

from .conftest import Show
from .opened import Opened, open_page, sample

NO_KEYS = Qt.KeyboardModifier.NoModifier


def exported(tmp_path: Path, show: Show) -> tuple[Opened, Path]:
    opened = open_page("contract", sample("apprentice-agency"), tmp_path, show)
    opened.press("export-word")
    opened.settle()
    (path,) = tmp_path.glob("*.docx")
    assert opened.answers.told == [f"Contract written to {path}"]
    return opened, path


def dropped(opened: Opened, path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    WordDrop(opened.page, opened.services)
    where, copies, left, none = QPoint(9, 9), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, NO_KEYS
    for event in (
        QDragEnterEvent(where, copies, files, left, none),
        QDropEvent(where, copies, files, left, none),
    ):
        QApplication.sendEvent(opened.page, event)
        assert event.isAccepted()
    opened.settle()


def button(dialog: QWidget, name: str) -> QAbstractButton:
    return cast(QAbstractButton, dialog.findChild(QAbstractButton, name))


def test_a_returned_contract_is_dropped_decided_and_taken(tmp_path: Path, show: Show) -> None:
    opened, path = exported(tmp_path, show)
    marked = edited(
        path.read_bytes(), lambda xml: commented(xml, "three years", "five years"), comments=comments("Five.")
    )
    path.write_bytes(marked)
    dropped(opened, path)
    (dialog,) = opened.page.window().findChildren(ReturnDialog)
    card = dialog.cards["confidentiality"]
    assert "three years" in card.text.plain()
    assert "five years" in card.text.plain()
    take = button(dialog, "take-changes")
    assert not take.isEnabled()
    accept = button(dialog, "accept-all")
    accept.setFocus()
    QTest.keyClick(accept, Qt.Key.Key_Return)
    assert "three years" not in card.text.plain()
    assert take.isEnabled()
    before = opened.deal
    take.click()
    assert opened.deal.contract.deviations["confidentiality"].reason.startswith("Accepted from Dr. Meier")
    opened.session.undo()
    assert opened.deal == before


def test_a_file_that_is_no_contract_is_told_in_one_line(tmp_path: Path, show: Show) -> None:
    opened, path = exported(tmp_path, show)
    path.write_bytes(b"")
    dropped(opened, path)
    assert opened.answers.failed == [f"{path.name}: the file is empty; ask for it again"]


def test_the_quote_goes_to_excel_from_the_review(tmp_path: Path, show: Show) -> None:
    opened = open_page("review", sample("seeker-startup"), tmp_path, show)
    opened.press("export-quote-xlsx")
    opened.settle()
    (path,) = tmp_path.glob("*.xlsx")
    assert path.read_bytes().startswith(b"PK")
