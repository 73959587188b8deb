"""The log in the window: what happened stands there in words, and one press says whether it is as it was written."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from omnidesk.formatting import Formatter
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import audit, deals
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.activity_dialog import ActivityDialog
from omnidesk.ui.widgets.text import Text
from tests.ui.conftest import Show
from tests.ui.opened import CATALOG, SEEKER


def busy_store(folder: Path) -> Store:
    store = open_store(workspace(folder))
    row = keep_new(store, SEEKER, CATALOG)
    deals.archive(store, row.id)
    for number in range(70):
        audit.note(store, "deal.exported", row.id, sha256=f"{number:064}")
    return store


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(Text)]


def test_the_newest_stands_first_and_earlier_rows_follow_when_asked_for(tmp_path: Path, show: Show) -> None:
    store = busy_store(tmp_path / "workspace")
    dialog = ActivityDialog(store, Formatter("en"))
    show(dialog)
    dialog.settle()
    assert texts(dialog.rows)[0] == "Deal exported"
    assert "Pixelgarten" in texts(dialog.rows)[1]
    assert "Deal put away" not in texts(dialog.rows)
    for _click in range(2):
        dialog.more.click()
    dialog.settle()
    assert texts(dialog.rows).count("The log was begun") == 1, "a second click brings no row twice"
    assert texts(dialog.rows)[-2] == "The log was begun"
    assert dialog.more.isHidden()
    store.close()


def test_the_log_is_checked_in_the_window(tmp_path: Path, show: Show) -> None:
    store = busy_store(tmp_path / "workspace")
    dialog = ActivityDialog(store, Formatter("en"))
    show(dialog)
    dialog.settle()
    dialog.check.click()
    dialog.settle()
    assert any("73 rows, each as it was written." in text for text in texts(dialog))
    with store.reading() as database:
        database.execute("DROP TRIGGER audit_is_never_changed")
        database.execute("UPDATE audit SET actor = 'nobody' WHERE number = 5")
    dialog.check.click()
    dialog.settle()
    assert any("Row 5 is not what was written" in text for text in texts(dialog))
    store.close()


def test_a_file_that_leaves_the_workspace_is_told_and_one_inside_is_not(tmp_path: Path) -> None:
    from functools import partial

    from omnidesk.ui.returned.returns import log_export
    from omnidesk.ui.written_file import listen, write_out

    store = busy_store(tmp_path / "workspace")
    ends = listen(partial(log_export, store))
    write_out(tmp_path / "offer.pdf", b"%PDF")
    write_out(tmp_path / "workspace" / "opened.pdf", b"%PDF")
    ends()
    write_out(tmp_path / "later.pdf", b"%PDF")
    told = [row.details["name"] for row in audit.activity(store) if row.action == "file.exported"]
    assert told == ["offer.pdf"]
    store.close()
