"""The client comes another day: what was issued is signed here out of the store."""

from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from omnidesk.operations.timestamps import choose_authority
from omnidesk.signing.evidence import evidence_in
from omnidesk.ui.pages.sign import SignPage
from omnidesk.ui.versions_dialog import VersionsDialog
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.form import put

from .conftest import Show
from .opened import SEEKER, Opened, open_page
from .test_in_person import come_back, fill_in, handed, press
from .test_sign_page import turns, with_identity


def issued_unsaved(opened: Opened) -> SignPage:
    """Issue, and close the dialog that asks where the documents go: they lie in the store alone."""
    page = with_identity(opened)
    opened.answers.cancels = True
    opened.press("issue")
    turns(opened)
    opened.answers.cancels = False
    return page


def signed_here(opened: Opened, qtbot: QtBot) -> SignPage:
    page = issued_unsaved(opened)
    window = handed(opened, qtbot)
    fill_in(window)
    press(window, "sign-in-person")
    turns(opened)
    come_back(window)
    qtbot.waitUntil(page.isVisible)
    turns(opened)
    return page


def test_what_is_out_can_be_signed_here_though_nobody_saved_it(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = signed_here(opened, qtbot)
    assert opened.services.offer.row.stage == "accepted"
    assert list(tmp_path.glob("*.pdf")) == [], "it is kept with the deal, and nowhere else"
    assert page.result.about.text().endswith("-v1-proposal-signed.pdf")
    urls: list[QUrl] = []

    def opened_by_the_desktop(url: QUrl) -> bool:
        urls.append(url)
        return True

    page.result._open_url = opened_by_the_desktop
    opened.press("open-document")
    turns(opened)
    (evidence,) = evidence_in(Path(urls[0].toLocalFile()).read_bytes())
    assert evidence.witness == "Maria Keller"
    assert opened.answers.failed == []


def test_what_is_out_no_longer_is_put_away(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = issued_unsaved(opened)
    assert page.result.isVisible()
    assert page.result.signing.start.isVisible()
    opened.press("step:withdrawn")
    turns(opened)
    assert not page.result.isVisible()


def test_an_unsealed_offer_is_shown_and_not_signed_here(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    opened.settle()
    opened.answers.cancels = True
    opened.press("issue")
    turns(opened)
    assert isinstance(opened.page, SignPage)
    assert opened.page.result.isVisible()
    assert not opened.page.result.signing.isVisible()


def test_what_was_signed_is_listed_with_its_verdict_and_its_proof(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    assert isinstance(opened.page, SignPage)
    assert not opened.page.came_back.isVisible()
    page = signed_here(opened, qtbot)
    assert page.came_back.isVisible()
    texts = [each.text() for each in page.came_back.findChildren(Text)]
    assert any(text.endswith("-v1-proposal-signed.pdf") for text in texts)
    for name, end in (("save-returned:0", "-signed.pdf"), ("save-proof:0", "-evidence.pdf")):
        opened.press(name)
        turns(opened)
        (path,) = tmp_path.glob(f"*{end}")
        assert path.read_bytes().startswith(b"%PDF-")
    assert opened.answers.failed == []


def test_a_file_that_the_client_signed_first_waits_for_us_in_the_list(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", put(SEEKER, "signing_order", "client_first"), tmp_path, show)
    page = signed_here(opened, qtbot)
    page.result.signing.ours.hide()  # as on another day
    page.result.hide()
    page.begin()
    turns(opened)
    opened.press("sign-returned:0")
    turns(opened)
    assert opened.answers.failed == []
    assert opened.services.offer.row.stage == "accepted"
    complete = opened.services.offer.came_back()
    assert [(each.name.endswith("-complete.pdf"), each.ours) for each in complete] == [(True, False), (False, False)]


def test_where_the_timestamp_stands_is_told_beside_each_document(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    choose_authority(opened.services.offer._store, tmp_path, "http://127.0.0.1:1/tsa")
    page = signed_here(opened, qtbot)
    assert page.result.stamp.text().startswith("Timestamp waited for since "), "of the file that the client signed"
    assert any(each.text().startswith("Timestamp waited for since ") for each in page.came_back.findChildren(Text))
    opened.press("versions")
    turns(opened)
    dialog = page.window().findChild(VersionsDialog)
    assert dialog is not None
    assert any(each.text().startswith("Timestamp waited for since ") for each in dialog.findChildren(Text))
